"""What a note says, in words: English templates by code."""

from __future__ import annotations

from search.types import Note

NOTES = {
    "unknown-field": "“{field}:” is no field; it was taken as words. Fields: title, language, date, source, entity.",
    "not-parsed": "The query could not be read as written from character {position} on; its words were searched.",
    "no-words": "There is no word or number in this query to search for.",
    "proximity-ignored": "Words near each other cannot be searched yet; {text} was searched as a phrase.",
    "fuzzy-limited": "At most {limit} letters may differ; {text} was searched with {limit}.",
    "wildcard-inside": "A * counts only at the end of a word; in “{text}” it was left out.",
    "changed-since": "The archive has changed since the first page: hits may repeat or be missing.",
    "deep-paging": "Pages by relevance end after {limit} hits. Sort by date to page through all of them.",
    "words-optional": "Not every hit has {words}. Hits with all of the words: {count}. A + before a word requires it.",
    "spellings": "Spelled nearly like “{word}” and found in the archive: {forms}.",
    "without-a-word": "No document has all of the words. With all but “{word}”: {count}.",
    "names-added": "Also searched: {label} in other scripts and spellings ({forms}). Without them: {without}.",
    "names-offered": "{label} may be meant; the other spellings are {forms}.",
    "names-as-typed": "{label} is searched only as typed.",
    "no-such-entity": "Nobody and nothing in the archive is called “{name}”.",
    "parts-included": "{label} includes {parts}.",
    "shards-missing": "Parts of the index without an answer: {missing} of {of}. Hits may be missing, counts too low.",
    "copies-missing": "Copies of parts of the index that are missing: {missing}. The answer is whole.",
    "undated-hidden": "Undated articles that the date leaves out: {count}.",
}


def message(note: Note) -> str:
    """The words of a note. Raises KeyError for a code without words."""
    values = {name: ", ".join(value) if isinstance(value, list) else value for name, value in note.values.items()}
    return NOTES[note.code].format_map(values)

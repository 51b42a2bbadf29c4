"""What may be meant while somebody types: entities with a name that begins so, and frequent words of the archive.

Both in any script: names by the register's folded forms, words by the surfaces of the index, which are shown as the
newest document writes them. Only what the archive holds is offered, the most documents first. Measured by
`python -m evaluation.suggest`.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.analysis import analyze, words
from search.compounds import may_be_one_word
from search.engines.base import Engine
from search.engines.holding import holding
from search.register import Register, label
from search.types import Named, Request, Token, Word

#: Entities and words that are offered; entities that are looked at for the most mentioned of them.
ENTITIES, WORDS, LOOKED_AT = 6, 4, 40
#: Words at the end of what is typed that may be one name, and letters with which a word may be meant.
NAME, LETTERS = 3, 2
#: Characters of a document that are looked through for how a word is written.
CHARACTERS = 3_000
#: Characters on both sides of a word by which it is told whether it is one.
AROUND = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to search for: an entity, or a word, how many documents have it, and the query that stays before it."""

    word: str
    documents: int
    before: str
    entity: Named | None = None


def suggest(text: str, register: Register, engine: Engine, language: str) -> list[Offer]:
    """What `text` may go on to, entities (called as a reader of `language` calls them) before words."""
    tokens = analyze(text, "und")
    # Behind a space no word is begun.
    if not tokens or tokens[-1].end < len(text) or len(tokens[-1].surface) < LETTERS:
        return []
    found = [*_going_on(tokens[-1], "", engine)]
    if len(tokens) > 1 and may_be_one_word(text, tokens[-2], tokens[-1]):
        # رئیس جم is the beginning of رئیس‌جمهور.
        found = [*_going_on(tokens[-2], tokens[-1].surface, engine), *found]
    words = [Offer(_written(word, engine), number, text[:start]) for word, number, start in found[:WORDS]]
    return [*_entities(text, [token.start for token in tokens[-NAME:]], register, engine, language), *words]


def _going_on(token: Token, after: str, engine: Engine) -> list[tuple[str, int, int]]:
    """The words that a token and what is typed after it go on to, how many documents have each, where it begins."""
    begun = token.surface + after
    return [(word, number, token.start) for word, number in engine.terms(begun, WORDS + 1) if word != begun]


def _written(surface: str, engine: Engine) -> str:
    """A surface as the newest document that holds it writes it: with its marks, joiners and letters of its language."""
    found = engine.search(Request(Word((), surface, exact=True), (), "newest", 1)).hits
    for document in (match.document for match in found):
        for text in (document.title, document.body[:CHARACTERS]):
            if written := _beside(surface, text, document.language) or _read(surface, text, document.language):
                return written
    return surface


def _beside(surface: str, text: str, language: str) -> str:
    """How a text writes a surface where it is written letter by letter; read is only what stands around it."""
    small = text.lower()
    at = small.find(surface)
    if at < 0 or len(small) != len(text):
        return ""
    low = max(at - AROUND, 0)
    return _read(surface, text[low : at + len(surface) + AROUND], language, at - low)


def _read(surface: str, text: str, language: str, at: int = -1) -> str:
    """How a text writes a surface, anywhere or `at` a place; "" where it does not."""
    read = words(text, language)
    numbers = [number for number, one in enumerate(read.surfaces) if one == surface]
    return next((text[start:end] for start, end in read.places(numbers) if at < 0 or start <= at < end), "")


def _entities(text: str, starts: list[int], register: Register, engine: Engine, language: str) -> list[Offer]:
    """The entities that the most words at the end of a text begin the name of."""
    for start in starts:
        entities = {entity.id: entity for entity in register.beginning(text[start:], LOOKED_AT)}
        counts = holding(engine, "entity", entities) if entities else {}
        best = sorted((-number, id_) for id_, number in counts.items() if number)[:ENTITIES]
        if best:
            called = [(label(entities[id_], language), -number) for number, id_ in best]
            return [Offer(named.label, number, text[:start], named) for named, number in called]
    return []

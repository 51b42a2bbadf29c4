"""The tables of Persian: words in use, forms of simple verbs, rare words; and all of them as one."""

from __future__ import annotations

from search.analysis.persian_nouns import stems
from search.analysis.tables import dictionary, forms, rows
from search.once import once


@once
def words() -> dict[str, str]:
    """Words in use -> lemma; a known word is its own."""
    return dictionary(rows("fa-words"))


@once
def verbs() -> dict[str, str]:
    """Glued forms of verbs without prefix -> past stem, which is its own."""
    return dictionary(rows("fa-verbs"))


@once
def every() -> dict[str, str]:
    """Those, and rare words: one look for what nearly all words of a text are. A verb's form is rather a verb."""
    rare = forms(rows("fa-rare"))
    found = words() | verbs()
    found.update(zip(rare, rare, strict=True))
    return found


def known(word: str) -> str | None:
    """The lemma of a word in use, or of a rare one."""
    return words().get(word) or (None if word in verbs() else every().get(word))


def inflected(word: str) -> str | None:
    """The lemma of the first word in use that `word` may be a form of, or None."""
    get = words().get
    for stem in stems(word):
        found = get(stem)
        if found and len(stem) > 1:
            return found
    return None


def rare_inflected(word: str, shortest: int) -> str | None:
    """The lemma of the first rare one, of `shortest` letters at least, where there is no word in use."""
    get = every().get
    for stem in stems(word):
        if len(stem) >= shortest:
            found = get(stem)
            if found and stem not in verbs():
                return found
    return None

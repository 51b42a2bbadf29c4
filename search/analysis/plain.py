"""Plain words: of letters alone, as most are, or with a joiner or space between. Folded many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis.filters import ARABIC_LETTERS, CYRILLIC_LETTERS, UNFOLDED_DEVANAGARI
from search.analysis.scripts import script_of_letter

_LONGEST = 60
_LETTERS = {"Arab": ARABIC_LETTERS, "Cyrl": CYRILLIC_LETTERS}


def plain_words(words: Iterable[str]) -> dict[str, list[str]]:
    """Script -> those of some raw words that `fold_all` folds as `filters` does, if a letter is left."""
    plain: dict[str, list[str]] = {"Arab": [], "Cyrl": [], "Deva": [], "Latn": []}
    for word in words:
        if len(word) <= _LONGEST:
            script = script_of_letter(word[0])
            if script == "Arab":
                is_plain = word.isalpha() or word.replace("\u200c", "").replace(" ", "").isalpha()
            elif script == "Deva":
                is_plain = not UNFOLDED_DEVANAGARI.search(word)
            else:
                is_plain = word.isalpha() and (script == "Cyrl" or (script == "Latn" and word.isascii()))
            if is_plain:
                plain[script].append(word)
    return {script: found for script, found in plain.items() if found}


def fold_all(words: Sequence[str], script: str) -> list[str]:
    """The surfaces of plain words of one script, in their order."""
    if script == "Deva":
        return list(words)
    text = "\n".join(words)
    return (text.lower() if script == "Latn" else text.translate(_LETTERS[script])).split("\n")

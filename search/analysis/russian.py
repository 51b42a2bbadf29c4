"""Russian endings: what the table is made against, and how words that it lacks are read."""

from __future__ import annotations

from collections.abc import Callable

#: The longest ending looked at: -ировавшимися needs no more to be told from others.
LONGEST_ENDING = 6
#: What stays of a word is not shorter.
_SHORTEST_STEM = 1
_LENGTHS = tuple(range(LONGEST_ENDING, 0, -1))
#: Stands for an ending of nothing, as a table has no empty cells.
NOTHING = "-"


def by_ending(word: str, change: Callable[[str], str | None]) -> str:
    """The lemma that a word's longest known ending gives: кабуловыми -> кабулов; the word where there is none.

    change: ending -> that of the lemma.
    """
    for length in _LENGTHS if len(word) > LONGEST_ENDING else range(len(word) - _SHORTEST_STEM, 0, -1):
        instead = change(word[-length:])
        if instead is not None:
            return word[:-length] + ("" if instead == NOTHING else instead)
    return word

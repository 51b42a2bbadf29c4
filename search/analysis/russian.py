"""Russian endings: what the table is made against, and how words that it lacks are read."""

from __future__ import annotations

from collections.abc import Mapping

#: The longest ending looked at: -ировавшимися needs no more to be told from others.
LONGEST_ENDING = 6
#: What stays of a word is not shorter.
_SHORTEST_STEM = 1
#: By this many last letters the lengths of the endings are told that a word may have.
_TOLD_BY = 2
#: Stands for an ending of nothing, as a table has no empty cells.
NOTHING = "-"


class Endings:
    """Rules, ending -> that of the lemma (`NOTHING`: none); the longest ending that a word has is applied."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._rules = rules
        lengths: dict[str, set[int]] = {}
        for ending in rules:
            lengths.setdefault(ending[-_TOLD_BY:], set()).add(len(ending))
        self._short = {length for ending, found in lengths.items() if len(ending) < _TOLD_BY for length in found}
        self._lengths = {last: tuple(sorted(found | self._short, reverse=True)) for last, found in lengths.items()}
        self._others = tuple(sorted(self._short, reverse=True))

    def lemma(self, word: str) -> str:
        """The lemma by rule: кабуловыми -> кабулов; the word where there is none."""
        return self.lemmas([word])[0]

    def lemmas(self, words: list[str]) -> list[str]:
        """That of each of some words."""
        rules, lengths_by_last, others = self._rules, self._lengths, self._others
        found = []
        for word in words:
            lemma = word
            longest = len(word) - _SHORTEST_STEM
            for length in lengths_by_last.get(word[-_TOLD_BY:], others):
                if length <= longest and word[-length:] in rules:
                    instead = rules[word[-length:]]
                    lemma = word[:-length] + ("" if instead == NOTHING else instead)
                    break
            found.append(lemma)
        return found

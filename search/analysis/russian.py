"""Russian endings: what the table is made against, and how words that it lacks are read."""

from __future__ import annotations

from collections.abc import Mapping

#: The longest ending looked at: -ировавшимися needs no more to be told from others.
LONGEST_ENDING = 6
#: What stays of a word is not shorter.
_SHORTEST_STEM = 1
#: Stands for an ending of nothing, as a table has no empty cells.
NOTHING = "-"


class Endings:
    """Rules, ending -> that of the lemma (`NOTHING`: none); the longest ending that a word has is applied."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        #: Each ending, and whatever one ends in, so that no longer one need be looked for where a shorter one is not
        #: there -> how many letters go, and what stands in their place.
        self._ways: dict[str, tuple[int, str]] = {}
        for ending in rules:
            way = (0, "")
            for start in range(len(ending) - 1, -1, -1):
                tail = ending[start:]
                if tail in rules:
                    way = len(tail), "" if rules[tail] == NOTHING else rules[tail]
                self._ways[tail] = way

    def lemma(self, word: str) -> str:
        """The lemma by rule: кабуловыми -> кабулов; the word where there is none."""
        return self.lemmas([word])[0]

    def lemmas(self, words: list[str]) -> list[str]:
        """That of each of some words. Tails of three letters are looked for first, then longer or shorter ones."""
        get = self._ways.get
        found = []
        for word in words:
            way = get(word[-3:])
            if way is None:
                way = get(word[-2:]) or get(word[-1:])
            elif longer := get(word[-4:]):
                way = longer
                if longer := get(word[-5:]):
                    way = get(word[-6:]) or longer
            if way and way[0] >= len(word):  # something stays of the word
                way = next((get(word[at:]) for at in range(_SHORTEST_STEM, len(word)) if word[at:] in self._ways), None)
            found.append(word[: -way[0]] + way[1] if way and way[0] else word)
        return found

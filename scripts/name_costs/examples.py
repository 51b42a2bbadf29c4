"""Pairs of names that are the same, and pairs that only look it, for the weights of the verdict.

Against each pair of one name stand five others of the second script: two that share a word with it, two spelt most like
it, one at random; for a place, among all places of GeoNames that are not set aside.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import chain, product
from typing import NamedTuple

from scripts.name_costs.sources import Group
from search.names.alignment import SCRIPTS
from search.names.letters import words
from search.names.matching import Comparison, paired
from search.names.tokens import tokens

#: A place whose words share this little with its name in the other script has another name there (an exonym).
EXONYM = 0.92
#: Names of one letter group looked at for likeness, and those compared in full.
_LOOKED_AT, _COMPARED = 60, 12
#: How often all examples are drawn: what a few random names were must not decide.
DRAWS = 3


class Example(NamedTuple):
    """Two names compared, their scripts, and whether they are one."""

    scripts: tuple[str, str]
    kind: str
    same: bool
    comparison: Comparison


class _Pool:
    """The names of one script: by word, by three letters, and who bears them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.owners: dict[str, set[str]] = {}
        self.words: dict[str, list[str]] = defaultdict(list)
        self.threes: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, owner: str) -> None:
        if name not in self.owners:
            self.names.append(name)
            for word in name.lower().split():
                self.words[word].append(name)
            for three in _threes(name):
                self.threes[three].append(name)
        self.owners.setdefault(name, set()).add(owner)

    def unlike(self, name: str, owners: set[str], chance: random.Random) -> Iterator[str]:
        """Up to five names that none of the owners bears: sharing a word, spelt alike, at random."""
        shared = [
            other
            for word in name.lower().split()
            if len(word) > 2
            for other in chance.sample(self.words[word], min(8, len(self.words[word])))
        ]
        chance.shuffle(shared)
        counts = Counter(other for three in _threes(name) for other in self.threes[three][:_LOOKED_AT])
        near = [other for other, _ in counts.most_common(_COMPARED + 3) if owners.isdisjoint(self.owners[other])]
        near.sort(key=lambda other: -SequenceMatcher(None, name, other).ratio())
        chosen = shared[:2] + near[:2]
        chosen += chance.sample(self.names, 5 - len(chosen))
        return (other for other in chosen if owners.isdisjoint(self.owners[other]))


def _threes(name: str) -> list[str]:
    return [name[at : at + 3].lower() for at in range(max(1, len(name) - 2))]


def _plain(name: str) -> str:
    return "".join(word for _, word in words(name)).lower()


def _likeness(comparison: Comparison) -> float:
    return sum(pair.ratio * pair.weight for pair in comparison.pairs) / max(1, sum(p.weight for p in comparison.pairs))


def examples(groups: Mapping[str, Group], places: Iterable[tuple[str, str, str]]) -> Iterator[Example]:
    """The examples of all groups, in a fixed order; `places` are (script, name, owner) to stand against places."""
    chance = random.Random(5)
    pools = {script: _Pool() for script in SCRIPTS}
    bearers: dict[str, set[str]] = defaultdict(set)
    named = (
        (script, name, key) for key, group in groups.items() for script in group.names for name in group.names[script]
    )
    for script, name, owner in chain(named, places):
        pools[script].add(name, owner)
        bearers[_plain(name)].add(owner)
    for group in [group for _ in range(DRAWS) for group in groups.values()]:
        namesakes = {owner for names in group.names.values() for name in names for owner in bearers[_plain(name)]}
        for a, b in product(group.names, group.names):
            if group.kind == "LOC" and chance.random() < 0.5:
                continue
            left = group.names[a][0]
            person = group.kind == "PER"
            others = [paired(tokens(left, person), tokens(name, person)) for name in group.names[b] if name != left]
            best = min((found for found in others if found.pairs), key=_likeness, default=None)
            if best is None or (group.kind == "LOC" and max(pair.ratio for pair in best.pairs) > EXONYM):
                continue
            yield Example((a, b), group.kind, True, best)
            for other in pools[b].unlike(chance.choice(group.names[b]), namesakes, chance):
                yield Example((a, b), group.kind, False, paired(tokens(left, person), tokens(other, person)))

"""Pairs of names to decide on, of any file of name groups: each true pair stands against up to five that look so."""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from scripts.name_costs.halves import set_aside

SCRIPTS = {
    "en": "Latn",
    "ru": "Cyrl",
    "hi": "Deva",
    "fa": "Arab",
    "fa-AF": "Arab",
    "ar": "Arab",
    "ur": "Arab",
    "ps": "Arab",
}
PAIRS = [
    ("en", "fa"), ("en", "fa-AF"), ("en", "ar"), ("en", "ur"), ("en", "ps"), ("en", "hi"), ("en", "ru"), ("fa", "en"),
    ("ar", "en"), ("hi", "en"), ("ru", "en"), ("fa", "hi"), ("ar", "hi"), ("ur", "hi"), ("fa", "ru"), ("ar", "ru"),
    ("hi", "ru"),
]  # fmt: skip
#: A row of the table needs so many groups.
FEWEST = 20


class Decision(NamedTuple):
    """Two names, and whether they are of one group."""

    left: str
    right: str
    same: bool


class Collection:
    """Groups of names (type, and names by language), and all names of a script to choose wrong ones from."""

    def __init__(self, path: Path, distractors: Path | None, part: str) -> None:
        self.groups: dict[str, tuple[str, dict[str, list[str]]]] = {}
        self.owners: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if part == "all" or set_aside(row["id"]) == (part == "aside"):
                    _, group = self.groups.setdefault(row["id"], (row["type"], defaultdict(list)))
                    group[row["lang"]].append(row["name"])
                    self.owners[SCRIPTS[row["lang"]]][row["name"]].add(row["id"])
        for line in distractors.read_text(encoding="utf-8").splitlines() if distractors else ():
            _, language, name = line.split("\t")
            self.owners[SCRIPTS[language]].setdefault(name, set())
        self.names = {script: sorted(owned) for script, owned in self.owners.items()}
        self._words: dict[str, dict[str, list[str]]] = {script: defaultdict(list) for script in self.names}
        self._threes: dict[str, dict[str, list[str]]] = {script: defaultdict(list) for script in self.names}
        for script, names in self.names.items():
            for name in names:
                for word in name.lower().split():
                    self._words[script][word].append(name)
                for three in _threes(name):
                    self._threes[script][three].append(name)

    def pairs(self, kind: str, left: str, right: str, most: int) -> list[tuple[str, str, str]]:
        """(group, name, name) of groups that have both languages, in a fixed order that tells nothing of them."""
        found = [
            (hashlib.md5(f"{key}1".encode()).hexdigest(), key, names[left][0], names[right][0])
            for key, (of, names) in self.groups.items()
            if of == kind and names.get(left) and names.get(right)
        ]
        return [row[1:] for row in sorted(found)[:most]]

    def decisions(self, kind: str, left: str, right: str, most: int) -> Iterator[Decision]:
        """True pairs, each with wrong ones: two that share a word, the one spelt most alike, others at random."""
        chance = random.Random(1)
        script = SCRIPTS[right]
        for key, name, other in self.pairs(kind, left, right, most):
            yield Decision(name, other, True)
            for wrong in self._wrong(script, other, chance):
                if key not in self.owners[script][wrong]:
                    yield Decision(name, wrong, False)

    def _wrong(self, script: str, name: str, chance: random.Random) -> list[str]:
        words = [word for word in name.lower().split() if len(word) > 2]
        shared = [
            other
            for word in words
            for other in chance.sample(self._words[script][word], min(8, len(self._words[script][word])))
        ]
        chance.shuffle(shared)
        counts = Counter(other for three in _threes(name) for other in self._threes[script][three][:60])
        near = sorted(
            (other for other, _ in counts.most_common(15) if other != name),
            key=lambda other: -SequenceMatcher(None, name, other, autojunk=False).ratio(),
        )
        chosen = [other for other in shared if other != name][:2] + near[:1]
        return chosen + chance.sample(self.names[script], 5 - len(chosen))


def _threes(name: str) -> list[str]:
    return [name[at : at + 3].lower() for at in range(max(1, len(name) - 2))]

"""Two words aligned letter by letter, at learnt costs.

An operation writes none, one or two letters of one word as none, one or two letters of the other (sh = ш = ش = श).
Its cost is minus the logarithm of its probability in names known to be the same, in hundredths; data/costs.json holds
them for each pair of scripts, and scripts/learn_name_costs.py learns them. `surprise` is what a word costs on its own,
letter by letter: two words are alike as far as their alignment costs less than the two of them apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

#: Order of the scripts in a pair; the table of (b, a) is that of (a, b), read the other way round.
SCRIPTS = ("Latn", "Arab", "Deva", "Cyrl")
#: Vowels and h at the ends of a word are letters of their own: final a is ه where another is not written at all.
_ENDS = "aeiouywhاویعهअआइईउऊएऐओऔऋहаеиоуыэюяйгх"
_AT_START = {letter: chr(0xE000 + ord(letter)) for letter in _ENDS}
_AT_END = {letter: chr(0xEA00 + ord(letter)) for letter in _ENDS}
_SPELLED = {ord(marked): f"^{letter}" for letter, marked in _AT_START.items()} | {
    ord(marked): f"{letter}$" for letter, marked in _AT_END.items()
}
#: A letter of which nothing was learnt, and what dropping a letter costs beyond its own surprise.
RARE, DROP = 700, 150
_NONE: Mapping[str, int] = {}


class Costs(NamedTuple):
    """Costs of one ordered pair of scripts: `write[a][b]` for chunks of letters, `drop` and `add` of one letter.

    `least` is the least that a letter of the left word can cost, whatever it is written for.
    """

    write: Mapping[str, Mapping[str, int]]
    drop: Mapping[str, int]
    add: Mapping[str, int]
    least: Mapping[str, int]


class Step(NamedTuple):
    """One operation of an alignment: the letters of either word, and its cost."""

    left: str
    right: str
    cost: int


class _Letters(dict[str, int]):
    """Costs by letter; a letter never seen costs `RARE` (not kept: the table stays as large as it was learnt)."""

    def __init__(self, known: Mapping[str, int], extra: int = 0) -> None:
        super().__init__(known)
        self.extra = extra

    def __missing__(self, letter: str) -> int:
        return RARE + self.extra


def marked(word: str) -> str:
    """A word with the letters at its ends told apart from the same letters within."""
    if len(word) < 2:
        return word
    return _AT_START.get(word[0], word[0]) + word[1:-1] + _AT_END.get(word[-1], word[-1])


def spelled(chunk: str) -> str:
    """A chunk as it is read and stored: ^a at the start of a word, a$ at its end."""
    return chunk.translate(_SPELLED)


def unspelled(chunk: str) -> str:
    """The chunk that `spelled` made readable."""
    chunk = re.sub(r"\^(.)", lambda found: _AT_START[found[1]], chunk)
    return re.sub(r"(.)\$", lambda found: _AT_END[found[1]], chunk)


def packed(row: Mapping[str, int]) -> dict[str, str]:
    """A row of operations as it is stored: costs to the chunks that cost so much, in words; _ is no letter."""
    found: dict[str, list[str]] = {}
    for chunk, cost in row.items():
        found.setdefault(str(cost), []).append(spelled(chunk) or "_")
    return {cost: " ".join(chunks) for cost, chunks in found.items()}


def unpacked(row: Mapping[str, str]) -> dict[str, int]:
    """The row that `packed` stored."""
    return {
        "" if chunk == "_" else unspelled(chunk): int(cost) for cost, chunks in row.items() for chunk in chunks.split()
    }


def turned(costs: Costs) -> Costs:
    """The same costs for the words in the other order."""
    write: dict[str, dict[str, int]] = {}
    for left, row in costs.write.items():
        for right, cost in row.items():
            write.setdefault(right, {})[left] = cost
    return Costs(write, costs.add, costs.drop, _least(write, costs.add))


def costs_of(written: Mapping[str, Mapping[str, int]], left: Mapping[str, int], right: Mapping[str, int]) -> Costs:
    """Costs from learnt operations ("" on one side: dropped) and the surprise of the letters of either script."""
    drop = _Letters({letter: cost + DROP for letter, cost in left.items()}, DROP)
    add = _Letters({letter: cost + DROP for letter, cost in right.items()}, DROP)
    drop.update({chunk: row[""] for chunk, row in written.items() if "" in row})
    add.update(written.get("", {}))
    write = {a: {b: cost for b, cost in row.items() if b} for a, row in written.items() if a}
    return Costs(write, drop, add, _least(write, drop))


def _least(write: Mapping[str, Mapping[str, int]], drop: Mapping[str, int]) -> dict[str, int]:
    least = dict(drop)
    for chunk, row in write.items():
        for letter in chunk:
            least[letter] = min(least.get(letter, RARE), min(row.values(), default=RARE) // len(chunk))
    return least


@lru_cache(maxsize=1)
def data() -> Any:
    """The learnt tables: letters of each script, operations of each pair, weights of the verdict."""
    loaded = json.loads(files("search.names").joinpath("data/costs.json").read_text(encoding="utf-8"))
    loaded["letters"] = {
        script: {unspelled(letter): cost for letter, cost in row.items()} for script, row in loaded["letters"].items()
    }
    loaded["writes"] = {
        pair: {unspelled(a): unpacked(row) for a, row in writes.items()} for pair, writes in loaded["writes"].items()
    }
    return loaded


@lru_cache(maxsize=16)
def costs(left: str, right: str) -> Costs:
    """The costs of a pair of scripts (each of `SCRIPTS`), in that order."""
    if SCRIPTS.index(left) > SCRIPTS.index(right):
        return turned(costs(right, left))
    letters = data()["letters"]
    return costs_of(data()["writes"][f"{left}-{right}"], letters[left], letters[right])


@lru_cache(maxsize=4)
def _surprises(script: str) -> Mapping[str, int]:
    return _Letters(data()["letters"][script])


@lru_cache(maxsize=1 << 16)
def surprise(script: str, word: str) -> int:
    """What a word costs letter by letter on its own, in hundredths."""
    known = _surprises(script)
    return sum([known[letter] for letter in word])


def distance(left: str, right: str, table: Costs, limit: int) -> int:
    """The least cost of writing one word as the other; any number above `limit` where it would be more."""
    write, drop = table.write, table.drop
    width = len(right)
    adds = [table.add[letter] for letter in right]
    pairs = [right[at - 1 : at + 1] for at in range(width)]
    row = [0]
    for cost in adds:
        row.append(row[-1] + cost)
    rest = [0]
    for letter in reversed(left):
        rest.append(rest[-1] + table.least.get(letter, 0))
    above, before, lowest = row, "", 0
    for letter in left:
        one, two = write.get(letter, _NONE), write.get(before + letter) if before else None
        gone = drop[letter]
        best = row[0] + gone
        new = [best]
        for at in range(width):
            best += adds[at]
            if (other := row[at + 1] + gone) < best:
                best = other
            if (known := one.get(right[at])) is not None and (other := row[at] + known) < best:
                best = other
            if at and (known := one.get(pairs[at])) is not None and (other := row[at - 1] + known) < best:
                best = other
            if two is not None and (known := two.get(right[at])) is not None and (other := above[at] + known) < best:
                best = other
            new.append(best)
        lowest, before_lowest = min(new), lowest
        if before_lowest + rest.pop() > limit and lowest + rest[-1] > limit:
            return limit + 1
        above, row, before = row, new, letter
    return row[-1]


def _choices(left: str, right: str, i: int, j: int, table: Costs) -> list[tuple[int, int, int]]:
    """The operations that may end at letters i and j: how many letters of either they take, and their cost."""
    found = []
    if i:
        found.append((1, 0, table.drop[left[i - 1]]))
    if j:
        found.append((0, 1, table.add[right[j - 1]]))
    for a, b in ((1, 1), (2, 1), (1, 2)):
        if i >= a and j >= b:
            cost = table.write.get(left[i - a : i], _NONE).get(right[j - b : j])
            if cost is not None:
                found.append((a, b, cost))
    return found


def steps(left: str, right: str, table: Costs) -> list[Step]:
    """The cheapest alignment itself, operation by operation; its costs add up to `distance` without a limit."""
    best: dict[tuple[int, int], tuple[int, int, int, int]] = {(0, 0): (0, 0, 0, 0)}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if i or j:
                best[i, j] = min((best[i - a, j - b][0] + c, a, b, c) for a, b, c in _choices(left, right, i, j, table))
    out = []
    i, j = len(left), len(right)
    while i or j:
        _, a, b, cost = best[i, j]
        out.append(Step(left[i - a : i], right[j - b : j], cost))
        i, j = i - a, j - b
    return out[::-1]

"""Which letters are written for which: counted over the best alignments, again and again, until they settle."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from scripts.name_costs.sources import Group
from search.names.alignment import RARE, Costs, costs_of, distance, marked, spelled, steps, unspelled
from search.names.skeleton import classes
from search.names.tokens import tokens

Surprises = Mapping[str, int]
Letters = Mapping[str, Surprises]
Written = dict[str, dict[str, int]]
Counts = dict[tuple[str, str], float]
WordPairs = Counter[tuple[str, str]]

ROUNDS = 6
#: Two words are taken for one name while their alignment costs less than this part of their surprise.
SAME_AT_FIRST, SAME = 0.95, 0.90
#: ... and every word of a name whose words cost less than this part of it on the whole.
WHOLE = 0.80
#: How often an operation must be seen to be kept: one letter for one, and more than that.
SEEN_SINGLE, SEEN_CHUNK = 2, 4
#: What an operation between letters of one sound class counts before it is seen.
UNSEEN = 0.5
#: What an operation must spare beside the others to be kept.
SPARED = 60
#: One word pair counts at most so often, or محمد would drown the rest.
MOST_OF_ONE = 4
_VOWEL = "A"
#: Two letters of Arabic script for one vowel: عاصم, Asim; ایران, Iran; اوباما, Obama.
_LONG_VOWELS = ("^عا", "عا", "^عی", "^عو", "^ای", "^او")


def cost(count: float, total: float) -> int:
    """Minus the logarithm of a share, in hundredths."""
    return round(-100 * math.log(count / total))


def sound(letter: str) -> str:
    """The classes of sound of a letter, wherever in a word it stands."""
    return classes().get(spelled(letter).strip("^$"), "")


def surprises(words_of_script: Iterable[str]) -> dict[str, int]:
    """What each letter costs on its own."""
    counts = Counter(letter for word in words_of_script for letter in marked(word))
    total = sum(counts.values())
    return {letter: cost(count, total) for letter, count in sorted(counts.items())}


def first_guess(left: Mapping[str, int], right: Mapping[str, int]) -> Counts:
    """What operations count before anything is seen: letters that share a class of sound stand for each other."""
    counts: Counts = {}
    for a, b in product(left, right):
        shared = set(sound(a)) & set(sound(b))
        if a == b or shared:
            counts[a, b] = UNSEEN * (1 if a == b or shared != {_VOWEL} else 0.5)
    for chunk in map(unspelled, _LONG_VOWELS):
        counts.update({(chunk, b): UNSEEN for b in right if set(chunk) <= left.keys() and sound(b) == _VOWEL})
        counts.update({(a, chunk): UNSEEN for a in left if set(chunk) <= right.keys() and sound(a) == _VOWEL})
    for letter in left:
        counts[letter, ""] = UNSEEN * (1 if _VOWEL in sound(letter) else 0.2)
    for letter in right:
        counts["", letter] = UNSEEN * (1 if _VOWEL in sound(letter) else 0.2)
    return counts


def aligned_words(left: list[str], right: list[str], ratio: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """The words of two names paired off, likeliest first; `ratio` is the cost of a pair as part of its surprise."""
    offers = sorted((ratio[a, b], i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    out = []
    for _, i, j in offers:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            out.append((left[i], right[j]))
    return out


Names = list[tuple[list[str], list[str]]]


class Learner:
    """Learns the operations of one pair of scripts from names, and what is `likely` before any is seen."""

    def __init__(self, names: Iterable[Names], letters: tuple[Surprises, Surprises], likely: Counts) -> None:
        self.left, self.right = letters
        self.names = list(names)
        self.likely = likely
        self.written = priced(likely)
        self.table = costs_of(self.written, self.left, self.right)

    def ratio(self, a: str, b: str) -> float:
        """The cost of an alignment as part of what the two words cost apart."""
        apart = sum(self.left.get(letter, RARE) for letter in a) + sum(self.right.get(letter, RARE) for letter in b)
        return distance(a, b, self.table, apart) / max(1, apart)

    def word_pairs(self, limit: float) -> WordPairs:
        """Pairs of words that are the same name by the present costs, from the best pair of names of each group.

        A word that is written oddly is taken with the rest of its name, where that is alike.
        """
        found: WordPairs = Counter()
        seen: dict[tuple[str, str], float] = {}
        for candidates in self.names:
            best: tuple[float, list[tuple[str, str]], bool] | None = None
            for left, right in candidates:
                for pair in product(left, right):
                    if pair not in seen:
                        seen[pair] = self.ratio(*pair)
                pairs = aligned_words(left, right, seen)
                mean = sum(seen[pair] for pair in pairs) / len(pairs)
                if best is None or mean < best[0]:
                    best = mean, pairs, len(left) == len(right)
            if best:
                whole = best[2] and len(best[1]) > 1 and best[0] < WHOLE
                found.update(pair for pair in best[1] if whole or seen[pair] < limit)
        return found

    def learn(self) -> Written:
        """Count operations and align anew, `ROUNDS` times; the operations kept and their costs."""
        for turn in range(ROUNDS):
            pairs = self.word_pairs(SAME_AT_FIRST if turn == 0 else SAME)
            self.written = priced(counted(pairs, self.table, self.likely))
            if turn == 0:
                _with_chunks(self.written, pairs)
            self.table = costs_of(self.written, self.left, self.right)
        return self.written


def names_of(groups: Iterable[Group], left: str, right: str) -> Iterator[Names]:
    """The names of each group in two scripts, as words; within one script, each with each other."""
    for group in groups:
        found = []
        for a, b in product(group.names.get(left, ()), group.names.get(right, ())):
            x, y = (
                [marked(t.bare) for t in tokens(name, group.kind == "PER") if not t.initial and t.script == script]
                for name, script in ((a, left), (b, right))
            )
            if x and y and a != b:
                found.append((x, y))
        if found:
            yield found


def joined(by_left: WordPairs, by_right: WordPairs) -> Iterator[Names]:
    """Words of two scripts that are written for one word of a third (the first of either pair)."""
    rights: dict[str, set[str]] = {}
    for third, right in by_right:
        rights.setdefault(third, set()).add(right)
    seen = {(left, right) for third, left in by_left for right in rights.get(third, ()) if left != right}
    yield from ([([left], [right])] for left, right in sorted(seen))


def through(by_left: Written, by_right: Written, weight: float) -> Counts:
    """What operations between two scripts would count if names went through a third (the first of either)."""
    found: Counts = {}
    share = {a: {b: math.exp(-c / 100) for b, c in row.items()} for a, row in by_left.items() if a}
    other = {a: {b: math.exp(-c / 100) for b, c in row.items()} for a, row in by_right.items() if a}
    for third in share.keys() & other.keys():
        total = sum(other[third].values())
        for (a, p), (b, q) in product(share[third].items(), other[third].items()):
            if 0 < len(a) + len(b) < 4:
                found[a, b] = found.get((a, b), 0) + p * q / total * weight
    return {op: count for op, count in found.items() if count >= UNSEEN}


def counted(pairs: WordPairs, table: Costs, likely: Counts) -> Counts:
    """How often each operation is in the best alignments of word pairs, added to those `likely` before."""
    counts: Counter[tuple[str, str]] = Counter()
    for (a, b), times in sorted(pairs.items()):
        for step in steps(a, b, table):
            counts[step.left, step.right] += min(times, MOST_OF_ONE)
    kept = dict(likely)
    for op, count in sorted(counts.items()):
        if count >= (SEEN_SINGLE if len(op[0] + op[1]) < 3 else SEEN_CHUNK):
            kept[op] = kept.get(op, 0.0) + count
    return kept


def priced(counts: Counts) -> Written:
    """Counts as costs."""
    total = sum(counts.values())
    written: Written = {}
    for (a, b), count in sorted(counts.items()):
        written.setdefault(a, {})[b] = cost(count, total)
    return written


def useful(written: Written, left: Mapping[str, int], right: Mapping[str, int]) -> Written:
    """Without the operations that others together do nearly as cheaply."""
    ops = [(len(a) + len(b), a, b, c) for a, row in written.items() for b, c in row.items()]
    kept: Written = {}
    for size, a, b, c in sorted(ops):
        if size == 1 or distance(a, b, costs_of(kept, left, right), c + SPARED) > c + SPARED:
            kept.setdefault(a, {})[b] = c
    return kept


def _with_chunks(written: Written, pairs: WordPairs) -> None:
    """Offer all two letters for one that stand at the same place of a word pair: the next round keeps the good."""
    counts: Counter[tuple[str, str]] = Counter()
    for (a, b), times in pairs.items():
        for x, y, turned in ((a, b, False), (b, a, True)):
            for i, j in product(range(len(x) - 1), range(len(y))):
                if abs(i / len(x) - j / len(y)) < 0.25:
                    chunk = x[i : i + 2], y[j]
                    counts[(chunk[1], chunk[0]) if turned else chunk] += min(times, MOST_OF_ONE)
    total = sum(counts.values())
    for (a, b), count in sorted(counts.items()):
        if count >= SEEN_CHUNK:
            written.setdefault(a, {})[b] = cost(count, total) + 100

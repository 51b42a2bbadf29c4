"""Which letters are written for which: counted over the best alignments, again and again, until they settle."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from scripts.name_costs.sources import Group
from search.names.alignment import SCRIPTS, Costs, costs_of, distance, steps
from search.names.skeleton import classes
from search.names.tokens import Token, tokens

Letters = Mapping[str, Mapping[str, int]]
Written = dict[str, dict[str, int]]
WordPairs = Counter[tuple[str, str]]

ROUNDS = 6
#: Two words are taken for one name while their alignment costs less than this part of their surprise.
SAME_AT_FIRST, SAME = 0.95, 0.80
#: How often an operation must be seen to be kept: one letter for one, and more than that.
SEEN_SINGLE, SEEN_CHUNK = 2, 4
#: One word pair counts at most so often, or محمد would drown the rest.
MOST_OF_ONE = 4
_VOWEL = "A"


def cost(count: float, total: float) -> int:
    """Minus the logarithm of a share, in hundredths."""
    return round(-100 * math.log(count / total))


def surprises(words_of_script: Iterable[str]) -> dict[str, int]:
    """What each letter costs on its own."""
    counts = Counter(letter for word in words_of_script for letter in word)
    total = sum(counts.values())
    return {letter: cost(count, total) for letter, count in sorted(counts.items())}


def first_guess(left: Mapping[str, int], right: Mapping[str, int]) -> Written:
    """Operations before anything is learnt: letters that share a class of sound stand for each other."""
    known = classes()
    written: Written = {}
    for a, b in product(left, right):
        shared = set(known.get(a, "")) & set(known.get(b, ""))
        if shared or a == b:
            written.setdefault(a, {})[b] = 150 if a == b or shared != {_VOWEL} else 250
    for letters, write in ((left, lambda x: (x, "")), (right, lambda x: ("", x))):
        for letter in letters:
            a, b = write(letter)
            written.setdefault(a, {})[b] = 200 if _VOWEL in known.get(letter, "") else 500
    return written


def aligned_words(
    left: Iterable[Token], right: Iterable[Token], ratio: Mapping[tuple[str, str], float]
) -> list[tuple[str, str]]:
    """The words of two names paired off, likeliest first; `ratio` is the cost of a pair as part of its surprise."""
    offers = sorted((ratio[a.letters, b.letters], i, j, a, b) for i, a in enumerate(left) for j, b in enumerate(right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    out = []
    for _, i, j, a, b in offers:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            out.append((a.letters, b.letters))
    return out


class Learner:
    """Learns the operations of one pair of scripts from groups of names."""

    def __init__(
        self, groups: Iterable[Group], left: str, right: str, letters: Mapping[str, Mapping[str, int]]
    ) -> None:
        self.left, self.right = letters[left], letters[right]
        self.pairs = [list(_candidates(group, left, right)) for group in groups]
        self.written = first_guess(self.left, self.right)
        self.table = costs_of(self.written, self.left, self.right)

    def ratio(self, a: str, b: str) -> float:
        """The cost of an alignment as part of what the two words cost apart."""
        apart = sum(self.left[letter] for letter in a) + sum(self.right[letter] for letter in b)
        return distance(a, b, self.table, apart) / max(1, apart)

    def word_pairs(self, limit: float) -> WordPairs:
        """Pairs of words that are the same name by the present costs, from the best pair of names of each group."""
        found: WordPairs = Counter()
        seen: dict[tuple[str, str], float] = {}
        for candidates in self.pairs:
            best: tuple[float, list[tuple[str, str]]] | None = None
            for left, right in candidates:
                for a, b in product(left, right):
                    if (a.letters, b.letters) not in seen:
                        seen[a.letters, b.letters] = self.ratio(a.letters, b.letters)
                pairs = aligned_words(left, right, seen)
                mean = sum(seen[pair] for pair in pairs) / len(pairs)
                if best is None or mean < best[0]:
                    best = mean, pairs
            if best:
                found.update(pair for pair in best[1] if seen[pair] < limit)
        return found

    def learn(self) -> Written:
        """Count operations and align anew, `ROUNDS` times; the operations kept and their costs."""
        for turn in range(ROUNDS):
            pairs = self.word_pairs(SAME_AT_FIRST if turn == 0 else SAME)
            self.written = counted(pairs, self.table)
            if turn == 0:
                _with_chunks(self.written, pairs)
            self.table = costs_of(self.written, self.left, self.right)
        return self.written


def _candidates(group: Group, left: str, right: str) -> Iterator[tuple[list[Token], list[Token]]]:
    for a, b in product(group.names.get(left, ()), group.names.get(right, ())):
        x, y = ([t for t in tokens(name) if not t.initial and t.script == s] for name, s in ((a, left), (b, right)))
        if x and y:
            yield [t._replace(letters=t.bare) for t in x], [t._replace(letters=t.bare) for t in y]


def counted(pairs: WordPairs, table: Costs) -> Written:
    """Costs of the operations in the best alignments of word pairs."""
    counts: Counter[tuple[str, str]] = Counter()
    for (a, b), times in sorted(pairs.items()):
        for step in steps(a, b, table):
            counts[step.left, step.right] += min(times, MOST_OF_ONE)
    total = sum(counts.values())
    written: Written = defaultdict(dict)
    for (a, b), count in sorted(counts.items()):
        if count >= (SEEN_SINGLE if len(a) + len(b) < 3 else SEEN_CHUNK):
            written[a][b] = cost(count, total)
    return dict(written)


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


def script_pairs() -> list[tuple[str, str]]:
    """The pairs of scripts, in the order of the tables."""
    return list(combinations(SCRIPTS, 2))

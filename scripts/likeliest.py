"""Which lemma a form is most likely of, from how often forms are seen and which forms each lemma has.

A form's count is shared among its lemmas in proportion to (how often the lemma) x (how often a lemma of its kind takes
that slot), both estimated from the shares in turn: expectation maximisation (Dempster, Laird, Rubin 1977), which
converges here within a few rounds. So Hindi गाड़ी is a car rather than "was buried", as गाड़ना is seldom seen otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

#: (lemma, kind): which of the two a homonym is.
Lemma = tuple[str, str]
#: What an unseen form, slot or lemma counts: less than the rarest word of the list.
UNSEEN = 1e-9
#: A form seen this many times more often than its lemmas' other forms lead to expect is of another lemma. More where a
#: slot is seldom anything else.
UNEXPLAINED = 3


class Paradigms:
    """Forms with the lemmas they may be of.

    lone: a lemma seen no more than this many times its share of one form counts as seen in that form only.
    unexplained: slot -> UNEXPLAINED there.
    """

    def __init__(self, lone: float = 1.1, unexplained: Mapping[str, float] | None = None) -> None:
        self._lone = lone
        self._unexplained = unexplained or {}
        self.readings: dict[str, dict[Lemma, str]] = defaultdict(dict)

    def add(self, lemma: str, kind: str, forms: Iterable[tuple[str, str]]) -> None:
        """A lemma's forms with their slots; where a form has two slots, the first counts."""
        for form, slot in forms:
            self.readings[form].setdefault((lemma, kind), slot)

    def likeliest(self, counts: Mapping[str, float], rounds: int = 12) -> dict[str, tuple[Lemma, float]]:
        """Every form -> its likeliest lemma, and how often it is expected."""
        lemmas: dict[Lemma, float] = defaultdict(lambda: UNSEEN)
        slots: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
        for _ in range(rounds):
            lemma_counts: dict[Lemma, float] = defaultdict(float)
            slot_counts: dict[tuple[str, str], float] = defaultdict(float)
            kinds: dict[str, float] = defaultdict(float)
            for form, readings in self.readings.items():
                count = counts.get(form, 0.0)
                if not count:
                    continue
                weights = {lemma: lemmas[lemma] * slots[lemma[1], slot] for lemma, slot in readings.items()}
                whole = sum(weights.values())
                for lemma, weight in weights.items():
                    share = count * weight / whole
                    lemma_counts[lemma] += share
                    slot_counts[lemma[1], readings[lemma]] += share
                    kinds[lemma[1]] += share
            lemmas = defaultdict(lambda: UNSEEN, {lemma: count + UNSEEN for lemma, count in lemma_counts.items()})
            slots = defaultdict(
                lambda: 1e-5, {slot: count / kinds[slot[0]] + 1e-5 for slot, count in slot_counts.items()}
            )
        return {form: self._best(form, counts.get(form, 0.0), lemmas, slots) for form in self.readings}

    def _best(
        self, form: str, count: float, lemmas: Mapping[Lemma, float], slots: Mapping[tuple[str, str], float]
    ) -> tuple[Lemma, float]:
        readings = self.readings[form]
        weights = {lemma: lemmas[lemma] * slots[lemma[1], slot] for lemma, slot in readings.items()}
        whole = sum(weights.values())
        # A lemma of which no other form is seen would take all of this form's count; it gets it only where the others
        # do not explain it: पहुंचा is arrived, not a wrist, but पानी is water.
        shown = {lemma: w for lemma, w in weights.items() if lemmas[lemma] * whole > self._lone * count * w}
        if count < sum(w * self._unexplained.get(readings[lemma], UNEXPLAINED) for lemma, w in shown.items()):
            weights = shown
        expected, best = max((weight, lemma) for lemma, weight in weights.items())
        return best, expected

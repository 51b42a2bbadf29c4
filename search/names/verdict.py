"""From a comparison to one number: how likely the two names are the same."""

from __future__ import annotations

from collections.abc import Sequence

from search.names.matching import Comparison

FEATURES = (
    "one", "mean ratio", "worst ratio", "worst light ratio", "evidence", "unmatched", "unmatched light",
    "initials alike", "initials unlike", "single", "unmatched beside single",
)  # fmt: skip
#: Beyond this much evidence (hundredths of natural logarithms saved by aligning) more says nothing.
MOST_EVIDENCE = 3000


def features(comparison: Comparison) -> Sequence[float]:
    """The numbers of a comparison, in the order of `FEATURES`."""
    cost = weight = 0.0
    worst = worst_light = 0.0
    alike = unlike = words = 0
    for pair in comparison.pairs:
        if not pair.weight:
            if pair.ratio < 0.8:
                alike += 1
            else:
                unlike += 1
            continue
        words += 1
        cost += pair.ratio * pair.weight
        weight += pair.weight
        if pair.left.light or pair.right.light:
            worst_light = max(worst_light, pair.ratio)
        else:
            worst = max(worst, pair.ratio)
    missing = missing_light = 0
    for token in (*comparison.left, *comparison.right):
        if token.light or token.initial:
            missing_light += 1
        else:
            missing += 1
    mean = cost / weight if weight else 1.0
    evidence = min(MOST_EVIDENCE, weight - cost) / 1000
    single = 1 if words == 1 else 0
    return (
        1.0,
        mean,
        worst,
        worst_light,
        evidence,
        missing,
        missing_light,
        alike,
        unlike,
        single,
        single * (missing + missing_light),
    )

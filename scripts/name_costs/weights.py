"""The weights of the verdict: logistic regression over the features of examples, by Newton's method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from scripts.name_costs.examples import examples
from scripts.name_costs.sources import Group
from search.names.alignment import SCRIPTS
from search.names.scoring import features

Numbers = NDArray[np.float64]
#: How far the weights are held to nothing, and those of one pair of scripts to those of all.
HELD_ALL, HELD_PAIR = 1.0, 5.0
TURNS = 25
#: The part of examples that are right from either threshold on, and the likelihood that neither is below.
UNSURE, SURE, EVEN = 0.95, 0.99, 0.5


def fitted(rows: Numbers, same: Numbers, held: float, start: Numbers) -> Numbers:
    """Weights under which `same` is likeliest, held to `start`."""
    weights = start.copy()
    for _ in range(TURNS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bend = (rows.T * (likely * (1 - likely) + 1e-9)) @ rows + held * np.eye(len(start))
        weights = weights + np.linalg.solve(bend, rows.T @ (same - likely) - held * (weights - start))
    return weights


def threshold(likely: Numbers, same: Numbers, precision: float) -> float:
    """The least likelihood from which on so large a part of the examples are the same."""
    order = np.argsort(-likely, kind="stable")
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero(right >= precision)[0]
    return round(float(likely[order][enough[-1]]), 2) if len(enough) else 1.0


def learn_weights(
    found: Mapping[str, Group], places: Iterable[tuple[str, str, str]]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Weights for all pairs of scripts together ("any") and for each, and the thresholds unsure and sure of each."""
    rows, same, pairs = [], [], []
    for example in examples(found, places):
        rows.append(features(example.comparison))
        same.append(float(example.same))
        pairs.append("-".join(sorted(example.scripts, key=SCRIPTS.index)))
    x, y = np.array(rows), np.array(same)
    pooled = fitted(x, y, HELD_ALL, np.zeros(x.shape[1]))
    weights, thresholds = {}, {}
    for pair in ("any", *sorted(set(pairs))):
        chosen = np.array([pair in ("any", other) for other in pairs])
        found_weights = pooled if pair == "any" else fitted(x[chosen], y[chosen], HELD_PAIR, pooled)
        weights[pair] = [round(float(value), 2) for value in found_weights]
        likely = 1 / (1 + np.exp(-np.clip(x[chosen] @ np.array(weights[pair]), -30, 30)))
        thresholds[pair] = [max(EVEN, threshold(likely, y[chosen], part)) for part in (UNSURE, SURE)]
    return weights, thresholds

"""The weights of the verdict: logistic regression over the features of examples, by Newton's method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from scripts.name_costs.examples import DRAWS, examples
from scripts.name_costs.sources import Group
from search.names.alignment import SCRIPTS
from search.names.scoring import features, shape

Numbers = NDArray[np.float64]
#: How far the weights are held to nothing, those of one shape to those of all, and those of a pair of scripts to those.
HELD_ALL, HELD_SHAPE, HELD_PAIR = 1.0 * DRAWS, 10.0 * DRAWS, 10.0 * DRAWS
#: At most so many turns, fewer where one gains less than so much; and the least part of a step that is tried.
TURNS, GAIN, LEAST_STEP = 30, 1e-3, 1e-4
#: The part of examples that are right from either threshold on, and the likelihood that neither is below.
UNSURE, SURE, EVEN = 0.95, 0.99, 0.5


def fitted(rows: Numbers, same: Numbers, held: float, start: Numbers) -> Numbers:
    """Weights under which `same` is likeliest, held to `start`; a step is halved until it gains."""

    def loss(weights: Numbers) -> float:
        against = np.where(same > 0, -1.0, 1.0) * (rows @ weights)
        return float(np.logaddexp(0, against).sum() + held / 2 * ((weights - start) ** 2).sum())

    weights, at = start.copy(), loss(start)
    for _ in range(TURNS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bend = (rows.T * (likely * (1 - likely) + 1e-9)) @ rows + held * np.eye(len(start))
        step = np.linalg.solve(bend, rows.T @ (same - likely) - held * (weights - start))
        size = 1.0
        while size > LEAST_STEP and loss(weights + size * step) > at:
            size /= 2
        weights = weights + size * step
        before, at = at, loss(weights)
        if before - at < GAIN:
            break
    return weights


def threshold(likely: Numbers, same: Numbers, precision: float) -> float:
    """The least likelihood from which on so large a part of the examples are the same."""
    order = np.argsort(-likely, kind="stable")
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero(right >= precision)[0]
    return round(float(likely[order][enough[-1]]), 2) if len(enough) else 1.0


Weights = dict[str, dict[str, list[float]]]


def learn_weights(
    found: Mapping[str, Group], places: Iterable[tuple[str, str, str]]
) -> tuple[Weights, dict[str, list[float]]]:
    """Weights by pair of scripts and shape, of all pairs together ("any") too, and the thresholds unsure and sure."""
    rows, same, pairs, shapes = [], [], [], []
    for example in examples(found, places):
        rows.append(features(example.comparison))
        same.append(float(example.same))
        pairs.append("-".join(sorted(example.scripts, key=SCRIPTS.index)))
        shapes.append(shape(example.comparison))
    x, y, of_pair, of_shape = np.array(rows), np.array(same), np.array(pairs), np.array(shapes)
    pooled = fitted(x, y, HELD_ALL, np.zeros(x.shape[1]))
    by_shape = {one: fitted(x[of_shape == one], y[of_shape == one], HELD_SHAPE, pooled) for one in sorted(set(shapes))}
    weights: Weights = {}
    thresholds = {}
    for pair in ("any", *sorted(set(pairs))):
        chosen = np.full(len(y), True) if pair == "any" else of_pair == pair
        weights[pair], likely = {}, np.zeros(len(y))
        for one, start in by_shape.items():
            part = chosen & (of_shape == one)
            found_weights = start if pair == "any" else fitted(x[part], y[part], HELD_PAIR, start)
            weights[pair][one] = [round(float(value), 2) for value in found_weights]
            likely[part] = 1 / (1 + np.exp(-np.clip(x[part] @ np.array(weights[pair][one]), -30, 30)))
        thresholds[pair] = [max(EVEN, threshold(likely[chosen], y[chosen], part)) for part in (UNSURE, SURE)]
    return weights, thresholds

"""A chart of how figures grow with the archive: as multiples of what they were in the smallest, both axes by tens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import log10

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 330, 50, 230, 30, 40
_LABEL = 15
#: Colours that are told apart by most who see few (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")


@dataclass(frozen=True, slots=True)
class Line:
    """A figure by the size of the archive; None where it was not measured."""

    name: str
    values: tuple[float | None, ...]

    @property
    def drawable(self) -> bool:
        """Whether it can be compared with the smallest archive's."""
        return bool(self.values[0]) and len([value for value in self.values if value]) > 1

    def multiples(self) -> list[tuple[int, float]]:
        """Number of the archive, and how many times the first value it has."""
        first = self.values[0]
        assert first
        return [(at, value / first) for at, value in enumerate(self.values) if value]


def number(value: float | None) -> str:
    """Two digits that tell, or all before the point; – for what was not measured."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def chart(sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """An SVG of the lines over archives of these sizes, the smallest first."""
    reach = [times for line in lines for _, times in line.multiples()] or [1.0]
    low, high = min(-0.5, log10(min(reach)) - 0.1), max(2.0, log10(max(reach)) + 0.1)
    span = max(log10(sizes[-1] / sizes[0]), 0.001)

    def x(size: int) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * log10(size / sizes[0]) / span

    def y(times: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (log10(times) - low) / (high - low)

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>How each figure grows with the archive</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for times in (1, 10, 100):
        if low <= log10(times) <= high:
            drawn.append(f'<path d="M{_LEFT} {y(times):.0f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
            drawn.append(f'<text x="{_LEFT - 6}" y="{y(times) + 4:.0f}" text-anchor="end">×{times}</text>')
    for size in sizes:
        drawn.append(f'<text x="{x(size):.0f}" y="{_HEIGHT - 18}" text-anchor="middle">{size:,}</text>')
    drawn.append(f'<text x="{_LEFT}" y="16">times the figure of {sizes[0]:,} documents</text>')
    # As steep as the number of documents.
    steep = min(sizes[-1] / sizes[0], 10**high)
    drawn.append(
        f'<path d="M{x(sizes[0]):.0f} {y(1):.0f}L{x(int(sizes[0] * steep)):.0f} {y(steep):.0f}" stroke="#999" '
        'stroke-dasharray="4 4"/>'
    )
    places = _apart([y(line.multiples()[-1][1]) for line in lines])
    for line, place, colour in zip(lines, places, _COLOURS, strict=False):
        points = " ".join(f"{x(sizes[at]):.0f},{y(times):.0f}" for at, times in line.multiples())
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        values = [value for value in line.values if value]
        words = f"{line.name}: {number(values[0])} → {number(values[-1])}"
        drawn.append(f'<text x="{_WIDTH - _RIGHT + 8}" y="{place + 4:.0f}" fill="{colour}">{escape(words)}</text>')
    return "\n".join([*drawn, "</svg>\n"])


def _apart(places: Sequence[float]) -> list[float]:
    """The places of labels, moved down where two would stand in each other, and up again from the bottom."""
    moved = list(places)
    order = sorted(range(len(places)), key=places.__getitem__)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + _LABEL)
    floor = float(_HEIGHT - 10)
    for at in reversed(order):
        moved[at] = min(moved[at], floor)
        floor = moved[at] - _LABEL
    return moved

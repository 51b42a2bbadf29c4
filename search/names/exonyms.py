"""Names of one place that do not sound alike: Beijing and پکن, Egypt and مصر, India and भारत.

data/exonyms.tsv has a line for each place and a column for each script; scripts/build_exonyms.py takes it from the
Unicode CLDR (territories) and GeoNames (cities), and leaves out what sound links already.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from search.names.letters import words

_NOWHERE: frozenset[int] = frozenset()


def form(name: str) -> str:
    """A name as the table knows it: folded letters, in lower case, without spaces and signs."""
    return "".join(word for _, word in words(name)).lower()


@lru_cache(maxsize=1)
def _places() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = files("search.names").joinpath("data/exonyms.tsv").read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        if not line.startswith("#"):
            for name in line.replace("\t", "|").split("|"):
                found.setdefault(form(name), set()).add(place)
    found.pop("", None)
    return {name: frozenset(places) for name, places in found.items()}


@lru_cache(maxsize=1 << 16)
def _called(name: str) -> frozenset[int]:
    return _places().get(form(name), _NOWHERE)


def same_place(a: str, b: str) -> bool:
    """Whether the table has a place that bears both names."""
    known = _called(a)
    return bool(known) and not known.isdisjoint(_called(b))

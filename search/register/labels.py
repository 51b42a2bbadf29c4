"""What an entity is called for a reader of a language, and the form under which names are looked up."""

from __future__ import annotations

from functools import lru_cache

from search.analysis import analyze
from search.types import Entity, Named

#: Where a language has no name of its own for an entity: whose name a reader of it reads best.
NEXT_BEST = {
    "fa-AF": ("fa", "ps", "en"),
    "prs": ("fa-AF", "fa", "en"),
    "ps": ("fa-AF", "fa", "en"),
    "ur": ("fa", "en"),
}


def label(entity: Entity, language: str) -> Named:
    """The name of an entity for a reader of `language`, and the language that name is in."""
    for codes in ((language,), NEXT_BEST.get(language, ("en",)), sorted(entity.names)):
        for code in codes:
            if entity.names.get(code):
                return Named(entity.id, entity.type, entity.names[code][0], code)
    return Named(entity.id, entity.type, entity.id, "und")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The form under which a name is looked up: its folded words, so that keyboards and marks do not matter."""
    return " ".join(token.surface for token in analyze(name, "und"))

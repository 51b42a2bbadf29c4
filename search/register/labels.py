"""What an entity is called for a reader of a language, and the form under which names are looked up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from search.analysis import analyze
from search.analysis.scripts import script_of
from search.names.romanise import romanise
from search.types import Entity, Named

#: Where a language has no name of its own for an entity: whose name a reader of it reads best.
NEXT_BEST = {"fa-AF": ("fa", "ps"), "prs": ("fa-AF", "fa"), "ps": ("fa-AF", "fa"), "ur": ("fa",)}
#: The script that each language is read in (Unicode CLDR, likely subtags); others: Latin.
SCRIPTS = {**dict.fromkeys(("fa", "fa-AF", "prs", "ar", "ur", "ps"), "Arab"), "hi": "Deva", "ru": "Cyrl"}
#: Scripts in the order in which names are best romanised: Arabic script leaves out most vowels.
ROMANISED = ("Cyrl", "Deva", "Arab", "")
#: Behind the code of a language (BCP 47, ISO 15924): its words in Latin letters, put so by us.
IN_LATIN = "-Latn"


def label(entity: Entity, language: str) -> Named:
    """The name of an entity for a reader of `language`, and the language that name is in.

    Its name in that language (curated before seen); else one in that script; else one in Latin letters; else one
    that is put into Latin letters, its language then being as `hi-Latn`; else as written.
    """
    name, code = next(_fitting(entity, language), (entity.id, "und"))
    return Named(entity.id, entity.type, name, code)


def _fitting(entity: Entity, language: str) -> Iterator[tuple[str, str]]:
    """Names of an entity with their languages, the best for a reader of `language` first."""
    for code in (language, *NEXT_BEST.get(language, ())):
        yield from ((name, code) for name in entity.names.get(code, ()))
    others = [
        (name, code, script_of(name)) for code in ("en", *sorted(entity.names)) for name in entity.names.get(code, ())
    ]
    for wanted in (SCRIPTS.get(language, "Latn"), "Latn"):
        yield from ((name, code) for name, code, script in others if script == wanted)
    for wanted in ROMANISED:
        for name, code, script in others:
            if script == wanted and any(map(str.isalpha, name)) and (latin := romanise(name, code)):
                yield latin, code + IN_LATIN
    yield from ((name, code) for name, code, _ in others)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The form under which a name is looked up: its folded words, so that keyboards and marks do not matter."""
    return " ".join(token.surface for token in analyze(name, "und"))

"""One document's mentions, with what was seen by sound put in the place of what was recognised less well."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence

from indexer.entities.folding import fold as spelled
from indexer.entities.lexicon import cues, is_common
from indexer.entities.tokens import words
from indexer.naming import is_full
from indexer.sightings import Sighting
from search.register import fold, is_own
from search.types import Mention, TextField

#: How well an entity is known; a greater one is known better.
Rank = tuple[bool, int, int, str]
Refused = Callable[[str, str], bool]


def settle(
    mentions: Sequence[Mention], seen: Iterable[Sighting], ranks: Mapping[str, Rank], refused: Refused, language: str
) -> tuple[Mention, ...]:
    """The mentions in their order, some added, some in the place of others: the longest sighting wins.

    A mention gives way to an entity that is known better and that nobody said it is not.
    """
    kept = _Kept(mentions)
    moved: dict[tuple[str | None, str], Mention] = {}
    best = sorted(seen, key=lambda s: (s.end - s.start, ranks[s.entity], s.score, -s.start), reverse=True)
    for one in best:
        touched = kept.touched(one)
        if all(_gives_way(m, one, ranks, refused, language) for m in touched):
            added = _mention(one, touched)
            kept.exchange(touched, added)
            moved.update({(m.entity, m.name): added for m in touched if is_full(fold(m.name))})
    together = (_along(m, moved.get((m.entity, m.name))) for m in kept.all())
    return tuple(sorted(together, key=lambda m: (m.field == "body", m.start)))


class _Kept:
    """The mentions so far, found by their places: a text may have thousands."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_place = sorted(mentions, key=_place)
        self._longest = max((m.end - m.start for m in self._by_place), default=0)

    def all(self) -> list[Mention]:
        """All of them, in the order of their places."""
        return self._by_place

    def touched(self, seen: Sighting) -> list[Mention]:
        """Those that have a character in common with a sighting."""
        first = bisect_right(self._by_place, (seen.field, seen.start - self._longest), key=_place)
        last = bisect_left(self._by_place, (seen.field, seen.end), key=_place)
        return [m for m in self._by_place[first:last] if m.end > seen.start]

    def exchange(self, old: Sequence[Mention], new: Mention) -> None:
        """Puts a mention in the place of others."""
        for one in old:
            at = bisect_left(self._by_place, _place(one), key=_place)
            del self._by_place[self._by_place.index(one, at)]
        insort(self._by_place, new, key=_place)
        self._longest = max(self._longest, new.end - new.start)


def _place(mention: Mention) -> tuple[TextField, int]:
    return mention.field, mention.start


def _along(mention: Mention, moved: Mention | None) -> Mention:
    """A mention with the entity that the same full name in the same document moved to."""
    if moved is None:
        return mention
    return mention._replace(entity=moved.entity, type=moved.type, instead=original([mention]))


def original(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions as they were recognised, before any was settled; whose they are only where a gazetteer said it."""
    recognised = (one for m in mentions for one in ((m,) if m.instead is None else m.instead))
    return tuple(one._replace(entity=None) if one.entity and is_own(one.entity) else one for one in recognised)


def given_to(mention: Mention, entity: str) -> Mention:
    """A mention with another entity; what a gazetteer or the archive had said is kept beside it."""
    plain = mention.instead is None and is_own(str(mention.entity))
    return mention._replace(entity=entity, instead=None if plain else original([mention]))


def _gives_way(mention: Mention, seen: Sighting, ranks: Mapping[str, Rank], refused: Refused, language: str) -> bool:
    """Whether a sighting may stand where a mention stands.

    A gazetteer's only gives way to a longer name around it (Virginia, West Virginia); a full name never to one word,
    but a place does where the rest is common words: the city of Palu is Palu, Pidie Jaya is no Java. Otherwise the one
    that is known better stands, or the full name that one word is a part of.
    """
    entity = mention.entity
    if entity is None or entity == seen.entity or refused(entity, seen.entity):
        return False
    covered = seen.start <= mention.start and mention.end <= seen.end
    longer = covered and seen.end - seen.start > mention.end - mention.start
    if not is_own(entity):
        return seen.full and longer
    alone = not is_full(fold(mention.name))
    if ranks[seen.entity] <= ranks[entity]:
        return seen.full and longer and alone
    within = mention.start <= seen.start and seen.end <= mention.end
    if seen.full:
        return covered or within
    if not alone:
        places = seen.type == mention.type == "place" and not is_own(seen.entity)
        return within and places and _said_of_it(mention, seen, language)
    return covered


def _said_of_it(mention: Mention, seen: Sighting, language: str) -> bool:
    """Whether the words of a mention around a sighting only say what or which part it is: the city of, northern."""
    start, end = seen.start - mention.start, seen.end - mention.start
    rest = (*words(mention.text[:start]), *words(mention.text[end:]))
    return all(is_common(word.lower(), language) or "place" in cues(language).get(spelled(word), ()) for word in rest)


def _mention(seen: Sighting, touched: Sequence[Mention]) -> Mention:
    """A sighting as a mention; what was recognised in its place is kept beside it."""
    same = [m for m in touched if (m.start, m.end) == (seen.start, seen.end)]
    name = same[0].name if same else seen.name
    instead = original(touched)
    return Mention(seen.start, seen.end, seen.type, seen.text, name, seen.field, seen.entity, instead)

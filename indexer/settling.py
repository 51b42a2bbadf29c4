"""One document's mentions, with what was seen by sound put in the place of what was recognised less well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from indexer.naming import is_full
from indexer.sightings import Sighting
from search.register import fold, is_own
from search.types import Mention

#: How well an entity is known; a greater one is known better.
Rank = tuple[bool, int, int, str]
Refused = Callable[[str, str], bool]


def settle(
    mentions: Sequence[Mention], seen: Iterable[Sighting], ranks: Mapping[str, Rank], refused: Refused
) -> tuple[Mention, ...]:
    """The mentions in their order, some added, some in the place of others: the longest sighting wins.

    A mention gives way to an entity that is known better and that nobody said it is not.
    """
    kept = list(mentions)
    moved: dict[tuple[str | None, str], Mention] = {}
    best = sorted(seen, key=lambda s: (s.end - s.start, ranks[s.entity], s.score, -s.start), reverse=True)
    for one in best:
        touched = [m for m in kept if m.field == one.field and m.start < one.end and one.start < m.end]
        if all(_gives_way(m, one, ranks, refused) for m in touched):
            kept = [m for m in kept if m not in touched]
            kept.append(_mention(one, touched))
            moved.update({(m.entity, m.name): kept[-1] for m in touched if is_full(fold(m.name))})
    together = (_along(m, moved.get((m.entity, m.name))) for m in kept)
    return tuple(sorted(together, key=lambda m: (m.field == "body", m.start)))


def _along(mention: Mention, moved: Mention | None) -> Mention:
    """A mention with the entity that the same full name in the same document moved to."""
    if moved is None:
        return mention
    return mention._replace(entity=moved.entity, type=moved.type, instead=original([mention]))


def original(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions as they were recognised, before any was settled; whose they are only where a gazetteer said it."""
    recognised = (one for m in mentions for one in ((m,) if m.instead is None else m.instead))
    return tuple(one._replace(entity=None) if one.entity and is_own(one.entity) else one for one in recognised)


def _gives_way(mention: Mention, seen: Sighting, ranks: Mapping[str, Rank], refused: Refused) -> bool:
    """Whether a sighting may stand where a mention stands.

    A gazetteer's only gives way to a longer name around it (Virginia, West Virginia); a full name never to one word,
    but a place does: the city of Palu is Palu. Otherwise the one that is known better stands, or the full name that
    one word is a part of.
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
        return within and seen.type == mention.type == "place" and not is_own(seen.entity)
    return covered


def _mention(seen: Sighting, touched: Sequence[Mention]) -> Mention:
    """A sighting as a mention; what was recognised in its place is kept beside it."""
    same = [m for m in touched if (m.start, m.end) == (seen.start, seen.end)]
    name = same[0].name if same else seen.name
    instead = original(touched)
    return Mention(seen.start, seen.end, seen.type, seen.text, name, seen.field, seen.entity, instead)

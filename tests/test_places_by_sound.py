"""One word that sounds like a place of the gazetteer: how the text's language calls it, and who is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from indexer.company import Archive
from indexer.decisions import Decisions
from indexer.entities import gazetteer
from indexer.linking import from_gazetteer
from indexer.naming import Cluster
from indexer.resolving import Resolver
from search.types import Document, Mention

WARREN = "place:gn5014051"
#: Whom both documents mention, and nobody else in a large archive: enough that a likely word is believed.
COMPANY = frozenset({"person:xone", "person:xtwo"})


def places_seen(body: str, language: str, place: str, recognised: Iterable[Mention] = ()) -> list[str]:
    """The words of a text that are seen as a place which a document of the same company mentions."""
    mentions = (
        *recognised,
        *(Mention(0, 0, "person", "", one, "body", one) for one in sorted(COMPANY)),
    )
    document = Document("one", "", body, language, None, None, mentions, "one")
    clusters: Mapping[str, Cluster] = {
        place: from_gazetteer(gazetteer.entity(place)),
        **{str(m.entity): Cluster(str(m.entity), "person") for m in mentions},
    }
    archive = Archive(100_000, dict.fromkeys([*clusters], 2))
    beside = {"other": COMPANY | {place}}
    resolver = Resolver(clusters, Decisions(), lambda one: one.mentions, beside, archive)
    resolver.run(lambda wanted: [document])
    return [m.text for m in resolver.mentions(document) if m.entity == place]


@pytest.mark.parametrize(
    ("body", "language", "place", "seen"),
    [
        ("Позже Чен уехал из города.", "ru", "place:cn", []),
        ("Позже из Китая уехал посол.", "ru", "place:cn", ["Китая"]),
        ("She reads the Almanac every year.", "en", "place:de", []),
        ("Он приехал в Алабаму.", "ru", "place:us-al", ["Алабаму"]),
    ],
)
def test_a_word_is_not_a_place_that_its_language_calls_otherwise(
    body: str, language: str, place: str, seen: list[str]
) -> None:
    assert places_seen(body, language, place) == seen


def test_a_surname_of_one_who_is_named_in_full_is_no_place() -> None:
    body = "Элизабет Уоррен выступила. Уоррен сказала."
    named = Mention(0, 15, "person", "Элизабет Уоррен", "Элизабет Уоррен", "body", "person:xwarren")
    assert places_seen("Вчера Уоррен сказала.", "ru", WARREN) == ["Уоррен"]
    assert places_seen(body, "ru", WARREN, [named]) == []

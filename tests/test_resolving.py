"""Names seen by sound where recognition saw none; company decides below certainty; nothing recognised is lost."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.company import Company
from indexer.relinking import relink
from indexer.settling import original, settle
from indexer.sightings import Lookout, Sighting, Sought
from search.engines.stored import pack, unpack
from search.register import Name, Register, decided
from search.register.decided import Decision
from search.store import Store
from search.types import All, Document, EntityType, Mention
from tests.conftest import one_by_one

STORY = [
    ("en", "Juan Carlos Varela met Dionisio Lindqvist and Tiffany Marquardt in Balboa. Marquardt thanked him."),
    ("ps", "خوان کارلوس وارېلا له دیونیسیو لیندکویست او تیفاني مارکوارت سره په بالبوا کې ولیدل."),
    ("ru", "Хуан Карлос Варела встретился с Дионисио Линдквистом и Тиффани Марквардт в Бальбоа."),
    ("fa", "خوان کارلوس وارلا با دیونیسیو لیندکویست و تیفانی مارکوارت در بالبوا دیدار کرد."),
    ("hi", "हुआन कार्लोस वरेला ने डायोनिसियो लिंडक्विस्ट और टिफ़नी मार्क्वार्ट से बाल्बोआ में मुलाकात की।"),
    ("en", "Michael Sanderson and Rosalind Whitmore opened a school in Dundee, the council said."),
]


def documents(store: Store) -> dict[str, Document]:
    with closing(store.engine()) as engine:
        return {document.id: document for document in engine.scan(All())}


def contents(store: Store) -> tuple[list[tuple[str, list[Name]]], dict[str, tuple[Mention, ...]]]:
    with closing(Register(store.register)) as register:
        known = [(id_, register.names(id_)) for id_ in register.all()]
    return known, {id_: document.mentions for id_, document in sorted(documents(store).items())}


def owner(document: Document, name: str) -> str | None:
    return next((m.entity for m in document.mentions if m.name == name), None)


@pytest.fixture
def relinked(tmp_path: Path) -> Store:
    store = one_by_one(tmp_path / "a", STORY, list(range(len(STORY))))
    relink(store)
    return store


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_a_full_name_is_found_in_every_script(relinked: Store, number: str) -> None:
    found = documents(relinked)
    known = owner(found["0"], "Dionisio Lindqvist")
    assert known
    assert known in {m.entity for m in found[number].mentions}


def test_a_surname_moves_with_the_full_name(relinked: Store) -> None:
    assert len({m.entity for m in documents(relinked)["0"].mentions if m.name == "Tiffany Marquardt"}) == 1


def test_a_name_seen_by_sound_is_the_text_as_written(relinked: Store) -> None:
    document = documents(relinked)["2"]
    seen = [m for m in document.mentions if m.instead == ()]
    assert seen
    assert all(document.body[m.start : m.end] == m.text for m in seen)


def test_the_same_for_ten_orders_of_arrival_with_people_no_table_knows(tmp_path: Path) -> None:
    seen = []
    for round_ in range(10):
        order = list(range(len(STORY)))
        random.Random(round_).shuffle(order)
        store = one_by_one(tmp_path / str(round_), STORY, order, naming=round_ == 1)
        relink(store)
        seen.append(contents(store))
    assert all(one == seen[0] for one in seen)


def test_relinking_what_was_settled_changes_nothing(relinked: Store) -> None:
    before = contents(relinked)
    assert relink(relinked).documents == 0
    assert contents(relinked) == before


def test_a_name_split_off_is_no_longer_seen_as_somebody_elses(relinked: Store) -> None:
    lindqvist = owner(documents(relinked)["0"], "Dionisio Lindqvist")
    written = next(m.name for m in documents(relinked)["2"].mentions if m.entity == lindqvist)
    decided.append(relinked.decisions, [Decision("split", str(lindqvist), name=written)])
    relink(relinked)
    assert lindqvist not in {m.entity for m in documents(relinked)["2"].mentions}


def test_a_settled_mention_is_stored_with_what_it_replaces() -> None:
    was = Mention(0, 6, "place", "Warren", "Warren", entity="place:gn5014051")
    now = Mention(0, 6, "person", "Warren", "Warren", entity="person:xb0a2d2d0f6a1", instead=(was,))
    document = Document("1", "", "Warren", "en", None, None, (now,), "a.txt")
    assert unpack(pack(document)) == document


def test_documents_share_what_is_rare_not_what_all_have() -> None:
    present = {str(n): frozenset({"place:us"}) for n in range(40)}
    present |= {"a": frozenset({"place:us", "person:x1"}), "b": frozenset({"place:us", "person:x1", "place:x2"})}
    company = Company(present)
    assert list(company.related("a", 2.0)) == ["b"]
    assert set(company.expected("a", 2.0, 9.0)) == {"place:us", "person:x1", "place:x2"}
    assert company.related("1", 2.0) == {}


@pytest.mark.parametrize(
    ("language", "text", "name", "seen"),
    [
        ("ru", "Он говорил с Адамом Киферсоном вчера.", "Adam Keeferson", ["Адамом Киферсоном"]),
        ("ar", "تحدث وزامير كابولوف اليوم.", "Zamir Kabulov", ["وزامير كابولوف"]),
        ("en", "Adam. Keeferson left.", "Adam Keeferson", []),
        ("en", "The rock fell on the road.", "Rock", []),
        ("en", "Talks in Songnam ended.", "أن كريم سونغنام", []),
        ("en", "Then An Karim Songnam left.", "أن كريم سونغنام", ["An Karim Songnam"]),
        ("en", "Mayor de Blasio left.", "de Blasio", ["de Blasio"]),
        ("en", "The Welsh team left.", "Wels", []),
    ],
)
def test_a_lookout_sees_names_with_what_is_written_onto_them(
    language: str, text: str, name: str, seen: list[str]
) -> None:
    document = Document("1", "", text, language, None, None, (), "a.txt")
    lookout = Lookout([Sought.of("person:x1", "person", name)])
    assert [one.text for one in lookout.seen(document) if one.likely] == seen


@pytest.mark.parametrize(
    ("text", "gives_way"), [("city of Palu", True), ("Pidie Jaya", False), ("northern Jawa", True)]
)
def test_a_place_gives_way_to_the_one_it_is_said_of(text: str, gives_way: bool) -> None:
    mention = Mention(0, len(text), "place", text, text, entity="place:x000000000003")
    start = text.rindex(" ") + 1
    known = Sighting("body", start, len(text), text[start:], "N", "place:us-va", "place", 0.9, True, True, False, False)
    (after,) = settle([mention], [known], RANKS, lambda a, b: False, "en")
    assert (after.entity == "place:us-va") is gives_way


IDS = ["person:x000000000001", "person:x000000000002", "place:x000000000003", "place:us-va"]
RANKS = {id_: (id_ == "place:us-va", number, 1, id_) for number, id_ in enumerate(IDS)}


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    """Mentions that do not overlap, as recognition gives them."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 5))):
        start = at + draw(st.integers(1, 3))
        at = start + draw(st.integers(1, 6))
        entity = draw(st.sampled_from(IDS))
        kind: EntityType = "person" if entity.startswith("person") else "place"
        found.append(Mention(start, at, kind, "x" * (at - start), draw(st.sampled_from(["A", "A B"])), entity=entity))
    return found


@st.composite
def sightings(draw: st.DrawFn) -> Sighting:
    start, entity = draw(st.integers(0, 30)), draw(st.sampled_from(IDS))
    end, full = start + draw(st.integers(1, 12)), draw(st.booleans())
    kind: EntityType = "person" if entity.startswith("person") else "place"
    return Sighting("body", start, end, "x" * (end - start), "N", entity, kind, 0.9, True, True, full, False)


@given(mentions(), st.lists(sightings(), max_size=6))
@settings(max_examples=150, deadline=None)
def test_settling_overlaps_nothing_and_loses_nothing(found: list[Mention], seen: list[Sighting]) -> None:
    after = settle(found, seen, RANKS, lambda a, b: False, "en")
    assert all(one.end <= other.start for one, other in pairwise(after))
    assert sorted(original(after), key=lambda m: m.start) == list(original(found))

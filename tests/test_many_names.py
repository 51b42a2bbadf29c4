"""A document of thousands of names: each costs the same, however many there are, and no more than so many are taken."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from indexer import document, entities, gathering, linking
from indexer.document import entry
from indexer.gathering import Names, gather
from indexer.linking import Linker
from indexer.naming import MOST_ALIKE, Cluster, likeness
from indexer.sightings import Lookout, Sought
from search import names, snippets
from search.highlight import Span
from search.register import Register
from search.types import Document, Mention, Named, RawDocument
from web import runs

MANY = 300
TODAY = date(2024, 11, 25)


def spelled(number: int) -> str:
    """A spelling of John Smith with each consonant once to three times, the digits of a number to the base of three."""
    times = iter(1 + number // 3**place % 3 for place in range(7))
    return "".join(letter * next(times) if letter in "Jhnmt" else letter for letter in "John Smith")


#: Each is surely the name of the first: what they differ in has no sound.
SMITHS = [spelled(number) for number in range(MANY)]


def naming_all(written: list[str]) -> Document:
    """A document that mentions these people."""
    made, at = [], 0
    for name in written:
        made.append(Mention(at, at + len(name), "person", name, name))
        at += len(name) + 2
    return Document("1", "", ". ".join(written), "en", None, None, tuple(made), "s")


class Counting(dict[Any, Any]):
    """A dict that counts what is put into it."""

    puts = 0

    def setdefault(self, key: Any, default: Any = None) -> Any:
        self.puts += 1
        return super().setdefault(key, default)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were compared with another."""
    found: list[str] = []

    def similarity(a: str, b: str, *, person: bool = False) -> float:
        found.append(a)
        return names.by_sound(a, b, person=person)

    monkeypatch.setattr(names, "similarity", similarity)
    return found


def test_a_name_of_one_with_many_is_linked_without_asking_for_all(tmp_path: Path, compared: list[str]) -> None:
    with closing(Register(tmp_path / "register.sqlite", writing=True)) as register:
        linker = Linker(register)
        linker._by_form, linker._by_key = Counting(), Counting()
        (linked,) = linker.link([entry(naming_all(SMITHS), 0)])
        puts = linker._by_form.puts + linker._by_key.puts
    assert len({mention.entity for mention in linked.document.mentions}) == 1
    assert puts <= MANY * (1 + max(len(names.keys(name)) for name in SMITHS))
    assert len(compared) <= 2 * MANY


def test_people_told_apart_by_numbers_are_not_compared_each_with_each(tmp_path: Path, compared: list[str]) -> None:
    numbered = naming_all([f"John Smith {number}" for number in range(MANY)])
    with closing(Register(tmp_path / "register.sqlite", writing=True)) as register:
        (linked,) = Linker(register).link([entry(numbered, 0)])
    found = Names()
    found.count(numbered.mentions, "en")
    assert len(gather(found, found.decisions).clusters) == MANY
    assert len({mention.entity for mention in linked.document.mentions}) == MANY
    assert len(compared) <= 2 * MANY


#: People whose first two names are the same, as in a list of a family or of those who stand for election.
SURNAMES = ["".join(each).title() for each in permutations(("ba", "ko", "mi", "ra", "ze", "lu", "to", "ni"), 3)][:MANY]
FAMILY = [f"Gholam Reza {surname}" for surname in SURNAMES]


def test_people_of_the_same_first_names_are_compared_with_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(name: str, others: list[str], alone: bool = False) -> tuple[bool, float]:
        asked.append(name)
        return likeness(name, others, alone)

    for module in (linking, gathering):
        monkeypatch.setattr(module, "likeness", noted)
    document = naming_all(FAMILY)
    with closing(Register(tmp_path / "register.sqlite", writing=True)) as register:
        linking.Linker(register).link([entry(document, 0)])
    found = Names()
    found.count(document.mentions, "en")
    gather(found, found.decisions)
    assert MANY * MOST_ALIKE < len(asked) <= 2 * MANY * MOST_ALIKE < MANY**2 / 4


def test_a_name_is_looked_for_by_its_last_word_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    whole = Lookout._name

    def noted(self: Lookout, span: Any, one: Sought, language: str) -> str:
        asked.append(one.entity)
        return whole(self, span, one, language)

    monkeypatch.setattr(Lookout, "_name", noted)
    lookout = Lookout(Sought.of(f"person:{name}", "person", name) for name in FAMILY)
    seen = list(lookout.seen(Document("1", "", f"Then {FAMILY[127]} came.", "en", None, None, (), "s")))
    assert f"person:{FAMILY[127]}" in {one.entity for one in seen}
    assert len(asked) < MANY / 5


def test_a_name_with_a_number_is_looked_for_among_its_like_by_that_number() -> None:
    lookout = Lookout(Sought.of(f"person:{n}", "person", f"John Smith{n}") for n in range(MANY))
    document = Document("1", "", "Then John Smith127 came.", "en", None, None, (), "s")
    assert [seen.entity for seen in lookout.seen(document)] == ["person:127"]


def test_names_of_one_are_gathered_without_asking_for_all(monkeypatch: pytest.MonkeyPatch, compared: list[str]) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Cluster, "known", lambda cluster: asked.append(cluster.id))
    found = Names()
    found.count([*naming_all(SMITHS).mentions, Mention(0, 5, "person", "Smith", "Smith")], "en")
    gathered = gather(found, found.decisions)
    assert len(gathered.clusters) == 1
    assert len(asked) == 0
    assert len(compared) <= 2 * MANY


def test_the_last_word_of_a_curated_name_is_whose_it_is_too() -> None:
    found = Names()
    putin = Mention(0, 14, "person", "Vladimir Putin", "Vladimir Putin", entity="person:vladimir-putin")
    found.count([putin, Mention(20, 25, "person", "Putin", "Putin")], "en")
    assert (
        gather(found, found.decisions).owner["person", "putin"]
        == gather(found, found.decisions).owner["person", "vladimir putin"]
    )


class Place(int):
    """A place in a text that counts what it is compared with."""

    asked = 0

    def __lt__(self, other: int) -> bool:
        Place.asked += 1
        return int(self) < int(other)

    def __le__(self, other: int) -> bool:
        Place.asked += 1
        return int(self) <= int(other)

    def __gt__(self, other: int) -> bool:
        Place.asked += 1
        return int(self) > int(other)

    def __ge__(self, other: int) -> bool:
        Place.asked += 1
        return int(self) >= int(other)


def test_a_line_of_many_matches_and_mentions_is_shown_without_comparing_each_with_each() -> None:
    shown = naming_all(SMITHS)
    person = Named("person:x", "person", "John Smith", "en")
    shown = Document(
        "1", "", shown.body, "en", None, None, tuple(m._replace(entity=person.id) for m in shown.mentions), "s"
    )
    spans = [Span(Place(m.start), Place(m.start + 4), 0) for m in shown.mentions]
    Place.asked = 0
    ((line,),) = [block.paragraphs for block in runs.blocks(shown, spans, {person.id: person}, 1, (0, len(shown.body)))]
    assert Place.asked <= 100 * MANY
    assert "".join(run.text for run in line) == shown.body
    assert [(run.text, run.number) for run in line if run.marked] == [
        (name[:4], at) for at, name in enumerate(SMITHS, 1)
    ]
    assert [run.text for run in line if run.entity and not run.marked] == [name[4:] for name in SMITHS]


def test_a_snippet_of_many_matches_is_chosen_without_looking_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    near = snippets._near

    def noted(found: list[Span], at: int) -> list[Span]:
        looked_at.append(at)
        return near(found, at)

    monkeypatch.setattr(snippets, "_near", noted)
    assert snippets._best([Span(at * 10, at * 10 + 4, 0) for at in range(MANY)], set())[0] == Span(0, 4, 0)
    assert looked_at == [0]


@pytest.mark.parametrize("bound", ["MOST_NAMES", "MOST_MENTIONS"])
def test_of_too_many_names_the_first_are_taken_and_that_is_said(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"{place} fell to the army." for place in ("Kabul", "Herat", "Kandahar", "Jalalabad"))
    monkeypatch.setattr(entities, bound, 2)
    made = document.document(RawDocument("s", "A report", text, {}), TODAY)
    assert [m.text for m in made.mentions if m.field == "body"] == ["Kabul", "Herat"]
    assert made.evidence["entities"] == f"in the first {text.index('Kandahar')} characters"
    assert dict(document.searched_texts(made))["body"].strip().endswith("Herat fell to the army.")


def test_as_many_names_as_are_taken_are_all_and_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "MOST_NAMES", 1)
    found, reach = entities.look("Kabul fell. Kabul rose.", "en")
    assert [m.text for m in found] == ["Kabul", "Kabul"]
    assert reach == len("Kabul fell. Kabul rose.")

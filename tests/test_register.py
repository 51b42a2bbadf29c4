"""The register, people's decisions and the ledger, in files of SQLite and on a PostgreSQL server: the same promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from indexer.ledger import Entry, Ledger
from search.database import Tables
from search.errors import ArchiveBusy, NotFound, Unreadable
from search.register import Known, Name, Perhaps, Register, decided
from search.register.decided import Decision
from tests.conftest import Kept
from tests.postgres import Postgres

KABULOV = Known(
    "person:zamir-kabulov",
    "person",
    (
        Name("en", "Zamir Kabulov"),
        Name("fa", "ضمیر کابلوف"),
        Name("fa", "کابلوف", "short"),
        Name("hi", "जमीर काबुलोव", "seen"),
    ),
    frozenset({"smr qblf", "zmr kblv"}),
)
KABUL = Known("place:kabul", "place", (Name("en", "Kabul"), Name("fa", "کابل")), frozenset({"kbl"}), "place:af")
ZEBAK = Known("place:zebak", "place", (Name("en", "zebak"), Name("fa", "زیباک")))


@pytest.fixture
def register(kept: Kept) -> Iterator[Register]:
    with closing(Register(kept("register"), writing=True)) as made:
        made.put([KABULOV, KABUL, ZEBAK])
        yield made


def test_what_was_put_is_known(register: Register) -> None:
    known = register.known("person:zamir-kabulov")
    assert (set(known.names), replace(known, names=())) == (set(KABULOV.names), replace(KABULOV, names=()))
    assert list(register.all()) == ["person:zamir-kabulov", "place:kabul", "place:zebak"]


def test_a_name_is_found_however_it_is_typed(register: Register) -> None:
    assert [one.id for one in register.called("كابل")] == ["place:kabul"]
    assert [one.id for one in register.called("کابلوف")] == ["person:zamir-kabulov"]
    assert register.called("کابلوف", short=False) == []


def test_beginnings_are_compared_by_code_points(register: Register) -> None:
    assert [one.id for one in register.beginning("kabul", 10)] == ["place:kabul", "person:zamir-kabulov"]
    assert [one.id for one in register.beginning("z", 10)] == ["place:zebak", "person:zamir-kabulov"]
    assert [one.id for one in register.beginning("काबु", 10)] == ["person:zamir-kabulov"]


def test_keys_and_parts(register: Register) -> None:
    assert register.alike(["kbl", "smr qblf"], "person") == ["person:zamir-kabulov"]
    assert register.alike([f"k{n}" for n in range(2_000)] + ["kbl"], "place") == ["place:kabul"]
    assert register.parts("place:af") == ["place:kabul"]


def test_an_id_that_was_merged_away_leads_on(register: Register) -> None:
    before = register.generation()
    assert register.retire("place:zebak", "place:kabul") == before + 1
    assert register.current("place:zebak") == "place:kabul"
    assert register.identify("place:zebak") == "place:kabul"
    with pytest.raises(NotFound):
        register.known("place:zebak")


def test_the_whole_register_anew(register: Register) -> None:
    register.finish(7)
    parted = Perhaps("person:zamir-kabulov", "person:other", ("place:kabul", "place:zebak"), 3, True)
    register.replace([KABULOV, KABUL], [("a", "b", 0.25)], [("place:zebak", "place:kabul")], [parted])
    assert list(register.all()) == ["person:zamir-kabulov", "place:kabul"]
    assert register.suggestions("b") == [("a", 0.25)]
    assert register.divisions("person:other") == [parted]
    assert (register.current("place:zebak"), register.relinked()) == ("place:kabul", 0)
    register.refuse("b", "a")
    register.unite("person:zamir-kabulov")
    assert (register.suggestions("a"), register.divisions("person:zamir-kabulov")) == ([], [])


def test_a_hidden_entity_has_no_label(register: Register) -> None:
    register.put([replace(KABUL, hidden=True)])
    assert list(register.labels(["place:kabul", "place:zebak"], "en")) == ["place:zebak"]


def test_labels_that_are_kept_are_bounded(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.register.register._MOST_KNOWN", 1)
    for id_ in ("place:kabul", "place:zebak", "place:kabul"):
        assert list(register.labels([id_], "en")) == [id_]
    assert len(register._labels["en"]) == 1


def test_another_reader_sees_a_change_with_its_next_question(register: Register, kept: Kept) -> None:
    with closing(Register(kept("register"))) as reader:
        assert reader.labels(["place:kabul"], "en")["place:kabul"].label == "Kabul"
        with reader.still():
            register.put([replace(KABUL, names=(Name("en", "Kābul"),))])
            assert reader.labels(["place:kabul"], "en")["place:kabul"].label == "Kabul"
        assert reader.labels(["place:kabul"], "en")["place:kabul"].label == "Kābul"


def test_a_thread_that_asks_while_another_does_is_told_all(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = register._database.execute
    seen: list[list[str]] = []

    def asked_between(statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        rows = whole(statement, values)
        if statement.startswith("SELECT entity, language") and not seen:
            seen.append([])
            with register.still():
                seen[0] += register.get(["place:kabul"])
        return rows

    monkeypatch.setattr(register._database, "execute", asked_between)
    assert list(register.get(["place:kabul"])) == seen[0] == ["place:kabul"]


def test_the_generation_of_a_change_is_its_own_whoever_follows(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Register(kept("register"), writing=True)) as one, closing(Register(kept("register"))) as other:
        follows = iter([lambda: other.put([Known("place:b", "place", (Name("en", "B"),))])])
        monkeypatch.setattr(one, "_forget", lambda: next(follows)())
        assert one.put([Known("place:a", "place", (Name("en", "A"),))]) == 1
        assert other.generation() == 2


def test_the_generation_never_goes_back(register: Register) -> None:
    register.advance(50)
    register.advance(20)
    assert register.generation() == 50


def test_a_name_with_what_databases_mind(register: Register) -> None:
    register.put([Known("person:x", "person", (Name("en", 'Nul\0 O\'Brien %s ? \\ "x"'),))])
    assert [one.id for one in register.called("Nul\0 O'Brien %s ? x")] == ["person:x"]


def test_an_error_within_a_change_leaves_nothing_of_it(register: Register) -> None:
    before = register.generation()
    broken = Known("place:bad", "place", (Name("en", "\ud800"),))
    with pytest.raises(UnicodeEncodeError):
        register.put([ZEBAK, broken])
    assert (register.generation(), list(register.get(["place:bad"]))) == (before, [])
    register.put([KABUL])
    assert register.generation() == before + 1


def test_decisions_are_kept_in_their_order(kept: Kept) -> None:
    rows = [Decision("merge", "a", "b"), Decision("rename", "c", language="fa", name="نام; دیگر")]
    assert decided.rows(kept("decisions")) == ([], [])
    decided.append(kept("decisions"), rows)
    decided.append(kept("decisions"), [Decision("undo merge", "a", "b")])
    assert decided.rows(kept("decisions")) == (rows[1:], [])


def entry(source: str, path: str) -> Entry:
    return Entry(source, path, 2**40, 2**60, "digest", ("1", "2"), "", "beside")


def test_the_ledger_keeps_files_and_failures(kept: Kept) -> None:
    with closing(Ledger(kept("ledger"))) as ledger:
        ledger.put(entry("a/1.txt", "/srv/a/1.txt"))
        ledger.put(entry("ab.txt", "/srv/ab\udcff.txt"))
        ledger.failed("a/2.txt", [Unreadable(source=f"a/2.txt#{n}", reason="bad", hint="") for n in range(12)])
        ledger.commit()
        assert ledger.get("ab.txt") == entry("ab.txt", "/srv/ab\udcff.txt")
        assert [one.source for one in ledger.below("a")] == ["a/1.txt"]
        found = ledger.failures("a")["a/2.txt"]
        assert [one.values["source"] for one in found] == [f"a/2.txt#{n}" for n in range(12)]
        ledger.remove("ab.txt")
        ledger.commit()
        assert ledger.get("ab.txt") is None


def test_what_was_not_committed_is_forgotten(kept: Kept) -> None:
    with closing(Ledger(kept("ledger"))) as ledger:
        ledger.put(entry("a.txt", "/a.txt"))
    with closing(Ledger(kept("ledger"))) as ledger:
        assert list(ledger.all()) == []


def test_one_begins_when_the_other_has_ended(kept: Kept) -> None:
    with closing(Ledger(kept("ledger"))) as one, closing(Ledger(kept("ledger"), 0.2)) as other:
        one.begin()
        with pytest.raises(ArchiveBusy):
            other.begin()
    with closing(Ledger(kept("ledger"), 0.2)) as other:
        other.begin()


def test_many_set_up_the_same_at_once(kept: Kept) -> None:
    def begin(number: int) -> int:
        with closing(Register(kept("register"), writing=True)) as register:
            return register.put([Known(f"place:{number}", "place", (Name("en", f"Place {number}"),))])

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(begin, range(12))) == list(range(1, 13))


def test_the_ledger_of_several_machines(postgres: Postgres) -> None:
    with closing(Ledger(Tables(postgres.url, "test-ledger", "one"))) as one:
        one.put(entry("a.txt", "/srv/a.txt"))
        one.failed("b.txt", [Unreadable(source="b.txt", reason="bad", hint="")])
        one.commit()
    with closing(Ledger(Tables(postgres.url, "test-ledger", "other"))) as other:
        found = other.get("a.txt")
        assert found == replace(entry("a.txt", "/srv/a.txt"), machine="one")
        other.put(found)
        other.failed("b.txt", [])
        other.commit()
        assert [each.machine for each in other.all()] == ["one"]
        assert (other.failures("b.txt"), list(other.failures())) == ({}, ["b.txt"])
        other.failed("b.txt", other.failures()["b.txt"], "one")
        assert list(other.failures_anywhere()) == [("one", "b.txt")]


def test_who_was_told_that_another_has_begun_has_not_begun(kept: Kept) -> None:
    with closing(Ledger(kept("ledger"))) as one, closing(Ledger(kept("ledger"), 0.2)) as other:
        one.begin()
        for _ in range(2):
            with pytest.raises(ArchiveBusy):
                other.begin()
        assert list(other.all()) == []
        one.commit()
        other.begin()

"""entities.csv: read however a spreadsheet saves it; decisions taken back; bad input named and survived."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from indexer.__main__ import main
from indexer.deciding import decide, undo
from indexer.document import entry
from indexer.linking import Linker
from indexer.relinking import relink
from search.errors import BadParameter, NotDecided
from search.frozen import write_ahead
from search.register import Register, decided
from search.register.decided import Decision
from search.store import Store
from search.types import Document, Mention
from tests.test_deciding import KABULOV, LAVROV, SHOIGU, found, store

__all__ = ["store"]

ROWS = [Decision("merge", "a", "b"), Decision("rename", "c", language="fa", name="نام; دیگر")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_is_read_however_it_was_saved(encoding: str, delimiter: str, tmp_path: Path) -> None:
    lines = ["action,entity,other,language,name", "merge,a,b,,", 'rename,c,,fa,"نام; دیگر"']
    path = tmp_path / "entities.csv"
    path.write_text("\r\n".join(line.replace(",", delimiter) for line in lines), encoding=encoding)
    assert decided.rows(path) == (ROWS, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "saved",
    [
        "action;entity;other;language;name\r\nmerge;a;b;;\r\n",
        "sep=;\r\nAction;entity;other;language;name\r\nmerge;a;b;;",
        "action\tentity\tother\tlanguage\tname\rmerge\ta\tb\t\t\r",
        "action,entity,other,language,name\nmerge,a,b",
        "",
    ],
)
def test_what_is_decided_after_a_spreadsheet_saved_the_file_is_kept(saved: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(saved.encode(encoding))
    decided.append(path, ROWS[0 if saved == "" else 1 :])
    decided.append(path, ROWS[:1])
    assert decided.rows(path) == ([*ROWS, ROWS[0]], [])


def test_a_file_that_cannot_be_read_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_bytes(saved := "rename,Kabul,,fa,کابل\n".encode("cp1256"))
    found, (failure,) = decided.rows(path)
    assert not found
    assert "not UTF-8" in failure.message
    with pytest.raises(BadParameter):
        decided.append(path, ROWS)
    assert path.read_bytes() == saved


def test_a_quotation_mark_that_is_never_closed_takes_no_row_with_it(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text('merge,a,b\nhide,"c\nhide,d\n')
    found, (failure,) = decided.rows(path)
    assert found == ROWS[:1]
    assert failure.values["source"] == "entities.csv line 2"
    with pytest.raises(NotDecided):
        decided.append(path, ROWS)


def test_what_is_undone_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    decided.append(path, [*ROWS, ROWS[0], Decision("undo merge", "a", "b")])
    assert decided.rows(path) == (ROWS, [])
    decided.append(path, [Decision("undo marry", "a", "b")])
    assert [str(one.values["source"]) for one in decided.rows(path)[1]] == ["entities.csv line 6"]


@pytest.fixture
def entities(store: Store) -> Store:
    return store


def test_a_merge_is_taken_back_at_once(entities: Store) -> None:
    before = {id_: found(entities, entity=id_) for id_ in (SHOIGU, LAVROV)}
    decide(entities, Decision("merge", SHOIGU, LAVROV))
    undo(entities, SHOIGU, "merge")
    assert {id_: found(entities, entity=id_) for id_ in (SHOIGU, LAVROV)} == before
    with pytest.raises(NotDecided):
        undo(entities, SHOIGU, "merge")


def test_a_merge_by_names_is_taken_back_by_the_same_names(entities: Store) -> None:
    before = {id_: found(entities, entity=id_) for id_ in (SHOIGU, LAVROV)}
    decide(entities, Decision("merge", "Sergei Shoigu", "Sergei Lavrov"))
    undo(entities, "Sergei Shoigu", "merge", "Sergei Lavrov")
    assert {id_: found(entities, entity=id_) for id_ in (SHOIGU, LAVROV)} == before


def test_what_was_hidden_is_shown_again_by_the_command(entities: Store, capsys: pytest.CaptureFixture[str]) -> None:
    decide(entities, Decision("hide", KABULOV))
    assert main(["--archive", str(entities.folder), "entities", "undo", KABULOV, "hide"]) == 0
    with closing(Register(entities.register)) as register:
        assert KABULOV in register.labels([KABULOV], "en")


def test_bad_rows_of_an_import_are_named_and_the_rest_applied(
    entities: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"action;entity;other\nmerge;{SHOIGU};{LAVROV}\nmarry;a;b\nmerge;x;y\n", encoding="utf-16")
    assert main(["--archive", str(entities.folder), "entities", "import", str(path)]) == 1
    assert found(entities, entity=LAVROV) == found(entities, entity=SHOIGU)
    said = capsys.readouterr().err
    assert "mine.csv line 3" in said
    assert "'x'" in said


def test_an_import_of_a_folder_is_refused(entities: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", str(entities.folder), "entities", "import", str(entities.folder)]) == 2
    assert "no file" in capsys.readouterr().err


def test_a_document_with_a_hundred_thousand_mentions(tmp_path: Path) -> None:
    first = [f"{a}a{b}e{c}" for a, b, c in permutations("bdklmrst", 3)]
    names = [f"{first[n % 60].title()} {first[n % 7].title()}ov" for n in range(100_000)]
    mentions = tuple(Mention(n, n + 1, "person", name, name) for n, name in enumerate(names))
    document = Document("1", "", "x" * len(names), "en", None, None, mentions, "a.txt")
    archive = Store.create(tmp_path / "archive")
    with (
        closing(archive.engine(writing=True)) as engine,
        closing(Register(archive.register, writing=True)) as register,
    ):
        engine.add(Linker(register).link([entry(document, 0)]))
        engine.commit()
    relink(archive)
    with closing(archive.engine()) as engine:
        stored = engine.get("1")
    assert stored is not None
    assert len(stored.mentions) == 100_000
    assert all(mention.entity for mention in stored.mentions)


def test_many_set_up_one_database_at_once(tmp_path: Path) -> None:
    def begin(number: int) -> str:
        with closing(sqlite3.connect(tmp_path / "a.sqlite", 30)) as connection:
            write_ahead(connection)
            connection.execute("CREATE TABLE IF NOT EXISTS one (number INTEGER)")
            connection.execute("INSERT INTO one VALUES (?)", (number,))
            connection.commit()
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(begin, range(24))) == {"wal"}

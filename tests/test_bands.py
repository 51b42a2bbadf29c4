"""Runs of bands: they find what a plain dictionary finds, whatever is merged, forgotten or left behind."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from indexer import bands
from indexer.bands import Bands, Runs
from search.database import Database, connect
from search.errors import ArchiveDamaged


def opened(folder: Path) -> tuple[Database, Runs]:
    database = connect(folder / "db")
    return database, Runs(folder / "db.bands", database)


def commit(connection: Database, made: Bands) -> None:
    made.write()
    connection.commit()
    made.sweep()


def found(made: Bands, asked: Sequence[Sequence[int]], gone: set[int]) -> list[list[int]]:
    both = [one + made.fresh(keys) for one, keys in zip(made.written(asked), asked, strict=True)]
    return [sorted(number for number in one if number not in gone) for one in both]


@pytest.mark.parametrize("chunk", [7, 1 << 20])
def test_runs_find_what_a_dictionary_finds(chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "_CHUNK", chunk)
    monkeypatch.setattr(bands, "_MOST_GONE", 20)
    chance = Random(chunk)
    kept: dict[int, list[int]] = defaultdict(list)
    gone: set[int] = set()
    number = 0
    for _ in range(30):
        connection, made = opened(tmp_path)
        with closing(connection):
            for _ in range(chance.randrange(12)):
                number += 1
                keys = [chance.randrange(-50, 50) for _ in range(4)]
                made.add(number, keys)
                for key in set(keys):
                    kept[key].append(number)
            connection.begin()
            for one in {chance.randint(1, number) for _ in range(5) if number} - gone:
                made.forget(one)
                gone.add(one)
            asked = [[chance.randrange(-60, 60) for _ in range(4)] for _ in range(5)]
            expected = [sorted(n for key in set(keys) for n in kept[key] if n not in gone) for keys in asked]
            assert found(made, asked, gone) == expected
            commit(connection, made)
            assert found(made, asked, gone) == expected
    assert len(list((tmp_path / "db.bands").iterdir())) <= 2 * 6
    with closing(connect(tmp_path / "db")) as left:
        assert left.execute("SELECT count(*) FROM gone")[0][0] < len(gone)


def test_a_run_that_was_not_committed_does_not_count_and_goes(tmp_path: Path) -> None:
    connection, made = opened(tmp_path)
    made.add(1, [5])
    made.write()
    connection.close()
    assert list((tmp_path / "db.bands").iterdir())
    connection, made = opened(tmp_path)
    with closing(connection):
        assert made.written([[5]]) == [[]]
        commit(connection, made)
    assert not list((tmp_path / "db.bands").iterdir())


def test_another_process_sees_what_was_committed(tmp_path: Path) -> None:
    connection, made = opened(tmp_path)
    other_connection, other = opened(tmp_path)
    with closing(connection), closing(other_connection):
        assert other.written([[5]]) == [[]]
        made.add(1, [5])
        commit(connection, made)
        assert other.written([[5]]) == [[1]]
        made.add(2, [5])
        commit(connection, made)
        assert other.written([[5]]) == [[1, 2]]


class Between:
    """A database that lets somebody do something behind each statement."""

    def __init__(self, database: Database, then: Callable[[], None]) -> None:
        self._database, self._then = database, then

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        rows = self._database.execute(statement, values)
        self._then()
        return rows


def test_runs_that_are_merged_while_they_are_looked_up(tmp_path: Path) -> None:
    connection, made = opened(tmp_path)
    reading = connect(tmp_path / "db")
    left = [1, 2, 3]

    def merge() -> None:
        if left:
            made.add(number := left.pop(0), [5])
            commit(connection, made)
            assert len(list((tmp_path / "db.bands").iterdir())) == 2, number

    with closing(connection), closing(reading):
        merge()
        other = Runs(tmp_path / "db.bands", reading)
        other._database = cast(Database, Between(reading, merge))
        assert other.written([[5]]) == [[1, 2, 3]]


def test_the_names_of_a_runs_files_last_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection, made = opened(tmp_path)
    synced: list[list[str]] = []
    whole = os.fsync

    def seen(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            synced.append(sorted(os.listdir(number)))
        whole(number)

    with closing(connection):
        made.add(1, [5])
        monkeypatch.setattr(os, "fsync", seen)
        made.write()
        assert synced == [["1.keys", "1.numbers"]]
        connection.commit()


def test_a_run_cut_short_is_named(tmp_path: Path) -> None:
    connection, made = opened(tmp_path)
    made.add(1, [5])
    commit(connection, made)
    connection.close()
    (tmp_path / "db.bands" / "1.keys").write_bytes(b"")
    connection, made = opened(tmp_path)
    with closing(connection), pytest.raises(ArchiveDamaged, match=r"1\.keys"):
        made.written([[5]])

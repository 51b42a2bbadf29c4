"""A database on a PostgreSQL server: what it outlives, whom it waits for, and what it says where it cannot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from random import Random
from threading import Barrier
from typing import Any

import psycopg
import pytest
from psycopg import OperationalError

from search.database import Tables, connect
from search.database.postgresql import PostgreSQL
from search.errors import ArchiveBusy, EngineDown, EngineRefuses
from search.register import Known, Name, Register
from tests.postgres import PASSWORD, Postgres

KABUL = Known("place:kabul", "place", (Name("en", "Kabul"),))
ZEBAK = Known("place:zebak", "place", (Name("en", "Zebak"),))


def test_a_reader_outlives_a_restart_of_the_server(postgres: Postgres) -> None:
    with closing(Register(Tables(postgres.url, "test-register"), writing=True)) as register:
        register.put([KABUL])
        postgres.break_connections()
        assert [one.id for one in register.called("Kabul")] == ["place:kabul"]
        assert register.put([ZEBAK]) == 2


def test_a_transaction_that_lost_its_server_is_not_half_done(postgres: Postgres) -> None:
    tables = Tables(postgres.url, "test-broken")
    with closing(connect(tables)) as database:
        database.set_up("CREATE TABLE IF NOT EXISTS one (number INTEGER NOT NULL) STRICT;")
        with pytest.raises(EngineDown), database.transaction():
            database.execute("INSERT INTO one VALUES (1)")
            postgres.break_connections()
            database.execute("INSERT INTO one VALUES (2)")
        with database.transaction():
            database.execute("INSERT INTO one VALUES (3)")
        assert database.execute("SELECT number FROM one") == [(3,)]


def test_every_thread_outlives_a_restart_of_the_server(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    all_failed = Barrier(4)
    with closing(Register(Tables(postgres.url, "test-register"), writing=True)) as register:
        register.put([KABUL])
        database = register._database
        assert isinstance(database, PostgreSQL)
        whole = database._rows

        def rows(*statement: Any) -> list[tuple[Any, ...]]:
            try:
                return whole(*statement)
            except OperationalError:
                all_failed.wait(30)
                raise

        monkeypatch.setattr(database, "_rows", rows)
        postgres.break_connections()
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: database.execute("SELECT id FROM entity"), range(4)))
        assert found == [[("place:kabul",)]] * 4


def test_what_is_set_up_waits_for_no_writer(postgres: Postgres) -> None:
    tables = Tables(postgres.url, "test-writing")
    schemas = [f"CREATE TABLE IF NOT EXISTS {name} (n INTEGER) STRICT;" for name in ("one", "two")]
    with closing(connect(tables)) as writer, closing(connect(tables, 0.2)) as other:
        for schema in schemas:
            writer.set_up(schema)
        with writer.transaction():
            writer.execute("LOCK TABLE one, two IN ACCESS EXCLUSIVE MODE")
            writer.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 2))", (tables.schema,))
            for schema in schemas:
                other.set_up(schema)
            with pytest.raises(ArchiveBusy):
                other.set_up(schemas[0] + "CREATE INDEX IF NOT EXISTS by_n ON one (n);")
        other.set_up(schemas[0] + "CREATE INDEX IF NOT EXISTS by_n ON one (n);")
        assert other.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'by_n'") == [(1,)]


def test_the_server_lets_go_of_a_machine_that_went_without_a_word(postgres: Postgres) -> None:
    with closing(connect(Tables(postgres.url, "test"))) as database:
        for name in ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count"):
            assert int(database.execute("SELECT current_setting(?)", (name,))[0][0]) in range(1, 61)


def test_a_name_too_long_to_be_found_by_is_told(postgres: Postgres) -> None:
    chance = Random(1)
    long = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(9_000))
    with closing(Register(Tables(postgres.url, "test-register"), writing=True)) as register:
        with pytest.raises(EngineRefuses, match="test-register") as refused:
            register.put([Known("person:x", "person", (Name("en", long),))])
        assert "Shorten" in refused.value.hint
        assert register.put([KABUL]) == 1


@pytest.mark.parametrize(
    "said",
    [
        "sorry, too many clients already",
        "the database system is in recovery mode",
        "the database system is not yet accepting connections",
        "the database system is starting up",
        "remaining connection slots are reserved for roles with the SUPERUSER attribute",
    ],
)
def test_a_server_that_is_about_to_let_somebody_in(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError(f'connection to server at "127.0.0.1", port 9 failed: FATAL:  {said}')

    monkeypatch.setattr("psycopg.connect", refuse)
    with pytest.raises(EngineDown, match=said):
        connect(Tables("postgresql://127.0.0.1:9/none", "test"))


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(EngineDown, match="postgresql"):
        connect(Tables("postgresql://127.0.0.1:9/none", "test"))


@pytest.mark.parametrize(
    ("right", "wrong"), [(PASSWORD.replace(" ", "%20"), "secret"), ("/postgres", "/elsewhere"), ("diwan:", "nobody:")]
)
def test_wrong_credentials_are_told_without_the_password(postgres: Postgres, right: str, wrong: str) -> None:
    with pytest.raises(EngineRefuses) as refused:
        connect(Tables(postgres.url.replace(right, wrong), "test"))
    told = refused.value.message + refused.value.hint + str(refused.value)
    assert not [word for word in ("secret", PASSWORD, PASSWORD.replace(" ", "%20")) if word in told]
    assert "DIWAN_REGISTER_URL" in refused.value.hint


@pytest.mark.parametrize(("more", "told"), [("?sslmode=require", "SSL"), ("?sslmode=no", "sslmode")])
def test_what_the_server_wants_and_was_not_given(postgres: Postgres, more: str, told: str) -> None:
    with pytest.raises(EngineRefuses, match=told):
        connect(Tables(postgres.url + more, "test"))


def test_a_database_that_has_not_all_letters(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING LATIN1 TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    try:
        with pytest.raises(EngineRefuses, match="LATIN1"):
            connect(Tables(postgres.url.replace("/postgres", "/latin"), "test"))
    finally:
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute("DROP DATABASE latin")


def test_an_address_that_is_none() -> None:
    with pytest.raises(EngineRefuses, match="DIWAN_REGISTER_URL"):
        connect(Tables("postgres at home", "test"))

"""A database on a PostgreSQL server, by psycopg: for several machines that add to one archive, or serve it."""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo

from search.database import dialect
from search.database.base import Tables
from search.errors import ArchiveBusy, ArchiveDamaged, DiwanError, EngineDown, EngineRefuses

T = TypeVar("T")

#: Seconds to wait for a server that does not answer at all.
_PATIENCE = 10
#: A machine that went without a word lets go of its locks after some minutes: seconds of silence, between, how often.
_ALIVE = {"keepalives_idle": 60, "keepalives_interval": 20, "keepalives_count": 3}
#: The server's side of it: of a machine that went without a word it lets go as soon.
_SERVER_ALIVE = {f"tcp_{name}": value for name, value in _ALIVE.items()}
#: Which lock of a schema: that of `begin`, or that of setting it up.
_WRITING, _MAKING = 1, 2
_ADVICE = "Check DIWAN_REGISTER_URL, and what that user may do there."
_NO_ADDRESS = "DIWAN_REGISTER_URL is no address of a PostgreSQL database, as postgresql://USER@HOST/DATABASE"
#: A server that is there and lets nobody in says so with the first word, unless it is about to be there; or nothing of
#: what it wants was given.
_REFUSED = ("FATAL", "no password supplied", "does not support SSL", "certificate", "sslmode")
_SOON = (
    "starting up",
    "shutting down",
    "recovery mode",
    "not yet accepting connections",
    "too many clients",
    "too many connections",
    "connection slots are reserved",
)


class PostgreSQL:
    """See `base.Database`. A connection that broke between two transactions is made again."""

    def __init__(self, tables: Tables, wait: float) -> None:
        self._tables = tables
        self._wait = wait
        self._begun = False
        self._again = RLock()
        with _faults(tables):
            self._open = [self._connected()]
        # What nobody holds any more is closed; `_open` is what is open by then.
        weakref.finalize(self, _close, self._open)

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """See Database."""
        return self._run(lambda: self._rows(dialect.statement(statement), dialect.values(values)))

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        made = [dialect.values(row) for row in rows]
        self._run(lambda: self._many(dialect.statement(statement), made))

    def set_up(self, schema: str) -> None:
        """See Database."""
        made = hashlib.sha256(schema.encode()).hexdigest()[:16]
        with _faults(self._tables):
            # Where all is there nothing is locked: somebody may be writing, for long.
            if made in self._made():
                return
            named = sql.Identifier(self._tables.schema)
            with self.transaction(_MAKING):
                self._rows(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(named))
                self._rows(dialect.schema(schema))
                told = " ".join(dict.fromkeys([*self._made(), made]))
                self._rows(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(named, told))

    def _made(self) -> list[str]:
        """A hash of each text by which tables were set up: they are kept as the comment on the schema."""
        statement = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?"
        found = self.execute(statement, (self._tables.schema,))
        return str(found[0][0] or "").split() if found else []

    def begin(self, kind: int = _WRITING) -> None:
        """See Database."""
        if self._begun:
            return
        self._run(lambda: self._lock(kind))
        self._begun = True

    def _lock(self, kind: int) -> None:
        self._rows("BEGIN")
        try:
            self._rows("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", (self._tables.schema, kind))
        except BaseException:
            self._roll_back()
            raise

    def commit(self) -> None:
        """See Database."""
        if self._begun:
            try:
                self._run(lambda: self._rows("COMMIT"))
            finally:
                self._begun = False

    @contextmanager
    def transaction(self, kind: int = _WRITING) -> Iterator[None]:
        """See Database."""
        self.begin(kind)
        try:
            yield
        except BaseException:
            self._begun = False
            self._roll_back()
            raise
        self.commit()

    def close(self) -> None:
        """See Database."""
        self._open[0].close()

    def _roll_back(self) -> None:
        if not self._open[0].closed:
            self._open[0].rollback()

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        made = connected(self._tables, **_ALIVE)
        made.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(self._tables.schema)))
        for name, value in {"lock_timeout": int(self._wait * 1000), **_SERVER_ALIVE}.items():
            made.execute("SELECT set_config(%s, %s, false)", (name, str(value)))
        return made

    def _run(self, action: Callable[[], T]) -> T:
        """The result of an action; once more on a new connection where the one there is broke, and lost nothing."""
        with _faults(self._tables):
            used = self._open[0]
            try:
                return action()
            except psycopg.OperationalError:
                with self._again:
                    if self._begun or not used.broken:
                        raise
                    if self._open[0] is used:  # else another thread has made a new one
                        self._open[0] = self._connected()
                return action()

    def _rows(self, statement: str | sql.Composed, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        done = self._open[0].execute(statement, values or None)
        return done.fetchall() if done.description else []

    def _many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        with self._open[0].cursor() as cursor:
            cursor.executemany(statement, rows)


def connected(tables: Tables, **options: int) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection in which each statement lasts at once. Raises EngineRefuses where nobody is let in."""
    try:
        conninfo = make_conninfo(tables.url, connect_timeout=_PATIENCE, **options)
    except psycopg.ProgrammingError:
        # What it says may hold the password.
        raise EngineRefuses(engine="postgresql", reason=_NO_ADDRESS, hint=_ADVICE) from None
    try:
        made = psycopg.connect(conninfo, autocommit=True, client_encoding="utf8")
    except psycopg.OperationalError as error:
        if not any(word in str(error) for word in _REFUSED) or any(word in str(error) for word in _SOON):
            raise
        raise EngineRefuses(engine="postgresql", reason=_said(error), hint=_ADVICE) from error
    if (encoding := made.info.parameter_status("server_encoding")) != "UTF8":
        made.close()
        reason = f"its database keeps text in {encoding}, which has not all letters"
        hint = "Make one that has: createdb --encoding UTF8 --template template0 --locale C NAME"
        raise EngineRefuses(engine="postgresql", reason=reason, hint=hint)
    return made


def drop(tables: Tables) -> None:
    """Takes tables away, with what they hold."""
    with _faults(tables), connected(tables) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(tables.schema)))


def _close(opened: list[psycopg.Connection[tuple[Any, ...]]]) -> None:
    opened[0].close()


@contextmanager
def _faults(tables: Tables) -> Iterator[None]:
    """Raise one of our errors for whatever the server, or the way to it, fails with."""
    try:
        yield
    except DiwanError:
        raise
    except errors.LockNotAvailable as error:
        raise ArchiveBusy(archive=tables.schema) from error
    except (errors.InvalidAuthorizationSpecification, errors.InsufficientPrivilege, errors.InvalidCatalogName) as error:
        raise EngineRefuses(engine="postgresql", reason=_said(error), hint=_ADVICE) from error
    except errors.ProgramLimitExceeded as error:
        hint = "PostgreSQL finds nothing by a name of more than some 2,700 bytes. Shorten it."
        raise EngineRefuses(engine="postgresql", reason=f"{tables.schema}: {_said(error)}", hint=hint) from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise EngineDown(engine="postgresql", reason=_said(error)) from error
    except psycopg.ProgrammingError as error:
        hint = "Another Diwan, or nobody, made these tables. Rebuild the archive: python -m indexer rebuild"
        raise EngineRefuses(engine="postgresql", reason=f"{tables.schema}: {_said(error)}", hint=hint) from error
    except psycopg.Error as error:
        raise ArchiveDamaged(what=tables.schema, reason=_said(error)) from error


def _said(error: psycopg.Error) -> str:
    return " ".join(str(error).split())[:300]

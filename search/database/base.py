"""What the register, and what the indexer keeps beside it, ask of a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

#: Between the name of a machine and a path there.
OF = "\x1f"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one purpose on a PostgreSQL server: a schema of its own there takes the place of a file.

    `machine`: who asks, by a name that no other machine of the archive has.
    """

    url: str = field(repr=False)
    schema: str
    machine: str = ""

    @property
    def here(self) -> str:
        """What stands before the path of a file of this machine, so that it is told from those of others."""
        return f"{self.machine}{OF}"


#: A file of SQLite, or tables of a server.
Where = Path | Tables


class Database(Protocol):
    """One connection. Each statement lasts at once, except from `begin` to `commit`: those last together or not at all.

    Statements are in the words of SQLite, with `?` for values; they keep to what `dialect` knows.
    """

    def execute(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of the answer, if any."""

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """The same statement for each row of values."""

    def set_up(self, schema: str) -> None:
        """Makes the tables that are not there yet; several processes may do so at once."""

    def begin(self) -> None:
        """From here to `commit` nobody else has begun; waits until nobody has. A second time it does nothing.

        Raises ArchiveBusy.
        """

    def commit(self) -> None:
        """Makes everything since `begin` last."""

    def transaction(self) -> AbstractContextManager[None]:
        """`begin`, then `commit`; after an error nothing of it is kept."""

    def close(self) -> None:
        """Lets go of the database; what was not committed is forgotten."""

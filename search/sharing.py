"""An archive that several machines share: what each must know of it is a row of a PostgreSQL database.

The row, under the archive's name, holds its manifest and the small file in which its engine says where the index is.
On each machine the archive is a folder of that name, where shared.json keeps the name and what this machine calls
itself, and users.sqlite (`search.users`) who may use it here. What else is in the folder is a copy.
"""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from search import settings
from search.database import Database, Tables, connect, drop
from search.errors import ArchiveDamaged, BadParameter

FILE = "shared.json"
#: Bytes of an archive's name: PostgreSQL cuts a schema's off at 63, and the build and purpose come behind.
_LONGEST = 40
_SCHEMA = """
CREATE TABLE IF NOT EXISTS archive
(name TEXT PRIMARY KEY, manifest TEXT NOT NULL, files TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
"""
_BEGIN = "INSERT INTO archive VALUES (?, ?, ?, 1) ON CONFLICT (name) DO NOTHING RETURNING version"
_PUT = (
    "INSERT INTO archive VALUES (?, ?, ?, 1) ON CONFLICT (name) DO UPDATE SET manifest = excluded.manifest, "
    "files = excluded.files, version = archive.version + 1 RETURNING version"
)


@dataclass(frozen=True)
class Shared:
    """The archive called `name` on a server, as `machine` sees it."""

    url: str
    name: str
    machine: str

    def tables(self, purpose: str, build: int | None = None) -> Tables:
        """The tables of one purpose; of one build, if they are made anew with it."""
        middle = "" if build is None else f"-{build}"
        return Tables(self.url, f"{self.name}{middle}-{purpose}", self.machine)

    @cached_property
    def archives(self) -> Database:
        """The table of all archives of the server."""
        found = connect(Tables(self.url, "diwan"))
        found.set_up(_SCHEMA)
        return found

    def read(self) -> tuple[dict[str, Any], dict[str, str], int] | None:
        """The manifest, the engine's files, the version; None where nobody has made the archive yet."""
        found = self.archives.execute("SELECT manifest, files, version FROM archive WHERE name = ?", (self.name,))
        return (orjson.loads(found[0][0]), orjson.loads(found[0][1]), int(found[0][2])) if found else None

    def write(self, manifest: dict[str, Any], files: dict[str, str], new: bool = False) -> int:
        """Publishes the manifest, and the engine's files; the version that this is.

        `new`: only where there is no such archive yet; 0 where another machine has made it.
        """
        row = (self.name, orjson.dumps(manifest).decode(), orjson.dumps(files).decode())
        found = self.archives.execute(_BEGIN if new else _PUT, row)
        return int(found[0][0]) if found else 0

    def version(self) -> int:
        """A number that changes with each `write`."""
        found = self.archives.execute("SELECT version FROM archive WHERE name = ?", (self.name,))
        return int(found[0][0]) if found else 0

    def discard(self, build: int, purposes: tuple[str, ...]) -> None:
        """Takes the tables of a build away."""
        for purpose in purposes:
            drop(self.tables(purpose, build))


def is_on() -> bool:
    """Whether this machine is told of a server."""
    return bool(settings.read()["REGISTER_URL"])


def beginning(folder: Path) -> Shared | None:
    """What a new archive in a folder is shared as: its name, and one for this machine; None without a server."""
    url = settings.read()["REGISTER_URL"]
    if not url:
        return None
    name = folder.resolve().name
    if not 0 < len(name.encode()) <= _LONGEST:
        rule = f"an archive that machines share is called by its folder, in at most {_LONGEST} bytes"
        raise BadParameter(name="--archive", value=name, rule=rule, hint="Choose a shorter name, the same everywhere.")
    return Shared(url, name, "")


def found(folder: Path) -> Shared | None:
    """How the archive of a folder is shared, as far as this machine knows; None where there is nothing to ask.

    Raises BadParameter, ArchiveDamaged.
    """
    try:
        known = orjson.loads((folder / FILE).read_bytes())
        name, machine = str(known["name"]), str(known["machine"])
    except (FileNotFoundError, NotADirectoryError):
        return beginning(folder)
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveDamaged(what=FILE, reason=str(error)) from error
    url = settings.read()["REGISTER_URL"]
    if not url:
        rule = f"the archive in {str(folder)!r} has its register in a PostgreSQL database"
        raise BadParameter(name="DIWAN_REGISTER_URL", value="", rule=rule, hint="postgresql://USER@HOST/DATABASE")
    return Shared(url, name, machine)


def joined(shared: Shared, folder: Path) -> Shared:
    """The same, once this machine has a name of its own there; it is kept in the folder, for all its processes."""
    if shared.machine:
        return shared
    mine = secrets.token_hex(3)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{FILE}.{mine}"
    draft.write_bytes(orjson.dumps({"name": shared.name, "machine": f"{socket.gethostname()}-{mine}"}))
    with suppress(FileExistsError):  # another process was first: its name is this machine's
        (folder / FILE).hardlink_to(draft)
    draft.unlink()
    kept = found(folder)
    assert kept is not None
    return kept


def moving(folder: Path) -> Shared | None:
    """What an archive that was this machine's alone is shared as from its next build on; None without a server.

    Raises BadParameter where machines share another archive of this name.
    """
    shared = found(folder)
    if shared is None:
        return None
    if shared.version():
        rule = "machines share another archive of this name already"
        hint = "Give this one's folder another name; or delete that one's row and tables from the database."
        raise BadParameter(name="--archive", value=shared.name, rule=rule, hint=hint)
    drop(shared.tables("decisions"))  # of a move that was broken off
    return joined(shared, folder)

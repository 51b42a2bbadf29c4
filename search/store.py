"""An archive's folder: its manifest, and the build it names: the engine's index, the register and the ledger.

manifest.json      names the build that is served; replaced in one step, so a rebuild is seen whole or not at all
entities.csv       what people decided about entities, if anything; outlasts every build
build-<n>/         index/ register.sqlite ledger.sqlite copies.sqlite copies.bands/ repetitions.sqlite

Where several machines share an archive, all but index/ is in a PostgreSQL database (`sharing`).
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import orjson

from search import analysis, sharing
from search.database import Where
from search.engines import discard, format_of, is_remote, open_engine, pointers, publish
from search.engines.base import EXPANSIONS, Engine
from search.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing, ArchiveStale, BadParameter
from search.refusals import refusals
from search.register import Register
from search.register.decided import append, rows
from search.sharing import Shared

FORMAT = 1
MANIFEST = "manifest.json"
#: What is kept beside an index, anew in each build.
BESIDE = ("register", "ledger", "copies", "repetitions")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an archive: format, engine, the analyzers' fingerprint; the build served; if a demonstration."""

    format: int
    engine: str
    fingerprint: str
    build: int = 1
    demonstration: bool = False


class Store:
    """One archive on disk, as its manifest says it is now."""

    def __init__(self, folder: Path, manifest: Manifest, shared: Shared | None = None, opened: int = 0) -> None:
        self.folder = folder
        self.manifest = manifest
        self.shared = shared
        #: The stamp there was when the manifest was read.
        self.opened = opened
        self.build = folder / f"build-{manifest.build}"
        self.index = self.build / "index"
        self.register, self.ledger, self.copies, self.repetitions = map(self._where, BESIDE)
        self.decisions: Where = shared.tables("decisions") if shared else folder / "entities.csv"

    @classmethod
    def create(cls, folder: Path, engine: str = "tantivy", demonstration: bool = False) -> Store:
        """A new, empty archive in `folder` (made where it is not there); or the one another machine made meanwhile."""
        shared = sharing.beginning(folder) if is_remote(engine) else None
        manifest = Manifest(FORMAT, engine, fingerprint(engine), demonstration=demonstration)
        store = cls(folder, manifest, shared and sharing.joined(shared, folder))
        store._fill()
        store._publish(new=True)
        if not store.opened:
            store._discard()
            return cls.open(folder)
        return store

    @classmethod
    def open(cls, folder: Path, stale: bool = False) -> Store:
        """The archive in `folder`; `stale`: also one made by other analyzers (to rebuild it).

        Raises ArchiveMissing, ArchiveStale, ArchiveDamaged.
        """
        try:
            with (folder / MANIFEST).open("rb") as file:
                opened = os.fstat(file.fileno()).st_mtime_ns
                store = cls(folder, Manifest(**orjson.loads(file.read())), opened=opened)
            if store._has_moved():
                store = store._moved()
        except FileNotFoundError:
            store = cls._joined(folder)
        except (orjson.JSONDecodeError, TypeError, OSError) as error:
            raise ArchiveDamaged(what=MANIFEST, reason=str(error)) from error
        manifest = store.manifest
        expected = fingerprint(manifest.engine)
        if not stale and (manifest.format, manifest.fingerprint) != (FORMAT, expected):
            raise ArchiveStale(archive=str(folder), found=manifest.fingerprint, expected=expected)
        return store

    @classmethod
    def _joined(cls, folder: Path) -> Store:
        """The archive of this name that other machines share with this one."""
        shared = sharing.found(folder)
        row = shared.read() if shared else None
        if shared is None or row is None:
            raise ArchiveMissing(archive=str(folder))
        with refusals(folder):
            store = cls(folder, Manifest(**row[0]), sharing.joined(shared, folder), row[2])
            store.index.mkdir(parents=True, exist_ok=True)
            for name, text in row[1].items():
                _keep(store.index / name, text)
        return store

    def _has_moved(self) -> bool:
        """Whether its next build is the one that machines share by now: a move that was killed at its last step."""
        build = self.manifest.build + 1
        made = self.folder / f"build-{build}" / "index"
        if not (made.exists() and (self.folder / sharing.FILE).exists() and sharing.is_on()):
            return False
        shared = sharing.found(self.folder)
        row = shared.read() if shared else None
        return row is not None and row[0]["build"] == build and row[1] == _pointing(row[0]["engine"], made)

    def _moved(self) -> Store:
        """Ends such a move; the archive that is shared."""
        with refusals(self.folder):
            (self.folder / MANIFEST).unlink(missing_ok=True)
            self._discard()
        return self._joined(self.folder)

    def engine(self, writing: bool = False, expansions: int = EXPANSIONS) -> Engine:
        """The engine over this archive's index; one writer at a time.

        Raises ArchiveBusy, ArchiveDamaged, DiskRefuses.
        """
        with refusals(self.folder):
            try:
                return open_engine(self.manifest.engine, self.index, writing=writing, expansions=expansions)
            except ArchiveBusy as error:
                raise ArchiveBusy(archive=str(self.folder)) from error  # by the name that people gave it

    @contextmanager
    def successor(self, engine: str = "") -> Iterator[Store]:
        """An empty build beside this one, to be filled; when the block ends well it takes this one's place.

        `engine`: of another engine than this one's; one of other machines also shares the archive with them, where
        `DIWAN_REGISTER_URL` says so. An error in the block leaves the archive as it was.
        Raises BadParameter where an archive that is shared, or its name, cannot go there.
        """
        made_by = engine or self.manifest.engine
        manifest = replace(
            self.manifest,
            format=FORMAT,
            engine=made_by,
            fingerprint=fingerprint(made_by),
            build=self.manifest.build + 1,
        )
        shared = self._shared_by(engine) if engine else self.shared
        draft = Store(self.folder, manifest, shared, self.opened if shared == self.shared else 0)
        draft._discard()
        draft._drop(manifest.build)
        try:
            draft._fill()
            if shared != self.shared:
                append(draft.decisions, rows(self.decisions)[0])
            yield draft
        except BaseException:
            draft._discard()
            raise
        draft._take_over(self)
        self._discard()
        # Other machines may be at work with this build's tables: they go with the next rebuild.
        self._drop(self.manifest.build - 1)

    def _shared_by(self, engine: str) -> Shared | None:
        """How the archive is shared once it is of this engine."""
        if self.shared and not is_remote(engine):
            rule = "others share this archive, and its index would be on this machine alone"
            raise BadParameter(name="--engine", value=engine, rule=rule, hint="Add your folders to another archive.")
        return sharing.moving(self.folder) if not self.shared and is_remote(engine) else self.shared

    def _take_over(self, before: Store) -> None:
        """Takes the place of the build before. Raises ArchiveBusy where another machine took the name meanwhile."""
        if self.shared != before.shared:
            self._publish(new=True)
            if not self.opened:
                self._discard()
                raise ArchiveBusy(archive=str(self.folder))
            (self.folder / MANIFEST).unlink()
            return
        self._publish()
        if self.manifest.engine == before.manifest.engine:
            publish(self.manifest.engine, self.index, before.index)
            if self.shared:
                self._publish()

    def stamp(self) -> int:
        """A number that changes when another build takes this one's place. Raises ArchiveMissing."""
        if self.shared:
            return self.shared.version()
        try:
            return (self.folder / MANIFEST).stat().st_mtime_ns
        except FileNotFoundError:
            if (self.folder / sharing.FILE).exists():
                return 0  # it is shared by now
            raise ArchiveMissing(archive=str(self.folder)) from None

    def check(self) -> None:
        """Raise ArchiveBusy where another build has taken this one's place since its manifest was read."""
        if self.stamp() != self.opened:
            raise ArchiveBusy(archive=str(self.folder))

    def _where(self, purpose: str) -> Where:
        shared = self.shared
        return shared.tables(purpose, self.manifest.build) if shared else self.build / f"{purpose}.sqlite"

    def _fill(self) -> None:
        self.build.mkdir(parents=True, exist_ok=True)
        self.engine(writing=True).close()
        Register(self.register, writing=True).close()

    def _discard(self) -> None:
        discard(self.manifest.engine, self.index)
        # Away in one step, so that whoever still reads it never sees a part of it.
        gone = self.build.with_name(f"{self.build.name}.gone")
        shutil.rmtree(gone, ignore_errors=True)
        if self.build.exists():
            self.build.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _drop(self, build: int) -> None:
        """Takes away the tables of a build that machines shared."""
        if self.shared:
            self.shared.discard(build, BESIDE)

    def _publish(self, new: bool = False) -> None:
        if self.shared:
            pointing = _pointing(self.manifest.engine, self.index)
            self.opened = self.shared.write(asdict(self.manifest), pointing, new)
            return
        path = self.folder / MANIFEST
        draft = path.with_suffix(".new")
        draft.write_bytes(orjson.dumps(asdict(self.manifest), option=orjson.OPT_INDENT_2))
        self.opened = draft.stat().st_mtime_ns
        draft.replace(path)


def _pointing(engine: str, index: Path) -> dict[str, str]:
    """The files in which an engine says where an index is, if they are there, and what they say."""
    paths = (index / name for name in pointers(engine))
    return {path.name: path.read_text() for path in paths if path.exists()}


def _keep(path: Path, text: str) -> None:
    """Writes a file in one step, where it says otherwise: others may read it."""
    if path.exists() and path.read_text() == text:
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.write_text(text)
    draft.replace(path)


def fingerprint(engine: str) -> str:
    """What an archive depends on: the analyzers, and how its engine keeps an index."""
    return f"{analysis.fingerprint()}-{engine}-{format_of(engine)}"

"""An archive's folder: its manifest, and the build it names: the engine's index, the register and the ledger.

manifest.json      names the build that is served; replaced in one step, so a rebuild is seen whole or not at all
entities.csv       what people decided about entities, if anything; outlasts every build
build-<n>/         index/ register.sqlite ledger.sqlite copies.sqlite repetitions.sqlite
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import orjson

from search import analysis
from search.engines import discard, format_of, open_engine, publish
from search.engines.base import EXPANSIONS, Engine
from search.errors import ArchiveDamaged, ArchiveMissing, ArchiveStale
from search.refusals import refusals

FORMAT = 1
MANIFEST = "manifest.json"


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

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.build = folder / f"build-{manifest.build}"
        self.index = self.build / "index"
        self.register = self.build / "register.sqlite"
        self.ledger = self.build / "ledger.sqlite"
        self.copies = self.build / "copies.sqlite"
        self.repetitions = self.build / "repetitions.sqlite"
        self.decisions = folder / "entities.csv"

    @classmethod
    def create(cls, folder: Path, engine: str = "tantivy", demonstration: bool = False) -> Store:
        """A new, empty archive in `folder` (made where it is not there)."""
        store = cls(folder, Manifest(FORMAT, engine, fingerprint(engine), demonstration=demonstration))
        store._fill()
        store._publish()
        return store

    @classmethod
    def open(cls, folder: Path, stale: bool = False) -> Store:
        """The archive in `folder`; `stale`: also one made by other analyzers (to rebuild it).

        Raises ArchiveMissing, ArchiveStale, ArchiveDamaged.
        """
        try:
            manifest = Manifest(**orjson.loads((folder / MANIFEST).read_bytes()))
        except FileNotFoundError:
            raise ArchiveMissing(archive=str(folder)) from None
        except (orjson.JSONDecodeError, TypeError, OSError) as error:
            raise ArchiveDamaged(what=MANIFEST, reason=str(error)) from error
        expected = fingerprint(manifest.engine)
        if not stale and (manifest.format, manifest.fingerprint) != (FORMAT, expected):
            raise ArchiveStale(archive=str(folder), found=manifest.fingerprint, expected=expected)
        return cls(folder, manifest)

    def engine(self, writing: bool = False, expansions: int = EXPANSIONS) -> Engine:
        """The engine over this archive's index; one writer at a time.

        Raises ArchiveBusy, ArchiveDamaged, DiskRefuses.
        """
        with refusals(self.folder):
            return open_engine(self.manifest.engine, self.index, writing=writing, expansions=expansions)

    @contextmanager
    def successor(self) -> Iterator[Store]:
        """An empty build beside this one, to be filled; when the block ends well it takes this one's place.

        An error in the block leaves the archive as it was.
        """
        manifest = replace(
            self.manifest, format=FORMAT, fingerprint=fingerprint(self.manifest.engine), build=self.manifest.build + 1
        )
        draft = Store(self.folder, manifest)
        draft._discard()
        try:
            draft._fill()
            yield draft
        except BaseException:
            draft._discard()
            raise
        draft._publish()
        publish(self.manifest.engine, draft.index, self.index)
        self._discard()

    def stamp(self) -> int:
        """A number that changes when another build takes this one's place. Raises ArchiveMissing."""
        try:
            return (self.folder / MANIFEST).stat().st_mtime_ns
        except FileNotFoundError:
            raise ArchiveMissing(archive=str(self.folder)) from None

    def _fill(self) -> None:
        self.build.mkdir(parents=True, exist_ok=True)
        self.engine(writing=True).close()

    def _discard(self) -> None:
        discard(self.manifest.engine, self.index)
        # Away in one step, so that whoever still reads it never sees a part of it.
        gone = self.build.with_name(f"{self.build.name}.gone")
        shutil.rmtree(gone, ignore_errors=True)
        if self.build.exists():
            self.build.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _publish(self) -> None:
        path = self.folder / MANIFEST
        draft = path.with_suffix(".new")
        draft.write_bytes(orjson.dumps(asdict(self.manifest), option=orjson.OPT_INDENT_2))
        draft.replace(path)


def fingerprint(engine: str) -> str:
    """What an archive depends on: the analyzers, and how its engine keeps an index."""
    return f"{analysis.fingerprint()}-{engine}-{format_of(engine)}"

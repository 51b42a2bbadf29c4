"""The files of a Whoosh index: their checksums, kept in a file beside each, and what a crash left over."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_SUM = ".crc"
_LOCK = "MAIN_WRITELOCK"
_CHUNK = 1 << 20


def _data(folder: Path, segments: Iterable[str], generation: int) -> Iterator[Path]:
    """The files that make up a commit."""
    yield folder / f"_MAIN_{generation}.toc"
    for name in segments:
        yield from sorted(path for path in folder.glob(f"{name}.*") if path.suffix != _SUM)


def _crc(path: Path) -> str:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return f"{crc:08x}"


def settle(folder: Path, segments: Iterable[str], generation: int) -> None:
    """Write the checksums that are missing, and remove every file that is not of this commit. For the writer."""
    kept = {_LOCK}
    for path in _data(folder, segments, generation):
        mark = path.with_name(path.name + _SUM)
        if not mark.exists():
            mark.write_text(_crc(path), encoding="ascii")
        kept |= {path.name, mark.name}
    for path in folder.iterdir():
        if path.name not in kept:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                with suppress(OSError):  # where a reader holds it open, some systems refuse; a later commit removes it
                    path.unlink()


def damaged(folder: Path, segments: Iterable[str], generation: int) -> list[str]:
    """A line for each file of the commit that is missing or is not what was written."""
    problems = []
    names = list(segments)
    for name in names:
        if not list(_data(folder, [name], generation))[1:]:
            problems.append(f"{name}: no files")
    for path in _data(folder, names, generation):
        mark = path.with_name(path.name + _SUM)
        if not path.exists():
            problems.append(f"{path.name}: missing")
        elif not mark.exists():
            problems.append(f"{path.name}: no checksum was written")
        elif mark.read_text(encoding="ascii") != _crc(path):
            problems.append(f"{path.name}: its checksum differs")
    return problems

"""The files of a Tantivy index: the name of its commit, their bytes, and whether each is what was written."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

#: Tantivy ends each file with JSON that holds a CRC-32 of all before, the JSON's length and this number.
_MAGIC = 1337
_CHUNK = 1 << 20

#: The files of a segment, each with such an end; one more, `.del`, where documents were deleted.
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")

Stamp = tuple[int, int, int]


def stamp(meta: str) -> Stamp:
    """Changes whenever the list of segments, the file `meta`, was written anew. Raises FileNotFoundError."""
    found = os.stat(meta)  # noqa: PTH116 - asked at each request, and far quicker than a Path
    return found.st_mtime_ns, found.st_ino, found.st_size


def commit(folder: Path) -> tuple[str, bool]:
    """A name for the commit and for how it is cut in segments (merging them changes scores a little); and whether
    any of its segments holds deleted documents."""
    meta = json.loads((folder / "meta.json").read_bytes())
    segments = sorted((segment["segment_id"], segment["deletes"] or {}) for segment in meta["segments"])
    name = f"{meta['opstamp']}-{zlib.crc32(json.dumps(segments, sort_keys=True).encode()):08x}"
    return name, any(deletes for _, deletes in segments)


def damaged(folder: Path) -> list[str]:
    """A line for each file of the commit that is missing or is not what was written."""
    problems = []
    for segment in json.loads((folder / "meta.json").read_bytes())["segments"]:
        name = segment["segment_id"].replace("-", "")
        for path in [folder / f"{name}.{part}" for part in _PARTS] + sorted(folder.glob(f"{name}.*.del")):
            reason = _problem(path) if path.exists() else "missing"
            if reason:
                problems.append(f"{path.name}: {reason}")
    return problems


def _problem(path: Path) -> str | None:
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        if end < 8:
            return "too short"
        file.seek(end - 8)
        length, magic = int.from_bytes(file.read(4), "little"), int.from_bytes(file.read(4), "little")
        if magic != _MAGIC or length > end - 8:
            return "its end is damaged"
        body = end - 8 - length
        file.seek(body)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return "its end is damaged"
        file.seek(0)
        crc = 0
        while body:
            chunk = file.read(min(_CHUNK, body))
            body -= len(chunk)
            crc = zlib.crc32(chunk, crc)
        return None if crc == expected else "its checksum differs"

"""`inspect`: what would be read from files, field by field with its evidence, adding nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

from indexer import readers
from indexer.add_command import complain, options, reading
from indexer.document import document, entry
from indexer.duplicates import Signatures
from indexer.work import ready
from search.errors import ArchiveMissing, ArchiveStale, NoSuch, Unreadable
from search.store import Store
from search.types import Document, RawDocument


def add_to(commands: Any) -> None:
    """The `inspect` command."""
    looking = commands.add_parser("inspect", help="show what is read from a file: title, language, date, furniture …")
    looking.add_argument("paths", type=Path, nargs="+", metavar="FILE")
    reading(looking)
    looking.set_defaults(run=inspect)


def inspect(given: Namespace) -> int:
    """Prints what would be read from files, and of what it would be a copy, here or in the archive."""
    failed = 0
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        here = opened.enter_context(closing(Signatures(folder / "copies.sqlite")))
        archive = _archive(given.archive)
        there = opened.enter_context(closing(Signatures(archive.copies))) if archive else None
        for one in _read(given):
            if isinstance(one, Unreadable):
                failed += complain(one)
                continue
            _show(one)
            made = ready(one).signature
            if copied := here.add(one.source, made):
                print(f"  copy of    {copied}")
            if archive and there and (copied := there.find(made)) and copied != one.id:
                print(f"  copy of    {_source(archive, copied)}, in the archive")
    return 1 if failed else 0


def _archive(folder: Path) -> Store | None:
    try:
        return Store.open(folder)
    except ArchiveMissing:
        return None
    except ArchiveStale as error:
        print(f"No copies in the archive are looked for. {error.message} {error.hint}", file=sys.stderr)
        return None


def _source(archive: Store, identifier: str) -> str:
    with closing(archive.engine()) as engine:
        found = engine.get(identifier)
    return found.source if found else identifier


def _read(given: Namespace) -> Iterator[Document | Unreadable]:
    """The documents of all files, and what cannot be read of them."""
    for root in given.paths:
        if not os.path.exists(root):  # noqa: PTH110 - Path.exists fails where a folder may not be entered
            raise NoSuch(what="file or folder", value=str(root), hint=NoSuch.PATH)
        refused: list[Unreadable] = []
        for path, source in readers.walk(root, refused.append):
            try:
                for raw in readers.read(path, source, options(given)):
                    if isinstance(raw, RawDocument):
                        yield document(raw, date.today(), not given.no_entities)
                    else:
                        yield raw
            except Unreadable as error:
                yield error
        yield from refused


def _show(made: Document) -> None:
    print(f"{made.source}")
    print(f"  id         {made.id}")
    print(f"  title      {made.title} ({made.evidence['title']})")
    print(f"  language   {made.language}{f' ({made.variety})' if made.variety else ''}, {made.evidence['language']}")
    dated = "unknown"
    if made.date:
        dated = f"{made.date.value} ({made.date.calendar}), {made.date.evidence}, confidence {made.date.confidence}"
    print(f"  date       {dated}")
    for name in ("url", "site"):
        if getattr(made, name):
            print(f"  {name:<10} {getattr(made, name)}")
    for name, value in sorted(made.evidence.items()):
        if name not in {"language", "title"}:
            print(f"  {name:<10} {value}")
    for cut in made.cuts:
        print(f"  cut        {cut.start}-{cut.end} {cut.reason}: {made.body[cut.start : cut.end].strip()[:60]!r}")
    if mentioned := entry(made, 0).keywords["mentioned"]:
        print(f"  mentioned  {' '.join(mentioned)}")
    for (kind, name), count in sorted(Counter((m.type, m.entity or m.name) for m in made.mentions).items()):
        print(f"  mention    {kind}: {name} ({count})")

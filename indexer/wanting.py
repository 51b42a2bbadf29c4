"""Whether a file is to be read: it is new, or not what it was when it was read last."""

from __future__ import annotations

from pathlib import Path

from indexer.ledger import LONGEST, Entry, Ledger, digest
from indexer.readers import is_gone
from indexer.readers.sidecar import stamp
from indexer.work import File, options_text
from search.errors import Unreadable


def is_new(file: File, ledger: Ledger) -> bool:
    """Whether a file is new or changed. Raises Unreadable for one that has another's name."""
    if not ledger.can_keep(file.source):
        reason = f"its name, from the folder that was added on, is longer than {LONGEST} bytes"
        hint = "Add a folder that is nearer to it: an archive that machines share cannot look up longer names."
        raise Unreadable(source=file.source, reason=reason, hint=hint)
    known = ledger.get(file.source)
    if known is None:
        return True
    if known.machine:
        _check_same(file, known)
        return False
    if known.path != str(file.path) and not is_gone(Path(known.path)):
        reason = f"another file was added under this name, from another folder: {known.path}"
        hint = "Rename the folder, or keep it in an archive of its own."
        raise Unreadable(source=file.source, reason=reason, hint=hint)
    try:
        status, beside = file.path.stat(), stamp(file.path)
    except OSError:
        return True
    now = (status.st_size, status.st_mtime_ns, str(file.path), options_text(file.options), beside)
    return (known.size, known.modified, known.path, known.options, known.beside) != now


def _check_same(file: File, known: Entry) -> None:
    """Raises Unreadable for a file of another content than the one of its name that another machine added."""
    try:
        same = digest(file.path) == known.digest
    except OSError:
        same = False
    if not same:
        reason = f"another machine added another file under this name: {known.path} of {known.machine}"
        hint = "Rename the folder here; or let that machine add it, or remove it from the archive first."
        raise Unreadable(source=file.source, reason=reason, hint=hint)

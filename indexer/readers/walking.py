"""Walks the folders a person named: which files there are, and what each is called in reports."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.readers.given import unreadable
from indexer.readers.sidecar import articles, parts_left_out
from search.errors import Unreadable

_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISDIR, "a folder, not a file"),
)

Refused = Callable[[Unreadable], object]


def walk(root: Path, refused: Refused) -> Iterator[tuple[Path, str]]:
    """(path, source) of every file below a folder, or of the one file, in order of names.

    Hidden files and folders are left out, files that describe the one beside them, and the parts of saved pages.
    `refused` is told of what is there and cannot be read: a pipe, a link that leads round or nowhere, a folder that may
    not be listed. Raises Unreadable where `root` is not there.
    """
    whole, name = absolute(root), name_of(root)
    if not os.path.lexists(whole):
        raise unreadable(printable(str(root)), "there is no such file or folder", "Check the path.")
    if whole.is_dir():
        yield from _Walk(refused, [os.path.realpath(whole)]).below(whole, name)
    else:
        yield whole, name


def absolute(root: Path) -> Path:
    """Where a folder or file is, by the names that it was given: links stay."""
    return Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow links


def name_of(root: Path) -> str:
    """What the sources of a folder's files begin with."""
    return printable(absolute(root).name) or "files"


def is_gone(path: Path) -> bool:
    """Whether it is sure that no file is there: not where a folder above it may not be entered."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def refuse_special(path: Path, source: str) -> os.stat_result:
    """What is known of a file; raises Unreadable for what is there and is no file, OSError for what is not there."""
    found = path.stat()
    _refuse(found, source)
    return found


def _refuse(found: os.stat_result, source: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        reasons = (reason for test, reason in _SPECIAL if test(found.st_mode))
        raise unreadable(source, next(reasons, "not a file"))


def reason_of(error: OSError) -> str:
    """Why a file cannot be opened or read, for a person."""
    if isinstance(error, FileNotFoundError):
        return "it is not there: removed in the meantime, or a link to nothing"
    if isinstance(error, PermissionError):
        return "not allowed to read it"
    return error.strerror or type(error).__name__


def printable(name: str) -> str:
    r"""A file's name as text: bytes that are not UTF-8 become \xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@dataclass(slots=True)
class _Walk:
    """`trail`: the real paths of the root and of every folder that was entered through a link."""

    refused: Refused
    trail: list[str] = field(default_factory=list)

    def below(self, root: Path, source: str) -> Iterator[tuple[Path, str]]:
        """Depth first, without recursion: folders can be nested deeper than Python calls."""
        stack = [(root, source)]
        while stack:
            path, named = stack.pop()
            try:
                found = path.stat()
                if not stat.S_ISDIR(found.st_mode):
                    _refuse(found, named)
                    yield path, named
                elif path == root or not path.is_symlink() or self._leads_elsewhere(path, named):
                    stack.extend(self._entries(path, named))
            except Unreadable as error:
                self.refused(error)
            except OSError as error:
                self.refused(unreadable(named, reason_of(error)))

    def _entries(self, folder: Path, source: str) -> list[tuple[Path, str]]:
        """What a folder holds, last name first."""
        names = {name for name in os.listdir(folder) if not name.startswith(".")}  # noqa: PTH208 - names are enough
        names -= parts_left_out(folder, names)
        wanted = sorted(articles(names), key=os.fsencode, reverse=True)
        return [(folder / name, f"{source}/{printable(name)}") for name in wanted]

    def _leads_elsewhere(self, link: Path, source: str) -> bool:
        """Whether a link to a folder is to be followed: not where it leads round, or to what is walked anyway."""
        target = os.path.realpath(link)
        if any(_holds(target, inner) for inner in (*self.trail, os.path.realpath(link.parent))):
            raise unreadable(source, "a link to a folder that it lies in: it would never end")
        if any(_holds(outer, target) for outer in self.trail):
            return False
        self.trail.append(target)
        return True


def _holds(folder: str, inside: str) -> bool:
    return inside == folder or inside.startswith(folder.rstrip(os.sep) + os.sep)

"""The engines: found by folder (`tantivy_` is "tantivy"), opened by name, all with the promises of `base.Engine`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import cast

from search.engines.base import EXPANSIONS, Engine, EngineModule, Remote
from search.errors import BadParameter


@cache
def engines() -> tuple[str, ...]:
    """The names of all engines: the files and packages of this folder that end in an underscore."""
    return tuple(sorted(module.name[:-1] for module in pkgutil.iter_modules(__path__) if module.name.endswith("_")))


def _module(name: str) -> EngineModule:
    if name not in engines():
        raise BadParameter(
            name="engine", value=name, rule="no such engine", hint=f"One of these: {', '.join(engines())}"
        )
    return cast(EngineModule, importlib.import_module(f"{__name__}.{name}_"))


def open_engine(name: str, folder: Path, *, writing: bool = False, expansions: int = EXPANSIONS) -> Engine:
    """The engine `name` on the index in `folder`, made there if it is to be written and there is none.

    `expansions`: how many distinct surfaces a Prefix or a Fuzzy may stand for, before it is a BadQuery.
    Raises BadParameter (no such engine), ArchiveMissing (nothing to read), ArchiveBusy (another writer),
    ArchiveDamaged. Open it after a fork, never before.
    """
    return _module(name).open_index(folder, writing=writing, expansions=expansions)


def format_of(name: str) -> str:
    """What an index of this engine depends on besides the analyzers: for the archive's fingerprint."""
    return _module(name).FORMAT


@cache  # asked at each request, and a protocol is slow to compare with
def is_remote(name: str) -> bool:
    """Whether the index is on other machines, so that several may write and read it."""
    return isinstance(_module(name), Remote)


def pointers(name: str) -> tuple[str, ...]:
    """The files in its folder by which another machine finds a remote index."""
    module = _module(name)
    return (module.POINTER,) if isinstance(module, Remote) else ()


def publish(name: str, folder: Path, before: Path) -> None:
    """Tell the engine that the index in `folder` takes the place of the one in `before`, where it wants to know.

    An index in a folder of this machine needs nothing of the kind.
    """
    module = _module(name)
    if isinstance(module, Remote):
        module.publish(folder, before)


def discard(name: str, folder: Path) -> None:
    """Delete what the index in `folder` has outside of it."""
    module = _module(name)
    if isinstance(module, Remote):
        module.discard(folder)

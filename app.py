"""Diwan as a program: `python app.py [FOLDER…]` indexes folders and serves; as a module: `create_app(config)`."""

from __future__ import annotations

import gc

# All that is loaded here stays: looking through it for garbage, again and again, takes a fifth of the time of loading.
gc.disable()

import argparse
import ctypes
import hashlib
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from search import analysis, settings
from search.errors import ArchiveMissing, ArchiveStale, BadParameter, DiwanError, NotDecided
from search.store import Store
from search.users import Users
from web import (
    access,
    analyze,
    api,
    batch,
    compression,
    deciding,
    endpoints,
    entities,
    exports,
    feeds,
    interface,
    journal,
    limits,
    links,
    openapi,
    originals,
    pages,
    security,
    sign_in,
    suggesting,
    templating,
)
from web.reading import Reading

gc.enable()

HERE = Path(__file__).parent
#: Seconds that a decision may take before a page gives up waiting for it.
DECIDING = 120
DEMONSTRATION = HERE / "archives" / "demonstration"
#: Pools of memory that the threads of a process share, and how glibc's malloc.h names that number.
POOLS, M_ARENA_MAX = 2, -8


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The web application over one archive. `config`: DIWAN_* over those of the environment, and Flask's own keys.

    Raises BadParameter for a setting that does not exist, or cannot be so. The archive is opened at the first request.
    """
    app = Flask(__name__, template_folder=str(HERE / "templates"), static_folder=str(HERE / "static"))
    known = settings.read(config)
    app.url_map.converters["path"] = links.Whole
    app.config.update(known)
    app.config.update({key: value for key, value in (config or {}).items() if not key.startswith("DIWAN_")})
    for setting in settings.SETTINGS:
        if setting.numbers:
            settings.number(known, setting.name)
    unstemmed = known["UNSTEMMED"].replace(",", " ").split()
    if unknown := [code for code in unstemmed if code not in analysis.languages()]:
        hint = f"Some of: {', '.join(analysis.languages())}."
        raise BadParameter(name="DIWAN_UNSTEMMED", value=unknown[0], rule="no such language", hint=hint)
    if "DIWAN_UNSTEMMED" in (config or {}):
        analysis.configure(unstemmed)
    app.extensions["diwan"] = Reading(Path(app.config["ARCHIVE"]), settings.number(known, "EXPANSIONS"))
    interface.speak(app)
    security.protect(app)
    app.config["SECRET_KEY"] = _secret(known["SECRET"], Path(known["ARCHIVE"]))
    sign_in.keep(app)
    journal.keep(app)
    limits.keep(app)
    access.guard(app)
    endpoints.keep(app)
    compression.compress(app)
    templating.prepare(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(analyze.blueprint)
    app.register_blueprint(exports.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(batch.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(entities.blueprint)
    app.register_blueprint(deciding.blueprint)
    app.extensions["decide"] = partial(_decide, Path(app.config["ARCHIVE"]))
    app.register_blueprint(originals.blueprint)
    app.register_blueprint(suggesting.blueprint)
    return app


def _decide(archive: Path, *arguments: str) -> None:
    """Runs a decision about an entity as the indexer's command. Raises NotDecided with what it said."""
    command = [sys.executable, "-m", "indexer", "--archive", str(archive.resolve()), "entities", *arguments]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=DECIDING)
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if line.startswith("error: ")), "error: ")
        beginning = NotDecided.template.partition("{")[0]
        reason = said.removeprefix("error: ").removeprefix(beginning).rstrip(".")
        raise NotDecided(reason=reason, hint="Go back and choose again.")


def _secret(given: str, archive: Path) -> str:
    """What signs the cookies of browsers: as set, else the one of the users file, else a new one."""
    return given or Users(archive).secret() or secrets.token_hex()


def main(arguments: list[str] | None = None) -> int:
    """Indexes, then serves until interrupted; exit status 2 with a reason where that cannot be."""
    known = settings.read()
    parser = argparse.ArgumentParser(
        prog="python app.py",
        description="Indexes folders of articles and serves them as a search page.",
        epilog="Without a folder, the five articles of seeds/. What has not changed is not read again.",
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders or files with articles")
    parser.add_argument("--archive", type=Path, help="the archive to put them in, and to serve (one per first folder)")
    parser.add_argument("--host", default=known["HOST"], help="the address to serve on (%(default)s)")
    parser.add_argument("--port", default=known["PORT"], type=int, help="the port to serve on (%(default)s)")
    given = parser.parse_args(arguments)
    archive = (given.archive or _archive_of(given.folders)).resolve()
    problem = _unguarded(given.host, archive, known["ACCESS"]) or _wrong(archive) or _taken(given.host, given.port)
    if problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    if (given.folders or not given.archive) and (status := _index(archive, given.folders)) > 1:
        return status
    _serve(archive, given.host, given.port, int(known["WORKERS"]))
    return 0


def _wrong(archive: Path) -> str:
    """What is wrong with a setting, which each process that serves would otherwise fail with, again and again."""
    try:
        create_app({"DIWAN_ARCHIVE": str(archive)})
    except DiwanError as error:
        return f"{error.message}. {error.hint}"
    return ""


def _unguarded(host: str, archive: Path, chosen: str) -> str:
    """Why an archive is not to be served on an address; "" where it may be."""
    users = Users(archive)
    try:
        if users.exist():
            users.check()
            guarded = bool(users.all())
        else:
            guarded = False
    except DiwanError as error:
        return f"{error.message}. {error.hint}"
    if guarded or chosen == "public" or access.loopback(host):
        return ""
    return (
        f"{host} is reachable from other machines, and this archive has no users yet. Add one (python -m indexer "
        f"--archive {archive} users add NAME), or let everybody read it: DIWAN_ACCESS=public."
    )


def _taken(host: str, port: int) -> str:
    """Why this address cannot be listened on; "" where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return (
                f"port {port} of {host} cannot be used ({error}). Choose another: make run PORT=8001, or --port 8001."
            )
    return ""


def _archive_of(folders: list[Path]) -> Path:
    """The demonstration archive, or one archive for each first folder, whichever way it is written."""
    if not folders:
        return DEMONSTRATION
    path = folders[0].resolve()
    return HERE / "archives" / f"{path.name}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}"


def _index(archive: Path, folders: list[Path]) -> int:
    """Runs the indexer as a process of its own; a demonstration by other analyzers is rebuilt."""
    indexer = [sys.executable, "-m", "indexer", "--archive", str(archive)]
    what = [str(folder.resolve()) for folder in folders] or [str(HERE / "seeds"), "--demonstration"]
    if _stale(archive) and (status := subprocess.run([*indexer, "rebuild"], cwd=HERE).returncode) > 1:
        return status
    return subprocess.run([*indexer, "add", *what], cwd=HERE).returncode


def _stale(archive: Path) -> bool:
    try:
        Store.open(archive)
    except ArchiveStale:
        return True
    except ArchiveMissing:
        return False
    return False


def _serve(archive: Path, host: str, port: int, workers: int) -> None:
    os.environ["DIWAN_ARCHIVE"] = str(archive)
    # One for all workers.
    os.environ["DIWAN_SECRET"] = _secret(os.environ.get("DIWAN_SECRET", ""), archive)
    print(f"Diwan is at http://{host}:{port}/  (stop with Ctrl-C)", flush=True)
    server = Granian(
        "app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        log_enabled=False,
        # A client that sends its headers slower than this, or ends a stop or reload later than that, is cut off.
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        workers_kill_timeout=30,
        respawn_failed_workers=True,
    )
    _share_pools()
    gc.freeze()  # nor do the processes that serve look through what they have from this one
    server.serve()


def _share_pools() -> None:
    """Has all threads take their memory from few pools, in this process and those that come of it (Linux, glibc).

    By itself each thread gets one of its own, and what is free in one is of no use to another: a server grows with
    the threads that have ever answered.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, POOLS)


if __name__ == "__main__":
    sys.exit(main())

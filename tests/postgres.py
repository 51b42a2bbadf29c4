"""A PostgreSQL server on loopback in a temporary folder, for as long as a test session lasts."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

#: PostgreSQL does not run as root.
_USERS = ("postgres", "nobody")
PASSWORD = "a word of its own"
_START = 60.0
#: Nothing here is to outlast a loss of power.
_HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=60")

#: Waits for the end of a pipe, which comes also where whoever runs the tests is killed; then nothing of it is left.
_WATCH = """
read -r end
kill -INT "$1"
left=100
while kill -0 "$1" && [ $left -gt 0 ]; do sleep 0.1; left=$((left - 1)); done 2>/dev/null
rm -rf "$2"
"""


def program(name: str) -> str | None:
    """Where PostgreSQL's `name` is: on the PATH, or where Debian puts it; None without it."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return shutil.which(name) or (str(newest[-1]) if newest else None)


class Postgres:
    """A server with a database of its own, `url`; text is ordered as English is, unless told otherwise."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="diwan-postgres-"))
        self._user = _other_user() if os.getuid() == 0 else None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"postgresql://diwan:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/postgres"
        self._running: subprocess.Popen[bytes] | None = None
        self._watching: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the server and waits until it answers. Raises TimeoutError with its log."""
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        if self._user:
            shutil.chown(self._folder, self._user)
            shutil.chown(secret, self._user)
        made = f"--pgdata={self._folder / 'data'}", f"--pwfile={secret}", "--username=diwan", "--auth=scram-sha-256"
        words = "--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en", "--no-sync"
        if self._run("initdb", *made, *words).wait(timeout=_START):
            raise RuntimeError(f"initdb failed: {(self._folder / 'log').read_text()}")
        places = f"listen_addresses=127.0.0.1 port={self.port} unix_socket_directories={self._folder}".split()
        options = [part for one in (*places, *_HASTE) for part in ("-c", one)]
        self._running = self._run("postgres", "-D", str(self._folder / "data"), *options)
        watch = ["sh", "-c", _WATCH, "sh", str(self._running.pid), str(self._folder)]
        self._watching = subprocess.Popen(watch, stdin=subprocess.PIPE, start_new_session=True)
        deadline = time.monotonic() + _START
        while True:
            try:
                return psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or self._running.poll() is not None:
                    log = (self._folder / "log").read_text()
                    raise TimeoutError(f"PostgreSQL did not start: {log}") from error
            time.sleep(0.05)

    def empty(self) -> None:
        """Takes away all that a test put there."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            rule = "nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')"
            for (name,) in connection.execute(f"SELECT nspname FROM pg_namespace WHERE {rule}").fetchall():
                connection.execute(psycopg.sql.SQL("DROP SCHEMA {} CASCADE").format(psycopg.sql.Identifier(name)))

    def break_connections(self) -> None:
        """Ends every connection there is, as a restart of the server does."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            rule = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
            connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {rule}")

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        if self._watching and self._watching.stdin:
            self._watching.kill()
            self._watching.wait()
            self._watching.stdin.close()
        if self._running:
            self._running.send_signal(signal.SIGINT)
            try:
                self._running.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        path = program(name)
        assert path
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [path, *arguments],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                user=self._user,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            )


def _other_user() -> str:
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in _USERS if name in known)

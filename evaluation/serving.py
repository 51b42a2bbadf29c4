"""The server as `app.py` runs it, over an archive, and a client of its JSON endpoint."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson

ROOT = Path(__file__).parent.parent
#: Seconds that a server has to answer for the first time.
_PATIENCE = 60


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(archive: Path, port: int, workers: int) -> subprocess.Popen[bytes]:
    """The server over an archive, in a process group of its own: `stop` ends it."""
    environment = {**os.environ, "DIWAN_WORKERS": str(workers)}
    command = [sys.executable, "app.py", "--archive", str(archive), "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)


def stop(server: subprocess.Popen[bytes], seconds: float = _PATIENCE) -> None:
    """Ends a server, by force with all that it started where it has not ended after so many seconds."""
    server.terminate()
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def connect(port: int) -> http.client.HTTPConnection:
    """A connection to a server, once it answers. Raises TimeoutError."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            get(connection, {"q": ["a"]})
            return connection
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise TimeoutError(f"no answer on port {port} in {_PATIENCE} s")


def get(connection: http.client.HTTPConnection, parameters: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The answer of the JSON endpoint. Raises RuntimeError for any but a good one."""
    connection.request("GET", f"/api/search?{urlencode(parameters, doseq=True)}")
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    found: dict[str, Any] = orjson.loads(body)
    return found

"""The server itself: an archive that cannot be written to, a reload without a lost request, clients that are slow."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import POOLS
from tests.test_app import ROOT, fetch, free_port


@contextmanager
def served(
    archive: Path, prefix: tuple[str, ...] = (), **settings: str
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port and process of a server over an archive."""
    port = free_port()
    command = [*prefix, sys.executable, "app.py", "--archive", str(archive), "--port", str(port)]
    program = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.PIPE)
    try:
        fetch(f"http://127.0.0.1:{port}/healthz")
        yield port, program
    finally:
        program.terminate()
        program.communicate(timeout=30)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing in a folder can be written, created or taken away."""
    below = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in below}
    for path in below:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.skipif(sys.platform != "linux", reason="setpriv is of Linux")
def test_an_archive_that_cannot_be_written_to_is_served(seeds: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(seeds, archive)
    # The superuser may write anywhere, unless it gives that up.
    prefix = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
    with read_only(archive), served(archive, prefix) as (port, _):
        assert '"total":' in fetch(f"http://127.0.0.1:{port}/api/search?q=taliban")
        assert "<mark" in fetch(f"http://127.0.0.1:{port}/?q=taliban")
        assert '"entities"' in fetch(f"http://127.0.0.1:{port}/api/entities?q=Kabul")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a signal of POSIX")
def test_a_reload_loses_no_request(seeds: Path) -> None:
    with served(seeds) as (port, program):
        answered, stop = [], threading.Event()

        def ask() -> None:
            while not stop.is_set():
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
                    answered.append(answer.status)

        asking = threading.Thread(target=ask)
        asking.start()
        for _ in range(2):
            before = len(answered)
            program.send_signal(signal.SIGHUP)
            while len(answered) < before + 50 and asking.is_alive():
                stop.wait(0.05)
        stop.set()
        asking.join(30)
        assert len(answered) >= 100
        assert set(answered) == {200}


def test_slow_clients_keep_nobody_waiting(seeds: Path) -> None:
    with served(seeds) as (port, _):
        slow = []
        for number in range(100):
            client = socket.create_connection(("127.0.0.1", port))
            head = b"POST /api/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            client.sendall(head + (b"\r\nq=" if number % 2 else b""))
            slow.append(client)
        assert '"status":"ok"' in fetch(f"http://127.0.0.1:{port}/healthz", seconds=20)
        for client in slow:
            client.close()


def test_what_is_no_http_is_refused_and_the_next_is_answered(seeds: Path) -> None:
    lines = [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00" * 20,
        b"GET /?q=" + b"x" * 1_000_000 + b" HTTP/1.1\r\n\r\n",
    ]
    lines.append(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")
    with served(seeds) as (port, _):
        for line in lines:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                try:
                    client.sendall(line)
                    answer = client.recv(200)
                except ConnectionError:
                    answer = b""
            assert not answer or answer.split(b" ")[1].startswith(b"4"), answer
        assert '"status":"ok"' in fetch(f"http://127.0.0.1:{port}/healthz")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries share their pools by themselves")
def test_threads_of_a_server_share_few_pools_of_memory() -> None:
    program = """
import ctypes, sys, threading
import app
app._share_pools()
together = threading.Barrier(16)
def hold():
    held = [bytes(10_000) for _ in range(10)]
    together.wait()
threads = [threading.Thread(target=hold) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(sys.stdout.fileno(), b"w")))
libc.fflush(None)
"""
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 1 <= told.stdout.count("<heap ") <= POOLS

"""The program: `python app.py` and its refusals; the factory and its settings; headers of every answer."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import app as program
from app import create_app
from search.errors import BadParameter
from search.settings import SETTINGS, read

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, seconds: float = 60) -> str:
    """What a server answers, once it does."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_a_folder_is_indexed_and_served(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Rivers\n\nThe river Kokcha rose again on Monday, said the people of the valley.")
    port = free_port()
    command = [sys.executable, "app.py", "--archive", str(tmp_path / "archive"), "--port", str(port), str(folder)]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert '"total":1' in fetch(f"http://127.0.0.1:{port}/api/search?q=kokcha")
    finally:
        program.terminate()
        said = program.communicate(timeout=30)[0]
    assert f"http://127.0.0.1:{port}/" in said


def test_a_taken_port_is_a_clear_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "app.py", "--archive", str(tmp_path), "--port", str(port)],
            cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert f"port {port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org"])
def test_only_this_machine_is_served(host: str) -> None:
    done = subprocess.run([sys.executable, "app.py", "--host", host], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert host in done.stderr


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "app.py",
        "--archive",
        str(tmp_path / "a"),
        "--port",
        str(free_port()),
        str(tmp_path / "no"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_make_says_which_python_is_needed(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "run", "PYTHON="], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "3.11" in done.stdout + done.stderr


def test_a_setting_comes_from_the_configuration_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIWAN_PORT", "9000")
    assert (read()["PORT"], read({"DIWAN_PORT": 9001})["PORT"]) == ("9000", "9001")


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(BadParameter, match="COLOUR"):
        create_app({"DIWAN_COLOUR": "lapis"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RATE", "often"),
        ("WORKERS", "0"),
        ("WORKERS", ""),
        ("EXPANSIONS", "-1"),
        ("QUERY_LENGTH", "x"),
        ("BODY_LENGTH", "10MB"),
        ("PROXIES", "one"),
        ("LOG", "loud"),
        ("ACCESS", "Public"),
        ("HOSTS", "https://archive.example/"),
        ("HOSTS", "archive.example:8443"),
        ("UNSTEMMED", "fa,xx"),
    ],
)
def test_a_setting_that_cannot_be_is_told_before_anything_is_served(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"DIWAN_{name}", value)
    monkeypatch.setattr(program, "_serve", lambda *_: pytest.fail("served"))
    assert program.main(["--archive", str(tmp_path), "--port", str(free_port())]) == 2
    assert f"error: DIWAN_{name}=" in capsys.readouterr().err


def test_every_setting_says_what_it_is_for() -> None:
    assert all(setting.help for setting in SETTINGS)


@pytest.mark.parametrize("url", ["/", "/api/search", "/nowhere", "/static/style.css"])
def test_every_answer_has_the_headers(url: str, client: FlaskClient) -> None:
    with client.get(url) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        for name in ("Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy"):
            assert answer.headers[name]


@pytest.mark.parametrize("page", sorted((ROOT / "templates").glob("*.html")), ids=lambda page: page.name)
def test_no_page_needs_a_script_or_a_style_inside_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)", text)


def test_no_page_shows_a_traceback_or_a_path_of_the_machine(client: FlaskClient) -> None:
    for url in ("/nowhere", "/?cursor=x", "/?q=" + "(" * 500, "/documents/none", "/?sort=best"):
        text = client.get(url).text
        assert "Traceback" not in text
        assert not re.search(re.escape(os.fspath(ROOT)), text)


@pytest.mark.parametrize("url", ["/", "/api/search", "/healthz"])
@pytest.mark.parametrize("damage", ["nothing", "manifest", "stale", "register"])
def test_a_broken_archive_tells_no_path_of_the_machine(url: str, damage: str, seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a place of my own" / "archive"
    if damage != "nothing":
        shutil.copytree(seeds, folder)
    if damage == "manifest":
        (folder / "manifest.json").write_text("{")
    if damage == "stale":
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**manifest, "fingerprint": "another"}))
    if damage == "register":
        (folder / "build-1" / "register.sqlite").write_bytes(b"no register" * 999)
    answer = create_app({"DIWAN_ARCHIVE": folder}).test_client().get(url)
    assert answer.status_code == (200 if (url, damage) == ("/healthz", "register") else 503)
    assert "place of my own" not in answer.text
    assert str(tmp_path.parent) not in answer.text


def test_a_method_that_is_not_taken_is_told_which_are(client: FlaskClient) -> None:
    answer = client.get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_an_unforeseen_error_says_nothing_of_the_inside(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app({"DIWAN_ARCHIVE": seeds})

    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("web.pages.archive", fail)
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text

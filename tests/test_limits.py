"""How much one client may ask, of what size, who counts as one; and what is noted of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import request
from flask.testing import FlaskClient

from app import create_app
from search.errors import BadParameter
from search.users import Users
from web.access import reads

Make = Callable[..., FlaskClient]
FAR: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


@pytest.fixture
def make(seeds: Path) -> Make:
    def made(**settings: str) -> FlaskClient:
        app = create_app({"DIWAN_ARCHIVE": seeds, "DIWAN_ACCESS": "public", **settings})
        app.add_url_rule("/size", "size", reads(lambda: str(len(request.get_data()))), methods=["POST"])
        app.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.scheme} {request.host}")
        return app.test_client()

    return made


def statuses(client: FlaskClient, times: int, path: str = "/help", **more: Any) -> list[int]:
    return [client.get(path, **more).status_code for _ in range(times)]


@pytest.mark.parametrize("path", ["/help", "/api/search", "/nowhere", "/healthz"])
def test_a_client_is_answered_so_often(path: str, make: Make) -> None:
    client = make(DIWAN_RATE="3 per minute")
    assert 429 not in statuses(client, 3, path, **FAR)
    answer = client.get(path, **FAR)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 61


@pytest.mark.parametrize("path", ["/batch", "/api/batch"])
def test_queries_of_lists_are_counted_and_the_next_list_waits(path: str, make: Make) -> None:
    client = make(DIWAN_RATE="5 per minute; 100 per day")
    sent: dict[str, Any] = {"data": "kabul\nherat\nmazar", "content_type": "text/plain", **FAR}
    assert client.post(path, **{**sent, "content_type": "image/png"}).status_code == 400
    answers = [client.post(path, **sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 61
    # Whoever sent a list goes on reading.
    assert statuses(client, 2, **FAR) == [200, 429]


def test_other_clients_and_this_machine_are_counted_apart(make: Make) -> None:
    client = make(DIWAN_RATE="1 per minute")
    assert statuses(client, 2, **FAR) == [200, 429]
    assert statuses(client, 1, environ_base={"REMOTE_ADDR": "192.0.2.8"}) == [200]
    assert statuses(client, 9) == [200] * 9


def test_behind_a_proxy_that_tells_nothing_its_clients_are_counted_as_one(make: Make) -> None:
    assert statuses(make(DIWAN_RATE="1 per minute", DIWAN_PROXIES="1"), 2) == [200, 429]


def test_a_network_of_ipv6_is_one_client(make: Make) -> None:
    client = make(DIWAN_RATE="1 per minute")
    asked = [client.get("/help", environ_base={"REMOTE_ADDR": f"2001:db8:0:{n}::{n}"}).status_code for n in (1, 2)]
    again = client.get("/help", environ_base={"REMOTE_ADDR": "2001:db8:0:1::ffff"}).status_code
    assert (asked, again) == ([200, 200], 429)


def test_off_is_off(make: Make) -> None:
    assert statuses(make(DIWAN_RATE="off"), 700, "/who", **FAR) == [200] * 700


def test_users_are_counted_each(seeds: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds, tmp_path / "archive")
    users = Users(tmp_path / "archive")
    headers = []
    for name in ("zahra", "omar"):
        users.add(name, "the mountains of Pamir")
        headers.append({"Authorization": f"Bearer {users.issue(name)}"})
    client = create_app({"DIWAN_ARCHIVE": users.path.parent, "DIWAN_RATE": "1 per minute"}).test_client()
    assert [statuses(client, 2, headers=given, **FAR) for given in headers] == [[200, 429], [200, 429]]


def test_passwords_are_not_guessed_quickly_even_from_here(seeds: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds, tmp_path / "archive")
    Users(tmp_path / "archive").add("zahra", "the mountains of Pamir")
    client = create_app({"DIWAN_ARCHIVE": tmp_path / "archive"}).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token
    sent = {"csrf_token": token[1], "name": "zahra", "password": "a guess"}
    answers = [client.post("/sign-in", data=sent).status_code for _ in range(12)]
    assert answers == [401] * 10 + [429] * 2


def test_more_than_so_many_bytes_are_not_read(make: Make) -> None:
    client = make(DIWAN_BODY_LENGTH="1000")
    assert client.post("/size", data=b"x" * 1000).text == "1000"
    answer = client.post("/size", data=b"x" * 1001)
    assert answer.status_code == 413
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/?q=" + "x" * 10**6, "/" + "x" * 10**6, "/api/search?" + "language=fa&" * 10**5])
def test_a_long_address_is_refused_unread(address: str, make: Make) -> None:
    answer = make().get(address)
    assert answer.status_code == 414
    assert len(answer.data) < 20_000


@pytest.mark.parametrize("path", ["/", "/api/search"])
def test_bytes_that_should_have_been_quoted_are_read_as_if_they_were(path: str, make: Make) -> None:
    client = make()
    quoted = client.get(f"{path}?q=%ff%d9", **FAR).data
    unquoted = client.get(path, environ_overrides={"QUERY_STRING": "q=\xff\xd9"}, **FAR).data
    assert re.sub(rb'"took_ms":[0-9.]+', b"", unquoted) == re.sub(rb'"took_ms":[0-9.]+', b"", quoted)


def test_proxies_are_believed_only_where_there_are_some(make: Make) -> None:
    sent = {
        "X-Forwarded-For": "203.0.113.9, 198.51.100.4",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "a.example",
    }
    assert make().get("/who", headers=sent, **FAR).text == "192.0.2.7 http localhost"
    assert make(DIWAN_PROXIES="1").get("/who", headers=sent, **FAR).text == "198.51.100.4 https a.example"
    # The scheme is one word, set or passed on, where addresses are a list that each proxy adds to.
    assert make(DIWAN_PROXIES="2").get("/who", headers=sent, **FAR).text == "203.0.113.9 https localhost"
    assert make(DIWAN_PROXIES="3").get("/who", headers=sent, **FAR).text == "192.0.2.7 https localhost"


def test_only_names_that_are_set_are_answered(make: Make) -> None:
    client = make(DIWAN_HOSTS="Archive.Example, www.archive.example")
    for host, status in (("archive.example", 200), ("www.archive.example:443", 200), ("evil.example", 400)):
        assert client.get("/", headers={"Host": host}, **FAR).status_code == status
        assert client.get("/api/search", headers={"Host": host}, **FAR).status_code == status


@pytest.mark.parametrize(
    "setting",
    [("RATE", "often"), ("RATE", ""), ("PROXIES", "-1"), ("PROXIES", "99"), ("BODY_LENGTH", "1MB"), ("LOG", "all")],
)
def test_a_setting_that_is_none_is_refused(setting: tuple[str, str], make: Make) -> None:
    with pytest.raises(BadParameter, match=setting[0]):
        make(**{f"DIWAN_{setting[0]}": setting[1]})


def noted(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_noted_without_what_was_searched(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    client = make()
    client.get("/api/search?q=کابلوف", **FAR).close()
    client.get("/nowhere?q=secret", **FAR).close()
    first, second = noted(capsys)
    assert first.keys() == {"time", "method", "path", "status", "client", "ms"}
    assert (first["path"], first["status"], first["client"]) == ("/api/search", 200, "192.0.2.7")
    assert (second["path"], second["status"]) == ("/nowhere", 404)


@pytest.mark.parametrize(("kind", "lines", "words"), [("query", 1, True), ("path", 1, False), ("off", 0, False)])
def test_what_is_noted_is_chosen(
    kind: str, lines: int, words: bool, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    make(DIWAN_LOG=kind).get("/api/search?q=kabul", **FAR).close()
    found = noted(capsys)
    assert (len(found), any("kabul" in str(line) for line in found)) == (lines, words)


def test_on_this_machine_nothing_is_noted(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_app({"DIWAN_ARCHIVE": seeds}).test_client().get("/").close()
    assert noted(capsys) == []


@pytest.mark.parametrize("path", ["/a%0a{}%22", "/%ff%fe", "/\u202e", "/%00"])
def test_no_path_breaks_a_line(path: str, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make().get(path, **FAR).close()
    assert len(noted(capsys)) == 1


def test_a_failure_is_noted_as_one_line(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    client = make()

    def fail() -> str:
        raise RuntimeError("of the inside")

    client.application.add_url_rule("/fail", "fail", fail)
    answer = client.get("/fail", **FAR)
    assert "of the inside" not in answer.text
    answer.close()
    failure, asked = noted(capsys)
    assert "of the inside" in failure["traceback"]
    assert asked["status"] == 500

"""Who may ask what, without users: this machine only, or everybody to read; forms that change carry their token."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app import create_app
from search.archive import Archive
from search.errors import BadParameter, DiwanError, EngineDown, EngineRefuses
from web.access import reads

FORM = '{% if may_change() %}<input name="csrf_token" value="{{ csrf_token() }}">{% endif %}'

Make = Callable[..., FlaskClient]


@pytest.fixture
def make(seeds: Path) -> Make:
    """Makes a client of an application with a page that changes something, and one that only takes POST."""

    def made(**settings: str) -> FlaskClient:
        app: Flask = create_app({"DIWAN_ARCHIVE": seeds, **settings})
        app.add_url_rule("/form", "form", lambda: render_template_string(FORM))
        app.add_url_rule("/change", "change", lambda: "changed", methods=["POST"])
        app.add_url_rule("/list", "list", reads(lambda: "read"), methods=["POST"])
        return app.test_client()

    return made


def token(client: FlaskClient) -> str:
    found = re.search(r'value="([^"]+)"', client.get("/form").text)
    assert found
    return found[1]


def test_the_owner_changes_by_a_form_with_its_token(make: Make) -> None:
    client = make()
    assert client.post("/change", data={"csrf_token": token(client)}).text == "changed"


def test_the_token_may_come_as_a_header(make: Make) -> None:
    client = make()
    assert client.post("/change", headers={"X-CSRFToken": token(client)}).text == "changed"


@pytest.mark.parametrize("data", [{}, {"csrf_token": "x"}, {"csrf_token": ""}])
def test_a_form_without_its_token_changes_nothing(data: dict[str, str], make: Make) -> None:
    client = make()
    token(client)
    assert client.post("/change", data=data).status_code == 400


def test_a_token_of_another_session_changes_nothing(make: Make) -> None:
    client = make()
    token(client)
    assert client.post("/change", data={"csrf_token": token(make())}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND", "put"])
def test_no_method_goes_round_the_token(method: str, make: Make) -> None:
    client = make()
    client.application.add_url_rule("/any", "any", lambda: "changed", methods=[method])
    assert client.open("/any", method=method).status_code in (400, 405)


@pytest.mark.parametrize(("path", "status"), [("/api/search", 405), ("/help", 405), ("/nowhere", 404)])
def test_what_takes_no_post_says_so(path: str, status: int, make: Make) -> None:
    assert make().post(path).status_code == status
    assert make(DIWAN_ACCESS="public").post(path).status_code == status


def test_a_post_that_changes_nothing_needs_no_token(make: Make) -> None:
    assert make().post("/list").text == "read"


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.7", ""])
@pytest.mark.parametrize("path", ["/", "/api/search", "/documents/x", "/nowhere"])
def test_another_machine_is_not_answered(path: str, address: str, make: Make) -> None:
    answer = make().get(path, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 403
    assert "Kabul" not in answer.text


@pytest.mark.parametrize("error", [EngineDown, EngineRefuses])
def test_where_a_cluster_stands_is_told_on_this_machine_alone(
    error: type[DiwanError], make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*of: object) -> NoReturn:
        raise error(engine="opensearch", reason="no route to node-7.inside:9200", hint="")

    monkeypatch.setattr(Archive, "search", down)
    client = make(DIWAN_ACCESS="public")
    for path in ("/", "/api/search"):
        near, far = (client.get(path, environ_base={"REMOTE_ADDR": one}) for one in ("127.0.0.1", "192.0.2.7"))
        assert (near.status_code, far.status_code) == (503, 503)
        assert "node-7" in near.text
        assert "node-7" not in far.text


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_answered(address: str, make: Make) -> None:
    assert make().get("/", environ_base={"REMOTE_ADDR": address}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8000",
        "192.0.2.1",
        "a b",
        "[::1",
        "",
        "x" * 9000,
        "h\xff",
        "a:b",
        "[::1]x",
    ],
)
def test_a_name_that_only_leads_here_is_not_answered(host: str, make: Make) -> None:
    for path in ("/", "/api/search"):
        assert make().get(path, headers={"Host": host}).status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "[::1]:8000"])
def test_a_name_of_this_machine_is_answered(host: str, make: Make) -> None:
    assert make().get("/api/search", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via"]
)
def test_what_a_proxy_passes_on_does_not_count_as_this_machine(header: str, make: Make) -> None:
    assert make().get("/", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/search"])
def test_behind_a_proxy_that_tells_nothing_nobody_is_this_machine(path: str, make: Make) -> None:
    assert make(DIWAN_PROXIES="1").get(path).status_code == 403


def test_in_public_everybody_reads_and_nobody_changes(make: Make) -> None:
    client = make(DIWAN_ACCESS="public")
    far = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/api/search", environ_base=far, headers={"Host": "archive.example"}).status_code == 200
    assert client.post("/list", environ_base=far).text == "read"
    assert "csrf_token" not in client.get("/form").text
    for address in ("192.0.2.7", "127.0.0.1"):
        answer = client.post("/change", environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == 403


def test_an_unknown_kind_of_access_is_refused(seeds: Path) -> None:
    with pytest.raises(BadParameter, match="ACCESS"):
        create_app({"DIWAN_ARCHIVE": seeds, "DIWAN_ACCESS": "open"})

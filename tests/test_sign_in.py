"""With users, only they are answered: by a session for people, by a token for scripts; every route, by its mark."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from search.users import Users
from tests.markup import parse

NAME, PASSWORD = "zahra", "the mountains of Badakhshan"
HTTPS: dict[str, Any] = {
    "base_url": "https://archive.example/",
    "environ_base": {"REMOTE_ADDR": "192.0.2.7", "HTTP_REFERER": "https://archive.example/"},
}
HTML = {"Accept": "text/html"}
#: What outsiders may ask, and nothing else.
OPEN = {"/sign-in", "/sign-out", "/healthz", "/static/<path:filename>", "/language/<code>", "/digits/<code>"}


@pytest.fixture
def users(seeds: Path, tmp_path: Path) -> Users:
    """The users of a copy of the seeds' archive."""
    shutil.copytree(seeds, tmp_path / "archive")
    found = Users(tmp_path / "archive")
    found.add(NAME, PASSWORD)
    return found


@pytest.fixture
def app(users: Users) -> Flask:
    made = create_app({"DIWAN_ARCHIVE": users.path.parent})
    made.add_url_rule("/change", "change", lambda: "changed", methods=["POST"])
    return made


def sign_in(client: FlaskClient, password: str = PASSWORD, back: str = "/help", **form: str) -> tuple[int, str]:
    page = client.get("/sign-in", query_string={"back": back}, **HTTPS)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    answer = client.post("/sign-in", data={**hidden, "name": NAME, "password": password, **form}, **HTTPS)
    return answer.status_code, answer.headers.get("Location", "")


def test_an_outsider_is_answered_only_where_a_route_says_so(app: Flask) -> None:
    client, asked = app.test_client(), 0
    opened = {
        (rule.rule, method) for rule in app.url_map.iter_rules() for method in rule.methods or () if rule.rule in OPEN
    }
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(\w+:)?\w+>", "x", rule.rule)
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            answer = client.open(path, method=method, **HTTPS)
            refused = answer.status_code == 401
            assert refused != ((rule.rule, method) in opened), (method, rule.rule, answer.status_code)
            assert "Kabul" not in answer.text
            asked += 1
    assert asked > 60


def test_what_is_nowhere_is_not_told_apart(app: Flask) -> None:
    assert app.test_client().get("/nowhere", **HTTPS).status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST"])  # a form is sent where a session ended while it was filled in
def test_a_browser_is_sent_to_sign_in_and_back(method: str, app: Flask) -> None:
    client = app.test_client()
    answer = client.open("/?q=کابل", method=method, headers=HTML, **HTTPS)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?back=")
    form = parse(client.get(answer.headers["Location"], **HTTPS).text).one("main").one("form")
    assert form.one("input", name="back").attributes["value"].startswith("/?q=")


def test_who_signs_in_reads_and_may_change(app: Flask) -> None:
    client = app.test_client()
    assert sign_in(client) == (303, "/help")
    page = client.get("/", **HTTPS)
    assert page.status_code == 200
    assert "private" in page.headers["Cache-Control"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    sent = {"csrf_token": token[1]}
    assert client.post("/change", data=sent, **HTTPS).text == "changed"
    assert client.post("/change", data=sent, headers={"Referer": "https://evil.example/"}, **HTTPS).status_code == 400
    assert client.post("/change", **HTTPS).status_code == 400


def test_the_cookie_is_for_https_and_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    client = app.test_client()
    sign_in(client)
    cookie = client.get_cookie("diwan", domain="archive.example")
    assert cookie is not None
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, True, "Lax")


def test_a_wrong_password_lets_nobody_in(app: Flask) -> None:
    client = app.test_client()
    assert sign_in(client, "the mountains of Pamir")[0] == 401
    assert sign_in(client, name="nobody")[0] == 401
    assert client.get("/", **HTTPS).status_code == 401


def test_a_sign_in_of_another_site_is_refused(app: Flask) -> None:
    assert app.test_client().post("/sign-in", data={"name": NAME, "password": PASSWORD}, **HTTPS).status_code == 400


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example"])
def test_signing_in_leads_to_no_other_site(back: str, app: Flask) -> None:
    assert sign_in(app.test_client(), back=back) == (303, "/")


def test_no_password_is_taken_over_an_open_line(app: Flask) -> None:
    client = app.test_client()
    far = {"base_url": "http://archive.example/", "environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    page = client.get("/sign-in", **far)
    token = re.search(r'value="([^"]+)"', page.text.partition("csrf_token")[2])
    assert token
    client.set_cookie("diwan", re.search("diwan=([^;]+)", page.headers["Set-Cookie"])[1], domain="archive.example")  # type: ignore[index]
    data = {"csrf_token": token[1], "name": NAME, "password": PASSWORD}
    answer = client.post("/sign-in", data=data, **far)
    assert answer.status_code == 403
    assert "https://" in answer.text


def test_behind_a_proxy_that_tells_nothing_no_password_is_taken(users: Users) -> None:
    client = create_app({"DIWAN_ARCHIVE": users.path.parent, "DIWAN_PROXIES": "1"}).test_client()
    page = client.get("/sign-in")
    assert "; Secure" in page.headers["Set-Cookie"]
    client.set_cookie("diwan", page.headers["Set-Cookie"].partition("=")[2].partition(";")[0])
    token = re.search(r'value="([^"]+)"', page.text.partition("csrf_token")[2])
    assert token
    answer = client.post("/sign-in", data={"csrf_token": token[1], "name": NAME, "password": PASSWORD})
    assert answer.status_code == 403


def test_signing_out_ends_it(app: Flask) -> None:
    client = app.test_client()
    sign_in(client)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/", **HTTPS).text)
    assert token
    client.post("/sign-out", data={"csrf_token": token[1]}, **HTTPS)
    assert client.get("/", **HTTPS).status_code == 401


def test_a_new_password_and_a_removal_end_sessions(app: Flask, users: Users) -> None:
    client = app.test_client()
    sign_in(client)
    users.change(NAME, PASSWORD)
    assert client.get("/", **HTTPS).status_code == 401
    sign_in(client)
    assert client.get("/", **HTTPS).status_code == 200
    users.remove(NAME)
    assert client.get("/", **HTTPS).status_code == 401


def test_a_cookie_signed_by_another_secret_is_nobodys(app: Flask, users: Users) -> None:
    other = create_app({"DIWAN_ARCHIVE": users.path.parent, "DIWAN_SECRET": "x" * 64})
    client = other.test_client()
    sign_in(client)
    cookie = client.get_cookie("diwan", domain="archive.example")
    assert cookie is not None
    stranger = app.test_client()
    stranger.set_cookie("diwan", cookie.value, domain="archive.example")
    assert stranger.get("/", **HTTPS).status_code == 401


def test_a_script_reads_and_changes_by_its_token_until_it_is_revoked(app: Flask, users: Users) -> None:
    token = users.issue(NAME)
    bearer = {"Authorization": f"Bearer {token}"}
    client = app.test_client()
    assert client.get("/api/search", headers=bearer, **HTTPS).status_code == 200
    assert client.post("/change", headers=bearer, **HTTPS).text == "changed"
    users.revoke(token.split("_")[1])
    answer = client.get("/api/search", headers=bearer, **HTTPS)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.get_json()["error"]["code"] == "sign-in-needed"


def test_the_examples_for_scripts_send_a_token(app: Flask, users: Users) -> None:
    page = app.test_client().get("/api", headers={"Authorization": f"Bearer {users.issue(NAME)}"}, **HTTPS).text
    assert [page.count(each) for each in ("Authorization: Bearer $TOKEN", "&#34;Bearer &#34; + token")] == [3, 1]


@pytest.mark.parametrize("value", ["Bearer", "Bearer x", "bearer \xff", "Bearer " + "x" * 9000])
def test_another_token_is_nobodys(value: str, app: Flask) -> None:
    client = app.test_client()
    sign_in(client)
    assert client.get("/api/search", headers={"Authorization": value}, **HTTPS).status_code == 401


@pytest.mark.parametrize("value", ["Basic emFocmE6eA==", "Basic \xff", "Digest a=b", "x" * 9000, ""])
def test_what_a_browser_sends_for_a_proxy_in_front_lets_nobody_in_and_keeps_nobody_out(value: str, app: Flask) -> None:
    client = app.test_client()
    for status, change in ((401, 401), (200, 400)):
        assert client.get("/api/search", headers={"Authorization": value}, **HTTPS).status_code == status
        assert client.post("/change", headers={"Authorization": value}, **HTTPS).status_code == change
        sign_in(client)


def test_health_tells_outsiders_nothing_of_the_archive(app: Flask) -> None:
    assert app.test_client().get("/healthz", **HTTPS).get_json() == {"status": "ok"}


def test_in_public_outsiders_read_and_only_users_change(users: Users) -> None:
    app = create_app({"DIWAN_ARCHIVE": users.path.parent, "DIWAN_ACCESS": "public"})
    app.add_url_rule("/change", "change", lambda: "changed", methods=["POST"])
    client = app.test_client()
    assert client.get("/", **HTTPS).status_code == 200
    assert client.post("/change", **HTTPS).status_code == 403
    bearer = {"Authorization": f"Bearer {users.issue(NAME)}"}
    assert client.post("/change", headers=bearer, **HTTPS).text == "changed"


def test_without_users_there_is_no_sign_in(client: FlaskClient) -> None:
    assert client.get("/sign-in").status_code == 404


def test_a_damaged_users_file_lets_nobody_in(app: Flask, users: Users) -> None:
    client = app.test_client()
    sign_in(client)
    users.path.write_bytes(b"damage" * 1000)
    answer = client.get("/", **HTTPS)
    assert answer.status_code == 503
    assert "Kabul" not in answer.text


@pytest.mark.parametrize("language", ["en", "fa", "hi"])
def test_the_page_speaks_and_each_field_has_its_label(language: str, app: Flask) -> None:
    tree = parse(app.test_client().get(f"/sign-in?ui={language}", **HTTPS).text)
    assert tree.one("html").attributes["lang"] == language
    labelled = {label.attributes["for"] for label in tree.one("main").all("label")}
    fields = {field.attributes["id"] for field in tree.one("main").all("input") if "id" in field.attributes}
    assert fields == labelled == {"name", "password"}

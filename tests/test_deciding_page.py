"""What people decide on the page of an entity: applied at once, checked, and only with the token of the form."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from search.errors import NotDecided
from tests.markup import parse
from tests.test_interface import stray
from tests.test_namesakes import owners, store_of

SHOIGU, LAVROV = "person:sergei-shoigu", "person:sergei-lavrov"


@pytest.fixture
def owner(seeds: Path, tmp_path: Path) -> FlaskClient:
    """The owner of an archive of the seeds, at this machine."""
    shutil.copytree(seeds, tmp_path / "archive")
    return create_app({"DIWAN_ARCHIVE": tmp_path / "archive"}).test_client()


def post(client: FlaskClient, entity: str, **fields: str) -> tuple[int, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"/entity/{entity}").text)
    assert found
    answer = client.post(f"/entity/{entity}", data={"csrf_token": found[1], **fields})
    return answer.status_code, answer.text


def test_a_merge_on_the_page_is_there_at_once(owner: FlaskClient) -> None:
    assert post(owner, SHOIGU, action="merge", other="Sergei Lavrov")[0] == 303
    answer = owner.get(f"/entity/{LAVROV}")
    assert (answer.status_code, answer.location) == (302, f"/entity/{SHOIGU}")
    assert owner.get("/api/search", query_string={"entity": SHOIGU}).get_json()["total"] == 3


def test_a_new_name_is_shown_to_readers_of_the_page_s_language(owner: FlaskClient) -> None:
    post(owner, SHOIGU, action="rename", name="S. K. Shoigu")
    assert "<h1>" in (page := owner.get(f"/entity/{SHOIGU}").text)
    assert "S. K. Shoigu" in page


def test_what_is_hidden_is_nowhere(owner: FlaskClient) -> None:
    assert post(owner, LAVROV, action="hide")[0] == 303
    assert owner.get(f"/entity/{LAVROV}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"action": "merge", "other": "person:nobody"}, 409, "person:nobody"),
        ({"action": "merge", "other": SHOIGU}, 409, "one already"),
        ({"action": "merge", "other": "-x"}, 409, "-x"),
        ({"action": "merge", "other": ""}, 400, "other"),
        ({"action": "rename", "name": "x" * 201}, 400, "200"),
        ({"action": "marry", "other": LAVROV}, 400, "marry"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    fields: dict[str, str], status: int, said: str, owner: FlaskClient
) -> None:
    found, page = post(owner, SHOIGU, **fields)
    assert (found, said in page) == (status, True), page
    assert owner.get("/api/search", query_string={"entity": LAVROV}).get_json()["total"] == 1


def test_without_the_token_nothing_changes(owner: FlaskClient) -> None:
    assert owner.post(f"/entity/{LAVROV}", data={"action": "hide"}).status_code == 400
    assert owner.get(f"/entity/{LAVROV}").status_code == 200


def test_who_may_only_read_sees_no_forms(seeds: Path) -> None:
    reader = create_app({"DIWAN_ARCHIVE": seeds, "DIWAN_ACCESS": "public"}).test_client()
    assert 'name="action"' not in reader.get(f"/entity/{LAVROV}").text


def test_a_decision_is_listed_and_taken_back(owner: FlaskClient) -> None:
    post(owner, SHOIGU, action="merge", other=LAVROV)
    assert f'name="value" value="{LAVROV}"' in owner.get(f"/entity/{SHOIGU}").text
    assert post(owner, SHOIGU, action="undo", undone="merge", value=LAVROV)[0] == 303
    assert owner.get(f"/entity/{LAVROV}").status_code == 200
    assert 'value="undo"' not in owner.get(f"/entity/{SHOIGU}").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"action": "merge", "other": "Ivan Nobody"}, "کسی یا چیزی به نام"),
        ({"action": "merge", "other": SHOIGU}, "هم‌اکنون یکی هستند"),
        ({"action": "rename", "name": "؟"}, "یک حرف یا رقم"),
    ],
)
def test_what_cannot_be_is_said_in_the_readers_language(fields: dict[str, str], said: str, owner: FlaskClient) -> None:
    _, page = post(owner, f"{SHOIGU}?ui=fa", **fields)
    shown = parse(page).one("main")
    assert said in shown.text()
    assert stray(shown, "fa") == []


def test_what_waits_for_another_writer_is_said_to_be_kept(owner: FlaskClient) -> None:
    busy = "Another process is writing to the archive in '/secret/place'"

    def decide(*arguments: str) -> None:
        raise NotDecided(reason=busy, hint="Go back and choose again.")

    owner.application.extensions["decide"] = decide
    status, page = post(owner, SHOIGU, action="merge", other=LAVROV)
    assert (status, "is kept" in page, "/secret" in page) == (409, True, False)


def test_decisions_are_listed_in_the_readers_words(owner: FlaskClient) -> None:
    post(owner, SHOIGU, action="merge", other=LAVROV)
    listed = parse(owner.get(f"/entity/{SHOIGU}?ui=fa").text).one("details", of="deciding")
    assert "یکی هستند: Sergei Lavrov" in listed.text()
    assert stray(listed, "fa") == []


def test_two_people_of_one_name_are_parted_on_the_page(tmp_path: Path) -> None:
    store = store_of(tmp_path, "", "")
    (entity,) = set(owners(store).values())
    client = create_app({"DIWAN_ARCHIVE": store.folder}).test_client()
    page = client.get(f"/entity/{entity}").text
    assert "Perhaps two people" in page
    offered = re.search(r'name="other" value="([^"]+)">\s*<button name="action" value="divide"', page)
    assert offered
    assert post(client, entity, action="divide", other=offered[1])[0] == 303
    assert "Another of this name" in client.get(f"/entity/{entity}").text
    assert len(set(owners(store).values())) == 2

"""The users file: who is kept in it and how, and the commands that keep it."""

from __future__ import annotations

import hashlib
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from indexer.__main__ import main
from search.errors import ArchiveDamaged, BadParameter, NotFound
from search.store import Store
from search.users import FILE, Users

PASSWORD = "کوه‌های بلند هندوکش"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    found = Users(Store.create(tmp_path / "archive").folder)
    found.add("زهرا", PASSWORD)
    return found


def test_a_person_is_known_by_the_password(users: Users) -> None:
    known = users.known("زهرا", PASSWORD)
    assert known is not None
    assert known == ("زهرا", users.mark("زهرا"))


@pytest.mark.parametrize(("name", "password"), [("زهرا", PASSWORD + "."), ("زهرا", ""), ("", PASSWORD), ("x", "y\0")])
def test_nobody_else_is(name: str, password: str, users: Users) -> None:
    assert users.known(name, password) is None


def test_a_name_that_is_not_there_costs_one_hash_too(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    scrypt = hashlib.scrypt

    def noted(secret: bytes, **given: Any) -> bytes:
        asked.append(secret)
        return scrypt(secret, **given)

    monkeypatch.setattr(hashlib, "scrypt", noted)
    for name in ("nobody", "زهرا"):
        users.known(name, "a guess")
    assert asked == [b"a guess"] * 2


def test_another_keyboard_writes_the_same_name_and_password(users: Users) -> None:
    users.add("José", "Straße nach Herat")
    assert users.known(" José ", "Straße nach Herat")


def test_the_file_holds_no_password_and_no_token_and_is_its_owners(users: Users) -> None:
    token = users.issue("زهرا")
    held = users.path.read_bytes()
    assert PASSWORD.encode() not in held
    assert token.rpartition("_")[2].encode() not in held
    assert users.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_a_file_that_others_can_read_is_refused(users: Users) -> None:
    users.path.chmod(0o640)
    with pytest.raises(BadParameter, match="640"):
        users.check()


def test_a_token_is_its_holders_until_it_is_revoked(users: Users) -> None:
    token, other = users.issue("زهرا"), users.issue("زهرا")
    assert users.holder(token) == "زهرا"
    users.revoke(token.split("_")[1])
    assert users.holder(token) is None
    assert users.holder(other) == "زهرا"


@pytest.mark.parametrize("token", ["", "diwan", "diwan__", "diwan_00000000_", "x" * 5000, "\x00", "diwan_%_%"])
def test_what_is_no_token_is_nobodys(token: str, users: Users) -> None:
    users.issue("زهرا")
    assert users.holder(token) is None


def test_a_token_of_another_id_or_prefix_is_nobodys(users: Users) -> None:
    first, second = users.issue("زهرا").split("_", 2), users.issue("زهرا").split("_", 2)
    assert users.holder("_".join((first[0], first[1], second[2]))) is None
    assert users.holder("_".join(("other", first[1], first[2]))) is None


def test_who_is_removed_is_gone_with_the_tokens(users: Users) -> None:
    token = users.issue("زهرا")
    users.remove("زهرا")
    assert users.all() == []
    assert users.holder(token) is None
    assert users.known("زهرا", PASSWORD) is None


def test_a_new_password_makes_another_mark(users: Users) -> None:
    before = users.mark("زهرا")
    users.change("زهرا", PASSWORD)
    assert users.mark("زهرا") != before


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 65, "a\x00"])
def test_a_name_that_cannot_be_seen_is_refused(name: str, users: Users) -> None:
    with pytest.raises(BadParameter):
        users.add(name, PASSWORD)


@pytest.mark.parametrize("password", ["", "eleven long", "x" * 1001])
def test_a_password_of_another_length_is_refused(password: str, users: Users) -> None:
    with pytest.raises(BadParameter):
        users.add("omar", password)


def test_a_name_is_taken_once(users: Users) -> None:
    with pytest.raises(BadParameter, match="already"):
        users.add("زهرا", "something else entirely")
    assert users.known("زهرا", PASSWORD)


def test_nobody_unknown_is_changed(users: Users) -> None:
    with pytest.raises(NotFound):
        users.change("x", PASSWORD)
    for attempt in (users.remove, users.revoke, users.issue):
        with pytest.raises(NotFound):
            attempt("x")


def test_a_damaged_file_lets_nobody_in(users: Users) -> None:
    users.path.write_bytes(b"not a database, but long enough to be taken for one" * 50)
    with pytest.raises(ArchiveDamaged, match=FILE):
        users.known("زهرا", PASSWORD)


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Store.create(tmp_path / "archive").folder

    def run(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        return main(["--archive", str(archive), "users", *words])

    assert run("add", "omar", typed="short\n") == 2
    assert not (archive / FILE).exists()
    assert run("add", "omar", typed=f"{PASSWORD}\n") == 0
    capsys.readouterr()
    assert run("token", "omar") == 0
    token = capsys.readouterr().out.strip()
    assert Users(archive).holder(token) == "omar"
    assert run("list") == 0
    listed = capsys.readouterr().out
    assert "omar" in listed
    assert token.split("_")[1] in listed
    assert run("revoke", token.split("_")[1]) == 0
    assert Users(archive).holder(token) is None
    assert run("remove", "omar") == 0
    assert run("remove", "omar") == 2

"""The commands about who may sign in: add, password, list, remove; token and revoke for their scripts."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from getpass import getpass
from typing import Any

from search.errors import BadParameter
from search.store import Store
from search.users import Users


def add_to(commands: Any) -> None:
    """The `users` command and its own commands."""
    users = commands.add_parser("users", help="who may sign in: add, password, list, remove; tokens for scripts")
    actions = users.add_subparsers(required=True, metavar="ACTION")
    _action(actions, "add", "let somebody in; from then on nobody else", add)
    _action(actions, "password", "a new password for somebody", password)
    _action(actions, "remove", "take somebody out, and their tokens", remove)
    _action(actions, "token", "a new token for somebody's scripts, shown once", token)
    revoking = actions.add_parser("revoke", help="make a token worthless")
    revoking.add_argument("id", metavar="ID", help="as `users list` shows it")
    revoking.set_defaults(run=revoke)
    actions.add_parser("list", help="everybody, and the ids of their tokens").set_defaults(run=show)


def _action(actions: Any, name: str, text: str, run: Any) -> None:
    one: argparse.ArgumentParser = actions.add_parser(name, help=text)
    one.add_argument("name", metavar="NAME")
    one.set_defaults(run=run)


def add(given: Namespace) -> int:
    """Asks for a password and lets a person in."""
    _users(given).add(given.name, _password())
    print(f"{given.name} may sign in")
    return 0


def password(given: Namespace) -> int:
    """Asks for a person's new password."""
    _users(given).change(given.name, _password())
    print(f"{given.name} has a new password, and is signed out everywhere; tokens stay")
    return 0


def remove(given: Namespace) -> int:
    """Takes a person out."""
    _users(given).remove(given.name)
    print(f"{given.name} and their tokens are removed")
    return 0


def token(given: Namespace) -> int:
    """Prints a new token."""
    made = _users(given).issue(given.name)
    print("It is shown only now; send it as: Authorization: Bearer TOKEN", file=sys.stderr)
    print(made)
    return 0


def revoke(given: Namespace) -> int:
    """Makes a token worthless."""
    _users(given).revoke(given.id)
    print(f"token {given.id} is revoked")
    return 0


def show(given: Namespace) -> int:
    """Prints everybody and the ids of their tokens."""
    users = _users(given)
    for person in users.all() if users.exist() else []:
        print(f"{person.name}\tsince {person.made}")
        for id_, made in person.tokens:
            print(f"\ttoken {id_}\tsince {made}")
    return 0


def _users(given: Namespace) -> Users:
    return Users(Store.open(given.archive, stale=True).folder)


def _password() -> str:
    """A password typed twice, or the first line that is piped in. Raises BadParameter where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("Password: ")
    if first != getpass("The same again: "):
        raise BadParameter(name="password", value="…", rule="the two are not the same", hint="Type it again.")
    return first

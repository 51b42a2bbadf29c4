"""The commands about entities: list them, relink, and decide: merge, split, rename, hide, refuse, import."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer import deciding, decisions
from indexer.relinking import relink
from search.errors import NoSuch, NotFound
from search.register import Register, decided
from search.register.decided import NEEDS, Decision
from search.store import Store

HELP = {
    "merge": "the two are one, under the id of the first",
    "split": "a name of an entity is somebody else's",
    "rename": "what an entity is called in a language",
    "hide": "show this entity nowhere",
    "refuse": "the two are different, and are not to be suggested",
    "divide": "two people of one name: beside the others named, by ids with spaces between, it is the second",
    "unite": "one person, who is not to be divided",
}


def add_to(commands: Any) -> None:
    """The `entities` command and its own commands."""
    entities = commands.add_parser("entities", help="list, merge, split, rename, hide people and places")
    entities.set_defaults(stopped="what was decided is kept; entities relink, or the next add, does the rest")
    actions = entities.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="entities called so, or all, with their ids and suggestions")
    listing.add_argument("name", nargs="?", default="", metavar="NAME")
    listing.set_defaults(run=show)
    actions.add_parser("relink", help="gather all names anew").set_defaults(run=run_relink)
    importing = actions.add_parser("import", help="add the decisions of a CSV file")
    importing.add_argument("path", type=Path, metavar="FILE")
    importing.set_defaults(run=import_file)
    undoing = actions.add_parser("undo", help="take the last such decision about an entity back")
    undoing.add_argument("entity", metavar="ENTITY", help="an id, or a name that only one has")
    undoing.add_argument("decided", choices=tuple(NEEDS), metavar="ACTION", help=", ".join(NEEDS))
    undoing.add_argument("value", nargs="?", default="", metavar="VALUE", help="the other entity, or the name")
    undoing.set_defaults(run=undo)
    for action, needs in NEEDS.items():
        one: argparse.ArgumentParser = actions.add_parser(action, help=HELP[action])
        one.add_argument("entity", metavar="ENTITY", help="an id, or a name that only one has")
        for column in needs:
            one.add_argument(column, metavar=column.upper())
        one.set_defaults(run=decide, action=action)


def show(given: Namespace) -> int:
    """Prints entities with their names and what they may be the same as."""
    store = Store.open(given.archive)
    with closing(Register(store.register)) as register:
        ids = [entity.id for entity in register.called(given.name)] if given.name else list(register.all())
        if given.name and not ids:
            raise NotFound(what="entity", value=given.name)
        for id_, entity in register.get(ids).items():
            names = "; ".join(f"{language}: {', '.join(found)}" for language, found in entity.names.items())
            print(f"{id_}\t{names}")
            for other, score in register.suggestions(id_):
                print(f"\tperhaps the same: {other} ({score:.2f})")
    return 0


def decide(given: Namespace) -> int:
    """Writes a decision down and applies it."""
    values = {column: getattr(given, column, "") for column in ("entity", "other", "language", "name")}
    changed = deciding.decide(Store.open(given.archive), Decision(given.action, **values))
    print(f"{changed} documents changed")
    return 0


def undo(given: Namespace) -> int:
    """Takes a decision back and applies what is left."""
    store = Store.open(given.archive)
    changed = deciding.undo(store, given.entity, given.decided, given.value)
    with closing(Register(store.register)) as register:
        waits = not register.relinked()
    print("taken back; the next add, or entities relink, applies it" if waits else f"{changed} documents changed")
    return 0


def import_file(given: Namespace) -> int:
    """Adds the good rows of a file to the decisions, names the bad ones, and applies them."""
    if not given.path.is_file() or not os.access(given.path, os.R_OK):
        raise NoSuch(what="file", value=str(given.path), hint=NoSuch.PATH)
    store = Store.open(given.archive)
    found = decisions.read(given.path)
    decided.append(store.decisions, found.rows)
    for failure in found.failures:
        print(failure.message, file=sys.stderr)
    print(f"{len(found.rows)} decisions added, {len(found.failures)} rows refused")
    return max(_relink(store), 1 if found.failures else 0)


def run_relink(given: Namespace) -> int:
    """Gathers all names anew."""
    return _relink(Store.open(given.archive))


def _relink(store: Store) -> int:
    done = relink(store)
    for failure in done.failures:
        print(f"{failure.message} ({failure.hint})", file=sys.stderr)
    print(f"{done.entities} entities, {done.documents} documents changed")
    return 1 if done.failures else 0

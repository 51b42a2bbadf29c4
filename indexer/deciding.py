"""One decision of a person applied at once, to the register and the documents it is about; a relink comes to the same.

It is written into entities.csv first: whatever happens afterwards, the next relink applies it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace

from indexer.naming import other_id, own_id, renamed
from indexer.relinking import renew, rewrite, writing
from indexer.settling import given_to
from search import names
from search.engines.base import Engine
from search.errors import ArchiveBusy, NotDecided, NotFound
from search.register import Known, Perhaps, Register, decided, fold, label
from search.register.decided import Decision
from search.store import Store
from search.types import And, Keyword, Mention, Node, Or

#: Seconds to wait while another process writes to the archive.
PATIENCE = 20.0
#: Documents of an archive whose names are gathered anew while somebody waits.
AT_ONCE = 500

Change = Callable[[Mention], Mention]


def decide(store: Store, asked: Decision) -> int:
    """Writes a decision down and applies it; how many documents it changed.

    Raises NotFound, NotDecided where it makes no sense, ArchiveBusy where it is kept but not yet applied.
    """
    with closing(Register(store.register)) as register:
        row = _checked(register, asked)
    decided.append(store.decisions, [row])
    with _writing(store) as (engine, register):
        return _applied(_checked(register, row), register, engine)


def undo(store: Store, entity: str, action: str, value: str = "") -> int:
    """Takes the last such decision about an entity back; how many documents changed.

    Of a small archive the names are gathered anew at once, of a larger one by the next add or relink (0).
    Raises NotDecided where there is none, ArchiveBusy where it is kept but not yet applied.
    """
    with closing(Register(store.register)) as register:
        meant = _identified(register, entity)
        made = [row for row in decided.rows(store.decisions)[0] if row.action == action]
        found = [
            row for row in made if meant in (row.entity, register.current(row.entity), register.current(row.other))
        ]
    found = [row for row in found if not value or value in (row.other, row.name)]
    if not found:
        raise NotDecided(reason=f"nobody decided {action!r} of {entity}", hint="Nothing was changed.")
    decided.append(store.decisions, [replace(found[-1], action=decided.UNDO + action)])
    with _writing(store) as (engine, register):
        if engine.info().documents > AT_ONCE:
            register.unsettle()
            return 0
        return renew(engine, register, store.decisions).documents


def _identified(register: Register, entity: str) -> str:
    """The id that an id leads to, or of the one that has a name; else as given: a row may have it so."""
    try:
        return register.identify(entity)
    except NotFound:
        return register.current(entity)


def _checked(register: Register, asked: Decision) -> Decision:
    """A decision by ids that are there. Raises NotFound, NotDecided."""
    if reason := decided.fault(asked):
        raise NotDecided(reason=reason, hint="Nothing was changed.")
    entity = register.identify(asked.entity)
    if asked.action == "divide":
        beside = [register.identify(value) for value in asked.other.split()]
        if not entity.startswith("person:") or entity in beside:
            raise NotDecided(reason="only a person may be two, beside others", hint="Nothing was changed.")
        return replace(asked, entity=entity, other=" ".join(sorted(beside)), name=_called(register, beside))
    other = register.identify(asked.other) if asked.other else ""
    for two in register.divisions(entity) if asked.action == "merge" else ():
        if two.sure and {two.entity, two.other} == {entity, other}:
            return Decision("unite", two.entity)
    if other == entity:
        raise NotDecided(reason=f"{asked.entity} and {asked.other} are one already", hint="Nothing was changed.")
    if asked.action == "split":
        forms = {fold(name.name) for name in register.names(entity) if name.kind != "short"}
        if fold(asked.name) not in forms:
            raise NotDecided(reason=f"{entity} has no name {asked.name!r}", hint="Choose one of its names.")
        if len(forms) == 1:
            raise NotDecided(reason=f"{asked.name!r} is the only name of {entity}", hint="Nothing was changed.")
    if asked.action == "rename" and not fold(asked.name):
        raise NotDecided(reason="a name needs a letter or a digit", hint="Nothing was changed.")
    return replace(asked, entity=entity, other=other, name=asked.name or _called(register, [other] if other else []))


def _called(register: Register, ids: list[str]) -> str:
    """What entities are called, for those who read what was decided: one that is merged away has no name any more."""
    return "; ".join(label(entity, "en").label for entity in register.get(ids).values())


@contextmanager
def _writing(store: Store) -> Iterator[tuple[Engine, Register]]:
    """As `relinking.writing`, after some patience where another process writes."""
    until = time.monotonic() + PATIENCE
    with ExitStack() as opened:
        while True:
            try:
                found = opened.enter_context(writing(store, PATIENCE))
                break
            except ArchiveBusy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        yield found


def _applied(row: Decision, register: Register, engine: Engine) -> int:
    """Applies it; where that is broken off, documents are not what the register says, and the next add relinks."""
    relinked = register.relinked()
    register.unsettle()
    changed = _apply(row, register, engine)
    if relinked:
        register.finish(relinked)
    return changed


def _apply(row: Decision, register: Register, engine: Engine) -> int:
    known = register.known(row.entity)
    match row.action:
        case "merge":
            other = register.known(row.other)
            register.put([_merged(known, other)])
            register.retire(other.id, known.id)
            return _change(engine, register, other.id, lambda m: given_to(m, known.id))
        case "split":
            form = fold(row.name)
            alone, rest = _parted(known, form)
            register.put([alone, rest])
            return _change(engine, register, known.id, lambda m: given_to(m, alone.id) if fold(m.name) == form else m)
        case "divide":
            return _divided(row, known, register, engine)
        case "unite":
            return _united(known, register, engine)
        case "rename":
            register.put([replace(known, names=renamed(known.names, row.language, row.name))])
        case "hide":
            register.put([replace(known, hidden=True)])
        case "refuse":
            register.refuse(row.entity, row.other)
    return 0


def _divided(row: Decision, known: Known, register: Register, engine: Engine) -> int:
    """Somebody else of the same name, in the documents that mention certain others."""
    beside = row.other.split()
    other = Known(other_id(known.id, beside), known.type, known.names, known.keys)
    register.put([replace(other, names=tuple(replace(n, kind="seen") for n in known.names if n.kind != "short"))])
    both = And((Keyword("entity", known.id), Or(tuple(Keyword("entity", one) for one in beside))))
    changed = _change(engine, register, known.id, lambda m: given_to(m, other.id), both)
    register.divide(Perhaps(known.id, other.id, tuple(beside), changed, True))
    return changed


def _united(known: Known, register: Register, engine: Engine) -> int:
    """One person again, in the documents of all of that name."""
    changed = 0
    for two in register.divisions(known.id):
        if two.sure and two.entity == known.id:
            register.retire(two.other, known.id)
            changed += _change(engine, register, two.other, lambda m: given_to(m, known.id))
    register.unite(known.id)
    return changed


def _merged(known: Known, other: Known) -> Known:
    """An entity with the names of another behind its own."""
    listed = {(name.language, name.name) for name in known.names}
    more = tuple(replace(n, rank=n.rank + 1) for n in other.names if (n.language, n.name) not in listed)
    return replace(known, names=(*known.names, *more), keys=known.keys | other.keys)


def _parted(known: Known, form: str) -> tuple[Known, Known]:
    """The entity of a form alone, and what is left of the one that had it."""
    own = tuple(name for name in known.names if fold(name.name) == form)
    rest = tuple(name for name in known.names if fold(name.name) != form)
    keys = frozenset(key for name in own for key in names.keys(name.name))
    alone = Known(own_id(known.type, [form]), known.type, tuple(replace(n, kind="seen") for n in own), keys)
    return alone, replace(known, names=rest)


def _change(engine: Engine, register: Register, entity: str, change: Change, where: Node | None = None) -> int:
    """Gives the documents of an entity their mentions anew; how many they are."""
    return rewrite(
        engine,
        register,
        (
            replace(document, mentions=tuple(change(m) if m.entity == entity else m for m in document.mentions))
            for document in engine.scan(where or Keyword("entity", entity))
        ),
    )

"""The register: a database beside the index, or one that machines share, committed before the engine's index.

Every index entry carries the generation it was made with. What is in the register follows from the gazetteer, the
documents and people's decisions; `redirect` alone remembers: an id that was merged away leads to the one it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import local

from search.database import Where, connect
from search.database.among import MOST_VARIABLES
from search.errors import NotFound
from search.register.known import Known, Name, Perhaps, starts
from search.register.labels import fold, label
from search.register.schema import PUT_DIVISION, PUT_ENTITY, PUT_REDIRECT, SCHEMA, TABLES, counted, division
from search.types import Entity, EntityType, Named

#: Entities that are kept in memory; a long export meets them all.
_MOST_KNOWN = 100_000


class Register:
    """The entities of one archive. One connection a process; open it after a fork."""

    def __init__(self, where: Where, writing: bool = False) -> None:
        self._database = connect(where)
        self._known: dict[str, Entity | None] = {}
        self._labels: dict[str, dict[str, Named]] = {}
        self._current: dict[str, str] = {}
        self._version = -1
        self._still = local()
        if writing:
            self._database.set_up(SCHEMA)

    def generation(self) -> int:
        """How many times the register has been changed."""
        return int(self._database.execute("SELECT number FROM generation")[0][0])

    @contextmanager
    def still(self) -> Iterator[None]:
        """Within, this thread sees the entities as they are now: it asks only once whether anybody changed them."""
        self._forget_when_changed()
        depth = getattr(self._still, "depth", 0)
        self._still.depth = depth + 1
        try:
            yield
        finally:
            self._still.depth = depth

    def get(self, ids: Iterable[str]) -> dict[str, Entity]:
        """The entities of these ids, names best first; an id that is not there is left out."""
        self._forget_when_changed()
        if len(self._known) > _MOST_KNOWN:
            self._known = {}
        known = self._known  # another thread may begin anew meanwhile
        wanted = list(dict.fromkeys(ids))
        missing = [id_ for id_ in wanted if id_ not in known]
        for at in range(0, len(missing), MOST_VARIABLES):
            known.update(self._load(missing[at : at + MOST_VARIABLES]))
        return {id_: entity for id_ in wanted if (entity := known.get(id_))}

    def labels(self, ids: Iterable[str], language: str) -> dict[str, Named]:
        """Each entity as shown to a reader of `language`; hidden ones are left out."""
        self._forget_when_changed()
        if len(self._labels.get(language, ())) > _MOST_KNOWN:
            self._labels[language] = {}
        known = self._labels.setdefault(language, {})
        wanted = dict.fromkeys(ids)
        try:
            return {id_: known[id_] for id_ in wanted}
        except KeyError:
            missing = [id_ for id_ in wanted if id_ not in known]
            known |= {id_: label(entity, language) for id_, entity in self.get(missing).items()}
            return {id_: known[id_] for id_ in wanted if id_ in known}

    def called(self, name: str, short: bool = True) -> list[Entity]:
        """The entities that have this name, however it is typed; `short`: also by their last word alone."""
        kinds = "" if short else "AND kind <> 'short'"
        statement = f"SELECT DISTINCT entity FROM name WHERE folded = ? {kinds} ORDER BY entity"
        ids = [row[0] for row in self._database.execute(statement, (fold(name),))]
        return list(self.get(ids).values())

    def beginning(self, text: str, limit: int) -> list[Entity]:
        """Entities one of whose names has a word that begins so, however it is typed; the shortest names first."""
        if not (start := fold(text)):
            return []
        order = "GROUP BY entity ORDER BY min(length), entity LIMIT ?"
        statement = f"SELECT entity FROM start WHERE text >= ? AND text < ? {order}"
        rows = self._database.execute(statement, (start, f"{start}\U0010ffff", limit))
        return list(self.get(row[0] for row in rows).values())

    def alike(self, keys: Iterable[str], kind: EntityType) -> list[str]:
        """The ids of entities of a type that share one of these keys; those that share most come first."""
        wanted, found = list(keys), Counter[str]()
        for at in range(0, len(wanted), MOST_VARIABLES):
            asked = wanted[at : at + MOST_VARIABLES]
            any_of = f"key IN ({','.join('?' * len(asked))}) AND entity LIKE ?"
            statement = f"SELECT entity, COUNT(*) FROM key WHERE {any_of} GROUP BY entity"
            found.update(dict(self._database.execute(statement, (*asked, f"{kind}:%"))))
        return sorted(found, key=lambda id_: (-found[id_], id_))

    def names(self, identifier: str) -> list[Name]:
        """All names of an entity, the best first in each language."""
        statement = "SELECT language, name, kind, rank FROM name WHERE entity = ? ORDER BY language, kind, rank, name"
        return [Name(*row) for row in self._database.execute(statement, (identifier,))]

    def known(self, identifier: str) -> Known:
        """All that is kept of an entity. Raises NotFound."""
        found = self._database.execute("SELECT type, part_of, hidden FROM entity WHERE id = ?", (identifier,))
        if not found:
            raise NotFound(what="entity", value=identifier)
        row = found[0]
        keys = self._database.execute("SELECT key FROM key WHERE entity = ?", (identifier,))
        names = tuple(self.names(identifier))
        return Known(identifier, row[0], names, frozenset(key for (key,) in keys), row[1], bool(row[2]))

    def identify(self, value: str) -> str:
        """The id that an id leads to, or of the one entity that has a name. Raises NotFound."""
        current = self.current(value)
        if self.get([current]):
            return current
        called = self.called(value)
        if len(called) != 1:
            what = "entity" if not called else f"single entity ({', '.join(one.id for one in called)} are)"
            raise NotFound(what=f"{what} called", value=value)
        return called[0].id

    def parts(self, identifier: str) -> list[str]:
        """The ids of the entities that are part of this one."""
        rows = self._database.execute("SELECT id FROM entity WHERE part_of = ? ORDER BY id", (identifier,))
        return [row[0] for row in rows]

    def suggestions(self, identifier: str) -> list[tuple[str, float]]:
        """Entities that may be the same one, and how alike their names are (0..1), the most alike first."""
        statement = "SELECT a, b, score FROM suggestion WHERE a = ? OR b = ? ORDER BY score DESC, a, b"
        rows = self._database.execute(statement, (identifier, identifier))
        return [(b if a == identifier else a, score) for a, b, score in rows]

    def divisions(self, identifier: str) -> list[Perhaps]:
        """Who else an entity is or may be in some documents, or of whom it is one of two; the most documents first."""
        statement = "SELECT * FROM division WHERE entity = ? OR (other = ? AND sure = 1) ORDER BY documents DESC, other"
        rows = self._database.execute(statement, (identifier, identifier))
        return [Perhaps(a, b, tuple(beside.split()), documents, bool(sure)) for a, b, beside, documents, sure in rows]

    def current(self, identifier: str) -> str:
        """The id that an id leads to now: itself, unless it was merged away."""
        self._forget_when_changed()
        if len(self._current) > _MOST_KNOWN:
            self._current = {}
        known = self._current
        if identifier not in known:
            seen, now = {identifier}, identifier
            while rows := self._database.execute("SELECT new FROM redirect WHERE old = ?", (now,)):
                now = str(rows[0][0])
                if now in seen:
                    break
                seen.add(now)
            known[identifier] = now
        return known[identifier]

    def all(self) -> Iterator[str]:
        """Every id, in order."""
        return (row[0] for row in self._database.execute("SELECT id FROM entity ORDER BY id"))

    def put(self, known: Iterable[Known]) -> int:
        """Adds or replaces entities in one commit; the new generation. Nothing to add: the present one."""
        entities = list(known)
        if not entities:
            return self.generation()
        with self._database.transaction():
            self._write(entities)
            generation = counted(self._database)
        self._forget()
        return generation

    def replace(
        self,
        known: Sequence[Known],
        suggestions: Iterable[tuple[str, str, float]],
        redirects: Iterable[tuple[str, str]],
        divisions: Iterable[Perhaps] = (),
    ) -> int:
        """The whole register anew in one commit; redirects are added to those there are. The new generation."""
        with self._database.transaction():
            for table in TABLES:
                self._database.execute(f"DELETE FROM {table}")
            self._write(known)
            self._database.executemany("INSERT INTO suggestion VALUES (?, ?, ?)", sorted(suggestions))
            self._database.executemany("INSERT INTO division VALUES (?, ?, ?, ?, ?)", map(division, divisions))
            ids = {one.id for one in known}
            self._database.executemany(PUT_REDIRECT, redirects)
            self._database.executemany("DELETE FROM redirect WHERE old = ?", [(id_,) for id_ in sorted(ids)])
            self._database.execute("DELETE FROM relinked")
            generation = counted(self._database)
        self._forget()
        return generation

    def relinked(self) -> int:
        """How many documents the archive had when the last relink came to its end; 0: none ever did."""
        rows = self._database.execute("SELECT documents FROM relinked")
        return int(rows[0][0]) if rows else 0

    def unsettle(self) -> None:
        """Forgets that there was a relink: the next run that settles names is one."""
        with self._database.transaction():
            self._database.execute("DELETE FROM relinked")

    def finish(self, documents: int) -> None:
        """Keeps that the relink of so many documents came to its end."""
        with self._database.transaction():
            self._database.execute("INSERT INTO relinked VALUES (?)", (documents,))

    def advance(self, generation: int) -> None:
        """Goes on counting from a generation that entries of the index carry already."""
        with self._database.transaction():
            self._database.execute("UPDATE generation SET number = ? WHERE number < ?", (generation, generation))

    def retire(self, old: str, new: str) -> int:
        """Takes an entity out and lets its id lead to another, which its parts are part of now. The new generation."""
        execute = self._database.execute
        with self._database.transaction():
            for table, column in (("entity", "id"), ("name", "entity"), ("key", "entity"), ("start", "entity")):
                execute(f"DELETE FROM {table} WHERE {column} = ?", (old,))
            execute("DELETE FROM suggestion WHERE a = ? OR b = ?", (old, old))
            execute("UPDATE entity SET part_of = ? WHERE part_of = ?", (new, old))
            execute(PUT_REDIRECT, (old, new))
            execute("DELETE FROM redirect WHERE old = ?", (new,))
            generation = counted(self._database)
        self._forget()
        return generation

    def refuse(self, one: str, other: str) -> None:
        """Suggests two entities no longer as the same."""
        pair = tuple(sorted((one, other)))
        with self._database.transaction():
            self._database.execute("DELETE FROM suggestion WHERE a = ? AND b = ?", pair)

    def divide(self, found: Perhaps) -> None:
        """Keeps that somebody is two."""
        with self._database.transaction():
            self._database.execute(PUT_DIVISION, division(found))

    def unite(self, identifier: str) -> None:
        """Says no longer that an entity is or may be two."""
        with self._database.transaction():
            self._database.execute("DELETE FROM division WHERE entity = ?", (identifier,))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def _write(self, entities: Sequence[Known]) -> None:
        execute = self._database.executemany
        ids = [(one.id,) for one in entities]
        execute("DELETE FROM name WHERE entity = ?", ids)
        execute("DELETE FROM key WHERE entity = ?", ids)
        execute("DELETE FROM start WHERE entity = ?", ids)
        rows = [(one.id, one.type, one.part_of, int(one.hidden)) for one in entities]
        execute(PUT_ENTITY, rows)
        names = {(one.id, n.language, n.name): (fold(n.name), n.kind, n.rank) for one in entities for n in one.names}
        execute(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", [(*place, *rest) for place, rest in sorted(names.items())]
        )
        ends = [
            (one.id, start, length) for one in entities for start, length in starts(fold(n.name) for n in one.names)
        ]
        execute("INSERT INTO start VALUES (?, ?, ?)", ends)
        execute("INSERT INTO key VALUES (?, ?)", [(key, one.id) for one in entities for key in sorted(one.keys)])

    def _load(self, ids: Sequence[str]) -> dict[str, Entity | None]:
        found: dict[str, Entity | None] = dict.fromkeys(ids)
        marks = ",".join("?" * len(ids))
        names: dict[str, dict[str, list[str]]] = {}
        statement = (
            f"SELECT entity, language, name FROM name WHERE entity IN ({marks}) AND kind <> 'short' "
            "ORDER BY entity, language, kind, rank, name"
        )
        for id_, language, name in self._database.execute(statement, ids):
            names.setdefault(id_, {}).setdefault(language, []).append(name)
        statement = f"SELECT id, type, part_of FROM entity WHERE id IN ({marks}) AND hidden = 0"
        for id_, type_, part_of in self._database.execute(statement, ids):
            by_language = {language: tuple(found) for language, found in names.get(id_, {}).items()}
            found[id_] = Entity(id_, type_, by_language, part_of)
        return found

    def _forget_when_changed(self) -> None:
        if getattr(self._still, "depth", 0):
            return
        version = self.generation()
        if version != self._version:
            self._forget()
            self._version = version

    def _forget(self) -> None:
        self._known, self._labels, self._current = {}, {}, {}

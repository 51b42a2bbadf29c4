"""The archive as one thing: composes query, engine, register, facets and highlights into one answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

from search import advice, alike, compounds, cursor, expansion, facet_values, facets, profiles, suggest
from search.alike import Alike, Copies
from search.engines.base import DEEPEST, EXPANSIONS, Info
from search.engines.stored import mentioned
from search.errors import NotFound
from search.facet_values import Values, Wanted
from search.profiles import Profile
from search.register import Register, label
from search.snippets import maker
from search.store import Store
from search.suggest import Offer
from search.types import (
    Buckets,
    DateFilter,
    Document,
    Found,
    Hit,
    Matches,
    Named,
    Note,
    Position,
    Query,
    Request,
    Results,
    Snippet,
)

#: Values of a facet and how many documents have each, by the name of the facet.
Counts = Mapping[str, tuple[tuple[str, int], ...]]
#: Entities named beside a hit; the document's own page names all.
ENTITIES_SHOWN = 8
#: Documents of a scan whose entities are looked up together.
TOGETHER = 200
#: Names that a scan keeps at hand.
MOST_NAMES = 50_000


class Archive:
    """An archive opened for reading. Open it after a fork; it sees each commit of a writer with the next search."""

    def __init__(self, store: Store, expansions: int = EXPANSIONS) -> None:
        self.store = store
        self._engine = store.engine(expansions=expansions)
        self._register = Register(store.register)

    @classmethod
    def open(cls, path: str | Path, expansions: int = EXPANSIONS) -> Archive:
        """The archive in a folder; a prefix may stand for `expansions` words.

        Raises ArchiveMissing, ArchiveStale, ArchiveDamaged.
        """
        return cls(Store.open(Path(path)), expansions)

    def search(self, query: Query, snippets: bool = True) -> Results:
        """The hits of one page, exact totals, facets, and notes on what a reader should know.

        `snippets` False leaves the hits without any, and their documents without bodies, for scripts that only list.
        Raises BadCursor, BadQuery (too many expansions), EngineDown.
        """
        with self._register.still():
            return self._answer(query, snippets)

    def _answer(self, query: Query, snippets: bool) -> Results:
        started = time.perf_counter()
        asked = query
        after = cursor.read(asked.cursor, asked) if asked.cursor else None
        query = self.meant(asked)
        info = self._engine.info()
        counted = facets.buckets(query, info.first_day, info.last_day)
        request = Request(query.tree, query.filters, query.sort, query.size, after, counted, bodies=snippets)
        matches = self._engine.search(request)
        language = query.ui
        ids = [value for value, _ in matches.buckets.get("entity", ())]
        whom = [mentioned(match.document) for match in matches.hits]
        ids += chain.from_iterable(whom)
        names = self._register.labels(ids, language)
        shown = maker(query.tree) if snippets else _no_snippets
        return Results(
            query=query,
            total=matches.total,
            hits=tuple(
                [
                    Hit(m.document, m.score, shown(m.document), _named(its, names)[:ENTITIES_SHOWN])
                    for m, its in zip(matches.hits, whom, strict=True)
                ]
            ),
            facets=facets.shown(matches.buckets, query, names, language),
            notes=(*advice.notes(self._engine, query, matches.total), *self._notes(query, matches, after)),
            next=cursor.write(matches.next, asked) if matches.next else None,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def scan(self, query: Query) -> Iterator[Found]:
        """Every hit of a query exactly once, in its order, as of the first step, whatever is committed meanwhile.

        Raises BadQuery, EngineDown, ArchiveDamaged, at the first step or a later one.
        """
        language = query.ui
        meant = self.meant(query)
        documents = self._engine.listed(meant.tree, meant.filters, meant.sort)
        names: dict[str, Named] = {}
        while several := list(islice(documents, TOGETHER)):
            if len(names) > MOST_NAMES:
                names = {}
            if unnamed := {id_ for one in several for id_ in one.mentioned if id_ not in names}:
                names |= self._register.labels(sorted(unnamed), language)
            for one in several:
                yield Found(one.document, _named(one.mentioned, names), one.body)

    def meant(self, query: Query) -> Query:
        """The query as it is searched: entities by their ids, other spellings of names and compounds beside them."""
        return expansion.expand(compounds.written_otherwise(query, self._engine), self._register, self._engine)

    def widened(self, query: Query) -> Query:
        """The same for one of a list of names: also the entity that is surely called so in another spelling."""
        return expansion.widen(compounds.written_otherwise(query, self._engine), self._register, self._engine)

    def count(self, query: Query, buckets: tuple[Buckets, ...]) -> tuple[int, Counts]:
        """How many documents a query that is `meant` or `widened` finds, and how many of each bucket."""
        matches = self._engine.search(Request(query.tree, query.filters, size=0, buckets=buckets))
        return matches.total, matches.buckets

    def document(self, identifier: str) -> Document:
        """One document, whole. Raises NotFound."""
        document = self._engine.get(identifier)
        if document is None:
            raise NotFound(what="document", value=identifier)
        return document

    def names(self, document: Document, language: str) -> dict[str, Named]:
        """The entities a document mentions, by id, as a reader of `language` calls them."""
        return self._register.labels((m.entity for m in document.mentions if m.entity), language)

    def copies(self, document: Document) -> Copies:
        """The other documents with the same text as this one."""
        return alike.copies(self._engine, document)

    def copied(self, documents: Iterable[Document]) -> dict[str, int]:
        """How many others have the same text as each of these, by id; only those that have any."""
        return alike.copied(self._engine, documents)

    def alike(self, document: Document, limit: int = 5) -> list[Alike]:
        """Other documents on the same matter, in any language, the most alike first."""
        return alike.alike(self._engine, document, limit)

    def entity(self, identifier: str, language: str) -> Profile:
        """What is known of an entity, under its id or one that was merged into it. Raises NotFound."""
        current = self._register.current(identifier)
        found = self._register.get([current]).get(current)
        if found is None:
            raise NotFound(what="entity", value=identifier)
        return profiles.profile(found, self._register, self._engine, language)

    def leads_to(self, identifier: str) -> str:
        """The id that an id leads to now: itself, unless it was merged away."""
        return self._register.current(identifier)

    def entities(self, text: str, language: str, limit: int = 20) -> list[Named]:
        """Entities with a name that begins so, in any script, as a reader of `language` calls them."""
        return [label(entity, language) for entity in self._register.beginning(text, limit)]

    def facet(self, query: Query, wanted: Wanted, start: int, size: int) -> Values:
        """A page of all values of a facet under a query. Raises NotFound, BadQuery."""
        return facet_values.values(self._engine, self._register, self.meant(query), wanted, start, size)

    def state(self) -> str:
        """What every answer follows from: it changes with each commit, each decision on names, each rebuild."""
        manifest = self.store.manifest
        return f"{manifest.build}-{manifest.fingerprint}-{self._engine.info().commit}-{self._register.generation()}"

    def suggest(self, text: str, language: str) -> list[Offer]:
        """What somebody who has typed `text` may go on to, called as a reader of `language` calls it."""
        return suggest.suggest(text, self._register, self._engine, language)

    def info(self) -> Info:
        """How many documents, which commit, how large."""
        return self._engine.info()

    def close(self) -> None:
        """Lets go of the files."""
        self._engine.close()
        self._register.close()

    def _notes(self, query: Query, matches: Matches, after: Position | None) -> list[Note]:
        notes = list(matches.notes)
        if query.sort == "relevance" and after and after.commit != matches.commit:
            notes.append(Note("changed-since"))
        if query.sort == "relevance" and matches.total > DEEPEST:
            notes.append(Note("deep-paging", {"limit": DEEPEST}))
        if hidden := _hidden_undated(query, matches):
            notes.append(Note("undated-hidden", {"count": hidden}))
        return notes


def _hidden_undated(query: Query, matches: Matches) -> int:
    """How many undated documents a date filter leaves out, where the reader has not said what he wants of them."""
    dated = [f for f in query.filters if isinstance(f, DateFilter)]
    if not dated or query.options.get("undated") or any(f.undated for f in dated):
        return 0
    # Dates are counted without the filter by date.
    return dict(matches.buckets["year"])["none"]


def _no_snippets(document: Document) -> tuple[Snippet, ...]:
    return ()


def _named(ids: Iterable[str], names: Mapping[str, Named]) -> tuple[Named, ...]:
    """Those that have a name."""
    return tuple([names[id_] for id_ in ids if id_ in names])

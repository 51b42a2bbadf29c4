"""Names settled document by document, by sound and company, once the sure names of an archive are gathered.

First, full names that are surely one of the archive's are seen in every document, also where recognition saw none; then
the names that were seen so, which other scripts may be nearer to. Then, round by round, a document is asked for the
entities of documents that keep the same company: there a likely full name is enough, and a sure single word, if it is
no place that the language calls otherwise, nor the surname of one who is named in full. A mention moves only from an
entity of the register's own to one that is better known (a gazetteer's, of more scripts, of more documents). Every
round is decided on the state before it, so that the result does not depend on the order of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from indexer.company import Archive, Company
from indexer.decisions import Decisions
from indexer.entities.lexicon import is_common
from indexer.entities.tokens import words
from indexer.namesakes import Division
from indexer.naming import Cluster, is_full, last_word
from indexer.settling import Rank, given_to, settle
from indexer.sightings import Lookout, Sighting, Sought, compared
from search.analysis.scripts import script_of
from search.names.tokens import tokens
from search.register import Name, fold, is_own
from search.types import Document, Mention

#: What documents share (nats) before a likely full name, a sure single word, or a likely one is believed: a name that
#: one in a hundred documents has is worth 4.6.
SHARED, SHARED_FOR_ONE_WORD, SHARED_FOR_LIKELY_WORD = 4.0, 8.0, 16.0
ROUNDS = 3
#: How alike one word must be at least to a name that its language has for a place of the gazetteer.
CALLED = 0.1
#: Letters that a full name needs to be surely itself in any company.
LONG = 8
#: Names of one entity that are looked for.
MOST_NAMES = 12

#: Reads the documents of these ids, None for all.
Read = Callable[[frozenset[str] | None], Iterable[Document]]
Owned = Callable[[Document], tuple[Mention, ...]]


class Resolver:
    """Settles the mentions of an archive's documents; `owned`: a document's mentions with the gathered ids.

    Where only some documents are settled: `beside`, the entities of others, and the `archive` that all are of.
    """

    def __init__(
        self,
        clusters: Mapping[str, Cluster],
        decisions: Decisions,
        owned: Owned,
        beside: Mapping[str, frozenset[str]] | None = None,
        archive: Archive | None = None,
    ) -> None:
        self._beside = beside or {}
        self._archive = archive or Archive()
        self._clusters = clusters
        self._decisions = decisions
        self._owned = owned
        self._also: dict[str, set[str]] = {}
        self._present: dict[str, frozenset[str]] = {}
        self._settled: dict[str, tuple[Mention, ...]] = {}
        self._became: dict[str, frozenset[tuple[str, str]]] = {}
        self._asked: dict[str, int] = {}
        self._divided: dict[str, dict[str, str]] = {}
        self._ranks = {id_: _rank(cluster) for id_, cluster in clusters.items()}
        self._looked_for: dict[tuple[str, bool], list[Sought]] = {}

    def run(self, read: Read) -> None:
        """All rounds. A round reads a document only if what would be looked for in it is not what was."""
        everywhere = Lookout(one for id_ in sorted(self._clusters) for one in self._sought(id_, True))
        self._round(read(None), lambda document: (everywhere, {}))
        if self._also:
            # Scripts stand nearer to one another by turns: Juan is no خوان by its consonants, but Хуан is both.
            learned = Lookout(Sought.of(id_, self._clusters[id_].type, name) for id_, name in self._learned())
            self._round(read(None), lambda document: (learned, {}))
        for _ in range(ROUNDS):
            company = Company({**self._beside, **self._present}, self._archive)
            due = frozenset(document for document in sorted(self._present) if self._is_due(document, company))
            if not due:
                break
            self._round(read(due), partial(self._neighbours, company))

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """The mentions of a document as settled so far."""
        found, turned = self._settled.get(document.id) or self._owned(document), self._divided.get(document.id)
        if not turned:
            return found
        return tuple(given_to(m, turned[m.entity]) if m.entity in turned else m for m in found)

    @property
    def present(self) -> Mapping[str, frozenset[str]]:
        """The entities of each document as settled."""
        return self._present

    def divide(self, divisions: Iterable[Division]) -> None:
        """Gives the mentions of a person in some documents to somebody else of the same name."""
        for one in divisions:
            for document in one.documents:
                self._divided.setdefault(document, {})[one.entity] = one.other

    def _round(
        self, documents: Iterable[Document], asked: Callable[[Document], tuple[Lookout, Mapping[str, float]]]
    ) -> None:
        found: dict[str, tuple[Mention, ...]] = {}
        for document in documents:
            before = self.mentions(document)
            lookout, shared = asked(document)
            believed = (one for one in lookout.seen(document) if self._believed(one, shared.get(one.entity, 0.0)))
            called = _called(before)
            seen = [one for one in believed if one.full or self._is_place(one, document.language, called)]
            refused = self._decisions.is_refused
            after = settle(before, seen, self._ranks, refused, document.language) if seen else before
            if after != before:
                found[document.id] = after
            self._present[document.id] = frozenset(m.entity for m in after if m.entity)
            if after != before or document.id in self._settled:
                self._became[document.id] = became(self._owned(document), after)
        self._settled |= found
        gone = self._gone()
        for document_id, mentions in self._settled.items():
            self._settled[document_id] = mentions = tuple(self._moved(m, gone) for m in mentions)
            self._present[document_id] = frozenset(m.entity for m in mentions if m.entity)
            for mention in mentions:
                if mention.instead is not None and mention.entity:
                    self._learn(mention.entity, mention.name)

    def _learned(self) -> Iterator[tuple[str, str]]:
        """The full names that were seen by sound, and whose."""
        for id_ in sorted(self._also):
            yield from ((id_, name) for name in sorted(self._also[id_]) if is_full(fold(name)))

    def _learn(self, entity: str, name: str) -> None:
        if name not in self._also.setdefault(entity, set()):
            self._also[entity].add(name)
            for full_only in (True, False):
                self._looked_for.pop((entity, full_only), None)

    def _gone(self) -> dict[str, str]:
        """The register's own entities whose every recognised mention became the same other one."""
        turned: dict[str, set[str]] = {}
        here: Counter[str] = Counter()
        for document, entities in self._present.items():
            known: Iterable[tuple[str, str]] | None = self._became.get(document)
            pairs = [(one, one) for one in entities if is_own(one)] if known is None else known
            here.update({old for old, _ in pairs})
            for old, now in pairs:
                turned.setdefault(old, set()).add(now)
        here_alone = (old for old in turned if self._archive.mentioning.get(old, 0) <= here[old])
        return {old: min(turned[old]) for old in here_alone if len(turned[old]) == 1 and old not in turned[old]}

    def _is_due(self, document: str, company: Company) -> bool:
        """Whether what is to be looked for in a document, or what it holds, has changed since it was looked at."""
        enough = (SHARED, SHARED_FOR_ONE_WORD, SHARED_FOR_LIKELY_WORD)
        expected = company.expected(document, SHARED, SHARED_FOR_ONE_WORD)
        names = frozenset(
            (entity, sum(value >= least for least in enough), len(self._also.get(entity, ())))
            for entity, value in expected.items()
        )
        before, asked = self._asked.get(document), hash((names, self._settled.get(document)))
        self._asked[document] = asked
        return asked != before

    def _moved(self, mention: Mention, gone: Mapping[str, str]) -> Mention:
        """A mention that was seen as an entity whose every recognised mention went to another goes there too."""
        entity = mention.entity or ""
        for _ in gone if mention.instead is not None else ():
            if entity not in gone or gone[entity] == mention.entity:
                break
            entity = gone[entity]
        return mention if not entity else mention._replace(entity=entity, type=self._clusters[entity].type)

    def _neighbours(self, company: Company, document: Document) -> tuple[Lookout, Mapping[str, float]]:
        shared = company.expected(document.id, SHARED, SHARED_FOR_ONE_WORD)
        return Lookout(one for id_ in sorted(shared) for one in self._sought(id_, False)), shared

    def _believed(self, seen: Sighting, shared: float) -> bool:
        if not seen.likely or self._decisions.is_split(seen.type, fold(seen.name)):
            return False
        if seen.ordinary and is_own(seen.entity):
            return False
        if seen.full:
            return (seen.likely and shared >= SHARED) or (seen.sure and len(seen.name) > LONG)
        return shared >= (SHARED_FOR_ONE_WORD if seen.sure else SHARED_FOR_LIKELY_WORD)

    def _is_place(self, seen: Sighting, language: str, called: frozenset[str]) -> bool:
        """Whether one word may be the place it sounds like; `called`: what people may be called there in short.

        Other languages' names tell of sound, but the text is in a language that may have its own: no Russian Chen
        (Чен) is China (Китай), however much like چین it sounds.
        """
        if seen.type != "place":
            return True
        if fold(seen.name) in called:
            return False
        listed = (name.name for name in self._clusters[seen.entity].curated if name.language == language)
        own = [name for name in listed if script_of(name) == script_of(seen.name)]
        return not own or any(compared(seen.name, name, False)[0] >= CALLED for name in own)

    def _sought(self, identifier: str, full_only: bool) -> list[Sought]:
        """The names of an entity that are looked for; kept until it has another."""
        found = self._looked_for.get((identifier, full_only))
        if found is None:
            found = self._looked_for[identifier, full_only] = list(self._names(identifier, full_only))
        return found

    def _names(self, identifier: str, full_only: bool) -> Iterator[Sought]:
        """The names of places and people only: organisations are translated."""
        cluster = self._clusters.get(identifier)
        if cluster is None or cluster.hidden or cluster.type == "organization":
            return
        known = sorted(cluster.known().names, key=_as_looked_for)
        forms = dict.fromkeys(sorted(self._also.get(identifier, ())))
        forms |= dict.fromkeys(name.name for name in known if not (is_own(identifier) and _ordinary(name)))
        wanted = [name for name in forms if is_full(fold(name)) or not full_only][:MOST_NAMES]
        yield from (Sought.of(identifier, cluster.type, name) for name in wanted)


def _called(mentions: Iterable[Mention]) -> frozenset[str]:
    """What people who are named in full may be called in short."""
    return frozenset(fold(last_word(m.name)) for m in mentions if m.type == "person")


def became(before: Iterable[Mention], after: Iterable[Mention]) -> frozenset[tuple[str, str]]:
    """What each entity of the register's own became in one document."""
    now = [(m.field, m.start, m.end, m.entity or "") for m in after]
    return frozenset(
        (m.entity, entity)
        for m in before
        if m.entity and is_own(m.entity)
        for field, start, end, entity in now
        if field == m.field and start < m.end and m.start < end
    )


def _as_looked_for(name: Name) -> tuple[bool, int, str, str]:
    """The order in which names of one entity are looked for: those of the archive first."""
    return (name.kind != "seen", name.rank, name.language, name.name)


def _ordinary(name: Name) -> bool:
    """Whether a name as it was seen is made of common words only: Rock, Tropical Storm."""
    return name.kind == "seen" and all(is_common(word.lower(), name.language) for word in words(name.name))


def _rank(cluster: Cluster) -> Rank:
    """How well an entity is known: of a gazetteer, in how many scripts, in how many documents; then by its id."""
    scripts = {token.script for _, name in cluster.written for token in tokens(name)[:1]}
    return (not is_own(cluster.id), len(scripts), sum(cluster.forms.values()), cluster.id)

"""Names in a query: a name of one entity also finds that entity's documents in other scripts, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search import names
from search.advice import count
from search.engines.base import Engine
from search.query.words import Style, phrase, plain
from search.register import Register, fold, label
from search.spans import Span, clauses, spans
from search.types import ENTITY_TYPES, And, Entity, Keyword, KeywordFilter, Node, Not, Note, Or, Phrase, Query, Word

#: Forms of a name that a note shows.
MOST_FORMS = 4
#: Entities that a name which may mean several is offered for.
MOST_OFFERED = 5
#: Entities of a type whose names are compared with a name.
MOST_COMPARED = 200


def expand(query: Query, register: Register, engine: Engine) -> Query:
    """The query with `entity:` names as ids, and beside each name in its words the one entity that is called so.

    Notes say what was added or is only offered. `names=off`, or words as they are spelled: nothing is added nor
    offered; `as_typed`: not these.
    """
    resolved = _Resolver(register)
    tree = resolved.tree(query.tree)
    filters = tuple(
        replace(f, values=resolved.ids(f.values), excluded=resolved.ids(f.excluded))
        if isinstance(f, KeywordFilter) and f.facet == "entity"
        else f
        for f in query.filters
    )
    query = replace(query, tree=tree, filters=filters)
    notes = [*resolved.notes, *_parts(query, register)]
    if _in_every_script(query) and plain(tree):
        tree, more = _named(query, register, engine)
        notes += more
    return replace(query, tree=tree, notes=(*query.notes, *notes))


def widen(query: Query, register: Register, engine: Engine) -> Query:
    """The query as `expand` gives it; words that are no name of an entity also find the one surely called the same.

    For lists of names, which come in spellings of their own. What is given back is not to be expanded again.
    """
    query = expand(query, register, engine)
    told = any(note.code.startswith("names-") for note in query.notes)
    if _in_every_script(query) and plain(query.tree) and not told:
        asked = str(query.options.get("q", ""))
        found = list(_surely(asked, register))
        if len(found) == 1:
            note = _note("names-added", found[0], asked, query, {"without": count(engine, query, query.tree)})
            tree = Or((query.tree, Keyword("entity", found[0].id)))
            query = replace(query, tree=tree, notes=(*query.notes, note))
        else:
            offers = (_note("names-offered", entity, asked, query, {}) for entity in found[:MOST_OFFERED])
            query = replace(query, notes=(*query.notes, *offers))
    return replace(query, options={**query.options, "names": "off"})


def _in_every_script(query: Query) -> bool:
    """Whether names are searched in other spellings too: not where words are wanted as spelled, unless both are."""
    spelled = query.options.get("exact") == "on" or query.options.get("stem") == "off"
    return query.options.get("names", "off" if spelled else "on") == "on"


def _surely(name: str, register: Register) -> Iterator[Entity]:
    """The entities one of whose names is surely this one in another script or spelling (thresholds of the scripts)."""
    keys = names.keys(name)
    for kind in ENTITY_TYPES:
        for entity in register.get(register.alike(keys, kind)[:MOST_COMPARED]).values():
            person, known = kind == "person", (own for several in entity.names.values() for own in several)
            if any(names.verdict(name, own, person=person) == "sure" for own in known):
                yield entity


def _named(query: Query, register: Register, engine: Engine) -> tuple[Node, list[Note]]:
    """The tree with each entity that is surely meant beside its name; what was added, left out and only offered."""
    nodes = clauses(query.tree)
    found = spans(str(query.options.get("q", "")), nodes, register)
    as_typed = query.options.get("as_typed", ())
    added: list[tuple[Span, Entity]] = []
    notes: list[Note] = []
    for span in found:
        own = _together(query.tree, nodes[span.start : span.stop])
        if len(span.called) == 1 and span.called[0].id in as_typed:
            notes.append(_note("names-as-typed", span.called[0], span.text, query, {}))
        elif len(span.called) == 1 and _is_meant(query, own, span.called[0], engine):
            added.append((span, span.called[0]))
        else:
            notes += [_note("names-offered", entity, span.text, query, {}) for entity in span.called]
    told = []
    for one in added:
        without = count(engine, query, _with(query.tree, nodes, [other for other in added if other is not one]))
        told.append(_note("names-added", one[1], one[0].text, query, {"without": without}))
    return _with(query.tree, nodes, added), [*told, *notes[:MOST_OFFERED]]


def _with(tree: Node, nodes: Sequence[Node], added: Sequence[tuple[Span, Entity]]) -> Node:
    """The tree with the id of each entity beside the clauses that name it."""
    if not added:
        return tree
    beside: list[Node] = []
    reached = 0
    for span, entity in added:
        own = _together(tree, nodes[span.start : span.stop])
        beside += [*nodes[reached : span.start], Or((own, _named_in(own, entity)))]
        reached = span.stop
    beside += nodes[reached:]
    if len(beside) == 1:
        # What was typed is one name, its optional words included.
        return Or((tree, _named_in(own, added[0][1])))
    return And(tuple(beside), tree.optional) if isinstance(tree, And) else Or(tuple(beside))


def _named_in(own: Node, entity: Entity) -> Node:
    """What finds an entity beside the words that name it: its mentions; where these are of titles, its names there."""
    mentioned = Keyword("entity", entity.id)
    if not _titled(own):
        return mentioned
    forms = dict.fromkeys(form for several in entity.names.values() for form in several)
    return And((mentioned, Or(tuple(phrase(form, Style(title=True)) for form in forms))))


def _titled(node: Node) -> bool:
    """Whether words of a clause are looked for in titles only."""
    if isinstance(node, And | Or):
        return any(map(_titled, node.nodes))
    return isinstance(node, Word | Phrase) and node.title


def _together(tree: Node, nodes: Sequence[Node]) -> Node:
    """Some clauses of a tree, all or any of them wanted as in the whole."""
    if len(nodes) == 1:
        return nodes[0]
    return Or(tuple(nodes)) if isinstance(tree, Or) else And(tuple(nodes))


def _is_meant(query: Query, words: Node, entity: Entity, engine: Engine) -> bool:
    """Whether the documents with these words are mostly about the entity: a common word may be a name too."""
    of_entity = Keyword("entity", entity.id)
    both = count(engine, query, And((words, of_entity)))
    return both >= count(engine, query, And((words, Not(of_entity))))


def _note(code: str, entity: Entity, asked: str, query: Query, values: dict[str, object]) -> Note:
    named = label(entity, query.ui)
    forms = dict.fromkeys(own[0] for own in entity.names.values() if own and fold(own[0]) != fold(asked))
    return Note(code, {"entity": entity.id, "label": named.label, "forms": list(forms)[:MOST_FORMS], **values})


def _parts(query: Query, register: Register) -> Iterable[Note]:
    """For each chosen entity that has parts: that its parts are found too."""
    language = query.ui
    for chosen in query.filters:
        if isinstance(chosen, KeywordFilter) and chosen.facet == "entity":
            for identifier in chosen.values:
                if parts := register.parts(identifier):
                    labels = [named.label for named in register.labels([identifier, *parts], language).values()]
                    yield Note("parts-included", {"label": labels[0], "parts": labels[1:]})


class _Resolver:
    """What a person typed for an entity -> ids: an id as it is now, or the ids of all that are called so."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.notes: list[Note] = []

    def ids(self, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._register.current(value) for value in values)

    def tree(self, node: Node) -> Node:
        match node:
            case Keyword(facet="entity"):
                return self._keyword(node.value)
            case And():
                return And(tuple(map(self.tree, node.nodes)), tuple(map(self.tree, node.optional)))
            case Or():
                return Or(tuple(map(self.tree, node.nodes)))
            case Not():
                return Not(self.tree(node.node))
            case _:
                return node

    def _keyword(self, value: str) -> Node:
        identifier = self._register.current(value)
        if self._register.get([identifier]):
            return Keyword("entity", identifier)
        called = self._register.called(value)
        if not called:
            self.notes.append(Note("no-such-entity", {"name": value}))
        return Or(tuple(Keyword("entity", entity.id) for entity in called))

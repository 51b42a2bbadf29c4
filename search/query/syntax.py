"""The query language: Lucene syntax through luqum into our tree; what cannot be parsed is searched as words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from luqum import thread, tree
from luqum.exceptions import ParseError

from search.errors import BadQuery
from search.query import function_words, guard, words
from search.query.words import Style
from search.types import All, And, Fuzzy, Node, Not, Note, Or, Prefix

#: A field of the query language that is not text: its values -> a node. Raises BadParameter.
FieldReader = Callable[[str, str], Node]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, wide and deep a query may be; beyond them it is refused before anything runs."""

    characters: int = 2000
    clauses: int = 200
    depth: int = 20


@dataclass(frozen=True, slots=True)
class Parser:
    """Parses one query; `field` makes nodes of `language:`, `date:`, `source:`; `any_word`: OR by default."""

    field: FieldReader
    limits: Limits
    style: Style
    any_word: bool = False

    def parse(self, text: str) -> tuple[Node, tuple[Note, ...]]:
        """The tree of a query, and notes on what was not understood. Raises BadQuery beyond a limit."""
        text = guard.straighten(text)
        self._check(text)
        notes = [Note("unknown-field", {"field": name}) for name in dict.fromkeys(guard.unknown_fields(text))]
        unread = [text.rindex('"') + 1] if text.count('"') % 2 else []
        if not text.strip() or text.strip() == "*":
            return All(), tuple(notes)
        try:
            node = _Converter(self, notes).convert(_luqum(guard.guard(text)), self.style)
        except ParseError as error:
            unread.append(_position(str(error), text))
            node = self.join(words.clauses(guard.plain(text), self.style))
        if unread:
            notes.append(Note("not-parsed", {"position": min(unread)}))
        if node == Or(()) or node == And(()):
            notes.append(Note("no-words"))
            node = Or(())
        return node, tuple(notes)

    def join(self, nodes: Iterable[Node]) -> Node:
        """Several clauses by the default operator."""
        several = tuple(nodes)
        if len(several) == 1:
            return several[0]
        return Or(several) if self.any_word else And(several)

    def _check(self, text: str) -> None:
        pieces = len(re.findall(r"""[^\s()"]+""", text))
        for what, found, limit in (
            ("characters", len(text), self.limits.characters),
            ("words and operators", pieces, self.limits.clauses),
            ("nested parentheses", guard.depth(text), self.limits.depth),
        ):
            if found > limit:
                raise BadQuery(found=found, what=what, limit=limit)


class _Converter:
    """luqum's tree -> ours."""

    def __init__(self, parser: Parser, notes: list[Note]) -> None:
        self.parser = parser
        self.notes = notes

    def convert(self, item: tree.Item, style: Style) -> Node:
        match item:
            case tree.UnknownOperation():
                return self._implicit(item.operands, style)
            case tree.AndOperation():
                return And(tuple(self.convert(child, style) for child in item.operands))
            case tree.OrOperation():
                return Or(tuple(self.convert(child, style) for child in item.operands))
            case tree.Not() | tree.Prohibit():
                return Not(self.convert(item.a, style))
            case tree.Group() | tree.FieldGroup():
                return self.convert(item.expr, style)
            case tree.Plus():
                return self.convert(item.a, style)
            case tree.SearchField():
                return self._field(item, style)
            case tree.Phrase():
                return words.phrase(item.value[1:-1], style)
            case tree.Proximity():
                self.notes.append(Note("proximity-ignored", {"text": str(item).strip()}))
                return self.convert(item.term, style)
            case tree.Fuzzy():
                return self._fuzzy(item, style)
            case _:
                return self._run([item], style)

    def _implicit(self, operands: Iterable[tree.Item], style: Style) -> Node:
        """Words side by side. luqum binds them weaker than OR; here they bind like AND, before OR."""
        rows: list[list[tree.Item]] = [[]]
        for operand in operands:
            first, *others = operand.operands if isinstance(operand, tree.OrOperation) else [operand]
            rows[-1].append(first)
            rows.extend([other] for other in others)
        nodes = tuple(self._row(row, style) for row in rows)
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def _row(self, row: list[tree.Item], style: Style) -> Node:
        required: list[Node] = []
        wanted: list[Node] = []
        typed: list[Node] = []
        run: list[tree.Item] = []
        for item in [*row, None]:
            if isinstance(item, tree.Word) and not item.value.endswith("*"):
                run.append(item)
                continue
            if run:
                typed.extend(words.clauses(self._text(run), style))
                run = []
            if isinstance(item, tree.Not | tree.Prohibit | tree.Plus):
                required.append(self.convert(item, style))
            elif item is not None and (node := self.convert(item, style)) != Or(()):  # a phrase without a word
                wanted.append(node)
        if not self.parser.any_word:
            return self._all(typed, [*wanted, *required], style)
        wanted = [*typed, *wanted]
        if not required:
            return self.parser.join(wanted)
        if not wanted or any(isinstance(item, tree.Plus) for item in row):
            return And(tuple(required), tuple(wanted))
        return And((*required, Or(tuple(wanted))))

    def _all(self, typed: list[Node], others: list[Node], style: Style) -> Node:
        """All of them; but function words among the words typed bare need not be there, in a longer query."""
        required, optional = function_words.split(typed)
        if not optional or style.exact:
            return self.parser.join([*typed, *others])
        self.notes.append(Note("words-optional", {"words": [words.typed(clause) for clause in optional]}))
        return And((*required, *others), tuple(optional))

    def _run(self, items: list[tree.Item], style: Style) -> Node:
        text = self._text(items)
        if text == "*":
            return All()
        if text.endswith("*") and (found := words.surfaces(text[:-1])):
            *whole, last = found
            nodes = [*words.clauses(" ".join(whole), style), Prefix(last, style.title)]
            return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
        return self.parser.join(words.clauses(text, style))

    def _text(self, items: list[tree.Item]) -> str:
        text = " ".join(re.sub(r"\\(.)", r"\1", item.value) if hasattr(item, "value") else str(item) for item in items)
        if "*" in text[:-1]:
            self.notes.append(Note("wildcard-inside", {"text": text}))
        return text

    def _fuzzy(self, item: tree.Fuzzy, style: Style) -> Node:
        distance = int(item.degree) if re.search(r"~\d", str(item)) else 1
        found = words.surfaces(self._text([item.term]))
        if distance > 2:
            self.notes.append(Note("fuzzy-limited", {"text": str(item).strip(), "limit": 2}))
        if not distance or not found:
            return self._run([item.term], style)
        nodes = tuple(Fuzzy(surface, min(distance, 2), style.title) for surface in found)
        return nodes[0] if len(nodes) == 1 else And(nodes)

    def _field(self, item: tree.SearchField, style: Style) -> Node:
        if item.name == "title":
            return self.convert(item.expr, replace(style, title=True))
        return self._values(item.name, item.expr)

    def _values(self, name: str, item: tree.Item) -> Node:
        """The values of a field that is not text, with the operators between them."""
        match item:
            case tree.Group() | tree.FieldGroup():
                return self._values(name, item.expr)
            case tree.OrOperation() | tree.UnknownOperation():
                return Or(tuple(self._values(name, child) for child in item.operands))
            case tree.AndOperation():
                return And(tuple(self._values(name, child) for child in item.operands))
            case tree.Not() | tree.Prohibit():
                return Not(self._values(name, item.a))
            case _:
                return self.parser.field(name, re.sub(r"\\(.)", r"\1", str(item)).strip().strip('"'))


def _luqum(text: str) -> tree.Item:
    return thread.parse(text)


def _position(message: str, text: str) -> int:
    """Where luqum stopped, as a place in the query (1 is its first character); its end where it does not say."""
    found = re.search(r"position (\d+)", message)
    if not found:
        return len(text)
    guarded = guard.guard(text)[: int(found[1])]
    return len(re.sub(r"\\(?=.)", "", guarded)) + 1

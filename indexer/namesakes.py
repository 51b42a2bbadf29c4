"""Two people of one name: told apart by the company they keep, their titles and their time.

The documents that name a person fall into groups that share nobody and nothing else with each other. Groups of people
whom no gazetteer knows are surely two where a language gives both titles and none to both, or where more than a
lifetime lies between them; else that they may be two is only said. What people decided stands over it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.decisions import Decisions
from indexer.document import searched_texts
from indexer.entities.folding import fold
from indexer.entities.lexicon import cues
from indexer.naming import other_id
from search.register import is_own
from search.types import Document, Mention

#: A group says something from so many documents, and so many others mentioned in them, on.
DOCUMENTS, COMPANY = 2, 4
#: Years between the documents of two groups that no one person is in the news for.
LIFETIME = 70
#: Characters before a name in which its title stands.
_BEFORE = 30
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Division:
    """Documents in which a name of `entity` is somebody else's: `other`, whom these others are mentioned with."""

    entity: str
    other: str
    beside: tuple[str, ...]
    documents: frozenset[str]
    sure: bool


@dataclass(slots=True)
class _Seen:
    """What documents tell of a person: the titles that each gives, with its language, and its year."""

    titles: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)


class Namesakes:
    """`present`: the entities of each document of an archive."""

    def __init__(self, present: Mapping[str, frozenset[str]], decisions: Decisions) -> None:
        self._present = present
        self._decisions = decisions
        self._documents: dict[str, set[str]] = defaultdict(set)
        for document, entities in present.items():
            for entity in entities:
                if entity.startswith("person:"):
                    self._documents[entity].add(document)
        self._seen: dict[str, _Seen] = {
            entity: _Seen() for entity, found in self._documents.items() if self._may_be_two(entity, found)
        }

    def __bool__(self) -> bool:
        return bool(self._seen)

    def see(self, document: Document, mentions: Iterable[Mention]) -> None:
        """Takes note of the titles and the year that a document gives to people who may be two."""
        texts = dict(searched_texts(document))
        for mention in mentions:
            seen = self._seen.get(mention.entity or "")
            if seen is None:
                continue
            if document.date:
                seen.years[document.id] = document.date.first.year
            before = _WORDS.findall(texts[mention.field][max(0, mention.start - _BEFORE) : mention.start])[-1:]
            titles = (fold(word) for word in before)
            known = {(document.language, one) for one in titles if "person" in cues(document.language).get(one, ())}
            seen.titles.setdefault(document.id, set()).update(known)

    def divisions(self) -> list[Division]:
        """Who is two, surely or perhaps, in the order of ids."""
        found: list[Division] = []
        for entity in sorted(self._seen):
            decided = list(self._decided(entity))
            found += decided or self._by_company(entity)
        return found

    def _may_be_two(self, entity: str, documents: set[str]) -> bool:
        if entity in self._decisions.divided or entity in self._decisions.united:
            return entity in self._decisions.divided
        return is_own(entity) and len(documents) >= 2 * DOCUMENTS

    def _decided(self, entity: str) -> Iterable[Division]:
        for beside, other in self._decisions.divided.get(entity, ()):
            documents = {one for one in self._documents[entity] if not self._present[one].isdisjoint(beside)}
            if documents:
                yield Division(entity, other, beside, frozenset(documents), True)

    def _by_company(self, entity: str) -> Iterable[Division]:
        groups = [group for group in self._groups(entity) if self._says_something(entity, group)]
        for group in groups[1:]:
            beside = self._cover(entity, group)
            sure = self._is_another(entity, groups[0], group)
            yield Division(entity, other_id(entity, beside), beside, frozenset(group), sure)

    def _groups(self, entity: str) -> list[set[str]]:
        """The documents of a person in groups that share nothing else, the largest first."""
        groups: list[tuple[set[str], set[str]]] = []
        for document in sorted(self._documents[entity]):
            company, documents = set(self._present[document]) - {entity}, {document}
            apart = []
            for others, found in groups:
                if company.isdisjoint(others):
                    apart.append((others, found))
                else:
                    company |= others
                    documents |= found
            groups = [*apart, (company, documents)]
        return sorted((found for _, found in groups), key=lambda found: (-len(found), min(found)))

    def _says_something(self, entity: str, group: set[str]) -> bool:
        company = set[str]().union(*(self._present[document] for document in group))
        return len(group) >= DOCUMENTS and len(company - {entity}) >= COMPANY

    def _cover(self, entity: str, group: set[str]) -> tuple[str, ...]:
        """The fewest others, about, one of whom is in each of these documents."""
        left, chosen = set(group), []
        while left:
            counts = Counter(one for document in left for one in self._present[document] if one != entity)
            if not counts:
                break
            best = min(counts, key=lambda one: (-counts[one], one))
            chosen.append(best)
            left = {document for document in left if best not in self._present[document]}
        return tuple(sorted(chosen))

    def _is_another(self, entity: str, group: set[str], other: set[str]) -> bool:
        seen = self._seen[entity]
        titles = [self._titles(seen, found) for found in (group, other)]
        for language in titles[0].keys() & titles[1].keys():
            if titles[0][language].isdisjoint(titles[1][language]):
                return True
        years = [[seen.years[document] for document in found if document in seen.years] for found in (group, other)]
        if not all(years):
            return False
        return max(min(years[0]) - max(years[1]), min(years[1]) - max(years[0])) > LIFETIME

    @staticmethod
    def _titles(seen: _Seen, group: set[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for document in group:
            for language, title in seen.titles.get(document, ()):
                found[language].add(title)
        return found

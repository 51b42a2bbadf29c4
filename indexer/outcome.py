"""What the register will hold once all names of an archive are gathered and settled."""

from __future__ import annotations

from functools import cached_property

from indexer.gathering import Gathered
from indexer.naming import Cluster
from indexer.resolving import Resolver
from search.register import Known, is_own
from search.types import Document


class Outcome:
    """What the register will hold: the entities that documents mention in the end, and the wholes of these."""

    def __init__(self, gathered: Gathered, resolver: Resolver) -> None:
        self._gathered = gathered
        self._resolver = resolver
        self._written: dict[str, dict[tuple[str, str], int]] = {}
        self._now: dict[str, set[str]] = {}

    def count(self, document: Document) -> None:
        """Takes note of the names of one document, each once, and of what became of the ids it still carries."""
        mentions = self._resolver.mentions(document)
        for entity, name in sorted({(m.entity or "", m.name) for m in mentions}):
            written = self._written.setdefault(entity, {})
            written[document.language, name] = written.get((document.language, name), 0) + 1
        now = {(m.field, m.start): m.entity for m in mentions}
        for mention in document.mentions:
            if mention.entity and is_own(mention.entity):
                self._now.setdefault(mention.entity, set()).add(now.get((mention.field, mention.start)) or "")

    @cached_property
    def entities(self) -> list[Cluster]:
        """The entities, by id, with their names as documents write them in the end."""
        clusters, kept = self._gathered.clusters, set(self._written)
        for id_ in sorted(kept & set(clusters)):
            clusters[id_].rename(self._written[id_])
            larger = clusters[id_].part_of
            while larger in clusters and larger not in kept:
                kept.add(larger)
                larger = clusters[larger].part_of
        return [clusters[id_] for id_ in sorted(kept & set(clusters))]

    def known(self) -> list[Known]:
        """The entities as the register keeps them."""
        return [cluster.known() for cluster in self.entities]

    def redirects(self) -> list[tuple[str, str]]:
        """From ids that no entity has now to what all their mentions became, and from ids that people merged."""
        here = {cluster.id for cluster in self.entities}
        became = {old: min(now) for old, now in self._now.items() if len(now) == 1 and old not in here}
        return sorted((old, now) for old, now in {**became, **self._gathered.moved}.items() if now and now != old)

    def suggestions(self) -> list[tuple[str, str, float]]:
        """Pairs that may be the same one, both of which are still there."""
        here = {cluster.id for cluster in self.entities}
        return [(a, b, score) for a, b, score in self._gathered.suggestions if a in here and b in here]

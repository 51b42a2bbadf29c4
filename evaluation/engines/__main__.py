"""`python -m evaluation.engines [--documents N] [--whoosh] [--keep DIR]`: mean CPU per search with facets.

Bare: tantivy-py's own search (ten hits, with the count) and aggregate (languages, twenty entities, years) over the
two text fields, no filters left out, no titles, nothing decoded, neither totals nor ties settled. Diwan's engine
answers the same requests with exact counts, days that overlap, ties in order, and ten documents decoded. Rounds
are interleaved in one process; the ratio is of CPU time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import tantivy
from tantivy import Occur

from evaluation.engines.corpus import DAYS, FIRST_DAY, Corpus
from search.engines import open_engine
from search.engines.base import Engine
from search.types import (
    And,
    DateFilter,
    DayBuckets,
    Filter,
    KeywordFilter,
    Phrase,
    Range,
    Request,
    TermBuckets,
    Word,
)

YEARS = tuple(range(FIRST_DAY, FIRST_DAY + DAYS + 366, 365))
BUCKETS = (TermBuckets("language"), TermBuckets("entity", 20), DayBuckets("date", YEARS))


@dataclass(frozen=True)
class Asked:
    """One search: words in a row or all of them, and the filters on top."""

    words: tuple[tuple[str, str], ...]
    phrase: bool
    language: str | None
    days: tuple[int, int] | None


def draw(corpus: Corpus, random: Random) -> Asked:
    """One or two words, a phrase in six, every other one with a language and days."""
    words = tuple(corpus.word() for _ in range(random.choice((1, 1, 2))))
    first = FIRST_DAY + random.randrange(DAYS)
    narrowed = random.random() < 0.5
    return Asked(
        words,
        len(words) == 2 and random.random() < 0.5,
        words[0][0][:2] if narrowed else None,
        (first, first + 700) if narrowed else None,
    )


def request(asked: Asked) -> Request:
    """The search as Diwan's engine is given it."""
    nodes = tuple(Word((term,), surface) for term, surface in asked.words)
    phrase = Phrase((tuple(term for term, _ in asked.words),), tuple(surface for _, surface in asked.words))
    filters: tuple[Filter, ...] = ()
    if asked.language and asked.days:
        filters = (KeywordFilter("language", (asked.language,)), DateFilter((Range(*asked.days),)))
    return Request(phrase if asked.phrase else And(nodes), filters, buckets=tuple(own(each) for each in BUCKETS))


def own(each: TermBuckets | DayBuckets) -> TermBuckets | DayBuckets:
    """The bucket with its own filter on, as the bare search has it: one pass for all."""
    if isinstance(each, DayBuckets):
        return DayBuckets(each.name, each.boundaries, own_filter=True)
    return TermBuckets(each.facet, each.size, own_filter=True)


class Bare:
    """tantivy-py on an index of its own schema: two text fields, two facets, one day."""

    def __init__(self, folder: Path, corpus: Corpus, documents: int) -> None:
        builder = tantivy.SchemaBuilder()
        for name in ("terms", "surfaces"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        for name in ("language", "entity"):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("day", fast=True)
        builder.add_unsigned_field("year", fast=True)
        self.schema = builder.build()
        made = folder.exists()
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(self.schema, str(folder))
        if not made:
            self._fill(index, corpus, documents)
        index.reload()
        self.searcher = index.searcher()
        facets: dict[str, Any] = {"language": ("language", 5), "entity": ("entity", 20), "year": ("year", 20)}
        self.asked = {
            name: {"terms": {"field": field, "size": size, "segment_size": 2_000}}
            for name, (field, size) in facets.items()
        }

    def _fill(self, index: tantivy.Index, corpus: Corpus, documents: int) -> None:
        writer = index.writer(128_000_000, 1)
        for entry in corpus.entries(documents):
            document = tantivy.Document()
            document.add_text("terms", entry.terms)
            document.add_text("surfaces", entry.surfaces)
            for facet in ("language", "entity"):
                for value in entry.keywords[facet]:
                    document.add_text(facet, value)
            if entry.days:
                document.add_unsigned("day", entry.days[0])
                document.add_unsigned("year", (entry.days[0] - FIRST_DAY) // 365)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def query(self, asked: Asked) -> tantivy.Query:
        """The same search, as tantivy-py's own query."""
        query = tantivy.Query
        terms = [term for term, _ in asked.words]
        if asked.phrase:
            clauses = [(Occur.Must, query.phrase_query(self.schema, "terms", list(terms)))]
        else:
            clauses = [(Occur.Must, query.term_query(self.schema, "terms", term)) for term in terms]
            clauses += [
                (Occur.Should, query.term_query(self.schema, "surfaces", surface)) for _, surface in asked.words
            ]
        if asked.language and asked.days:
            clauses.append((Occur.Must, query.term_query(self.schema, "language", asked.language)))
            clauses.append((Occur.Must, query.range_query(self.schema, "day", tantivy.FieldType.Unsigned, *asked.days)))
        return query.boolean_query(clauses)

    def search(self, asked: Asked) -> None:
        """Ten hits, the count, three facets."""
        query = self.query(asked)
        self.searcher.search(query, limit=10)
        self.searcher.aggregate(query, self.asked)


def each_of(search: Callable[[Any], object], asked: Sequence[object]) -> None:
    """Run all searches."""
    for each in asked:
        search(each)


def cpu(searches: Callable[[], None]) -> float:
    """CPU seconds of the process, its threads included."""
    started = time.process_time()
    searches()
    return time.process_time() - started


def filled(name: str, folder: Path, corpus: Corpus, documents: int) -> Engine:
    """Diwan's engine over the corpus, open for reading."""
    if not folder.exists():
        started = time.process_time()
        writer = open_engine(name, folder, writing=True)
        writer.add(corpus.entries(documents))
        writer.commit()
        writer.close()
        spent = time.process_time() - started
        print(f"{name}: built in {spent:.1f} s CPU, with making the entries", flush=True)
    reader = open_engine(name, folder)
    print(f"{name}: {reader.info()}", flush=True)
    return reader


def main() -> None:
    """Builds, measures in interleaved rounds, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--whoosh", action="store_true", help="also Whoosh, against Diwan's Tantivy")
    parser.add_argument("--keep", type=Path, help="a folder to keep the indexes in, for another run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        random = Random(7)
        corpus = Corpus()
        asked = [draw(corpus, random) for _ in range(given.searches)]
        requests = [request(each) for each in asked]
        runs: dict[str, Callable[[], None]] = {}
        bare = Bare(folder / "bare", Corpus(), given.documents)
        runs["bare"] = partial(each_of, bare.search, asked)
        tantivy_ = filled("tantivy", folder / "tantivy", Corpus(), given.documents)
        runs["tantivy"] = partial(each_of, tantivy_.search, requests)
        if given.whoosh:
            runs["whoosh"] = partial(
                each_of, filled("whoosh", folder / "whoosh", Corpus(), given.documents).search, requests
            )
        totals = [tantivy_.search(each).total for each in requests]
        print(f"searches {len(asked)}, matches: mean {sum(totals) / len(totals):.0f}, most {max(totals)}")
        spent: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(given.rounds + 1):
            for name, run in runs.items():
                spent[name].append(cpu(run) / len(asked) * 1_000)
        for name, each in spent.items():
            warm = sorted(each[1:])
            median = warm[len(warm) // 2]
            base = sorted(spent["tantivy" if name == "whoosh" else "bare"][1:])
            ratio = median / base[len(base) // 2]
            print(f"{name}: mean CPU {median:.3f} ms a search ({warm[0]:.3f} to {warm[-1]:.3f}), ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

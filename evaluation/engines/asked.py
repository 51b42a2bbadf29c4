"""The searches: one or two words as people type them, a phrase in six, half of them with a language and days."""

from __future__ import annotations

from datetime import date
from random import Random

from evaluation.engines.corpus import DAYS, FIRST_DAY, Corpus
from search.query import parse
from search.types import DayBuckets, Query, Request, TermBuckets

YEARS = tuple(range(FIRST_DAY, FIRST_DAY + DAYS + 366, 365))


def draw(corpus: Corpus, random: Random) -> Query:
    """One search as the archive is given it; undated documents are included, so that nothing else is counted."""
    words = [corpus.word() for _ in range(random.choice((1, 1, 2)))]
    text = " ".join(words)
    given = {"q": [f'"{text}"' if len(words) == 2 and random.random() < 0.5 else text]}
    if random.random() < 0.5:
        first = FIRST_DAY + random.randrange(DAYS)
        language = next(code for code, known in corpus.words.items() if words[0] in set(known))
        given |= {
            "language": [language],
            "from": [date.fromordinal(first).isoformat()],
            "to": [date.fromordinal(first + 700).isoformat()],
        }
    return parse(given)


def request(query: Query) -> Request:
    """The search as an engine is given it: the facets of `Bare`, each with its own filter on, so one pass for all."""
    counted = (TermBuckets("language", own_filter=True), TermBuckets("entity", 20, own_filter=True))
    return Request(query.tree, query.filters, buckets=(*counted, DayBuckets("date", YEARS, own_filter=True)))

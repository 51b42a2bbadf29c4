"""Does a form find the sentences that hold another form of its word, and not others?

A sentence is a document, a form a query; a sentence matches when it has all the terms of the form. Relevant is a
sentence annotated with a form of the same sense; one with the same lemma in another word class counts neither way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from evaluation.analysis.gold import Gold

Analyse = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Retrieval:
    """Means over queries whose word has several forms, in per cent, and how many queries."""

    recall: float
    precision: float
    f: float
    queries: int


def retrieval(gold: Gold, analyse: Analyse) -> Retrieval:
    """Recall, precision and F over the forms of words with several forms, that occur in two sentences or more."""
    postings: dict[str, set[int]] = defaultdict(set)
    of_sense: dict[tuple[str, str], set[int]] = defaultdict(set)
    of_lemma: dict[str, set[int]] = defaultdict(set)
    occurring = set()
    for number, (text, forms) in enumerate(gold.sentences):
        for term in analyse(text, gold.language):
            postings[term].add(number)
        for form in forms:
            occurring.add(form)
            for lemma, part in gold.senses[form]:
                of_sense[lemma, part].add(number)
                of_lemma[lemma].add(number)
    scores = []
    for form in sorted(occurring):
        senses = gold.senses[form]
        relevant = _union(of_sense[sense] for sense in senses)
        if len(relevant) < 2 or all(len(gold.forms[sense]) < 2 for sense in senses):
            continue
        neutral = _union(of_lemma[lemma] for lemma, _ in senses) - relevant
        lists = [postings.get(term, set()) for term in analyse(form, gold.language)]
        found = (set.intersection(*lists) if lists else set()) - neutral
        hits = len(found & relevant)
        recall, precision = hits / len(relevant), hits / len(found) if found else 0.0
        scores.append((recall, precision, 2 * recall * precision / (recall + precision) if hits else 0.0))
    recall, precision, f = (100 * fmean(column) for column in zip(*scores, strict=True))
    return Retrieval(recall, precision, f, len(scores))


def over_merging(gold: Gold, analyse: Analyse, letters: int = 3) -> float:
    """Per cent of pairs of forms with the same first letters and no lemma in common that have the same terms."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for form in sorted(gold.senses):
        neighbours[form[:letters]].append(form)
    terms = {form: analyse(form, gold.language) for form in gold.senses}
    lemmas = {form: {lemma for lemma, _ in senses} for form, senses in gold.senses.items()}
    pairs = merged = 0
    for forms in neighbours.values():
        for one, other in combinations(forms, 2):
            if lemmas[one].isdisjoint(lemmas[other]):
                pairs += 1
                merged += terms[one] == terms[other]
    return 100 * merged / max(pairs, 1)


def _union(sets: Iterable[set[int]]) -> set[int]:
    return set().union(*sets)

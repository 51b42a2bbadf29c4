"""Tokens a second of processor time on the bulk path: from an empty memo, and with it warm."""

from __future__ import annotations

from time import process_time

from search import analysis

#: Sentences to a document.
LENGTH = 40


def measure(texts: list[str], language: str, runs: int = 5) -> tuple[int, float, float]:
    """Tokens, tokens a second from empty, tokens a second warm (the best of `runs`)."""
    documents = ["\n".join(texts[at : at + LENGTH]) for at in range(0, len(texts), LENGTH)]
    analysis.configure([])  # forgets what was remembered
    analysis.index_terms("", language)
    empty, count = _timed(documents, language)
    warm = min(_timed(documents, language)[0] for _ in range(runs))
    return count, count / empty, count / warm


def _timed(documents: list[str], language: str) -> tuple[float, int]:
    start = process_time()
    count = sum(len(analysis.index_terms(document, language)[0]) for document in documents)
    return process_time() - start, count

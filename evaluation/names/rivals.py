"""What else scores two names: a romaniser with a comparison of sorted words, and rigour's symbols and spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from search import names

Scorer = Callable[[str, str], float]


def sorted_words(romanise: Callable[[str], str]) -> Scorer:
    """Compare the words of two romanised names, sorted."""

    @lru_cache(maxsize=100_000)
    def plain(name: str) -> str:
        return " ".join(sorted(romanise(name).lower().split()))

    return lambda a, b: SequenceMatcher(None, plain(a), plain(b), autojunk=False).ratio()


def rigour_scorer() -> Scorer:
    """rigour as its matchers use it: shared symbols (name parts of Wikidata), then the spelling of what is left."""
    from rigour.names import NameTypeTag, analyze_names
    from rigour.names.compare import compare_parts
    from rigour.names.symbol import pair_symbols

    @lru_cache(maxsize=100_000)
    def analysed(name: str) -> list[Any]:
        return list(analyze_names(NameTypeTag.PER, [name]))

    def of_pairing(left: Any, right: Any, pairing: Iterable[Any]) -> float:
        paired = list(pairing)
        seen_left = {part for one in paired for part in one.qps}
        seen_right = {part for one in paired for part in one.rps}
        rest_left = [part for part in left.parts if part not in seen_left]
        rest_right = [part for part in right.parts if part not in seen_right]
        found = [*paired, *compare_parts(rest_left, rest_right)]
        weights = [len(one.qstr) + len(one.rstr) for one in found]
        return float(sum(one.score * w for one, w in zip(found, weights, strict=True)) / max(1, sum(weights)))

    def score(a: str, b: str) -> float:
        return max(
            (
                of_pairing(left, right, pairing)
                for left in analysed(a)
                for right in analysed(b)
                for pairing in pair_symbols(left, right) or [()]
            ),
            default=0.0,
        )

    return score


def scorers(*, rivals: bool) -> dict[str, Scorer]:
    """All that is compared, by name; rivals that are not installed are left out, and said so."""
    found: dict[str, Scorer] = {"ours": names.similarity, "ours, by sound only": names.by_sound}
    if rivals:
        try:
            from anyascii import anyascii

            found["anyascii, sorted words"] = sorted_words(anyascii)
        except ImportError:
            print("anyascii is not installed")
        try:
            found["rigour"] = rigour_scorer()
        except ImportError:
            print("rigour is not installed")
    return found

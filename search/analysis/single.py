"""One raw word -> its tokens, each with the rule that made its term: what an analyzer says, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from search.analysis.analyzer import SURFACE_LENGTH, TERM_LENGTH, Analyzer, Explained, rule_name
from search.analysis.filters import FOLDS, digits, fold_other
from search.analysis.scripts import script_of
from search.analysis.tokenizer import tokenizer

#: Characters of one raw word that are looked at, so that a word of megabytes costs no more than a line of text.
RAW_LENGTH = 1024


def _without_gaps(raw: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends: a cut may be at a gap."""
    piece = raw[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


class Single:
    """Reads one word at a time by a document language's analyzer, words of other scripts by `foreign(script)`'s.

    unstemmed: codes of languages whose rules are not applied.
    """

    def __init__(self, own: Analyzer, foreign: Callable[[str], Analyzer], unstemmed: frozenset[str]) -> None:
        self._own = own
        self._foreign = foreign
        self._unstemmed = unstemmed
        self._tokenizer = tokenizer(own.script, own.word)

    def tokens(self, raw: str) -> Iterator[Explained]:
        """The tokens of a raw word: mostly one; none where nothing is left of it."""
        for start, end in self.spans(raw) or ((0, len(raw)),):
            yield from self.piece(raw, start, end)

    def spans(self, raw: str) -> tuple[tuple[int, int], ...]:
        """The parts of a raw word that is cut; of most, none."""
        places = self._own.cuts(raw) if self._own.cuts and len(raw) <= RAW_LENGTH else ()
        if not places:
            return ()
        spans = (_without_gaps(raw, start, end) for start, end in pairwise([0, *places, len(raw)]))
        return tuple((start, end) for start, end in spans if start < end)

    def analyzer(self, script: str) -> Analyzer:
        """Whose the words of a script are."""
        return self._own if script == self._own.script else self._foreign(script)

    def piece(self, raw: str, start: int, end: int) -> Iterator[Explained]:
        """The tokens of a part that is not cut."""
        text = raw[start : min(end, start + RAW_LENGTH)]
        number = digits(text) if text[0].isdigit() else ""
        if number:
            yield Explained(f"und:{number[:TERM_LENGTH]}", number[:TERM_LENGTH], start, end, "number")
            if "." in number:  # 3.5 may be a sum, a time, a day and month, a section: it is found by its parts too
                dot = start + max(text.rfind("."), text.rfind("٫"))
                yield from self.piece(raw, start, dot)
                yield from self.piece(raw, dot + 1, end)
            return
        script = script_of(text)
        parts = [text] if script else self._tokenizer.findall(fold_other(text))
        if parts != [text]:  # compatibility forms: Ⅳ and 𝐇𝐞𝐥𝐥𝐨 are Latin after all, ½ is two numbers in one place
            for part in parts:
                yield from (p._replace(start=start, end=end) for p in self.piece(part, 0, len(part)))
            return
        analyzer = self.analyzer(script)
        folded = FOLDS[script](text).split()
        for surface in folded:
            # One character may stand for a phrase (U+FDFA is four words); its words share its place.
            term, rule = self._term(analyzer, surface if len(folded) > 1 else text, surface)
            if term and (surface.isalnum() or any(map(str.isalnum, surface))):
                yield Explained(f"{analyzer.code}:{term}", surface[:SURFACE_LENGTH], start, end, rule)

    def _term(self, analyzer: Analyzer, raw: str, surface: str) -> tuple[str, str]:
        word = analyzer.fold(raw, surface) if analyzer.fold else surface
        if analyzer.code in self._unstemmed:
            return "".join(word.split())[:TERM_LENGTH], "unstemmed"
        for rule in analyzer.rules:
            answer = rule(word)
            if answer:
                return "".join(answer.split())[:TERM_LENGTH], rule_name(rule, word)
        return "".join(word.split())[:TERM_LENGTH], "fold"

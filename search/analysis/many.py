"""What `single` says of each raw word, of many at once and in a fraction of the time: few passes over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import compress
from operator import not_
from typing import NamedTuple

from search.analysis.analyzer import SURFACE_LENGTH, TERM_LENGTH, Analyzer, Filter, Fold, ManyAtOnce, Rule
from search.analysis.filters import FOLDS, digits
from search.analysis.memo import Made
from search.analysis.plain import plain
from search.analysis.scripts import script_of_letter
from search.analysis.single import Single
from search.types import Token


class _Links(NamedTuple):
    """What is done to a word of one script: the tag of its term, its surface, where rules begin, rules."""

    tag: str
    surface: Filter
    fold: Fold | None
    rules: tuple[Rule, ...]


class _Chains(dict[str, _Links | None]):
    """First letter of a word -> the chain of its script, None where there is none; found out once."""

    def __init__(self, make: Callable[[str], _Links | None]) -> None:
        self._make = make

    def __missing__(self, letter: str) -> _Links | None:
        self[letter] = self._make(script_of_letter(letter))
        return self[letter]


def _terms(rules: Sequence[Rule], words: list[str]) -> list[str]:
    """The term of each folded word; a rule that can is asked of all of them at once."""
    terms = words.copy()
    places: Iterable[int] = range(len(words))  # of the words left, those that no rule had an answer for
    left = words
    for at, rule in enumerate(rules):
        if not isinstance(rule, ManyAtOnce):
            for place, word in zip(places, left, strict=True):
                terms[place] = _term(rules[at:], word)
            break
        answers = rule.all(left)
        if at == 0:
            terms = [answer or word for answer, word in zip(answers, words, strict=True)]
        else:
            for place, answer in zip(places, answers, strict=True):
                if answer:
                    terms[place] = answer
        if all(answers):
            break
        without = list(map(not_, answers))
        places, left = list(compress(places, without)), list(compress(left, without))
    return terms


def _term(rules: Iterable[Rule], word: str) -> str:
    for rule in rules:
        term = rule(word)
        if term:
            return term
    return word


def _having(pattern: re.Pattern[str], words: Collection[str]) -> set[str]:
    """Those of some words, without line breaks, in which a pattern is found; each is looked at after a line break."""
    lines = "\n" + "\n".join(words) if words else ""
    starts = {lines.rfind("\n", 0, found.start() + 1) + 1 for found in pattern.finditer(lines)}
    lines += "\n"
    return {lines[start : lines.index("\n", start)] for start in starts}


class Many:
    """Reads many words at a time, as `single` would each; `unstemmed` are codes of languages without their rules."""

    def __init__(self, own: Analyzer, single: Single, unstemmed: frozenset[str]) -> None:
        self._own = own
        self._single = single
        self._unstemmed = unstemmed
        self._chains = _Chains(self._chain)
        self._usual_chain = self._chain(own.script)
        self._plain = plain(own.script)
        self._seam = re.compile(f"(?:{own.seam})[^\n]*+", re.MULTILINE) if own.seam else None

    def make(self, words: Collection[str], made: Made) -> None:
        """Puts there what is to be remembered of raw words."""
        seamed = _having(self._seam, words) if self._seam else ()
        spans = {raw: cut for raw in seamed if (cut := self._single.spans(raw))}
        if not spans:
            self._uncut(words, made)
            return
        self._uncut(set(words).difference(spans), made)
        pieces = {raw[start:end] for raw, cut in spans.items() for start, end in cut}
        others = Made()  # a piece that would be cut if it stood alone is not cut again
        self._uncut([piece for piece in pieces if not made.terms.get(piece)], others)
        for raw, cut in spans.items():
            tokens = []
            for start, end in cut:
                piece = raw[start:end]
                for token in (others if piece in others.terms else made).tokens(piece):
                    tokens.append(Token(token.term, token.surface, start + token.start, start + token.end))
            made.put(raw, tokens)

    def _uncut(self, words: Collection[str], made: Made) -> None:
        """What is made of raw words that are not cut."""
        if self._plain and words:
            links = self._usual_chain
            assert links
            raws, surfaces, jointed, words = self._plain.fold(list(words))
            if raws:
                folded = links.fold.plain(raws, surfaces, jointed) if links.fold else surfaces
                self._usual(links, raws, surfaces, folded, made)
        if words:
            self._odd_ones(words, made)

    def _odd_ones(self, words: Collection[str], made: Made) -> None:
        #: Tag of a chain -> the chain, its words that are one token each, and their surfaces.
        usual: dict[str, tuple[_Links, list[str], list[str]]] = {}
        chains = self._chains
        for raw in words:
            if raw.isdecimal():
                number = digits(raw)[:TERM_LENGTH]
                made.surfaces[raw] = number
                made.terms[raw] = f"und:{number}"
                continue
            links = chains[raw[0]] if len(raw) <= TERM_LENGTH else None
            surface = links.surface(raw) if links else ""
            # The odd one: a letter that is nothing (tatweel); marks after an avagraha; U+FDFA, four words; a number.
            if links and (surface.isalpha() or (surface[:1].isalpha() and " " not in surface)):
                _, raws, surfaces = usual.setdefault(links.tag, (links, [], []))
                raws.append(raw)
                surfaces.append(surface)
            else:
                made.put(raw, (Token(*token[:4]) for token in self._single.piece(raw, 0, len(raw))))
        for links, raws, surfaces in usual.values():
            folded = list(map(links.fold, raws, surfaces)) if links.fold else surfaces
            self._usual(links, raws, surfaces, folded, made)

    def _usual(self, links: _Links, words: list[str], surfaces: list[str], folded: list[str], made: Made) -> None:
        """What is made of raw words of one chain that are one token each."""
        terms = _terms(links.rules, folded)
        if max(map(len, terms)) > TERM_LENGTH or max(map(len, surfaces)) > SURFACE_LENGTH or " " in "".join(terms):
            terms = [term.replace(" ", "")[:TERM_LENGTH] for term in terms]
            surfaces = [surface[:SURFACE_LENGTH] for surface in surfaces]
        tag = links.tag
        made.surfaces.update(zip(words, surfaces, strict=True))
        made.terms.update(zip(words, [tag + term for term in terms], strict=True))

    def _chain(self, script: str) -> _Links | None:
        if not script or script not in FOLDS:
            return None
        analyzer = self._single.analyzer(script)
        rules = () if analyzer.code in self._unstemmed else analyzer.rules
        return _Links(f"{analyzer.code}:", FOLDS[script], analyzer.fold, rules)

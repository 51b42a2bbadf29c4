"""What runs an analyzer: tokenizer, folds, rules, memo, bulk path."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from search.analysis.analyzer import (
    SURFACE_LENGTH,
    TERM_LENGTH,
    Analyzer,
    Explained,
    Filter,
    Fold,
    ManyAtOnce,
    Rule,
    rule_name,
)
from search.analysis.filters import FOLDS, digits, fold_other
from search.analysis.memo import Made, Memo
from search.analysis.places import Words
from search.analysis.plain import FOLD_ALL, pattern
from search.analysis.scripts import script_of, script_of_letter
from search.analysis.tokenizer import tokenizer
from search.types import Token

#: Characters of one raw word that are looked at, so that a word of megabytes costs no more than a line of text.
RAW_LENGTH = 1024


def _moved(tokens: Iterable[Token], start: int) -> Iterator[Token]:
    """The tokens of a word that stands at `start`."""
    return (Token(token.term, token.surface, start + token.start, start + token.end) for token in tokens)


def _without_gaps(raw: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends: a cut may be at a gap."""
    piece = raw[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


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
    left: Sequence[int] = range(len(words))  # the places of those that no rule had an answer for
    for at, rule in enumerate(rules):
        if not isinstance(rule, ManyAtOnce):
            for place in left:
                terms[place] = _term(rules[at:], words[place])
            break
        answers = rule.all(words if not at else [words[place] for place in left])
        for place, answer in zip(left, answers, strict=True):
            if answer:
                terms[place] = answer
        left = [place for place, answer in zip(left, answers, strict=True) if not answer]
    return terms


def _term(rules: Iterable[Rule], word: str) -> str:
    for rule in rules:
        term = rule(word)
        if term:
            return term
    return word


class Pipeline:
    """Runs a document language's analyzer, and `foreign(script)`'s on the words of other scripts.

    unstemmed: codes of languages whose rules are not applied.
    """

    def __init__(self, own: Analyzer, foreign: Callable[[str], Analyzer], unstemmed: frozenset[str]) -> None:
        if any(len(old) != 1 or len(new) != 1 for old, new in own.char_map.items()):
            raise ValueError(f"{own.code}: a char map is one character for one")
        self._own = own
        self._foreign = foreign
        self._unstemmed = unstemmed
        self._tokenizer = tokenizer(own.script, own.word)
        self._mapped = re.compile(f"[{re.escape(''.join(own.char_map))}]") if own.char_map else None
        self._map = str.maketrans(dict(own.char_map))
        self._chains = _Chains(self._chain)
        self._plain = pattern(own.script)
        self._memo = Memo(self._make)

    def bulk(self, text: str) -> tuple[list[str], list[str]]:
        """The tagged terms of a text and its surfaces, aligned."""
        terms, surfaces, _ = self._memo.all(self._tokenizer.findall(self._map_characters(text)))
        return terms, surfaces

    def words(self, text: str) -> Words:
        """The same, and where the tokens stand."""
        mapped = self._map_characters(text)
        terms, surfaces, several = self._memo.all(self._tokenizer.findall(mapped))
        return Words(terms, surfaces, mapped, self._tokenizer, several)

    def tokens(self, text: str) -> Iterator[Token]:
        """Every token with its place, through the memo."""
        known = self._memo.knowing(set())
        for match in self._tokenizer.finditer(self._map_characters(text)):
            raw = match.group()
            if raw not in known.terms:
                known = self._memo.knowing({raw})
            if term := known.terms[raw]:
                yield Token(term, known.surfaces[raw], match.start(), match.end())
            else:
                yield from _moved(known.several[raw], match.start())

    def explain(self, text: str) -> Iterator[Explained]:
        """Every token with the rule that made its term; past the memo."""
        for match in self._tokenizer.finditer(self._map_characters(text)):
            start = match.start()
            yield from (p._replace(start=start + p.start, end=start + p.end) for p in self._pieces(match.group()))

    def _map_characters(self, text: str) -> str:
        if self._mapped and self._mapped.search(text):
            return text.translate(self._map)
        return text

    def _make(self, words: Collection[str], made: Made) -> None:
        """Puts there what is to be remembered of raw words: what `_pieces` says of each, in a fraction of the time."""
        spans = dict(self._cut(words))
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

    def _cut(self, words: Iterable[str]) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
        """Those raw words that are cut, with their parts."""
        cuts = self._own.cuts
        if cuts:
            for raw in words:
                if cuts(raw[:RAW_LENGTH]) and (spans := self._spans(raw)):
                    yield raw, spans

    def _uncut(self, words: Collection[str], made: Made) -> None:
        """What is made of raw words that are not cut."""
        #: Tag of a chain -> its words that are one token each, and their surfaces.
        usual: dict[str, tuple[list[str], list[str]]] = {}
        plain = self._plain.findall("\n".join(words)) if self._plain else []
        if plain:
            usual[f"{self._own.code}:"] = plain, FOLD_ALL[self._own.script](plain)
        chains = self._chains
        for raw in set(words).difference(plain):
            links = chains[raw[0]] if len(raw) <= TERM_LENGTH else None
            surface = links.surface(raw) if links else ""
            # The odd one: a letter that is nothing (tatweel); marks after an avagraha; U+FDFA, four words; a number.
            if links and (surface.isalpha() or (surface[:1].isalpha() and " " not in surface)):
                raws, surfaces = usual.setdefault(links.tag, ([], []))
                raws.append(raw)
                surfaces.append(surface)
            elif raw.isdecimal():
                number = digits(raw)[:TERM_LENGTH]
                made.surfaces[raw] = number
                made.terms[raw] = f"und:{number}"
            else:
                made.put(raw, (Token(*token[:4]) for token in self._piece(raw, 0, len(raw))))
        for raws, surfaces in usual.values():
            self._usual(raws, surfaces, made)

    def _usual(self, words: list[str], surfaces: list[str], made: Made) -> None:
        """What is made of raw words of one chain that are one token each."""
        links = self._chains[words[0][0]]
        assert links
        folded = list(map(links.fold, words, surfaces)) if links.fold else surfaces
        terms = _terms(links.rules, folded)
        if max(map(len, terms)) > TERM_LENGTH or max(map(len, surfaces)) > SURFACE_LENGTH or " " in "".join(terms):
            terms = [term.replace(" ", "")[:TERM_LENGTH] for term in terms]
            surfaces = [surface[:SURFACE_LENGTH] for surface in surfaces]
        tag = links.tag
        made.surfaces.update(zip(words, surfaces, strict=True))
        made.terms.update(zip(words, [tag + term for term in terms], strict=True))

    def _chain(self, script: str) -> _Links | None:
        if not script:
            return None
        analyzer = self._own if script == self._own.script else self._foreign(script)
        rules = () if analyzer.code in self._unstemmed else analyzer.rules
        return _Links(f"{analyzer.code}:", FOLDS[script], analyzer.fold, rules)

    def _spans(self, raw: str) -> tuple[tuple[int, int], ...]:
        """The parts of a raw word that is cut; of most, none."""
        places = self._own.cuts(raw) if self._own.cuts and len(raw) <= RAW_LENGTH else ()
        if not places:
            return ()
        spans = (_without_gaps(raw, start, end) for start, end in pairwise([0, *places, len(raw)]))
        return tuple((start, end) for start, end in spans if start < end)

    def _pieces(self, raw: str) -> tuple[Explained, ...]:
        """The tokens of a raw word: mostly one; none where nothing is left of it."""
        spans = self._spans(raw) or ((0, len(raw)),)
        return tuple(token for start, end in spans for token in self._piece(raw, start, end))

    def _piece(self, raw: str, start: int, end: int) -> Iterator[Explained]:
        text = raw[start : min(end, start + RAW_LENGTH)]
        number = digits(text) if text[0].isdigit() else ""
        if number:
            yield Explained(f"und:{number[:TERM_LENGTH]}", number[:TERM_LENGTH], start, end, "number")
            if "." in number:  # 3.5 may be a sum, a time, a day and month, a section: it is found by its parts too
                dot = start + max(text.rfind("."), text.rfind("٫"))
                yield from self._piece(raw, start, dot)
                yield from self._piece(raw, dot + 1, end)
            return
        script = script_of(text)
        parts = [text] if script else self._tokenizer.findall(fold_other(text))
        if parts != [text]:  # compatibility forms: Ⅳ and 𝐇𝐞𝐥𝐥𝐨 are Latin after all, ½ is two numbers in one place
            for part in parts:
                yield from (p._replace(start=start, end=end) for p in self._piece(part, 0, len(part)))
            return
        analyzer = self._own if script == self._own.script else self._foreign(script)
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
                return "".join(answer.split())[:TERM_LENGTH], rule_name(rule)
        return "".join(word.split())[:TERM_LENGTH], "fold"

"""Where known names occur in a sentence: the longest, in the spelling habits of its language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.entities.clitics import bare
from indexer.entities.folding import fold
from indexer.entities.names import SURE, Node, entities, tree
from indexer.entities.tokens import Token, words
from search.types import Entity

#: Signs that may stand between two words of one name: Mazar-i-Sharif, RFE/RL, J. Smith.
_JOINING = frozenset("-‐‑–./'’")


#: So many words in capitals may be a name's initials or an acronym.
_FEW = 3


class Match(NamedTuple):
    """Tokens first..last (inclusive) of a sentence are a known name: of what, and as its language spells it."""

    first: int
    last: int
    entity: str
    name: str


def entity(identifier: str) -> Entity:
    """The entity of an id; its names per language, best first. Raises KeyError for an id that is not known."""
    return entities()[identifier]


def matches(sentence: Sequence[Token], language: str, trust: int = SURE) -> list[Match]:
    """The known names of a sentence, from left to right, the longest where several begin; none overlap.

    `trust`: the least that is believed (names.SURE, LIKELY, HINT); with HINT also names that are mostly common words.
    Capitals matter in scripts that have them. In a sentence of only capitals no short acronym counts (LET US GO).
    """
    begun = [at for at, token in enumerate(sentence) if token.word and _begins(token.text, language)]
    if not begun:
        return []
    search = _Search(sentence, language, trust, shouted(sentence))
    found: list[Match] = []
    for at in begun:
        if not found or at > found[-1].last:
            best = search.longest(tree(sentence[at].text, language), at, True)
            if best:
                last, node = best
                found.append(Match(at, last, node.entity, _name(sentence[at : last + 1], node, language)))
    return found


def _name(tokens: Sequence[Token], node: Node, language: str) -> str:
    """The name as the text's language lists it; where only others do, as written, but for what is written onto it."""
    listed, own = node.listed(language)
    if own or [fold(token.text) for token in tokens if token.word] != [*map(fold, words(listed))]:
        return listed
    gaps = (after.start > before.end for before, after in pairwise(tokens))
    return tokens[0].text + "".join(" " * gap + token.text for gap, token in zip(gaps, tokens[1:], strict=True))


@lru_cache(maxsize=1 << 16)
def _begins(word: str, language: str) -> bool:
    """Whether a known name may begin with this word."""
    following = tree(word, language).next
    return any(form in following for form in _readings(word, language, True))


def shouted(sentence: Sequence[Token]) -> bool:
    """Whether a sentence is in capitals only, where they tell nothing."""
    whole = "".join([token.text for token in sentence])
    if not whole.isupper() or whole != whole.upper():
        return False
    return sum(token.text.isupper() for token in sentence) > _FEW


class _Search(NamedTuple):
    """What stays the same while the names of one sentence are looked for."""

    sentence: Sequence[Token]
    language: str
    trust: int
    shouted: bool

    def longest(self, node: Node, at: int, first: bool = False) -> tuple[int, Node] | None:
        """The last token and the end of the longest name that goes on from `node` with the token `at`."""
        word = self.sentence[at].text
        best = None
        for form in _readings(word, self.language, first):
            after = node.next.get(form)
            if after is None or (self.shouted and form == word and len(word) < 4):
                continue
            following = _following(self.sentence, at) if after.next else 0
            longer = self.longest(after, following) if following else None
            reached = longer or ((at, after) if self._ends(after) else None)
            if reached and (best is None or reached[0] > best[0]):
                best = reached
        return best

    def _ends(self, node: Node) -> bool:
        return bool(node.entity) and node.trusted(self.language) >= self.trust


@lru_cache(maxsize=1 << 16)
def _readings(word: str, language: str, first: bool) -> tuple[str, ...]:
    """The listed forms that a word of a text may stand for, the most literal first."""
    folded = fold(word)
    if not word[0].isupper():
        return (folded, *bare(folded, language, first))
    forms = [word] if word.isupper() else []
    return (*forms, folded.capitalize(), folded, *(form.capitalize() for form in bare(folded, language, first)))


def _following(sentence: Sequence[Token], at: int) -> int:
    """The next word that may belong to the same name; 0 where there is none."""
    after = at + 1
    if after < len(sentence) and not sentence[after].word and sentence[after].text in _JOINING:
        after += 1
    near = after < len(sentence) and sentence[after].word and sentence[after].start - sentence[at].end <= 3
    return after if near else 0

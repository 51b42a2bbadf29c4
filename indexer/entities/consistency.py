"""What one sentence of a document says of the others: the same words are the same name, a surname is a person named.

Only what the document itself shows is used. A word that is also a common word (برادر brother, مجاهد fighter, May)
is taken for a surname only behind a title, or where the tagger saw a person; a word beside another word of a name
(Владимир Иванов after Владимир Путин) is a part of that name, and nobody's that was named before.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from indexer.entities.clitics import bare
from indexer.entities.folding import fold
from indexer.entities.lexicon import cues, frequencies, is_common, names
from indexer.entities.names import script
from indexer.entities.spans import Span
from indexer.entities.tokens import Token
from search.types import EntityType

_SHORTEST = 3

Words = tuple[str, ...]

_START = attrgetter("start")


class Document:
    """The names seen so far in a text, by their words, and the people named in full, in order."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._types: dict[Words, Counter[EntityType]] = defaultdict(Counter)
        self._people: dict[str, list[Span]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)

    def learn(self, words: Words, span: Span) -> None:
        """Takes note of a name; `words` are folded, without titles and clitics."""
        self._types[words][span.type] += 1
        self._longest[words[0]] = max(self._longest[words[0]], len(words))
        if span.type == "person" and len(words) > 1:
            for word in (words[0], words[-1]):
                insort(self._people[word], span, key=_START)
            self._longest[words[-1]] = max(self._longest[words[-1]], 1)

    def type_of(self, words: Words, seen: EntityType) -> EntityType:
        """The type most of the same words have in this document; the one seen here where it is a tie."""
        counts = self._types[words]
        most = max(counts.values(), default=0)
        return seen if counts[seen] == most else min(kind for kind, count in counts.items() if count == most)

    def full(self, word: str, start: int) -> Span | None:
        """The person that one word at `start` stands for: the last one named in full, before it, that bears it."""
        people = self._people.get(word, [])
        before = bisect_left(people, start, key=_START)
        return people[before - 1] if before else None

    def longer(self, span: Span, sentence: Sequence[Token], taken: Sequence[Span]) -> Span | None:
        """A person with the next word, where that word alone is a person elsewhere: a surname that was cut off."""
        if span.type != "person" or span.entity:
            return None
        after = next((token for token in sentence if token.start >= span.end), None)
        if after is None or not after.word or after.start - span.end > 1 or any(s.start == after.start for s in taken):
            return None
        alone = self._types.get((fold(after.text),))
        return span._replace(end=after.end) if alone and alone["person"] else None

    def missed(self, sentence: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
        """Words of a sentence that are a name elsewhere in the document, and surnames of people named before."""
        found: list[Span] = []
        if not self._longest:
            return found
        behind = sentence[0].start
        for at, token in enumerate(sentence):
            if token.word and token.start >= behind and (longest := self._begins(token.text)):
                free = next((span.start for span in taken if span.end > token.start), sentence[-1].end)
                span = self._longest_name(sentence, at, longest, free)
                if span:
                    found.append(span)
                    behind = span.end
        return found

    def _begins(self, word: str) -> int:
        """How many words the longest name has that begins with this word; 0 for none."""
        longest = self._longest
        return max([longest[form] for form in _forms(word, self.language) if form in longest], default=0)

    def _longest_name(self, sentence: Sequence[Token], at: int, longest: int, free: int) -> Span | None:
        for size in range(longest, 0, -1):
            tokens = sentence[at : at + size]
            if len(tokens) == size and tokens[-1].end <= free and all(token.word for token in tokens):
                rest = tuple(fold(token.text) for token in tokens[1:])
                for form in _forms(tokens[0].text, self.language):
                    kind = self._type((form, *rest), sentence, at)
                    if kind:
                        return Span(tokens[0].start, tokens[-1].end, kind)
        return None

    def _type(self, words: Words, sentence: Sequence[Token], at: int) -> EntityType | None:
        """The type of a name that these words are, if the document says so and they are no common word."""
        word = sentence[at].text
        if word.islower() or (len(words) == 1 and not self._telling(word, sentence, at)):
            return None
        alone = len(words) == 1
        counts = self._types.get(words)
        if counts:
            kind = max(sorted(counts), key=counts.__getitem__)
            return None if alone and kind == "person" and _behind_given(sentence, at, self.language) else kind
        if not alone or in_longer_name(sentence, at, self.language):
            return None
        named = self.full(words[0], sentence[at].start)
        # Without capitals a first name alone is too often a part of another person's name.
        return "person" if named and (word[0].isupper() or fold(named.name).endswith(words[0])) else None

    def _telling(self, word: str, sentence: Sequence[Token], at: int) -> bool:
        """Whether one word alone can be a name here: it is rare, or a title is before it, or a capital inside."""
        if len(word) < _SHORTEST:
            return False
        title = at > 0 and "person" in cues(self.language).get(fold(sentence[at - 1].text), ())
        inside = word[0].isupper() and at > 0 and sentence[at - 1].word
        return title or inside or not is_common(word, self.language)


def in_longer_name(sentence: Sequence[Token], at: int, language: str) -> bool:
    """Whether a word stands beside another part of the same name: behind a given name, or before one with a capital."""
    if _behind_given(sentence, at, language):
        return True
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if after is None or not _beside(sentence[at], after) or not after.text[0].isupper():
        return False
    return is_given(sentence[at].text, language) or not is_common(after.text, language)


def _behind_given(sentence: Sequence[Token], at: int, language: str) -> bool:
    return at > 0 and _beside(sentence[at - 1], sentence[at]) and _begins_name(sentence, at - 1, language)


def _beside(one: Token, other: Token) -> bool:
    return one.word and other.word and other.start - one.end == 1


def _begins_name(sentence: Sequence[Token], at: int, language: str) -> bool:
    word = sentence[at].text
    if is_given(word, language) and not is_common(word, language):
        return True
    if not word[0].isupper() or word.isupper() or fold(word) in cues(language):
        return False
    inside = at > 0 and sentence[at - 1].word
    return not (is_common(word, language) if inside else fold(word) in frequencies(language))


@lru_cache(maxsize=1 << 14)
def is_given(word: str, language: str) -> bool:
    """Whether a word is a listed given name, and no title."""
    folded = fold(word)
    listed = bool(word) and "given" in names(script(word[0])).get(folded, ())
    return listed and not word.islower() and folded not in cues(language)


@lru_cache(maxsize=1 << 14)
def _forms(word: str, language: str) -> tuple[str, ...]:
    folded = fold(word)
    return folded, *(form for form in bare(folded, language, True) if len(form) > _SHORTEST)

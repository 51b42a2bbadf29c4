"""People after a courtesy title ("آقای همدم", "Mr. Brandt") that the tagger did not see: it never stands alone."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.entities.folding import fold
from indexer.entities.lexicon import cues, frequencies
from indexer.entities.spans import Span
from indexer.entities.tokens import Token

#: A word of this class of frequency (lexicon.frequencies) or a lower one is a word of every text, not a name.
_EVERYDAY = 7
_SHORTEST = 2


def after_titles(sentence: Sequence[Token], language: str, taken: Sequence[Span]) -> list[Span]:
    """The one word after each courtesy title of a sentence, where nothing was found and it is no everyday word."""
    found = []
    for title, token in pairwise(sentence):
        titled = title.word and _courtesy(title.text, language) and _may_be_name(token, language)
        if titled and not any(span.start <= token.start < span.end for span in taken):
            found.append(Span(token.start, token.end, "person"))
    return found


@lru_cache(maxsize=1 << 14)
def _courtesy(word: str, language: str) -> bool:
    return "courtesy" in cues(language).get(fold(word).rstrip("."), ())


def _may_be_name(token: Token, language: str) -> bool:
    folded = fold(token.text)
    everyday = frequencies(language).get(folded, _EVERYDAY + 1) <= _EVERYDAY
    return token.word and len(token.text) > _SHORTEST and folded not in cues(language) and not everyday

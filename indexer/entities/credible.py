"""Whether a name that only the tagger saw can be one, by the capitals of its sentence and the words in it.

No person is called what an organisation or a place is (police, university). The word of a people is none, alone
(Afghan) or with common words (रूसी सैनिकों, Russian soldiers). A name has no small content word ("republics" in
"Soviet republics of Central Asia"). In a headline in which all words have capitals a
capital says nothing: there one of its words is to be a listed name, or none of the frequent words; where all letters
are capitals nothing is believed. A name is in one script.
"""

from collections.abc import Sequence

from indexer.entities.folding import fold
from indexer.entities.gazetteer import shouted
from indexer.entities.lexicon import cues, frequencies, names
from indexer.entities.names import script
from indexer.entities.shaping import HYPHENS
from indexer.entities.tokens import Token
from search.types import EntityType

#: Small words inside names: prepositions, articles and particles of the languages whose names stand in news.
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "at", "to", "by", "with", "de", "la", "le", "du", "des", "del", "der"}
    | {"den", "di", "da", "do", "dos", "van", "von", "zu", "und", "al", "el", "ul", "ur", "bin", "ben", "ibn", "bint"}
)
_HEADLINE = 4
_LONGEST = 40


def credible(kind: EntityType, tokens: Sequence[Token], sentence: Sequence[Token], language: str) -> bool:
    """Whether these tokens of a sentence can be a name of this type."""
    words = [token.text for token in tokens if token.word]
    told = cues(language)
    if all("nation" in told.get(fold(word), ()) for word in words) or max(map(len, words)) > _LONGEST:
        return False
    if kind == "person" and all(_head(word, language) for word in words):
        return False
    if "nation" in told.get(fold(words[0]), ()) and not words[0][0].isupper():
        return any("organization" in told.get(fold(word), ()) for word in words)
    if len({script(word[0]) for word in words if word[0].isalpha()}) > 1 or shouted(sentence):
        return False
    if any(word.islower() and word not in _SMALL and word[0] not in "'’" for word in _standing(tokens)):
        return False
    return not _headline(sentence) or any(_telling(word, language) for word in words)


def _head(word: str, language: str) -> bool:
    """Whether a word is what organisations and places are (police, university), and nobody's name."""
    told = cues(language).get(fold(word), ())
    return ("organization" in told or "place" in told) and fold(word) not in names(script(word[0]))


def _standing(tokens: Sequence[Token]) -> list[str]:
    """The words that no hyphen joins to the word before: those may be small (Jong-un)."""
    befores = (None, *tokens)
    return [token.text for before, token in zip(befores, tokens, strict=False) if token.word and not _joins(before)]


def _joins(token: Token | None) -> bool:
    return token is not None and token.text in HYPHENS


def _headline(sentence: Sequence[Token]) -> bool:
    words = [token.text for token in sentence if token.word]
    return len(words) >= _HEADLINE and all(word[0].isupper() for word in words if len(word) >= _HEADLINE)


def _telling(word: str, language: str) -> bool:
    folded = fold(word)
    return folded in names(script(word[0])) or folded not in frequencies(language)

"""What a name is called without what its sentence put around it: titles, the article, clitics."""

import re
from collections.abc import Sequence

from indexer.entities.folding import fold
from indexer.entities.gazetteer import matches
from indexer.entities.lexicon import cues, frequencies, names
from indexer.entities.names import HINT, script
from indexer.entities.tokens import Token
from search.types import EntityType

#: What may stand before a name in one word: conjunction, preposition, preposition with article.
_HEADS = tuple(joined + to for joined in ("", "و", "ف") for to in ("لل", "", "ب", "ل", "ك") if joined + to)
#: Before the name of a family that rules (محمد بن سلمان آل سعود), which a text may leave out.
HOUSE = frozenset({"آل", "Al"})
_QUOTED = re.compile('["“”«»„]')
_QUOTES = dict.fromkeys(map(ord, '"“”«»„'), " ")
#: A class beyond all of lexicon.frequencies, and how many classes (4 decibels each) are "far more frequent".
_NEVER = 20
_FAR = 2


def plain(tokens: Sequence[Token], kind: EntityType, language: str) -> list[Token]:
    """The tokens of a mention without titles before a person and the article before anything; never none."""
    rest = list(tokens)
    while len(rest) > 1 and (_title(rest[0].text, kind, language) or rest[0].text in ("the", "The", "'s", "’s", ".")):
        del rest[0]
    while len(rest) > 1 and rest[-1].text in ("'s", "’s", "."):
        del rest[-1]
    return rest


def name(text: str, tokens: Sequence[Token], language: str) -> str:
    """The name as written in `text`, without what an Arabic text writes onto its first word."""
    first = tokens[0].text
    rest = text[tokens[0].end : tokens[-1].end]
    return _unquoted((_without_clitics(first) if language == "ar" else first) + rest)


def _unquoted(name: str) -> str:
    """A name without the quotation marks in it: Johannes "Hans" Geiger is found by his name."""
    return " ".join(name.translate(_QUOTES).split()) if _QUOTED.search(name) else name


def known(tokens: Sequence[Token], kind: EntityType, language: str) -> tuple[str, str] | None:
    """The id and listed name of a mention that is, as a whole, a known name of its type, a person's house aside."""
    ends = [len(tokens)]
    if kind == "person":
        ends += [at for at, token in enumerate(tokens) if token.text in HOUSE and 1 < at < len(tokens) - 1]
    for first, last, entity, listed in matches(tokens, language, HINT):
        if first == 0 and last + 1 in ends and entity.startswith(kind):
            return entity, listed
    return None


def _title(word: str, kind: EntityType, language: str) -> bool:
    folded = fold(word)
    return kind == "person" and "person" in cues(language).get(folded.rstrip("."), ()) and not _is_name(folded, word)


def _is_name(folded: str, word: str) -> bool:
    return folded in names(script(word[0]))


def _without_clitics(word: str) -> str:
    """An Arabic word without conjunction and preposition, where what remains is far more frequent, or is a name."""
    folded = fold(word)
    if len(folded) != len(word) or _is_name(folded, word):
        return word
    listed = frequencies("ar")
    whole = listed.get(folded, _NEVER)
    for head in _HEADS:
        if folded.startswith(head):
            article = head.endswith("لل")
            rest = "ال" * article + folded[len(head) :]
            if _is_name(rest, word) or listed.get(rest, _NEVER) <= whole - _FAR:
                return "ال" * article + word[len(head) :]
    return word

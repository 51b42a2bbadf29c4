"""Names that an archive knows, seen by sound in a text of any script, also where recognition saw no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from indexer.document import searched_texts
from indexer.entities.clitics import bare
from indexer.entities.folding import fold
from indexer.entities.lexicon import cues, is_common
from indexer.entities.tokens import Token, sentences, words
from search import names
from search.types import Document, EntityType, TextField

#: Letters that a single word needs to be looked for by sound.
SHORTEST = 3
#: A gap between two words of one name: a space, perhaps a joiner or a sign.
_GAP = 2
#: How much more alike a word without its ending must be than the word as written.
_CLEARLY = 0.02
#: Words of texts whose names are kept in mind.
_MOST_KEPT = 1 << 17


class Sought(NamedTuple):
    """A name that is looked for: whose it is, of what type, and its words."""

    entity: str
    type: EntityType
    name: str
    words: tuple[str, ...]
    #: Sound keys of its first word, of its second and its last ("" where it has one word alone, or two).
    first: tuple[str, ...]
    second: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, entity: str, kind: EntityType, name: str) -> Sought:
        """A name with its words and the keys under which it is looked up."""
        own = tuple(words(name))
        keys = [tuple(sorted(_keys(word))) for word in own]
        second, last = keys[1] if len(own) > 1 else ("",), keys[-1] if len(own) > 2 else ("",)
        return cls(entity, kind, name, own, keys[0] if keys else (), second, last)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A span of a text that sounds like a name, and how much: `name` is it without endings, `full` of several words.

    `ordinary`: each of its words is a common word of the language.
    """

    field: TextField
    start: int
    end: int
    text: str
    name: str
    entity: str
    type: EntityType
    score: float
    likely: bool
    sure: bool
    full: bool
    ordinary: bool


#: Names by a key of their second word, how many words they are, and a key of their last.
_Following = dict[str, dict[int, dict[str, list[Sought]]]]


class Lookout:
    """Looks for names in documents: each word must share a sound key with the text's, in order."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        # By the keys of the first word, then of the second: many names begin alike.
        self._first: dict[str, _Following] = {}
        self._beginning: dict[tuple[str, str], tuple[_Following, ...]] = {}
        for one in sought:
            for key, second, last in product(one.first, one.second, one.last):
                of_length = self._first.setdefault(key, {}).setdefault(second, {})
                of_length.setdefault(len(one.words), {}).setdefault(last, []).append(one)

    def seen(self, document: Document) -> Iterator[Sighting]:
        """Every span that may be a name sought, in the order of the text; they may overlap."""
        language = document.language
        for field, text in searched_texts(document):
            for sentence in sentences(text):
                tokens = [token for token in sentence if token.word]
                for at in range(len(tokens)):
                    for one in self._candidates(tokens, at, language):
                        span = tokens[at : at + len(one.words)]
                        if _together(span, one, language) and (name := self._name(span, one, language)):
                            yield _sighting(one, name, field, text[span[0].start : span[-1].end], span, language)

    def _candidates(self, tokens: Sequence[Token], at: int, language: str) -> Iterable[Sought]:
        """The names that may begin with a word of a text and go on with the next."""
        begun = self._begun(tokens[at].text, language)
        if not begun:
            return ()
        seconds = _of_forms(tokens[at + 1].text, language, False) if at + 1 < len(tokens) else ()
        found: dict[Sought, None] = {}
        for of_length in (following[key] for following in begun for key in ("", *seconds) if key in following):
            for length, by_last in of_length.items():
                end = at + length - 1
                # A list of a thousand people may have one beginning for all.
                lasts = (
                    ("",) if length < 3 else _of_forms(tokens[end].text, language, False) if end < len(tokens) else ()
                )
                found.update(dict.fromkeys(one for last in lasts for one in by_last.get(last, ())))
        return found

    def _begun(self, word: str, language: str) -> tuple[_Following, ...]:
        """What may follow a word, by sound; kept, because most words begin no name and come again."""
        found = self._beginning.get((word, language))
        if found is None:
            found = tuple(self._first[key] for key in _of_forms(word, language, True) if key in self._first)
            if len(self._beginning) > _MOST_KEPT:
                self._beginning.clear()
            self._beginning[word, language] = found
        return found

    def _name(self, span: Sequence[Token], one: Sought, language: str) -> str:
        """The span as a name, each word without the endings that part it from the name sought; "" where it is not."""
        alike = []
        for place, (token, word) in enumerate(zip(span, one.words, strict=True)):
            keys = _keys(word)
            forms = [form for form in _forms(token.text, language, place == 0) if not keys.isdisjoint(_keys(form))]
            if not forms:
                return ""
            alike.append((forms, word))
        return " ".join(forms[0] if len(forms) == 1 else _nearest(tuple(forms), word) for forms, word in alike)


def _together(span: Sequence[Token], one: Sought, language: str) -> bool:
    """Whether tokens stand together as the words of a name do, one word alone being no common one."""
    if len(span) < len(one.words) or (len(span) == 1 and not _may_be_a_name(span[0].text, language)):
        return False
    # "in Pyongyang" sounds like a person An Pyongyang (أن بيونغيانغ); de Blasio is written so in the name sought too.
    if one.type == "person" and span[0].text[0].islower() and not one.words[0][0].islower():
        return False
    return all(after.start - before.end <= _GAP for before, after in pairwise(span))


# One name of an archive is compared with the same few words of its texts again and again.
@lru_cache(maxsize=_MOST_KEPT)
def compared(name: str, other: str, person: bool) -> tuple[float, names.Thresholds]:
    """How alike two names are, and from when on they are the same."""
    return names.similarity(name, other, person=person), names.thresholds(name, other)


def _sighting(one: Sought, name: str, field: TextField, text: str, span: Sequence[Token], language: str) -> Sighting:
    score, limits = compared(name, one.name, one.type == "person")
    return Sighting(
        field=field,
        start=span[0].start,
        end=span[-1].end,
        text=text,
        name=name,
        entity=one.entity,
        type=one.type,
        score=score,
        likely=score >= limits.unsure,
        sure=score >= limits.sure,
        full=len(one.words) > 1,
        ordinary=all(is_common(token.text, language) for token in span),
    )


@lru_cache(maxsize=1 << 14)
def _nearest(forms: tuple[str, ...], word: str) -> str:
    best = max(forms, key=lambda form: (names.similarity(form, word), -len(form)))
    clearly = names.similarity(best, word) > names.similarity(forms[0], word) + _CLEARLY
    return best if clearly else forms[0]


@lru_cache(maxsize=1 << 16)
def _keys(word: str) -> frozenset[str]:
    """Sound keys of a word without what begins it as a vowel or h, and with any one of four consonants left out.

    A number is always written whole.
    """
    found = set()
    for key in names.keys(word):
        core = key.lstrip("AH") or key
        found.add(core)
        if len(core) > 3 and not any(map(str.isdigit, core)):
            found.update(core[:at] + core[at + 1 :] for at in range(len(core)))
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _of_forms(word: str, language: str, first: bool) -> tuple[str, ...]:
    """Sound keys of all forms of a word."""
    return tuple(sorted({key for form in _forms(word, language, first) for key in _keys(form)}))


@lru_cache(maxsize=1 << 16)
def _forms(word: str, language: str, first: bool) -> tuple[str, ...]:
    """A word as written, and without what its language may have written onto it."""
    plain = (form for form in bare(fold(word), language, first) if len(form) >= SHORTEST)
    return tuple(dict.fromkeys((word, *(form.capitalize() if word[0].isupper() else form for form in plain))))


@lru_cache(maxsize=1 << 16)
def _may_be_a_name(word: str, language: str) -> bool:
    if len(word) < SHORTEST or word.islower() or word.isdigit() or is_common(word, language):
        return False
    # Welsh sounds like Wales, and is no place.
    return "nation" not in cues(language).get(fold(word), ())

"""The likeliest reading of an Arabic word: particles in front, a known form, a pronoun behind.

A word is cut in all ways that leave a form of the lexicon; each costs what its parts are rare (minus log2 of their
share), the cheapest reading wins. Nothing is cut where no known form is left: طالبان is a name of the lexicon, and
cheaper whole than as two students.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Lexicon(Protocol):
    """form -> reading, as `encode` writes it: a Table, or a dict where tables are made."""

    def get(self, form: str, /) -> str | None:
        """The reading of a form, or None."""


#: What may stand before a noun (N; D: it is definite and has no pronoun), a verb (V), an imperfect only (I), with its
#: cost in half bits. Of words in text about one in fourteen begins with و, four in ten nouns have the article, one in
#: twenty each of ب and ل. ما and لا are no prefixes, but often lack their space.
_BEFORE: tuple[tuple[str, str, int], ...] = (
    ("و", "NV", 8),
    ("ف", "NV", 15),
    ("ال", "D", 3),
    ("وال", "D", 11),
    ("فال", "D", 18),
    ("ب", "N", 9),
    ("بال", "D", 11),
    ("وب", "N", 17),
    ("وبال", "D", 19),
    ("فب", "N", 24),
    ("ل", "NI", 10),
    ("لل", "D", 10),
    ("ول", "NI", 18),
    ("ولل", "D", 18),
    ("فل", "NI", 25),
    ("ک", "N", 16),
    ("کال", "D", 17),
    ("وک", "N", 24),
    ("وکال", "D", 25),
    ("س", "I", 9),
    ("وس", "I", 17),
    ("فس", "I", 24),
    ("ما", "V", 22),
    ("لا", "I", 18),
    ("ولا", "I", 26),
)
#: Pronouns, most to least frequent; ی (mine) is left out but after ت: as an ending it mostly makes adjectives.
_BEHIND: tuple[tuple[str, int], ...] = (
    ("ها", 10),
    ("ه", 10),
    ("هم", 13),
    ("نا", 14),
    ("ک", 16),
    ("کم", 17),
    ("هما", 18),
    ("هن", 18),
    ("تی", 14),
    ("یی", 16),
    ("نی", 15),
)
_STARTS: dict[str, list[tuple[str, str, int]]] = {}
for _row in _BEFORE:
    _STARTS.setdefault(_row[0][0], []).append(_row)
_ENDS: dict[str, list[tuple[str, int]]] = {}
for _end in _BEHIND:
    _ENDS.setdefault(_end[0][-1], []).append(_end)
_IMPERFECT = ("ی", "ت", "ن", "ا")
#: A weight is one character, from this one to `_HEAVIEST` above it: no sign below has its code.
_OFFSET = ord("0")
_HEAVIEST = ord("z") - _OFFSET
#: Before the reading of a form as a verb.
VERB = "|"
#: At the end of a reading: names have no pronouns, particles no article.
NAME, PARTICLE = "!", "^"


def encode(form: str, lemma: str, weight: float) -> str:
    """A reading as text: its weight as one character, then how the form becomes the lemma."""
    head = chr(_OFFSET + max(0, min(_HEAVIEST, round(weight))))
    if form == lemma:
        return head
    cuts = [(front, new) for front in (0, 1, 2) for new in ("", "ا") if front or not new]
    ways = []
    for front, new in cuts:
        whole = new + form[front:]
        common = 0
        while common < min(len(whole), len(lemma)) and whole[common] == lemma[common]:
            common += 1
        if common > len(new) and len(whole) - common < 10:
            way = f"{'a' * bool(new)}{front}{len(whole) - common}{lemma[common:]}"
            ways.append((len(way), front, way))
    return head + min(ways)[2] if ways else f"{head}={lemma}"


def lemma_of(form: str, reading: str) -> str:
    """The lemma that `encode` wrote."""
    how = reading[1:].rstrip(NAME + PARTICLE)
    if not how:
        return form
    if how[0] == "=":
        return how[1:]
    new = ""
    if how[0] == "a":
        new, how = "ا", how[1:]
    whole = new + form[int(how[0]) :]
    return whole[: len(whole) - int(how[1])] + how[2:]


def _restored(stem: str, ending: str, kind: str) -> Iterator[tuple[str, str]]:
    """What a form of that kind may be without its pronoun: ة is ت before it, ى is ا, وا is و."""
    last = stem[-1]
    if ending == "تی":
        yield stem + "ه", "N"
    elif ending == "یی":  # my friends: after ا only
        if last == "ا":
            yield stem, "N"
    elif ending == "نی":
        yield stem, "V"
    else:
        yield stem, kind
        if last == "ت":
            yield stem[:-1] + "ه", "N"
        elif last == "ا":
            yield stem[:-1] + "ی", kind
        elif last == "و":
            yield stem + "ا", "V"
        if last in "وی" and stem[-2:-1] == "ا":  # the seat of a hamza: وزراؤه
            yield stem[:-1], "N"


def cuts(word: str) -> list[tuple[str, str, int, bool]]:
    """Each way to cut: what is left, of which kind (N D V or NV), the cost of what was cut, whether a pronoun was."""
    found = [(word, "NV", 0, False)]
    for before, kind, cost in _STARTS.get(word[0], ()):
        if word.startswith(before) and len(word) > len(before) + 1:
            rest = word[len(before) :]
            if kind[-1] == "I":
                kind = kind[:-1] + "V" if rest[0] in _IMPERFECT else kind[:-1]
            if kind:
                found.append((rest, kind, cost, False))
    for ending, dear in _ENDS.get(word[-1], ()):
        if word.endswith(ending):
            for rest, kind, cost, pronoun in found.copy():
                if kind != "D" and not pronoun and len(rest) > len(ending) + 1:
                    for form, only in _restored(rest[: -len(ending)], ending, kind):
                        if only in kind:
                            found.append((form, only, cost + dear, True))
    return found


class Words:
    """The lexicon: form -> its reading as a noun (or whatever is no verb), `VERB`, its reading as a verb."""

    def __init__(self, readings: Lexicon) -> None:
        self._readings = readings

    def best(self, word: str) -> str | None:
        """The likeliest lemma of a folded word, or None where no cut leaves a known form."""
        get = self._readings.get
        weight, best, reading = 0, "", ""
        for form, kind, cost, pronoun in cuts(word):
            found = get(form)
            if found:
                noun, _, verb = found.partition(VERB)
                barred = NAME if pronoun else PARTICLE if kind == "D" else " "
                if noun and kind != "V" and noun[-1] != barred:
                    rank = ord(noun[0]) - cost
                    if not best or rank > weight:
                        weight, best, reading = rank, form, noun
                if verb and kind[-1] == "V":
                    rank = ord(verb[0]) - cost
                    if not best or rank > weight:
                        weight, best, reading = rank, form, verb
        return lemma_of(best, reading) if best else None

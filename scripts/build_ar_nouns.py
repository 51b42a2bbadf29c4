"""Inflected forms of Arabic nouns and adjectives, without article, prepositions and pronouns.

Sources: the lemmas with frequencies and the nouns with broken plurals of Arramooz (arramooz-pysqlite 0.4.2, Taha
Zerrouki and others, GPL v3). Used by build_ar_tables. The endings and their order of frequency are a grammar's
(Ryding, A Reference Grammar of Modern Standard Arabic, 2005, chapters 5-7, 10).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from sqlite3 import Connection
from typing import NamedTuple

from search.analysis.filters import fold_arabic

Forms = dict[str, float]
Endings = tuple[tuple[str, float], ...]


class Noun(NamedTuple):
    """A lemma as spelled (without vowels), its part of speech and frequency; whether it ends in -iyy, in -in."""

    spelled: str
    speech: str
    frequency: float
    nisba: bool
    defective: bool


#: Parts of speech that inflect, and those that only take prefixes and pronouns.
INFLECTED = ("noun", "adj", "adj_comp", "noun_quant", "adj_num")
_MARKS = re.compile("[ً-ْٰـ]")


#: Plurals that the dictionary lacks, or gives to a rarer word only.
IRREGULAR = {
    "سنه": {"سنين", "سنون"},
    "فیلم": {"أفلام"},
    "ملیون": {"ملايين"},
    "حال": {"أحوال"},
    "مهمه": {"مهام"},
    "اخ": {"إخوة", "إخوان"},
    "اخت": {"أخوات"},
    "ام": {"أمهات"},
    "اب": {"آباء"},
    "ماه": {"مئات"},
    "میه": {"مئات"},
}


def plain(vocalised: str) -> str:
    """Without vowels, doublings and final case vowel."""
    return _MARKS.sub("", vocalised)


def lemmas(frequencies: Connection) -> Iterator[Noun]:
    """All lemmas that are no verbs."""
    rows = frequencies.execute("select vocalized, word_type, freq from wordfreq where word_type != 'verb' order by id")
    for vocalised, speech, count in rows:
        bare = re.sub("[ً-ِْ]", "", vocalised)
        yield Noun(plain(vocalised), speech, float(count), bare.endswith("يّ"), vocalised.endswith("ِي"))


def broken_plurals(arramooz: Connection) -> dict[str, set[str]]:
    """Folded singular -> spelled plurals, from both directions of the dictionary; feminines of elatives too."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = arramooz.execute("select vocalized, single, broken_plural, number, feminin from nouns order by id")
    for vocalised, single, plurals, number, feminine in rows:
        if number == "جمع تكسير" and single:
            found[fold_arabic(plain(single))].add(plain(vocalised))
        elif number == "مفرد":
            words = re.findall("[ء-ْ]+", plurals.partition("مؤ")[0])
            # A note in the field is not a plural; nor is what shares too little with its singular.
            found[fold_arabic(plain(vocalised))].update(plain(word) for word in words if len(plain(word)) > 2)
            if feminine and fold_arabic(plain(vocalised)).startswith("ا"):
                found[fold_arabic(plain(vocalised))].add(plain(feminine))
    for singular, irregular in IRREGULAR.items():
        found[singular].update(irregular)
    return dict(found)


#: Shape of a folded singular -> shapes of its broken plurals; a group is a letter of the root. (Ryding, 7.3)
_PATTERNS = [
    (re.compile(singular), plurals)
    for singular, plurals in (
        ("(.)(.)(.)", (r"\1\2و\3", r"ا\1\2ا\3", r"\1\2ا\3")),
        ("(.)(.)(.)ه", (r"\1\2\3", r"\1\2ا\3")),
        ("(.)ا(.)(.)ه?", (r"\1وا\2\3", r"\1\2ا\3")),
        ("(.)(.)[یاو](.)ه", (r"\1\2ای\3", r"\1\2\3")),
        ("(.)(.)ی(.)", (r"\1\2\3ا", r"ا\1\2\3ا", r"\1\2ا\3", r"\1\2\3")),
        ("(.)(.)ا(.)", (r"ا\1\2\3ه", r"\1\2\3")),
        ("(.)(.)(.)(.)ه?", (r"\1\2ا\3\4",)),
        ("(.)(.)(.)[یاو](.)ه?", (r"\1\2ا\3ی\4",)),
    )
]


def likely_plurals(singular: str) -> set[str]:
    """What the broken plural of a folded noun would be by its shape: to be believed only where it is in use."""
    return {
        found.expand(plural)
        for pattern, plurals in _PATTERNS
        if (found := pattern.fullmatch(singular))
        for plural in plurals
    }


#: Ending of the singular -> the endings instead, each with its cost: minus log2 of its share of the lemma's use.
_FEMININE: Endings = (("ة", 0.4), ("ات", 2), ("تين", 6), ("تان", 6.5), ("تي", 8), ("تا", 8.5))
_DEFECTIVE: Endings = (
    *(("ي", 0.7), ("", 3), ("ية", 2), ("ين", 3.5), ("ون", 4.5), ("يا", 5)),
    *(("يات", 3), ("يين", 6), ("يان", 6.5), ("يتين", 7), ("يتان", 7.5)),
)
_SHORTENED: Endings = (("ى", 0.7), ("يات", 3), ("يين", 6), ("يان", 6.5), ("ين", 6), ("ون", 7))
_COLOUR: Endings = (("اء", 1.2), ("اوات", 4), ("اءا", 4), ("ائين", 5), ("ائيين", 6), ("اوين", 7))
_LONG: Endings = (("اء", 0.6), ("اءات", 3), ("اوات", 5), ("ائين", 5), ("اءين", 6.5), ("اءان", 7), ("ائيين", 6))
_ADJECTIVE: Endings = (
    *(("", 1.2), ("ة", 1.2), ("ا", 3), ("ين", 2.8), ("ون", 3.3), ("ات", 3.5)),
    *(("ان", 6.5), ("تين", 7), ("تان", 7.5), ("و", 9), ("يي", 9), ("ي", 10)),
)
_NOUN: Endings = (
    *(("", 0.6), ("ا", 3), ("ين", 4.5), ("ون", 5), ("ات", 4.5), ("ة", 5.5)),
    *(("ان", 6.5), ("تين", 7), ("تان", 7.5), ("و", 9), ("يي", 9), ("ي", 10)),
)


def _endings(noun: Noun) -> Iterator[tuple[str, float]]:
    """The forms of a lemma with the cost of each."""
    word, adjective = noun.spelled, noun.speech.startswith("adj")
    if word.endswith("ة"):
        stem, endings = word[:-1], _FEMININE
    elif noun.defective:
        stem, endings = word[:-1], _DEFECTIVE
    elif word.endswith("ى"):
        stem, endings = word[:-1], _SHORTENED
    elif word.endswith("اء"):
        stem, endings = word[:-2], _COLOUR if adjective else _LONG
    else:
        stem, endings = word, _ADJECTIVE if adjective or noun.nisba else _NOUN
        if word.endswith("يء"):  # شيء, شيئا
            yield word, endings[0][1]
            stem = word[:-1] + "ئ"
    yield from ((stem + ending, cost) for ending, cost in endings)


def forms(noun: Noun, plurals: set[str]) -> Forms:
    """Folded form -> cost, for all forms of a lemma and its broken plurals."""
    found: Forms = {}

    def add(spelled: str, cost: float) -> None:
        folded = fold_arabic(spelled)
        if len(folded) > 1:
            found[folded] = min(cost, found.get(folded, cost))
        if "ؤو" in spelled:  # Egyptian: مسئول، شئون
            add(spelled.replace("ؤو", "ئو"), cost + 1)

    if noun.speech not in INFLECTED:
        add(noun.spelled, 0.0)
        return found
    for spelled, cost in _endings(noun):
        add(spelled, cost)
    for plural in plurals:
        add(plural, 2.0)
        if not plural.endswith(("ة", "اء", "ى")):
            add(plural + "ا", 6)
    return found

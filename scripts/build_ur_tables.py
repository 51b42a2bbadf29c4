"""Write search/analysis/data/ur-words: every known form of Urdu with its lemma.

usage: python -m scripts.build_ur_tables

Sources: the word frequencies of wordfreq 3.1.1 (CC BY-SA 4.0), and the lists and paradigms here and in
build_ur_words. A frequent word is a form of another where an ending leaves a word that is frequent enough to have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import wordfreq

from scripts.build_ur_words import ADJECTIVES, FIXED, IRREGULAR, PLURALS, VERBS
from search.analysis.tables import DATA, pack
from search.analysis.urdu import fold, singulars

_LETTERS = re.compile("[آ-یے]+")
#: How frequent a singular must be beside its plural, by the plural's ending: what the ending often is of another word
#: asks more of it. Others: one in fifty.
_SHARE = {"ے": 0.1, "ات": 0.1, "ین": 0.2, "ان": 1.0, "س": 0.3, "ز": 0.3}
#: And how long; names and whole words in ان, س, ز are many.
_LENGTH = {"ان": 4, "س": 4, "ز": 4, "ین": 3, "ات": 3, "اون": 3, "این": 3, "ایین": 3}
#: Endings of verbs alone, by which a verb's frequency is known.
_CERTAIN = ("نا", "نے", "تا", "تے", "تی")
#: Other forms' share of these together, at most: a word that is more frequent is something else too.
_MOST = {"": 3.0, "ا": 3.0, "ے": 2.0, "ی": 2.0, "نی": 0.05, "و": 0.5, "ون": 0.5}
#: The imperative of a stem in ا is mostly a noun: دباؤ, بچاؤ.
_NOUN_IN_O = 0.02
#: How likely a form is this one of a verb rather than another one's: اٹھا is the past of اٹھنا, and bare اٹھانا.
_LIKELY = {"": 0.4, "ا": 0.6, "ے": 0.6, "ی": 0.6}


def words_in_use() -> dict[str, float]:
    """Folded word -> its frequency."""
    found: dict[str, float] = {}
    for word, frequency in sorted(wordfreq.get_frequency_dict("ur").items()):
        folded = fold(word)
        if _LETTERS.fullmatch(folded):
            found[folded] = found.get(folded, 0) + frequency
    return found


def verb_endings(stem: str) -> Iterator[str]:
    """The endings of a regular verb, folded: کر, کرنا, کرتی, کرے, کرونگا, کریے …"""
    yield from ("", "نا", "نے", "نی", "تا", "تے", "تی", "تین", "کر", "ونگا", "ونگی", "وگے", "وگی")
    yield from ("یگا", "یگی", "ینگے", "ینگی")
    if stem.endswith(("ا", "و")):
        yield from ("یا", "یے", "یی", "یین", "ین", "ے", "ون", "یون", "و", "یو", "ییگا", "ییگی", "یینگے", "یینگی")
    else:
        yield from ("ا", "ے", "ی", "ین", "ون", "و", "یے", "یو")


def verbs(used: dict[str, float]) -> set[str]:
    """Stems: of the list, and of what is in use as an infinitive, an oblique and a participle."""
    listed = {fold(verb)[:-2] for verb in VERBS.split()}
    seen = {word[:-2] for word in used if word.endswith("نا")}
    regular = {stem for stem in seen if len(stem) > 1 and all(stem + ending in used for ending in ("نے", "تا", "تے"))}
    return {stem for stem in listed | regular if stem}


def verb_rows(used: dict[str, float]) -> dict[str, str]:
    """Verb form -> infinitive, where the word is not too frequent to be that form; the likeliest verb of several."""
    rows: dict[str, tuple[float, str]] = {}
    for stem in sorted(verbs(used)):
        mass = sum(used.get(stem + ending, 0) for ending in _CERTAIN)
        for ending in verb_endings(stem):
            form = fold(stem + ending)
            weight = mass * _LIKELY.get(ending, 1.0)
            most = _NOUN_IN_O if stem.endswith("ا") and ending == "و" else _MOST.get(ending, 3.0)
            if used.get(form, 0) <= mass * most and rows.get(form, (-1.0, ""))[0] < weight:
                rows[form] = weight, stem + "نا"
    return {form: infinitive for form, (_, infinitive) in rows.items()}


def singular_of(word: str, used: dict[str, float], made: dict[str, str]) -> str | None:
    """The word that this one is the plural or oblique of: the most frequent one that is no form of a third."""
    found: list[tuple[bool, float, str]] = []
    for singular, ending in singulars(word):
        frequency = used.get(singular, 0)
        enough = len(singular) >= _LENGTH.get(ending, 2) and frequency >= used[word] * _SHARE.get(ending, 0.02)
        if frequency and enough and not _barred(word, singular, ending, used, made):
            found.append((_own(singular, made), frequency, singular))
    return max(found)[2] if found else None


def _own(word: str, made: dict[str, str]) -> bool:
    return made.get(word, word) == word


def _barred(word: str, singular: str, ending: str, used: dict[str, float], made: dict[str, str]) -> bool:
    """Whether the ending is rather a part of the word."""
    if ending == "ین":
        return singular.endswith("تر")  # the Persian superlative
    if ending == "ات" and word.endswith("یات"):  # ضروریات is of ضرورت, not ضروری
        return True
    if ending == "ان" and singular + "ون" not in used:
        return True
    return ending != "ون" and not _own(singular, made)  # بیٹے is not of بیٹھ


def rows(used: dict[str, float]) -> dict[str, str]:
    """form -> lemma: the lists first, then verbs, then nouns; a word that is no form of another is its own lemma."""
    made: dict[str, str] = {}
    for lemma, forms in IRREGULAR.items():
        made.update({fold(form): fold(lemma) for form in forms.split()})
    made.update({fold(word): fold(word) for word in FIXED.split() if fold(word) not in made})
    for adjective in map(fold, ADJECTIVES.split()):
        for ending in "اےی":
            made.setdefault(adjective[:-1] + ending, adjective)
    plurals = list(map(fold, PLURALS.split()))
    for singular, plural in zip(plurals[::2], plurals[1::2], strict=True):
        made.setdefault(plural, singular)
    for form, infinitive in verb_rows(used).items():
        made.setdefault(form, infinitive)
    for word in sorted(used):
        if word not in made:
            made[word] = singular_of(word, used, made) or word
    return {form: made.get(lemma, lemma) for form, lemma in made.items()}


def main() -> None:
    """Write the table."""
    (DATA / "ur-words").write_bytes(pack(rows(words_in_use())))


if __name__ == "__main__":
    main()

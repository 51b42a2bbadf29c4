"""Write search/analysis/data/ru-endings and ru-words: the likeliest lemma of the words of Russian in use.

usage: python -m scripts.build_ru_tables     (needs requirements-build.txt; takes some minutes)

Sources: the dictionary of OpenCorpora (CC BY-SA 3.0) as packaged in pymorphy3-dicts-ru, for what a form may be a form
of, and how often it is which in OpenCorpora's texts; wordfreq 3.1.1 (CC BY-SA 4.0) for which words are in use, and for
choosing where those texts do not have the form.

ru-endings: ending of a word -> that of its lemma, learned over all of them; ru-words: the words it has wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pymorphy3
from wordfreq import get_frequency_dict

from scripts.likeliest import Paradigms
from search.analysis.filters import fold_cyrillic
from search.analysis.russian import LONGEST_ENDING, NOTHING, Endings
from search.analysis.tables import DATA, pack

_WORD = re.compile("[а-я]+")
#: A reading that OpenCorpora's texts have less often than this beside the others of a form is an accident.
_SELDOM = 0.15
#: Words that few ending rules fit are many; an ending seen less often teaches nothing.
_SEEN = 4
#: Rarer words are left to the endings.
_RAREST = 3e-8
#: Cases that became adverbs, and abbreviations without a second reading: found with the word they are of.
CHOICES = {
    "зимой": "зима",
    "летом": "лето",
    "весной": "весна",
    "осенью": "осень",
    "утром": "утро",
    "днем": "день",
    "вечером": "вечер",
    "ночью": "ночь",
    "порой": "пора",
    "тыс": "тысяча",
    "млн": "миллион",
    "млрд": "миллиард",
    "долл": "доллар",
    "руб": "рубль",
    "гг": "год",
    "известно": "известный",
    "нужно": "нужный",
    "видно": "видный",
    "возможно": "возможный",
    "необходимо": "необходимый",
    "скажем": "сказать",
    "значит": "значить",
    "стоя": "стоять",
    "лежа": "лежать",
    "сидя": "сидеть",
}


class Reading(NamedTuple):
    """What a form may be: score is its probability, seen where OpenCorpora's texts have the form so."""

    lemma: str
    tag: str
    score: float
    seen: float


def words_in_use() -> dict[str, float]:
    """Folded word -> its frequency."""
    found: dict[str, float] = {}
    for word, frequency in sorted(get_frequency_dict("ru", "large").items()):
        folded = fold_cyrillic(word)
        if _WORD.fullmatch(folded):
            found[folded] = found.get(folded, 0) + frequency
    return found


def readings(words: Mapping[str, float]) -> Iterator[tuple[str, list[Reading]]]:
    """The readings of every word that OpenCorpora has."""
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    seen = morph.prob_estimator.p_t_given_w
    for word in sorted(words):
        if morph.word_is_known(word):
            yield (
                word,
                [
                    Reading(fold_cyrillic(parse.normal_form), str(parse.tag), parse.score, seen.prob(word, parse.tag))
                    for parse in morph.parse(word)
                ],
            )


def likely(found: list[Reading]) -> set[str]:
    """The lemmas to choose from: those that texts have of the form; all of them where texts do not have it."""
    if not any(reading.seen > 0 for reading in found):
        return {reading.lemma for reading in found}
    shares: dict[str, float] = defaultdict(float)
    for reading in found:
        shares[reading.lemma] += reading.score
    most = max(shares.values())
    return {lemma for lemma, share in shares.items() if share == most or share >= _SELDOM * most}


def lemmas(words: Mapping[str, float], parsed: Iterator[tuple[str, list[Reading]]]) -> dict[str, str]:
    """Form -> lemma."""
    paradigms = Paradigms()
    for form, found in parsed:
        choice = likely(found)
        for reading in found:
            if reading.lemma in choice:
                part = re.split("[ ,]", reading.tag)[0]
                paradigms.add(reading.lemma, part, [(form, reading.tag)])
    made = {form: best[0] for form, (best, _) in paradigms.likeliest(words).items()}
    return made | CHOICES


def endings(made: Mapping[str, str]) -> dict[str, str]:
    """Ending -> that of the lemma, the shortest that suffice: the commonest change of the words that end so."""
    changes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, lemma in made.items():
        same = next(
            (at for at, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma))
        )
        cut, added = len(form) - same, lemma[same:]
        for length in range(max(cut, 1), min(LONGEST_ENDING, len(form) - 1) + 1):
            changes[form[-length:]][cut, added] += 1
    rules: dict[str, str] = {}
    chosen: dict[str, tuple[int, str]] = {}
    for ending in sorted(changes, key=lambda ending: (len(ending), ending)):
        (cut, added), count = max(changes[ending].items(), key=lambda item: (item[1], item[0]))
        shorter = next((chosen[ending[at:]] for at in range(1, len(ending)) if ending[at:] in chosen), (0, ""))
        if count >= _SEEN and (cut, added) != shorter:
            chosen[ending] = cut, added
            rules[ending] = ending[: len(ending) - cut] + added or NOTHING
    return rules


def main() -> None:
    """Write the tables."""
    words = words_in_use()
    write(words, readings(words))


def write(words: Mapping[str, float], parsed: Iterator[tuple[str, list[Reading]]]) -> None:
    """Write the tables of parsed words."""
    made = lemmas(words, parsed)
    rules = endings(made)
    by_rule = Endings(rules)
    wrong = {
        form: lemma
        for form, lemma in made.items()
        if (words.get(form, 1) >= _RAREST or form in CHOICES) and by_rule.lemma(form) != lemma
    }
    (DATA / "ru-endings").write_bytes(pack(rules))
    (DATA / "ru-words").write_bytes(pack(wrong))


if __name__ == "__main__":
    main()

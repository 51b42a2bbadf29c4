"""Write search/analysis/data/hi-words: every form of the words of Hindi -> its likeliest lemma.

usage: python -m scripts.build_hi_tables     (needs requirements-build.txt)

Sources: simplemma 2.0's Hindi dictionary (MIT, its sources in NOTICE.md) for the words and their irregular forms; the
paradigms in scripts/hi_tables/paradigm.py for all their forms; wordfreq 3.1.1 (CC BY-SA 4.0) for how often forms are
seen, which decides between lemmas; scripts/hi_tables/choices.tsv, ours, for particles and careless spellings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from wordfreq import get_frequency_dict

from scripts.hi_tables import paradigm
from scripts.likeliest import Lemma, Paradigms
from search.analysis.hindi import fold, stems
from search.analysis.tables import DATA, pack

_WORD = re.compile("[\u0900-\u0963\u0970-\u097f]+")
#: A word seen this many times more often than its likeliest lemma would have it as a vocative is a word of its own
#: (मास्को is no mask); so is one that no lemma listed explains, but for this many times rarer words it may come from.
UNEXPECTED = 30
#: Causatives that are used for the verb itself: चुनाव कराना, करवाना, करना.
_SAME_VERB = {"करा": "कर", "करवा": "कर"}
#: Forms of a pronoun with its postpositions are many; other words have no more irregular forms than this.
_PRONOUN = 6
#: Endings that show a verb: three of them seen are enough, if one is none that adjectives have (पुराना, पुराने, पुरानी).
_VERBAL = ("ना", "ने", "नी", "ता", "ते", "ती", "कर")
_ONLY_VERBAL = _VERBAL[3:]


def simplemma_rows() -> dict[str, str]:
    """form -> lemma, in full spelling; words in Devanagari without hyphens only."""
    dictionary = DefaultDictionaryFactory().get_dictionary("hi")
    rows = {_text(form): _text(dictionary[form]) for form in dictionary}
    return {form: rows[form] for form in sorted(rows) if _WORD.fullmatch(form) and _WORD.fullmatch(rows[form])}


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()


def counts() -> dict[str, float]:
    """Folded word -> its frequency."""
    found: dict[str, float] = {}
    for word, frequency in sorted(get_frequency_dict("hi", "small").items()):
        if _WORD.fullmatch(word) and fold(word):
            found[fold(word)] = found.get(fold(word), 0) + frequency
    return found


def verbs(rows: dict[str, str], seen: dict[str, float]) -> dict[str, str]:
    """Infinitive -> stem: those with a paradigm in simplemma, and those in use of which three forms are seen."""
    forms: dict[str, list[str]] = {}
    for form, lemma in rows.items():
        forms.setdefault(lemma, []).append(form)
    listed = {
        lemma: lemma[:-2]
        for lemma, have in forms.items()
        if lemma.endswith("ना") and len(lemma) > 2 and len(set(have) & {f for f, _ in paradigm.verb(lemma[:-2])}) > 6
    }
    known = {fold(stem) for stem in listed.values()}
    candidates = sorted({word[:-2] for word in seen if word.endswith(("ना", "ने")) and len(word) > 4} - known)
    shown = [
        stem
        for stem in candidates
        if sum(stem + ending in seen for ending in _VERBAL) > 2 and any(stem + end in seen for end in _ONLY_VERBAL)
    ]
    return listed | {f"{stem}ना": stem for stem in shown}


def _skeleton(word: str) -> str:
    """What two spellings of a word share: consonants, and the last vowel, which tells कुत्ता from कुत्ती."""
    return re.sub("[ा-ौ्](?!न?$)", "", fold(word).replace("ं", "न").translate(_SHORT))


_SHORT = str.maketrans("ीूईऊ", "िुइउ")


def irregular(rows: dict[str, str], infinitives: dict[str, str]) -> dict[str, str]:
    """simplemma's rows that are taken as they are: forms of verbs and pronouns, and spellings of one word.

    Not: its pairs of he and she (कवि, कवयित्री), of Arabic plurals (अखबार, खबर), of near synonyms.
    """
    regular = {(form, lemma) for lemma in set(rows.values()) for form, _ in paradigm.noun(lemma)}
    odd = {form: lemma for form, lemma in rows.items() if (form, lemma) not in regular}
    many = Counter(odd.values())
    return {
        form: lemma
        for form, lemma in odd.items()
        if lemma in infinitives or many[lemma] > _PRONOUN or _skeleton(form) == _skeleton(lemma)
    }


def paradigms(rows: dict[str, str], infinitives: dict[str, str], seen: dict[str, float]) -> Paradigms:
    """All forms of simplemma's words, and of those in use that it lacks."""
    found = Paradigms()
    nouns = {fold(form) for form, lemma in rows.items() if form == lemma}
    for stem in sorted(set(infinitives.values())):
        found.add(_term(stem), "verb", _verb_forms(stem, nouns))
    odd = irregular(rows, infinitives)
    for lemma in sorted(set(rows.values())):
        if lemma in infinitives and not any(rows.get(lemma + plural) == lemma for plural in ("ओं", "एँ", "एं")):
            continue
        if rows.get(lemma, lemma) == lemma or (len(lemma) > 2 and rows[lemma] in infinitives):
            ordinal = lemma.endswith(("वां", "वाँ"))
            adjective = ordinal or (lemma[-1] in "ाआ" and rows.get(lemma[:-1] + "ी") == lemma)
            _add_noun(found, lemma, "adjective" if adjective else "noun")
    for form, lemma in odd.items():
        if lemma in infinitives and _is_noun(fold(form), nouns):
            continue
        found.add(_term(infinitives.get(lemma, lemma)), "listed", [(fold(form), "listed")])
    explained = found.likeliest(seen)
    for word, count in sorted(seen.items()):
        if word in explained:
            own = _unexpected(found, word, seen, explained[word])
        else:
            own = len(word) > 1 and not any(seen.get(stem, 0) * UNEXPECTED > count for stem in stems(word))
        if own:
            _add_noun(found, word, "unlisted")
    return found


def _verb_forms(stem: str, nouns: set[str]) -> Iterator[tuple[str, str]]:
    """A verb's forms, folded, but those that are rather nouns."""
    for form, slot in paradigm.verb(stem):
        folded = fold(form)
        if slot != "perfective f" or not _is_noun(folded, nouns):
            yield folded, slot


def _is_noun(form: str, nouns: set[str]) -> bool:
    """Whether a feminine perfective that is listed as a noun is one: लड़ाई is a fight; लाई and गई are too short."""
    return len(form) > 3 and form.endswith(("ी", "ई")) and form in nouns


def _term(stem: str) -> str:
    return fold(_SAME_VERB.get(stem, stem))


def _unexpected(found: Paradigms, word: str, seen: dict[str, float], explained: tuple[Lemma, float]) -> bool:
    count = seen[word]
    lemma, expected = explained
    slot = found.readings[word][lemma]
    if slot == "English plural":  # टाइम्स is a newspaper
        return count > seen.get(lemma[0], 0)
    return slot == "vocative" and count > UNEXPECTED * expected


def _add_noun(found: Paradigms, lemma: str, kind: str) -> None:
    forms = paradigm.noun(lemma, adjective=kind == "adjective")
    found.add(fold(lemma), kind, ((fold(form), slot) for form, slot in forms))


def usual_spellings(odd: dict[str, str], infinitives: dict[str, str], seen: dict[str, float]) -> dict[str, str]:
    """Folded lemma -> the spelling of it that is seen more often: अफगानिस्तान for अफ्गानिस्तान."""
    found: dict[str, str] = {}
    for form, lemma in odd.items():
        if lemma not in infinitives and _skeleton(form) == _skeleton(lemma):
            folded = fold(lemma)
            usual = found.get(folded, folded)
            found[folded] = max(usual, fold(form), key=lambda word: (seen.get(word, 0), word == folded))
    return found


def choices() -> dict[str, str]:
    """Our own rows, folded."""
    path = Path(__file__).parent / "hi_tables/choices.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {fold(form): fold(lemma) for form, lemma, _ in rows}


def build() -> dict[str, str]:
    """The rows of the table."""
    seen = counts()
    rows = simplemma_rows()
    infinitives = verbs(rows, seen)
    likeliest = paradigms(rows, infinitives, seen).likeliest(seen)
    usual = usual_spellings(irregular(rows, infinitives), infinitives, seen)
    listed = {fold(form) for form in rows}
    table = {
        form: usual.get(lemma, lemma)
        for form, ((lemma, _), _) in likeliest.items()
        if form and lemma and (form in seen or form in listed or lemma in seen)
    }
    return table | choices()


def main() -> None:
    """Write the table."""
    table = build()
    content = pack(table)
    (DATA / "hi-words").write_bytes(content)
    print(f"hi-words: {len(table)} rows, {len(content)} bytes")


if __name__ == "__main__":
    main()

"""The noun tables: words in use -> lemma, and rare words, which only stop a rule from cutting them."""

from __future__ import annotations

from collections.abc import Callable

from scripts.fa_tables.sources import Words, frequent_words, listed, pairs, simplemma_rows
from search.analysis.persian_nouns import plural_stems, stems

Known = Callable[[str], str | None]


def inflected(word: str, known: Known) -> str | None:
    """The lemma of the first known word that `word` may be a form of, or None."""
    return next((lemma for stem in stems(word) if len(stem) > 1 and (lemma := known(stem))), None)


def by_rule(word: str, known: Known) -> str | None:
    """What the analyzer's rules make of a word that is in no table."""
    stems = plural_stems(word)
    if stems:
        return next((known(stem) or inflected(stem, known) for stem in stems), None)
    return inflected(word, known)


def lookup(words: Words) -> Known:
    """Words in use, without those marked as plural."""
    lemmas = words.used - words.plurals
    return lambda word: word if word in lemmas else None


def word_table(words: Words, verbs: dict[str, str]) -> dict[str, str]:
    """Words in use -> lemma: hazm's, simplemma's irregular forms, our plurals, choices and Dari."""
    known = lookup(words)
    rows = {
        word: word
        for word in words.used
        if _own(word, words, known) and (verbs.get(word, word) == word or word[-1] != "ه")
    }
    rows |= {word: word for word in frequent_words() if _missed(word, words, known) and word not in verbs}
    for form, lemma in simplemma_rows().items():
        if _sound(form, lemma, known) and form not in verbs and lemma not in verbs and by_rule(form, known) != lemma:
            rows[form] = lemma
    rows |= pairs("plurals")
    rows |= {f"{stem}ی": rows.get(stem, stem) for stem in listed("ye_taken") if stem[-1] not in "اوه"}
    rows |= {word: word for word in listed("ye_kept") | listed("an_names")}
    choices = pairs("choices")
    rows |= {form: lemma for form, lemma in choices.items() if form not in verbs or form == lemma}
    rows |= {form: form for form in choices if form in verbs and form in words.used}
    rows |= pairs("dari")
    return _settled(rows)


def _own(word: str, words: Words, known: Known) -> bool:
    """Whether a word in use is its own lemma, so not a plural. hazm marks few plurals in ین and گان as such."""
    if word in words.plurals:
        return by_rule(word, known) is None
    if word in listed("an_names"):
        return True
    if _with_conjunction(word, words):
        return False
    if word[-1] not in "متش" and any(map(known, plural_stems(word))):
        return False
    if word.endswith("گان"):
        return word[:-3] + "ه" not in words.any
    stem = word[:-2]
    arabic = word.endswith("ین") and len(stem) > 3 and (stem[0] == "م" or stem[1] == "ا")
    return not (arabic and known(stem))


def _missed(word: str, words: Words, known: Known) -> bool:
    """Whether a frequent word is one that hazm lists without a part of speech.

    Not a plural in ان of another such word, nor a spoken خوبه (it is good).
    """
    inflection = (
        by_rule(word, known) or known(word.removesuffix("ه")) or (word.endswith("ان") and word[:-2] in words.any)
    )
    return len(word) > 2 and word in words.rare and not inflection and not _with_conjunction(word, words)


def _with_conjunction(word: str, words: Words) -> bool:
    """زمانیکه is زمانی and که; باریکه is of باریک."""
    return word.endswith("یکه") and word[:-3] in words.used and word[:-1] not in words.used


def _sound(form: str, lemma: str, known: Known) -> bool:
    """Whether a row of simplemma is taken.

    Not: rows of verbs (the paradigm has them, and شد is not of کرد), of words in use (its دولتی is no دولت), lemmas
    that are not in use (its spellings of old dictionaries), and ی taken off (decided in `rare_words`).
    """
    irregular = form != lemma and len(form) > 2 and not plural_stems(form) and not lemma.endswith(("دن", "تن"))
    return irregular and known(lemma) is not None and known(form) is None and form != lemma + "ی"


def _settled(rows: dict[str, str]) -> dict[str, str]:
    """Lemmas that have a lemma themselves (a plural's singular in Dari) follow it."""
    return {form: rows.get(rows.get(lemma, lemma), rows.get(lemma, lemma)) for form, lemma in rows.items()}


def rare_words(words: Words, verbs: dict[str, str], rows: dict[str, str]) -> dict[str, str]:
    """Rare words that a rule would take for an inflected form, or that a plural may be of.

    Most rare words in ی are adjectives in -i (ایرانی) and stay. In others ی is of indefiniteness: those of `ye_taken`,
    and those that simplemma takes it off; and an ezafe (کلمه‌ی) after a silent ه, which a ه after ا is not (گواهی).
    """
    simple = simplemma_rows()

    def stays(word: str) -> bool:
        if _with_conjunction(word, words):
            return False
        bare = word.removesuffix("ی")
        if bare.endswith("گان") and bare[:-3] + "ه" in words.any:
            return False
        stem = by_rule(word, rows.get)
        if stem is None or (word.endswith("انی") and word[:-1] not in words.any):
            return True
        if word[:-1] != stem or word[-1] != "ی" or stem in listed("ye_taken") or simple.get(word) == stem:
            return False
        return not (stem.endswith("ه") and stem[-2] != "ا") and stem[-1] not in "او"

    return {w: w for w in words.rare if len(w) > 2 and w not in verbs and w not in rows and stays(w)}

"""Write search/analysis/data/ar-words: every form in use of the words of Arabic, with its readings; and ar-frequent.

usage: python -m scripts.build_ar_tables

Sources, all read from packages of requirements-build.txt (NOTICE.md has their licences): Arramooz's dictionaries and
lemma frequencies (GPL v3), Qutrub's conjugations (GPL), the word frequencies of wordfreq 3.1.1 (CC BY-SA 4.0). A
reading's weight is twice log2 of how often the lemma has that form in 750 million words, the size of Arramooz's count.

A form is kept when it is in use, with particles or pronouns or bare, or when its lemma is common. Words in use that
no lemma explains (most are names) become lemmas of their own, so that particles are cut off them too. ar-frequent has
what is made of the most frequent words, with their particles and pronouns, so that these need no weighing.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import wordfreq

from scripts.build_ar_nouns import INFLECTED, Noun, broken_plurals, forms, lemmas, likely_plurals
from scripts.build_ar_verbs import conjugations, doubled
from search.analysis.arabic import NAME, PARTICLE, VERB, Words, cuts, encode
from search.analysis.filters import fold_arabic
from search.analysis.tables import DATA, pack

#: Tokens that Arramooz's lemma frequencies sum up to.
CORPUS = 7.5e8
#: Lemmas counted this often have all their forms in the table, others those in use.
COMMON = 1000
#: Count of a verb of the dictionary that the frequencies lack.
RARE = 30
#: Frequency from which a word that no lemma explains is taken for a word: about twenty in the corpus.
NAMED = 3e-8
#: So many words are seven in eight of those of a news article.
FREQUENT = 100_000
#: Articles and prepositions before an unexplained word, longest first.
_PREFIXED = re.compile("(?:[وف]?[بک]?ال|[وف]?لل)(?=...)")
_ADJECTIVE = re.compile("(?<=..)ی(?:ه|ین|ون|ات|ا)$")
#: Forms of particles (folded), which the lemmas lack: a closed class.
PARTICLES = {
    "ب": "به بها بهم بهما بهن بک بکم بنا بی",
    "ل": "له لها لهم لهما لهن لک لکم لنا لی",
    "هذا": "هذا هذه هذان هذین هاتان هاتین هولا",
    "ذلک": "ذلک تلک اولیک",
    "الذی": "الذی التی الذین اللذان اللذین اللتان اللتین اللواتی اللاتی",
    "الله": "الله لله",
}
#: Parts of speech that no article stands before.
_PARTICLES = ("prep", "pron", "conj", "part", "verb", "interj")
_LETTERS = re.compile("[آ-ی]+")


class Rows:
    """form -> the weight of its likeliest lemma, that lemma, and whether it is a name or a particle."""

    def __init__(self) -> None:
        self.best: dict[str, tuple[float, str, str]] = {}

    def add(self, form: str, lemma: str, count: float, cost: float, kind: str = "") -> None:
        """A form of a lemma counted so often, the form costing so many bits of it."""
        row = 2 * (math.log2(count) - cost), lemma, kind
        if form not in self.best or self.best[form] < row:
            self.best[form] = row

    def encoded(self) -> dict[str, str]:
        """The rows of a table."""
        return {form: encode(form, lemma, weight) + kind for form, (weight, lemma, kind) in self.best.items()}


def database(name: str) -> sqlite3.Connection:
    """A database of the arramooz package."""
    found = find_spec("arramooz")
    assert found and found.origin, "pip install -r requirements-build.txt"
    return sqlite3.connect(f"file:{Path(found.origin).parent / 'data' / name}?mode=ro", uri=True)


def words_in_use() -> dict[str, float]:
    """Folded word -> its frequency."""
    found: dict[str, float] = {}
    for word, frequency in sorted(wordfreq.get_frequency_dict("ar", "large").items()):
        folded = fold_arabic(word)
        if _LETTERS.fullmatch(folded):
            found[folded] = found.get(folded, 0) + frequency
    return found


def verbs(used: set[str]) -> Rows:
    """The forms of all verbs."""
    counts: Counter[str] = Counter()
    for verb, count in database("wordfreq.sqlite").execute(
        "select vocalized, freq from wordfreq where word_type='verb'"
    ):
        counts[doubled(verb)] = max(counts[doubled(verb)], count)
    rows = Rows()
    for verb, lemma, paradigm in conjugations(database("arabicdictionary.sqlite")):
        count = counts[verb] or RARE
        for form, cost in paradigm.items():
            if len(form) > 1 and (form in used or count >= COMMON):
                rows.add(form, lemma, count, cost)
    return rows


def _kind(noun: Noun) -> str:
    if noun.speech == "noun_prop":
        return NAME
    return PARTICLE if noun.speech.startswith(_PARTICLES) else ""


def nouns(used: set[str], verbal: Rows) -> Rows:
    """The forms of all lemmas that are no verbs; plurals by their shape where no lemma explains a word in use."""
    plurals = broken_plurals(database("arabicdictionary.sqlite"))
    inventory = sorted(lemmas(database("wordfreq.sqlite")), key=lambda noun: (-noun.frequency, noun))
    rows = Rows()
    for noun in inventory:
        lemma = fold_arabic(noun.spelled)
        for form, cost in forms(noun, plurals.get(lemma, set())).items():
            if form in used or noun.frequency >= COMMON:
                rows.add(form, lemma, noun.frequency, cost, _kind(noun))
    for noun in inventory:
        lemma = fold_arabic(noun.spelled)
        if noun.speech in INFLECTED and not plurals.get(lemma):
            for plural in likely_plurals(lemma):
                _, other, _ = rows.best.get(plural, (0, "", ""))
                # The dictionary may give a feminine's plural to the masculine: قواعد to قاعد, not قاعدة.
                free = other + "ه" == lemma if other else plural not in verbal.best
                if plural in used and free:
                    rows.add(plural, lemma, noun.frequency, 3)
    for lemma, particles in PARTICLES.items():
        for particle in particles.split():
            rows.add(particle, lemma, CORPUS / 100, 0, PARTICLE)
    return rows


def _unexplained(used: dict[str, float], words: Words) -> dict[str, float]:
    """Words in use that have no reading, without what may be article and preposition."""
    found = {word: used[word] for word in used if used[word] >= NAMED and len(word) > 2 and not words.best(word)}
    bases: dict[str, float] = {}
    for word in sorted(found):
        base = _PREFIXED.sub("", word, count=1) if _PREFIXED.match(word) else word
        if base == word and word[0] in "وبلف" and found.get(word[1:], 0) > found[word]:
            base = word[1:]
        bases[base] = bases.get(base, 0) + found[word]
    return bases


def add_names(rows: Rows, used: dict[str, float], words: Words) -> None:
    """What no lemma explains: adjectives in ی with all their forms, everything else as it is."""
    bases = _unexplained(used, words)
    for base, frequency in sorted(bases.items()):
        adjective = _ADJECTIVE.sub("ی", base)
        if adjective != base and adjective in bases:
            continue  # among the forms of that one
        if base.endswith("ی") and base + "ه" in bases:
            count = (frequency + bases[base + "ه"]) * CORPUS
            for form, cost in forms(Noun(base, "adj", count, nisba=True, defective=False), set()).items():
                if form in bases:
                    rows.add(form, base, count, cost)
        else:
            rows.add(base, base, frequency * CORPUS, 0)


def table(nominal: Rows, verbal: Rows) -> dict[str, str]:
    """The rows of the table: a form's reading as a noun, as a verb, or both."""
    rows = nominal.encoded()
    for form, reading in verbal.encoded().items():
        rows[form] = rows.get(form, "") + VERB + reading
    return rows


def frequent(used: Mapping[str, float], words: Words) -> dict[str, str]:
    """The most frequent words with their lemmas."""
    ranked = sorted(used, key=lambda word: (-used[word], word))[:FREQUENT]
    return {word: lemma for word in ranked if (lemma := words.best(word))}


def main() -> None:
    """Write the tables."""
    used = words_in_use()
    parts = {form for word in used for form, *_ in cuts(word)}
    verbal = verbs(parts)
    nominal = nouns(parts, verbal)
    add_names(nominal, used, Words(table(nominal, verbal)))
    rows = table(nominal, verbal)
    (DATA / "ar-words").write_bytes(pack(rows))
    (DATA / "ar-frequent").write_bytes(pack(frequent(used, Words(rows))))


if __name__ == "__main__":
    main()

"""Write search/analysis/data/en-words: English lemmas, and the forms that the analyzer's rules do not give.

usage: python -m scripts.build_en_tables     (needs requirements-build.txt)

Sources: simplemma 2.0's English dictionary (MIT, its sources in NOTICE.md) for words and irregular forms; wordfreq
3.1.1 (CC BY-SA 4.0) for which words are in use and how often, which decides between lemmas; scripts/en_tables, ours,
for irregular verbs and for choices.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from wordfreq import get_frequency_dict

from scripts.en_tables import paradigm
from scripts.likeliest import Paradigms
from search.analysis.english import inflected, stems, without_plural
from search.analysis.filters import fold_latin
from search.analysis.tables import DATA, pack

LISTS = Path(__file__).parent / "en_tables"
_WORD = re.compile("[a-z]{2,30}")
#: A lemma needs other forms than one for at least a tenth of it: buildings show that a building is no participle,
#: the few writings do not.
LONE = 1.1
#: Few nouns look like a past tense or a comparison; more like a participle.
UNEXPLAINED = {
    "past": 100.0,
    "participle": 100.0,
    "ed": 20.0,
    "er": 20.0,
    "est": 20.0,
    "ing": 40.0,
    "irregular": 40.0,
    "s": 8.0,
}
#: An abbreviation is no inflected form; it is this much shorter than its lemma, or has no vowel.
_SHORTER = 3
_BOTH = {"ed", "ing"}
#: British -> American spelling, where the latter is a word that is seen at least a tenth as often.
_AMERICAN = (
    ("is(?=e$|ation|er$)", "iz"),
    ("lys(?=e$|er$)", "lyz"),
    ("our(?=$|able|ful|hood|ite|less|er$|ism|ist)", "or"),
    ("(?<=[bt])re$", "er"),
    ("(?<=n)ce$", "se"),
    ("ogue$", "og"),
    ("amme$", "am"),
    ("[ao]e(?=[dgmnpt])", "e"),
    ("ell(?=er$|ery$)", "el"),
)
_SEEN = 0.1
_NOT_AMERICAN = frozenset({"entre", "timbre", "outre", "bogue", "prise", "daemon"})
#: Rarer names in s are read as plurals.
RARE = 1e-7


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()


def simplemma_rows() -> dict[str, str]:
    """form -> lemma, folded; where a capital makes another word (March), the form in small letters counts."""
    dictionary = DefaultDictionaryFactory().get_dictionary("en")
    rows: dict[str, str] = {}
    for form in sorted(map(_text, dictionary), reverse=True):
        lemma = _text(dictionary[form])
        pair = fold_latin(form), fold_latin(lemma)
        if all(map(_WORD.fullmatch, pair)) and "-" not in form:
            rows.setdefault(*pair)
    return rows


def names() -> set[str]:
    """simplemma's lemmas that are written with a capital, folded: Wales is no plural of wale."""
    dictionary = DefaultDictionaryFactory().get_dictionary("en")
    forms = {form for form in map(_text, dictionary) if form[0].isupper() and _text(dictionary[form]) == form}
    return {fold_latin(form) for form in forms if _WORD.fullmatch(fold_latin(form))}


def counts() -> dict[str, float]:
    """Folded word -> its frequency."""
    found: dict[str, float] = {}
    for word, frequency in sorted(get_frequency_dict("en", "large").items()):
        folded = fold_latin(word)
        if "'" not in word and _WORD.fullmatch(folded):
            found[folded] = found.get(folded, 0) + frequency
    return found


def common() -> set[str]:
    """The words, folded, of wordfreq's small list: those seen once in a million words or more."""
    return {fold_latin(word) for word in get_frequency_dict("en", "small") if _WORD.fullmatch(fold_latin(word))}


def irregular_verbs() -> dict[str, list[str]]:
    """Lemma -> past tense and participle."""
    lines = (LISTS / "irregular_verbs.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines}


def choices() -> dict[str, str]:
    """Our own rows."""
    lines = (LISTS / "choices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines}


def paradigms(rows: dict[str, str], seen: dict[str, float]) -> Paradigms:
    """All forms of simplemma's words: of each the classes that its rows show."""
    found = Paradigms(LONE, UNEXPLAINED)
    irregular = irregular_verbs()
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma in rows.items():
        forms[lemma].add(form)
    for lemma in sorted(forms):
        if lemma not in seen:
            continue
        have = forms[lemma]
        parts = {
            "noun": list(paradigm.plural(lemma)),
            "verb": list(paradigm.verb(lemma)),
            "adjective": list(paradigm.adjective(lemma)),
        }
        kinds = [kind for kind in ("verb", "adjective") if have & {form for form, _ in parts[kind]}]
        if any(_may_be_plural(form, lemma, rows, seen) for form, _ in parts["noun"]):
            kinds.insert(0, "noun")
        if "verb" not in kinds and {slot for form, slot in parts["verb"] if _misread(form, lemma, rows, seen)} == _BOTH:
            kinds.append("verb")
        if lemma in irregular and "verb" not in kinds:
            kinds.append("verb")
        kind = " ".join(kinds)
        found.add(lemma, kind, [(lemma, "base")])
        for part in kinds:
            found.add(lemma, kind, parts[part])
        if lemma in irregular:
            found.add(lemma, kind, zip(irregular[lemma], ("past", "participle"), strict=True))
        found.add(lemma, kind, ((form, "irregular") for form in sorted(have) if not _abbreviates(form, lemma)))
    for name in sorted(name for name in names() if seen.get(name, 0) > 10 * seen.get(rows.get(name, ""), 0)):
        found.add(name, "name", [(name, "base")])
    return found


def _misread(form: str, lemma: str, rows: dict[str, str], seen: dict[str, float]) -> bool:
    """Whether simplemma has a form, but of a far rarer word: named of nim."""
    return form in rows and seen.get(rows[form], 0) < seen[lemma] / 100


def _may_be_plural(form: str, lemma: str, rows: dict[str, str], seen: dict[str, float]) -> bool:
    """Not economics, nor what is listed as a word of its own and is the commoner one: lens, Wales."""
    listed = rows.get(form, lemma)
    return listed == lemma or (listed == form and not form.endswith("ics") and seen.get(form, 0) < seen[lemma] / 2)


def _abbreviates(form: str, lemma: str) -> bool:
    return len(lemma) - len(form) >= _SHORTER or not set(form) & set("aeiouy")


def american(lemmas: dict[str, str], seen: dict[str, float]) -> dict[str, str]:
    """Lemma in British spelling -> the American one: colour, organisation, theatre, defence."""
    found = {}
    for lemma in lemmas:
        for british, instead in _AMERICAN if lemma not in _NOT_AMERICAN else ():
            other = re.sub(british, instead, lemma)
            if (
                other != lemma
                and other in lemmas
                and seen.get(other, 0) > _SEEN * seen.get(lemma, 0)
                and len(lemma) > 4
            ):
                found[lemma] = other
    return found


def settled(rows: dict[str, str], seen: dict[str, float]) -> dict[str, str]:
    """Rows whose lemma is a gerund or a British spelling that has a lemma itself: writings to write."""
    lemmas = {form: form for form, lemma in rows.items() if form == lemma}
    links = {lemma: rows[lemma] for lemma in rows.values() if lemma.endswith("ing") and lemma in rows}
    links |= american(lemmas, seen)
    return {form: links.get(lemma, lemma) for form, lemma in rows.items()}


def _own(word: str, lemmas: dict[str, str], seen: dict[str, float]) -> bool:
    """Whether a word that no lemma explains is one of its own though it looks inflected: Hamas, Texas."""
    known = [stem for stem in stems(word) if stem in lemmas]
    if not known:
        singular = without_plural(word)
        return singular is not None and seen[word] > seen.get(singular, 0) and seen[word] > RARE
    return all(seen[word] > seen.get(stem, 0) for stem in known)


def build() -> dict[str, str]:
    """The rows of the table: lemmas, and forms where the rules give another lemma or none."""
    seen = counts()
    rows = simplemma_rows()
    likeliest = {form: lemma for form, ((lemma, _), _) in paradigms(rows, seen).likeliest(seen).items()}
    wanted = {part: lemma for lemma, parts in irregular_verbs().items() for part in parts if part not in seen}
    wanted |= {form: lemma for form, lemma in likeliest.items() if form in seen} | choices()
    wanted = settled(wanted, seen) | choices()
    lemmas = {form: form for form, lemma in wanted.items() if form == lemma}
    lemmas |= {word: word for word in common() if word not in wanted and f"{word}s" in seen}
    lemmas |= {word: word for word in seen if word not in wanted and _own(word, lemmas, seen)}
    table = dict(lemmas)
    while missing := {
        form: lemma for form, lemma in wanted.items() if (table.get(form) or inflected(form, table.get)) != lemma
    }:
        table |= missing
    return table


def main() -> None:
    """Write the table."""
    table = build()
    content = pack(table)
    (DATA / "en-words").write_bytes(content)
    print(f"en-words: {len(table)} rows, {len(content)} bytes")


if __name__ == "__main__":
    main()

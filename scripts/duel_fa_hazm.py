"""Write tests/vectors/duel_hazm.tsv: what hazm's lemmatizer makes of a set of words, and where ours differs, why.

usage: python -m scripts.duel_fa_hazm     (in an environment where hazm can be imported, so with its dependencies)

The words: a few forms of each verb of scripts/fa_tables/common_verbs.txt that hazm has (those that hazm spells as
people do: it writes نآمد for نیامد), and eight of every two hundredth noun of its word list. Made with hazm 0.10.0;
tests/test_analysis_fa.py compares without hazm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hazm import Lemmatizer

from scripts.fa_tables import sources
from search.analysis import terms
from search.analysis.filters import fold_arabic

TARGET = Path(__file__).parent.parent / "tests/vectors/duel_hazm.tsv"
STEP = 200
#: The forms by hazm's own spelling, with a joiner.
PAST = ("{}", "{}م", "می‌{}ند", "ن{}", "{}ه", "{}ه‌اند", "ن{}ه‌ام")
PRESENT = ("می‌{}م", "می‌{}ند", "نمی‌{}ید", "ب{}ند", "ن{}ید")
NOUN = ("{}", "{}‌ها", "{}‌های", "{}هایی", "{}ی", "{}م", "{}شان", "{}‌تر")

REASONS = {
    "same": "",
    "participle": "hazm lists the participle as a word; it is a form of the verb",
    "noun": "also a noun in use, and more often that",
    "variant": "two past stems of one verb are one term",
    "other": "two verbs share the form; the commoner one is chosen",
    "unknown": "hazm has no such form and leaves it as it is",
    "plural": "hazm lists the plural, or the spelling, as a word; its term is the singular or the usual spelling",
    "ending": "hazm's stemmer cuts all that looks like endings; ours stops at the longest known word",
}


def vocabulary(folder: Path) -> Iterator[str]:
    """The words, in order."""
    common = (sources.HERE / "common_verbs.txt").read_text(encoding="utf-8").split()
    presents = dict(reversed(sources.verbs(folder)))
    for past in common:
        if past in presents:
            yield from (pattern.format(past) for pattern in PAST if _plain(pattern, past))
            present = presents[past]
            yield from (pattern.format(present) for pattern in PRESENT if _plain(pattern, present))
    lines = [line.split("\t") for line in (folder / "words.dat").read_text(encoding="utf-8").splitlines()]
    nouns = [word for word, _, tags in lines if tags.startswith("N")]
    for noun in nouns[::STEP]:
        yield from (pattern.format(noun) for pattern in NOUN)


def _plain(pattern: str, stem: str) -> bool:
    """Whether a form is spelled as the pattern says: no ی comes between two vowels."""
    return not (stem[0] in "آا" and pattern[0] in "نب" and pattern[1] == "{") and stem[-1] not in "اوآی"


def reason(form: str, theirs: str, ours: str, words: sources.Words) -> str:
    """Which of REASONS explains that our term is not hazm's lemma."""
    past, glued = fold_arabic(theirs.partition("#")[0]), fold_arabic(form)
    if ours == past:
        return "same"
    if "#" in theirs:
        instead = {fold_arabic(row[0]): fold_arabic(row[1]) for row in sources.table("variants")}
        if instead.get(past) == ours or past == f"{ours[:-1]}ید":
            return "variant"
        return "noun" if glued in words.used else "other"
    if past == glued:
        if form.endswith("ه") and form[:-1] in {past for past, _ in sources.verbs(sources.hazm_folder())}:
            return "participle"
        return "plural" if glued in words.any else "unknown"
    return "plural" if ours == terms(theirs, "fa")[0] else "ending"


def main() -> None:
    """Write the file."""
    folder = sources.hazm_folder()
    words = sources.words(folder)
    lemmatizer = Lemmatizer()
    rows = {}
    for form in vocabulary(folder):
        (ours,) = terms(form, "fa")[:1]
        theirs = lemmatizer.lemmatize(form)
        why = reason(form, theirs, ours, words)
        rows[form] = (theirs, "" if why == "same" else ours, REASONS[why])
    lines = ["\t".join((form, *row)) for form, row in rows.items()]
    TARGET.write_text("\n".join(["form\thazm\tours, where it differs\treason", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

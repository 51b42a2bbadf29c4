"""Write search/analysis/data/fa-*: Persian verb forms, words in use, rare words.

usage: python -m scripts.build_fa_tables     (needs requirements-build.txt and requirements-hazm.txt; of hazm, 0.10 and
0.12 give the same bytes)

Sources: hazm's verbs.dat and words.dat (MIT), simplemma 2.0's Persian dictionary (MIT, its sources in NOTICE.md), which
words are frequent by wordfreq 3.1 (CC BY-SA 4.0), and the lists in scripts/fa_tables, which are ours.
"""

from __future__ import annotations

from pathlib import Path

from scripts.fa_tables import nouns, sources
from scripts.fa_tables.verbs import verb_table
from search.analysis.tables import pack

TARGET = Path(__file__).parent.parent / "search/analysis/data"


def build() -> dict[str, dict[str, str]]:
    """The tables by name."""
    folder = sources.hazm_folder()
    words = sources.words(folder)
    known = nouns.lookup(words)
    verbs = verb_table(folder, words, lambda form: nouns.by_rule(form, known) is not None)
    choices = sources.pairs("choices") | sources.pairs("dari")
    verbs = {form: lemma for form, lemma in verbs.items() if choices.get(form, lemma) == lemma}
    rows = nouns.word_table(words, verbs)
    return {"fa-verbs": verbs, "fa-words": rows, "fa-rare": nouns.rare_words(words, verbs, rows)}


def main() -> None:
    """Write the tables."""
    for name, rows in build().items():
        content = pack(rows)
        (TARGET / name).write_bytes(content)
        print(f"{name}: {len(rows)} rows, {len(content)} bytes")


if __name__ == "__main__":
    main()

"""Gold data: `<name>.tsv` (form, lemma, UPOS, count) and `<name>.sents.tsv` (id, text, row numbers of its words)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

Sense = tuple[str, str]


@dataclass(frozen=True)
class Gold:
    """Forms with their senses (lemma and word class), and sentences with the forms that are annotated in them."""

    language: str
    senses: dict[str, set[Sense]]
    forms: dict[Sense, Counter[str]]
    sentences: list[tuple[str, list[str]]]


def read(folder: Path, name: str) -> Gold:
    """The data set `name`; its language is the part before "_". Case does not tell forms apart."""
    senses: dict[str, set[Sense]] = defaultdict(set)
    forms: dict[Sense, Counter[str]] = defaultdict(Counter)
    rows = []
    for line in (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        form, lemma, part, count = line.split("\t")
        form = normalize("NFC", form).casefold()
        senses[form].add((lemma, part))
        forms[lemma, part][form] += int(count)
        rows.append(form)
    sentences = []
    for line in (folder / f"{name}.sents.tsv").read_text(encoding="utf-8").splitlines():
        _, text, numbers = line.split("\t")
        sentences.append((text, [rows[int(number)] for number in numbers.split()]))
    return Gold(name.partition("_")[0], dict(senses), dict(forms), sentences)

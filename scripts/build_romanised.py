"""Write search/names/data/romanised.tsv: words of Arabic-script names, and how they are mostly romanised.

    python -m scripts.build_romanised FILE     (FILE: names in groups, as learn_name_costs reads them)

Source: names of people in Wikidata (CC0), through arabic-name-romanizer (MIT). Names of as many words in both scripts
are set beside each other word by word; kept is the most frequent, where at least MANY names have it and a quarter of
those with the word.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from search.names.letters import ARABIC, LATIN, words

TARGET = Path(__file__).parent.parent / "search" / "names" / "data" / "romanised.tsv"
SOURCE = "wd-anr"
MANY = 3
HEADER = "# Wikidata (CC0), by scripts/build_romanised.py"


def groups(path: Path) -> dict[str, dict[str, list[str]]]:
    """Names by the id of their group and by script, of people of the source."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {ARABIC: [], LATIN: []})
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        id_, kind, _, _, source, name = line.split("\t")
        parts = words(name)
        scripts = {script for script, _ in parts}
        if kind == "PER" and source == SOURCE and len(scripts) == 1 and (script := scripts.pop()) in found[id_]:
            found[id_][script].append(" ".join(word for _, word in parts))
    return found


def counted(path: Path) -> dict[str, Counter[str]]:
    """How often each Latin word stands where a folded word of Arabic script does."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups(path).values():
        for written in group[ARABIC]:
            for latin in group[LATIN]:
                ours, theirs = written.split(), latin.split()
                if len(ours) == len(theirs):
                    for word, spelling in zip(ours, theirs, strict=True):
                        counts[word][spelling.capitalize()] += 1
    return counts


def main() -> None:
    """Writes the table."""
    rows = []
    for word, spellings in sorted(counted(Path(sys.argv[1])).items()):
        spelling, number = min(spellings.items(), key=lambda pair: (-pair[1], pair[0]))
        if number >= MANY and number * 4 >= spellings.total() and len(word) > 1 < len(spelling):
            rows.append(f"{word}\t{spelling}")
    TARGET.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

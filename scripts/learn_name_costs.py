"""Learn search/names/data/costs.json: what letters of one script are written for in another, and the verdict's weights.

    python -m scripts.learn_name_costs NAMES.tsv

NAMES.tsv has the columns id, type, lang, kind, source, name. Only its licensed sources are read, and only the half of
its groups that `set_aside` leaves (scripts/name_costs/sources.py names both). The file holds counts made into costs, no
names. Needs requirements-build.txt; takes some minutes; the result is the same each time.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from scripts.name_costs.operations import (
    Learner,
    Letters,
    WordPairs,
    Written,
    first_guess,
    joined,
    names_of,
    surprises,
    through,
    useful,
)
from scripts.name_costs.sources import Group, groups, places
from scripts.name_costs.weights import learn_weights
from search.names.alignment import SCRIPTS, packed, spelled
from search.names.tokens import tokens

COSTS = Path(__file__).parent.parent / "search" / "names" / "data" / "costs.json"
#: What all names that went through Latin count beside those seen in two other scripts.
THROUGH = 3000
SAME = 0.85


def letters_of(found: Mapping[str, Group]) -> Letters:
    """What the letters of each script cost on their own."""
    return {
        script: surprises(
            token.bare
            for group in found.values()
            for name in group.names.get(script, ())
            for token in tokens(name, group.kind == "PER")
            if token.script == script and not token.initial
        )
        for script in SCRIPTS
    }


def learn_writes(found: Mapping[str, Group]) -> tuple[Letters, dict[str, Written]]:
    """The operations of every pair of scripts; Latin first, then those that lean on it."""
    letters = letters_of(found)
    writes: dict[str, Written] = {}
    from_latin: dict[str, WordPairs] = {}
    for script in SCRIPTS[1:]:
        guess = first_guess(letters["Latn"], letters[script])
        learner = Learner(names_of(found.values(), "Latn", script), (letters["Latn"], letters[script]), guess)
        writes[f"Latn-{script}"] = learner.learn()
        from_latin[script] = learner.word_pairs(SAME)
    to_latin = Counter({(b, a): n for pairs in from_latin.values() for (a, b), n in pairs.items()})
    for at, left in enumerate(SCRIPTS):
        for right in SCRIPTS[at:]:
            if f"{left}-{right}" in writes:
                continue
            likely = first_guess(letters[left], letters[right])
            names = list(names_of(found.values(), left, right))
            if left == "Latn":
                names += joined(to_latin, to_latin)
            else:
                names += joined(from_latin[left], from_latin[right])
                seen = through(writes[f"Latn-{left}"], writes[f"Latn-{right}"], THROUGH if left != right else 0)
                likely = {op: likely.get(op, 0.0) + seen.get(op, 0.0) for op in sorted(likely.keys() | seen.keys())}
            writes[f"{left}-{right}"] = Learner(names, (letters[left], letters[right]), likely).learn()
    return letters, {pair: useful(writes[pair], letters[pair[:4]], letters[pair[5:]]) for pair in sorted(writes)}


def write(content: Mapping[str, object]) -> None:
    """Write the tables; the weights are learnt with them as they are read back."""
    COSTS.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main(path: str) -> None:
    """Learn the operations, then the weights that rest on them."""
    found = groups(Path(path))
    letters, writes = learn_writes(found)
    content: dict[str, object] = {
        "letters": {script: {spelled(a): cost for a, cost in row.items()} for script, row in letters.items()},
        "writes": {pair: {spelled(a): packed(row) for a, row in table.items()} for pair, table in writes.items()},
    }
    earlier = json.loads(COSTS.read_text(encoding="utf-8")) if COSTS.exists() else {}
    write({**earlier, **content})  # whole all the while, for who reads it meanwhile
    weights, thresholds = learn_weights(found, places())
    write({**content, "weights": weights, "thresholds": thresholds})


if __name__ == "__main__":
    main(*sys.argv[1:])

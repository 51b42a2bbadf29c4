"""One entity in every language: python -m evaluation.linking STORIES.jsonl [--archive DIR] [--links 50].

Of the people and places that a story's English version mentions, how many its versions in other languages mention under
the same id. STORIES: JSON Lines of id, story, language, title, body, the same stories in several languages; they are
added and linked anew for the run, or in the archive of `--archive`, which is kept, and only read where it is there.
`--links` prints so many links between forms of a name in two scripts, drawn at random, to be judged by reading.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import orjson

from indexer import runs
from indexer.relinking import relink
from search.names.tokens import tokens
from search.register import Register
from search.store import MANIFEST, Store
from search.types import All, Document

#: story -> language -> the ids of people and places mentioned.
Stories = dict[str, dict[str, set[str]]]


def stories(path: Path, documents: Iterable[Document]) -> Stories:
    """Whom and what each version of each story mentions."""
    rows = {str(row["id"]): row for row in map(orjson.loads, path.read_bytes().splitlines())}
    found: Stories = defaultdict(dict)
    for document in documents:
        row = rows[document.id]
        ids = {m.entity for m in document.mentions if m.entity and m.type in ("person", "place")}
        found[str(row["story"])][str(row["language"])] = ids
    return found


def shares(found: Stories, reference: str = "en") -> dict[str, float]:
    """Language -> mean share of the reference version's entities that its version of the story has too."""
    parts: dict[str, list[float]] = defaultdict(list)
    for versions in found.values():
        wanted = versions.get(reference, set())
        for language, ids in versions.items():
            if language != reference and wanted:
                parts[language].append(len(wanted & ids) / len(wanted))
    return {language: sum(values) / len(values) for language, values in sorted(parts.items())}


def links(register: Register, number: int, seed: int) -> list[tuple[str, str, str]]:
    """Pairs of names of one person in different scripts, one of them seen in documents only: id, name, name."""
    pairs = []
    for identifier in register.all():
        names = [name for name in register.names(identifier) if name.kind != "short" and " " in name.name]
        for seen in (name for name in names if name.kind == "seen"):
            others = [name for name in names if _script(name.name) != _script(seen.name)]
            pairs += [(identifier, seen.name, other.name) for other in others[:1]]
    people = [pair for pair in pairs if pair[0].startswith("person:")]
    return random.Random(seed).sample(people, min(number, len(people)))


def _script(name: str) -> str:
    return next((token.script for token in tokens(name)), "")


def main() -> None:
    """Indexes the stories, relinks, prints the shares."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.linking", description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--archive", type=Path, help="an archive of the stories, made here if it is not there")
    parser.add_argument("--links", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.archive or Path(folder) / "archive"
        if (path / MANIFEST).exists():
            store = Store.open(path)
        else:
            store = Store.create(path)
            runs.add(store, [given.stories], naming=False)
            done = relink(store)
            print(f"{done.entities} entities; relinking changed {done.documents} documents")
        with closing(store.engine()) as engine:
            found = shares(stories(given.stories, engine.scan(All())))
        for language, share in found.items():
            print(f"{language:4} {share:6.1%}")
        print(f"mean {sum(found.values()) / len(found):6.1%}")
        with closing(Register(store.register)) as register:
            for identifier, one, other in links(register, given.links, given.seed):
                print(f"{identifier}\t{one}\t{other}")


if __name__ == "__main__":
    main()

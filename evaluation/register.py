"""The register's speed: python -m evaluation.register NAMES.tsv [--entities N] [--mentions N] [--postgresql].

NAMES.tsv: columns id, type, lang, kind, source, name; people's names of it, given names with other family names, make
a register of so many people. Prints milliseconds: opening it and its first look-up, a look-up by name and by a name's
beginning, and linking a mention (half of the mentions are of people who are in it, half of new ones). With
--postgresql the same again of a register in a PostgreSQL server, which is started on loopback for the while.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from indexer.document import entry
from indexer.linking import Linker
from indexer.naming import Cluster, own_id
from search.database import Tables, Where
from search.register import Register, fold
from search.types import Document, Mention
from tests.postgres import Postgres, program

#: Mentions of one made document.
EACH = 20


def full_names(path: Path, number: int, seed: int) -> list[tuple[str, str]]:
    """(language, name): first words of names with last words of others of the same language, each once."""
    words: dict[str, tuple[set[str], set[str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts = row["name"].split()
            if row["type"] == "PER" and len(parts) > 1:
                first, last = words.setdefault(row["lang"], (set(), set()))
                first.add(parts[0])
                last.add(parts[-1])
    chance = random.Random(seed)
    pools = [(language, sorted(first), sorted(last)) for language, (first, last) in sorted(words.items())]
    weights = [len(first) * len(last) for _, first, last in pools]
    made: dict[str, tuple[str, str]] = {}
    while len(made) < number:
        language, given, family = chance.choices(pools, weights)[0]
        name = f"{chance.choice(given)} {chance.choice(family)}"
        made.setdefault(fold(name), (language, name))
    return list(made.values())


def fill(register: Register, names: list[tuple[str, str]]) -> None:
    """A register of one person a name."""

    def clusters() -> Iterator[Cluster]:
        for language, name in names:
            cluster = Cluster(own_id("person", [fold(name)]), "person")
            cluster.take(fold(name), {(language, name): 1})
            yield cluster

    register.put(cluster.known() for cluster in clusters())


def documents(names: list[tuple[str, str]]) -> Iterator[Document]:
    """Documents that mention these names."""
    for at in range(0, len(names), EACH):
        mentions = tuple(Mention(0, 1, "person", name, name) for _, name in names[at : at + EACH])
        yield Document(str(at), "", "", names[at][0], None, None, mentions, f"{at}.txt")


def milliseconds(work: Callable[[], object], times: int = 1) -> float:
    """Wall time of some work, divided by how many things it did."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000 / times


def main() -> None:
    """Makes the registers and prints the times."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.register", description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--mentions", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="also in PostgreSQL, where that is installed")
    given = parser.parse_args()
    if given.postgresql and not program("initdb"):
        parser.error("--postgresql: no initdb was found; install PostgreSQL's server")
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder) / "register.sqlite", given)
    if given.postgresql:
        server = Postgres()
        try:
            server.start()
            measure("PostgreSQL", Tables(server.url, "register"), given)
        finally:
            server.stop()


def measure(name: str, where: Where, given: argparse.Namespace) -> None:
    """Makes a register there, and prints the times."""
    everybody = full_names(given.names, given.entities + given.mentions // 2, given.seed)
    known, new = everybody[: given.entities], everybody[given.entities :]
    asked = random.Random(given.seed).sample(known, given.mentions // 2)
    with closing(Register(where, writing=True)) as register:
        made = milliseconds(lambda: fill(register, known), len(known))
    with closing(Register(where)) as register:
        first = milliseconds(lambda: register.called(asked[0][1]))
        called = milliseconds(lambda: [register.called(name) for _, name in asked], len(asked))
        begun = milliseconds(lambda: [register.beginning(name[:4], 20) for _, name in asked[:20]], 20)
    entries = [entry(document, 0) for document in documents([*asked, *new])]
    with closing(Register(where, writing=True)) as register:
        linked = milliseconds(lambda: Linker(register).link(entries), given.mentions)
    print(
        f"{name}, {given.entities} entities, ms: made {made:.2f} each; first look-up {first:.1f}, "
        f"by name {called:.2f}, by beginning {begun:.1f}; linking {linked:.2f} a mention",
        flush=True,
    )


if __name__ == "__main__":
    main()

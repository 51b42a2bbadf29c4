"""How many edited copies of stories are found, and how many that are none: `python -m evaluation.reading_copies FILE`.

FILE is JSON Lines with id, language, title, body. Each story is edited in four ways, as copies on other sites are.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.duplicates import Signatures
from indexer.language import identify
from indexer.signature import Signature, signature
from search.analysis import index_terms

FURNITURE = (
    "Home World Politics Search Subscribe Sign in Accessibility links Skip to main content Share this article",
    "Leave a Reply Your email address will not be published. Required fields are marked Related stories Most read",
)


def furnished(text: str, _: random.Random) -> str:
    """The text with a page's head and foot around it."""
    return f"{FURNITURE[0]}\n{text}\n{FURNITURE[1]}"


def shortened(text: str, _: random.Random) -> str:
    """The text without its last 30 %."""
    words = text.split(" ")
    return " ".join(words[: int(len(words) * 0.7)])


def thinned(text: str, chance: random.Random) -> str:
    """The text without a tenth of its words."""
    return " ".join(word for word in text.split(" ") if chance.random() >= 0.1)


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "furniture added": furnished,
    "30 % cut": shortened,
    "10 % of words lost": thinned,
}


def stories(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["id"], f"{record['title']}\n{record['body']}"


def _signature(text: str) -> Signature:
    return signature(" ".join(index_terms(text, identify(text).code)[1]))


def main() -> None:
    """Prints the share of each kind of copy that is found, and how many answers are wrong."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.reading_copies", description=__doc__)
    parser.add_argument("file", type=Path)
    chance = random.Random(1)
    originals = list(stories(parser.parse_args().file))
    with tempfile.TemporaryDirectory() as folder:
        signatures = Signatures(Path(folder) / "signatures")
        began = time.process_time()
        wrong = sum(signatures.add(name, _signature(text)) is not None for name, text in originals)
        each = (time.process_time() - began) / len(originals)
        print(f"{len(originals)} stories, {each * 1e3:.2f} ms each; {wrong} taken for copies of another")
        for kind, edit in EDITS.items():
            answers = [(name, signatures.add(f"{name}+", _signature(edit(text, chance)))) for name, text in originals]
            found = sum(answer == name for name, answer in answers)
            false = sum(answer not in {None, name} for name, answer in answers)
            print(f"{kind}: {found / len(originals):.1%} found, {false} false")
            signatures.remove(f"{name}+" for name, _ in originals)
        signatures.close()


if __name__ == "__main__":
    main()

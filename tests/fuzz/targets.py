"""What is given such input, each as a function of a seed: requests, the query parser, the readers, highlighting.

A target raises AssertionError, or whatever else was not foreseen.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from app import create_app
from indexer.readers import read
from search import highlight, query, snippets
from search.analysis import languages
from search.errors import BadParameter, BadQuery, Unreadable
from search.query import PARAMETERS
from search.types import Document, RawDocument
from tests.conftest import SEEDS, make_archive
from tests.fuzz.asking import Asker
from tests.fuzz.words import text
from tests.test_readers_damaged import FILES

Target = Callable[[Random, Path], None]

#: Suffixes under which anything may come.
SUFFIXES = (*sorted(FILES), "a.pdf", "a.pdf", "a", "a.bin", "a.json", "a.tsv", "a.xlsx", "a.gz", "a.png")
PDFS = sorted((Path(__file__).parent.parent / "fixtures").glob("*.pdf"))


def parser(chance: Random, folder: Path) -> None:
    """Any words and parameters: a query, or an error that says which rule was broken."""
    given = {"q": [text(chance)]}
    for _ in range(chance.choice((0, 0, 1, 3))):
        name = chance.choice([parameter.name for parameter in PARAMETERS])
        given[name] = [
            chance.choice((text(chance, 3), "fa", "-fa", "on", "all", "2024", "none", "1403-09", "0", "9" * 9))
        ]
    try:
        found = query.parse(given)
    except (BadParameter, BadQuery) as error:
        assert error.status == 400
        assert error.message
        return
    assert found.size <= 100
    highlight.Matcher.of(found.tree, title=False)


def readers(chance: Random, folder: Path) -> None:
    """Any bytes under any name: documents, or what is wrong with the file."""
    path = folder / chance.choice(SUFFIXES)
    path.write_bytes(_bytes(chance, path.name))
    try:
        for found in read(path, path.name):
            assert isinstance(found, RawDocument) or found.values["reason"]
    except Unreadable as error:
        assert error.values["reason"]


def _bytes(chance: Random, name: str) -> bytes:
    kind = chance.randrange(10)
    if kind == 0:
        return chance.randbytes(chance.randrange(3000))
    if kind == 1:
        encoding = chance.choice(("utf-8", "utf-16", "utf-32", "cp1256", "latin-1", "utf-7"))
        return text(chance, 60).encode(encoding, "replace")
    whole = FILES.get(name) or chance.choice([*FILES.values(), *(path.read_bytes() for path in PDFS)])
    data = bytearray(whole)
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 1, 1, 4))] = chance.randbytes(chance.choice((0, 1, 1, 1, 4)))
        data = data or bytearray(b"x")
    if chance.random() < 0.2:
        data = data[: chance.randrange(1, len(data) + 1)]
    return bytes(data * (2 if chance.random() < 0.1 else 1))


def highlights(chance: Random, folder: Path) -> None:
    """Any text under any query: marks that lie in it, in order, apart from each other, and snippets that hold them."""
    body = _storable(text(chance, 80))
    document = Document(
        id="x",
        title=_storable(text(chance, 6)),
        body=body,
        language=chance.choice([*languages(), "xx"]),
        variety=None,
        date=None,
        mentions=(),
        cuts=(),
        source="x",
        url=None,
    )
    words = [word for word in body.split() if len(word) < 60]
    asked = " ".join(chance.choice(words) for _ in range(chance.randrange(4))) if words else ""
    try:
        tree = query.parse({"q": [f"{asked} {text(chance, 4)}"[:2000]]}).tree
    except (BadParameter, BadQuery):
        return
    matcher = highlight.Matcher.of(tree, title=False)
    last = 0
    for span in highlight.spans(document, matcher):
        assert last <= span.start < span.end <= len(body)
        last = span.end
    for snippet in snippets.maker(tree)(document):
        for start, end in snippet.highlights:
            assert 0 <= start < end <= len(snippet.text)


def _storable(written: str) -> str:
    return written.encode("utf-8", "replace").decode()


@cache
def _asker() -> Asker:
    """Asks an archive of the seeds, made once."""
    folder = Path(tempfile.mkdtemp(prefix="diwan-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = create_app({"DIWAN_ARCHIVE": make_archive(folder / "archive", SEEDS), "DIWAN_LOG": "off"})
    found = app.test_client().get("/api/search").get_json()
    entities = [bucket["value"] for bucket in found["facets"]["entity"]]
    return Asker(app, [*(hit["id"] for hit in found["hits"]), *entities[:5]])


def requests(chance: Random, folder: Path) -> None:
    """Any request: an answer, or a refusal in the one shape."""
    told, wrong = _asker().ask(chance)
    assert not wrong, f"{wrong}: {told}"


TARGETS: dict[str, Target] = {"parser": parser, "readers": readers, "highlights": highlights, "requests": requests}

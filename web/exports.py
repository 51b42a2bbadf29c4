"""All hits of a query as a file: streamed, so that neither the server nor the asker holds more than a piece of it."""

from __future__ import annotations

from collections.abc import Generator
from itertools import chain

from flask import Blueprint, Response

from search.export import FORMATS, stream
from search.export.jsonlines import Record
from search.query import ORDERED, Parameter
from web.api import asked
from web.endpoints import answers, given
from web.reading import archive

blueprint = Blueprint("exports", __name__)

FORMAT = Parameter(
    "format",
    "JSON Lines with texts, a table for spreadsheets, or references for a reference manager",
    tuple(FORMATS),
    "jsonl",
)
MEDIA = tuple(format.media for format in FORMATS.values())


@blueprint.get("/api/export")
@answers(Record, *ORDERED, FORMAT, media=MEDIA)
def export() -> Response:
    """Every hit of a search in one file, however many there are."""
    format = FORMATS[given(FORMAT)]
    return streamed(stream(archive(), asked(FORMAT), format), format.media, f"diwan{format.suffix}")


def streamed(pieces: Generator[bytes, None, None], media: str, name: str) -> Response:
    """An answer sent piece by piece, to be kept as a file; what goes wrong at its start is still told as an error."""
    first = next(pieces)
    # An error later on breaks the connection off: the asker sees an answer that does not end, never a shorter one.
    response = Response(chain([first], pieces), content_type=f"{media}; charset=utf-8")
    response.call_on_close(pieces.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

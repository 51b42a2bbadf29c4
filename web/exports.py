"""All hits of a query as a file: streamed, so that neither the server nor the asker holds more than a piece of it."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from itertools import chain

import orjson
from flask import Blueprint, Response

from search.errors import DiwanError
from search.export import FORMATS, stream, table
from search.export.jsonlines import Record
from search.query import ORDERED, Parameter
from web import access
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


def _told(pieces: Iterator[bytes], media: str, here: bool) -> Iterator[bytes]:
    """The pieces; where one fails, a last line: the status is sent, and the server would end as if all were well.

    `here`: a reader on this machine, who may be told of its folders and of where its cluster stands.
    """
    try:
        yield from pieces
    except Exception as error:
        logging.getLogger(__name__).exception("an answer broke off")
        reason = error.message if here and isinstance(error, DiwanError) else "The server's log says why."
        message = f"ERROR: this file is not whole. {reason}"
        if media == FORMATS["jsonl"].media:
            yield orjson.dumps({"error": {"status": 500, "code": "broken-off", "message": message, "hint": ""}}) + b"\n"
        elif media == FORMATS["ris"].media:
            yield f"TY  - GEN\r\nTI  - {message}\r\nER  - \r\n".encode()
        else:
            yield table.row((message,))


def streamed(pieces: Generator[bytes, None, None], media: str, name: str) -> Response:
    """An answer sent piece by piece, to be kept as a file; what goes wrong at its start is still told as an error."""
    first = next(pieces)
    response = Response(
        chain([first], _told(pieces, media, access.from_this_machine())), content_type=f"{media}; charset=utf-8"
    )
    response.call_on_close(pieces.close)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

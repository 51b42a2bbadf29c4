"""A list of names or queries, searched one by one: a page to send it from, an endpoint that answers with a file."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, Response, render_template, request

from search.batch import MOST_BYTES, REPORTS, read, stream
from search.errors import BadParameter
from search.export import FORMATS
from search.query import NARROWING, Parameter
from web import access, limits
from web.api import limits as of_queries
from web.api import sent
from web.endpoints import answers, given
from web.exports import streamed
from web.reading import archive

blueprint = Blueprint("batch", __name__)

MEDIA = {name: FORMATS[name].media for name in ("csv", "jsonl")}
REPORT = Parameter("report", "hits by language and month, or every hit", REPORTS, "counts")
FORMAT = Parameter("format", "of the hits; counts are a table", tuple(MEDIA), "csv")
COLUMN = Parameter("column", "the column of a table that holds them: its name, or its number from 1", longest=200)
OWN = (REPORT, FORMAT, COLUMN)
FILTERS = tuple(parameter for parameter in NARROWING if parameter.name != "q")
TABLE, LINES, FORM = "text/csv", "text/plain", "multipart/form-data"
_TEXT = {"type": "string", "pattern": r"\S"}
#: The page's form may send a file instead; a script sends it as it is.
BODY = {LINES: _TEXT, TABLE: _TEXT, FORM: {"type": "object", "properties": {"list": _TEXT}, "required": ["list"]}}
#: Queries of one request; the command line takes any number.
MOST = 1_000


@blueprint.get("/batch")
def page() -> str:
    """Where a list is sent from."""
    return render_template("batch.html", most=MOST, megabytes=MOST_BYTES // 10**6)


@blueprint.post("/batch")
@blueprint.post("/api/batch")
@access.reads
@answers(None, *OWN, *FILTERS, media=tuple(MEDIA.values()), body=BODY)
def batch() -> Response:
    """Searches up to 1,000 names or queries (lines, a CSV's column) in every script; each counts to the rate."""
    queries = _queries()
    report, format = given(REPORT), given(FORMAT)
    format = "csv" if report == "counts" else format
    pieces = stream(archive(), queries, sent(*OWN), report, format, of_queries())
    limits.count(len(queries))
    return streamed(pieces, MEDIA[format], f"diwan-{report}.{format}")


def _queries() -> list[str]:
    """The list that is sent: as the body, or by the form of the page as a file or a text. Raises BadParameter."""
    column = given(COLUMN)
    if request.mimetype in (LINES, TABLE):
        return read(request.get_data(cache=False), request.mimetype == TABLE, column, MOST)
    if request.mimetype != FORM:
        raise BadParameter(
            name="Content-Type", value=request.mimetype, rule="no such value", hint=f"One of: {LINES}, {TABLE}, {FORM}."
        )
    file = request.files.get("file")
    if file and file.filename:
        table = PurePath(file.filename).suffix.lower() in (".csv", ".tsv") or file.mimetype == TABLE
        return read(file.stream.read(MOST_BYTES + 1), table, column, MOST)
    return read(request.form.get("list", "").encode("utf-8", "replace"), False, "", MOST)

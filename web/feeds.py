"""The newest hits of a query as an Atom feed (RFC 4287): a search that one can subscribe to."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime

from flask import Blueprint, Response, render_template, request
from flask_babel import force_locale

from search.query import NARROWING
from search.types import Document
from web import interface, links
from web.api import asked
from web.endpoints import answers
from web.reading import archive

blueprint = Blueprint("feeds", __name__)

MEDIA = "application/atom+xml"
#: An entry has to say when it was updated, so the undated are not in a feed.
PARAMETERS = tuple(parameter for parameter in NARROWING if parameter.name != "undated")
ENTRIES = 50
#: What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@blueprint.get("/api/feed")
@answers(None, *PARAMETERS, media=(MEDIA,))
def feed() -> Response:
    """The 50 newest hits of a search as an Atom feed, by date of publication."""
    query = asked(undated="exclude", sort="newest", size=str(ENTRIES))
    results = archive().search(query)
    days = [hit.document.date.first for hit in results.hits if hit.document.date]
    newest = days[0] if days else date.fromordinal(archive().info().last_day or 1)
    # As this house writes it, however it was sent: characters that no address has are quoted.
    address = links.path(request.path, {name: tuple(values) for name, values in request.args.lists()})
    with force_locale(interface.locale(query.ui)):
        xml = render_template(
            "feed.xml",
            results=results,
            ui=query.ui,
            root=request.url_root,
            address=address,
            identifier=urn(address),
            updated=instant(newest),
            instant=instant,
            entry_id=entry_id,
        )
    return Response(_ILLEGAL.sub(" ", xml), content_type=f"{MEDIA}; charset=utf-8")


def instant(day: date) -> str:
    """The beginning of a day as Atom writes it."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat()


def entry_id(document: Document) -> str:
    """The id of a document in any feed, whatever host sends it."""
    return urn(f"documents/{document.id}")


def urn(name: str) -> str:
    """A permanent id (RFC 4122, version 5) of something in the archive."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"diwan:{name}").urn

"""The original file of a document: for the owner of the archive, as a download, never as a page."""

from __future__ import annotations

import re

from flask import Blueprint, Response, send_file

from search.errors import NotFound
from search.originals import Original, original
from web.access import may_change
from web.reading import archive

blueprint = Blueprint("originals", __name__)

#: What a header cannot hold: line breaks, and bytes of a file's name that are no UTF-8.
_UNSENT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def offered(source: str) -> Original | None:
    """The original to offer to whoever asks now: still as it was read, and for the archive's owner only."""
    if not may_change():
        return None
    found = original(archive().store, source)
    return found if found and found.unchanged() else None


@blueprint.get("/original/<path:identifier>")
def download(identifier: str) -> Response:
    """The file, byte for byte as it was read. Raises NotFound also where it has changed."""
    document = archive().document(identifier)
    found = offered(document.source)
    file = found.open() if found else None
    if found is None or file is None:
        raise NotFound(what="original", value=document.source)
    # Whatever it holds, a browser saves it: an HTML file of a stranger must not run as a page of this archive.
    name = _UNSENT.sub("_", found.path.name)
    answer = send_file(file, "application/octet-stream", as_attachment=True, download_name=name, max_age=0, etag=False)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer

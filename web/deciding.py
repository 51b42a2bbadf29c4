"""What people decide about an entity on its page: merge, split, rename, hide, refuse; forms that need no script.

Each is given to the indexer's own command, a process, so that page and command line write and check the same.
`web.access` has let in only who may change, with the token of the form.
"""

from __future__ import annotations

from typing import Protocol

from flask import Blueprint, current_app, redirect, request
from werkzeug.wrappers import Response as Redirect

from search.errors import BadParameter
from web import interface, links
from web.templating import parameters

blueprint = Blueprint("deciding", __name__)

#: What each decision needs of its form.
NEEDS = {
    "merge": "other",
    "split": "name",
    "rename": "name",
    "hide": "",
    "refuse": "other",
    "divide": "other",
    "unite": "",
    "undo": "undone",
}
#: Characters of a name, or of ids.
LONGEST = 200
IDS = 2000


class Decide(Protocol):
    """Writes a decision down and applies it; raises what the indexer refuses."""

    def __call__(self, *arguments: str) -> None:
        """`arguments`: those of `python -m indexer entities`."""


@blueprint.post("/entity/<path:identifier>")
def decide(identifier: str) -> Redirect:
    """Takes one decision and leads to the page of the entity as it is now."""
    action = request.form.get("action", "")
    if action not in NEEDS:
        raise BadParameter(name="action", value=action, rule="no such action", hint=f"{', '.join(NEEDS)}.")
    needed = NEEDS[action]
    value = request.form.get(needed, "").strip() if needed else ""
    longest = IDS if action == "divide" else LONGEST
    if needed and not 0 < len(value) <= longest:
        raise BadParameter(name=needed, value=value[:40], rule=f"1 to {longest} characters", hint="Fill it in.")
    language = [interface.language()] if action == "rename" else []
    carry_out: Decide = current_app.extensions["decide"]
    more = [request.form.get("value", "")[:IDS]] if action == "undo" else []
    carry_out(action, "--", identifier, *language, *([value] if needed else []), *more)
    reader = parameters()
    return redirect(
        links.path("/", links.kept(reader)) if action == "hide" else links.entity(identifier, links.reading(reader)),
        303,
    )

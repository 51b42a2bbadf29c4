"""What may be meant while somebody types in the box."""

from __future__ import annotations

from flask import Blueprint, Response

from search.export import jsonlines
from search.query import Parameter
from web import answers
from web.api import UI
from web.endpoints import answers as endpoint
from web.endpoints import given
from web.payloads import json
from web.reading import archive

blueprint = Blueprint("suggesting", __name__)

TYPED = Parameter("q", "what was typed so far, in any script")
#: Characters of what was typed that are looked at; whoever pastes more is not typing.
LONGEST = 200


@blueprint.get("/api/suggest")
@endpoint(answers.Suggestions, TYPED, UI)
def suggest() -> Response:
    """Entities with a name that begins like the end of what was typed, and frequent words that go on so."""
    text = given(TYPED)
    offers = archive().suggest(text, given(UI)) if len(text) <= LONGEST else []
    return json(
        {
            "q": text,
            "suggestions": [
                {
                    "word": one.word,
                    "documents": one.documents,
                    "before": one.before,
                    "entity": jsonlines.entity(one.entity) if one.entity else None,
                }
                for one in offers
            ],
        }
    )

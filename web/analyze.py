"""Why a word did or did not match: the tokens of a text, as each language reads it."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from search.analysis import explain, languages, languages_for
from search.analysis.analyzer import Explained
from search.query import Parameter, check
from web import answers
from web.api import UI
from web.endpoints import answers as endpoint
from web.payloads import json

blueprint = Blueprint("analyze", __name__)

#: Characters of a text that are analysed here.
LONGEST = 10_000
PARAMETERS = (
    Parameter("text", "what is to be read", longest=LONGEST),
    Parameter("language", "a language with an analyzer; without one, all of the text's scripts", languages()),
    UI,
)


def readings(text: str, language: str) -> list[answers.Reading]:
    """A text as a language reads it; without a `language`, as each language of its scripts does."""
    return [
        {"language": code, "tokens": [_token(token, text) for token in explain(text, code)]}
        for code in ([language] if language else languages_for(text))
    ]


@blueprint.get("/api/analyze")
@endpoint(answers.Analysis, *PARAMETERS, tagged=False)
def script() -> Response:
    """The readings of a text, as JSON."""
    text, language = _asked()
    answer: answers.Analysis = {"text": text, "readings": readings(text, language)}
    return json(answer)


@blueprint.get("/analyze")
def page() -> str:
    """The readings of a text, as tables."""
    text, language = _asked()
    return render_template(
        "analyze.html", text=text, language=language, codes=languages(), found=readings(text, language)
    )


def _asked() -> tuple[str, str]:
    check(request.args.to_dict(flat=False), PARAMETERS)
    return request.args.get("text", ""), request.args.get("language", "")


def _token(token: Explained, text: str) -> answers.Token:
    analyzer, _, term = token.term.partition(":")
    return {
        "text": text[token.start : token.end],
        "surface": token.surface,
        "term": term,
        "analyzer": analyzer,
        "start": token.start,
        "end": token.end,
        "rule": token.rule,
    }

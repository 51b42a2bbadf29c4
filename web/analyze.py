"""Why a word did or did not match: the tokens of a text, as each language reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from search.analysis import explain, languages, languages_for
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A token as one language reads it: `rule` names what made its term, `analyzer` whose it is."""

    analyzer: str
    term: str
    surface: str
    start: int
    end: int
    rule: str
    text: str


def readings(text: str, language: str) -> dict[str, list[Reading]]:
    """Language -> the tokens of a text; without a `language`, all languages of its scripts."""
    return {
        code: [
            Reading(
                *_untagged(token.term), token.surface, token.start, token.end, token.rule, text[token.start : token.end]
            )
            for token in explain(text, code)
        ]
        for code in ([language] if language else languages_for(text))
    }


@blueprint.get("/api/analyze")
@endpoint(answers.Analysis, *PARAMETERS, tagged=False)
def script() -> Response:
    """The readings of a text, as JSON."""
    text, language = _asked()
    names = ("text", "surface", "term", "analyzer", "start", "end", "rule")
    found = readings(text, language)
    return json(
        {
            "text": text,
            "readings": [
                {"language": code, "tokens": [{name: getattr(token, name) for name in names} for token in tokens]}
                for code, tokens in found.items()
            ],
        }
    )


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


def _untagged(term: str) -> tuple[str, str]:
    analyzer, _, plain = term.partition(":")
    return analyzer, plain

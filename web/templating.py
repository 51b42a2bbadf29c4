"""What every page is given: the functions and values that templates use, and the parameters that its links keep."""

from __future__ import annotations

from flask import Flask, request

from search.facets import language_label
from search.query import PARAMETERS
from web import dates, direction, evidence, interface, links, numerals, provenance, runs, sections
from web.links import Options

#: Values of a facet that are shown before "more".
SHOWN = 6
#: The parameters that links keep.
KEPT = {parameter.name: parameter for parameter in PARAMETERS}
#: Hits a page that can be chosen.
SIZES = (10, 25, 50)
#: Files that all hits can be had in: the name of each in `search.export`, and its own name.
FILES = {"csv": "CSV", "ris": "RIS", "jsonl": "JSON Lines"}


def prepare(app: Flask) -> None:
    """Gives the templates of an application what they use, and leaves the lines out that only hold statements."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_filter(direction.dates_isolated)
    app.context_processor(_given)


def _given() -> dict[str, object]:
    ui = interface.language()
    return {
        "ui": ui,
        "q": request.args.get("q", "")[:5000],
        "given": parameters(),
        "languages": interface.LANGUAGES,
        "calendar": interface.calendar(),
        "attributes": direction.attributes,
        "direction": direction.direction,
        "ui_direction": direction.direction(ui),
        "html_language": direction.html_language,
        "language_label": lambda code: language_label(code, ui),
        "number": numerals.number,
        "numerals": numerals,
        "links": links,
        "lines": sections.lines,
        "own": direction.own,
        "mentioned": direction.mentioned,
        "runs": runs,
        "dates": dates,
        "evidence": evidence,
        "told": provenance.told,
        "reading": links.reading(parameters()),
        "here": links.path(request.path, {**parameters(), "ui": ()}),
        "SHOWN": SHOWN,
        "SIZES": SIZES,
        "FILES": FILES,
    }


def parameters() -> Options:
    """The parameters of this page's URL as links keep them: what a reader chose, not what was assumed for him."""
    return {
        name: tuple(values) if KEPT[name].repeats else values[0]
        for name, values in request.args.lists()
        if name in KEPT and any(value.strip() for value in values)
    }

"""Dates as a reader reads them: in his calendar, the written one beside it, an estimate marked as one."""

from __future__ import annotations

from flask import g
from flask_babel import gettext as _

from search.calendars import format_span
from search.types import Document, PublicationDate
from web import interface, numerals


def shown(published: PublicationDate | None) -> str:
    """A date in the reader's calendar and language; ≈ before an estimate; "undated" where there is none."""
    if published is None:
        return _undated()
    text = format_span(published.first, published.last, published.precision, interface.calendar(), interface.language())
    text = numerals.shown(text)
    return f"≈ {text}" if published.estimated else text


def _undated() -> str:
    # On most lines of a page: looked up once.
    if "undated" not in g:
        g.undated = str(_("undated"))
    return str(g.undated)


def written(document: Document) -> str:
    """The date in the calendar and language it was written in; "" where the reader's own says the same."""
    published = document.date
    if published is None or published.calendar == interface.calendar():
        return ""
    language = "fa-AF" if document.variety == "prs" else document.language
    return format_span(published.first, published.last, published.precision, published.calendar, language)

"""Three calendars (Gregorian, Solar Hijri, lunar Hijri) in eight languages: conversion, names, typing, showing."""

from __future__ import annotations

from search.calendars.boundaries import months_between, years_between
from search.calendars.conversion import CALENDARS, approximate, from_gregorian, span, to_gregorian
from search.calendars.formatting import format_day, format_span
from search.calendars.names import digits, months
from search.calendars.typed import Typed, parse_typed

__all__ = [
    "CALENDARS",
    "Typed",
    "approximate",
    "digits",
    "format_day",
    "format_span",
    "from_gregorian",
    "months",
    "months_between",
    "parse_typed",
    "span",
    "to_gregorian",
    "years_between",
]

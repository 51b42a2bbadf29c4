"""What a person is told of a parameter outside its rule, or of a decision that cannot be, in the interface language.

Errors carry their rule or reason as an English phrase; one that has no words here is shown as it is, with its hint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

#: The beginning of a rule -> the rule and the hint in words; %(n)s is the last number of the rule.
_TOLD = {
    "no such parameter": (lazy_gettext("there is no such parameter"), lazy_gettext("Take it out of the address.")),
    "no such value": (lazy_gettext("there is no such value"), lazy_gettext("Choose with the filters or the form.")),
    "given more than once": (lazy_gettext("it is given more than once"), lazy_gettext("Leave the others out.")),
    "this is not a date": (
        lazy_gettext("this is not a date that is understood"),
        lazy_gettext("A year, month or day in any calendar: 2024, November 2024, 5 Azar 1403."),
    ),
    "the calendar has no": (
        lazy_gettext("the calendar has no such day"),
        lazy_gettext("A year, month or day in any calendar: 2024, November 2024, 5 Azar 1403."),
    ),
    "is after to": (lazy_gettext("it is after the end"), lazy_gettext("Exchange the two.")),
    "a number from 1 to": (lazy_gettext("it is a number from 1 to %(n)s"), ""),
}
_BUSY = r"Another process is writing.*"
#: Why somebody's decision about an entity is refused, as the indexer says it -> the same in words.
_REFUSED = {
    r"There is no entity called (?P<quote>['\"])(?P<name>.*)(?P=quote)": lazy_gettext(
        "Nobody and nothing in the archive is called “{name}”."
    ),
    r"There is no single entity .* called (?P<quote>['\"])(?P<name>.*)(?P=quote)": lazy_gettext(
        "Several are called “{name}”; type the id of the one that is meant, the end of the address of its page."
    ),
    r".* are one already": lazy_gettext("These are one already."),
    r"(?P<quote>['\"])(?P<name>.*)(?P=quote) is the only name of .*": lazy_gettext("“{name}” is its only name."),
    r"a name needs a letter or a digit": lazy_gettext("A name needs a letter or a digit."),
    _BUSY: lazy_gettext(
        "Articles are being added just now. What you decided is kept, and applied when names are next gathered anew."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A rule and what to do, in words of the interface language."""

    rule: str
    hint: str


def told(rule: str) -> Told | None:
    """The words for a rule, or None where there are none."""
    number = re.findall(r"\d+", rule)
    for beginning, (words, hint) in _TOLD.items():
        if rule.startswith(beginning):
            return Told(str(words).replace("%(n)s", number[-1] if number else ""), str(hint))
    return None


def refused(reason: str) -> tuple[Told, str] | None:
    """Why a decision is refused, and the name that stands there as {name}; None where there are no words for it."""
    for pattern, words in _REFUSED.items():
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            hint = "" if pattern == _BUSY else gettext("Go back and choose again.")
            return Told(str(words), str(hint)), found.groupdict().get("name", "")
    return None


def what(value: str) -> str:
    """The word for what an error counts or misses; the English one where there is no other."""
    known = {
        "document": gettext("document"),
        "entity": gettext("entity"),
        "original": gettext("original file"),
        "facet": gettext("facet"),
        "characters": gettext("characters"),
        "words and operators": gettext("words and operators"),
        "nested parentheses": gettext("nested parentheses"),
    }
    return str(known.get(value, value))

"""How dates are written, as regular expressions over the signs of a text's tokens.

`<a|b>` is any token that is one of these kinds, `<a-b>` one that is a and not b. Patterns stand in the order in which
they take their tokens; each is tried on what the earlier ones left. Sources: CLDR's date patterns of the eight
languages, and the word orders met in their press.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from indexer.dates.lexicon import lexicon

#: Bounded, so that a text of nothing but such words takes linear time.
_LINKS, _LINKS_OR_IN = "<link>{0,4}", "<link|before>{0,4}"
_WEEKDAY = f"(?:(?P<weekday><weekday|weak-weekday>)<dot>?<comma|dash|open>?{_LINKS})?"
_AFTER = "(?:<comma|open>(?P<weekday_after><weekday>))?"
_SUFFIX = "(?:<dash>?<suffix>)?"
_DAY = f"(?P<day><day|ordinal>){_SUFFIX}"
#: Where the month comes first the day is in figures, but in English: می دهم is "I give", not 10 May.
_FIGURES = f"(?P<day><day>){_SUFFIX}"
_MONTH = (
    "<month-word>?<link>?(?P<month><month>)<dot>?"
    "(?:<slash>(?P<twin><month>)<dot>?|<open>(?P<twin_in><month>)<close>)?<month-word>?"
)
#: A year is not one when it counts something ("2000 people"); "2014 года" is one although году can be counted too.
_YEAR = f"(?P<year><year>)(?!<quantity-year-word>){_SUFFIX}(?:<link>?<year-word>)?(?P<era><era>)?"
#: After a day and a month a number of four figures is the year, whatever follows ("۱۴۰۳ ساعت ۱۲").
_DAYS_YEAR = _YEAR.replace("(?!<quantity-year-word>)", "")
_OF = f"<comma>?{_LINKS}(?:<year-word>{_LINKS})?"
_TURN = "(?:(?P<last><last>)|(?P<next><next>))"
_NO_NUMBER_BEFORE = "(?<!<count|junk|short|currency|slash>)"
_NO_NUMBER_AFTER = "(?!<count|junk|year|span|currency|quantity>)"
_ALONE_BEFORE, _ALONE_AFTER = (
    "(?:(?<=<newline|comma|open|quote>)|^)",
    "(?=<newline|comma|close|quote>|<dot><newline>|$)",
)

#: Name, pattern, and the languages it is for ("" for all).
PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("numeric", f"{_WEEKDAY}(?P<numeric><numeric>)(?P<era><era>)?{_AFTER}", ""),
    (
        "span",
        f"<year><suffix>?(?:<year-word>)?<range|dash>{_LINKS_OR_IN}(?:<year-word>)?<year><suffix>?<year-word>?",
        "",
    ),
    ("date", f"{_LINKS}(?P<year><year>)<suffix>?<year-word>?<comma>?{_LINKS}{_MONTH}{_LINKS_OR_IN}{_DAY}", "ps"),
    ("date", f"{_WEEKDAY}{_DAY}{_LINKS}{_MONTH}{_OF}{_DAYS_YEAR}{_AFTER}", ""),
    ("date", f"{_WEEKDAY}{_MONTH}{_LINKS}{_DAY}{_OF}{_DAYS_YEAR}{_AFTER}", "en"),
    ("date", f"{_WEEKDAY}{_MONTH}{_LINKS}{_FIGURES}{_OF}{_DAYS_YEAR}{_AFTER}", ""),
    ("date", f"{_WEEKDAY}{_DAY}<dash|slash>{_MONTH}<dash|slash>{_DAYS_YEAR}", ""),
    ("date", f"(?P<year><year>)<comma|dash|slash>?{_MONTH}<dash|slash>?{_FIGURES}(?!<quantity>)", ""),
    ("date", f"{_WEEKDAY}(?P<day><number>){_LINKS}{_MONTH}{_OF}{_DAYS_YEAR}", "fa ps"),
    ("date", f"{_WEEKDAY}{_DAY}{_LINKS}{_MONTH}(?P<short><short>)(?!<quantity|suffix>)", "fa"),
    ("typo", f"{_WEEKDAY}{_DAY}{_LINKS}(?P<typo><word>){_OF}{_YEAR}", ""),
    ("typo", f"{_WEEKDAY}(?P<typo><word>){_LINKS}{_DAY}<comma>?{_YEAR}", ""),
    ("date", f"(?P<this><this-year>){_LINKS}{_MONTH}{_LINKS_OR_IN}{_DAY}", "ps"),
    ("date", f"{_WEEKDAY}{_DAY}{_LINKS}{_MONTH}<comma>?{_LINKS}(?P<this><this-year>)", ""),
    ("date", f"{_WEEKDAY}{_DAY}{_LINKS}{_MONTH}{_TURN}", ""),
    ("date", f"{_NO_NUMBER_BEFORE}{_WEEKDAY}{_DAY}{_LINKS}{_MONTH}{_NO_NUMBER_AFTER}{_AFTER}", ""),
    ("date", f"{_WEEKDAY}{_MONTH}{_LINKS_OR_IN}{_DAY}{_NO_NUMBER_AFTER}{_AFTER}", "ps"),
    ("date", f"{_WEEKDAY}{_MONTH}{_LINKS}{_DAY}{_NO_NUMBER_AFTER}{_AFTER}", "en"),
    ("date", f"{_WEEKDAY}{_MONTH}{_LINKS}{_FIGURES}{_NO_NUMBER_AFTER}{_AFTER}", "ar hi ur"),
    ("month", f"{_LINKS}(?P<year><year>)<suffix>?<year-word>?<comma>?{_LINKS_OR_IN}{_MONTH}", "ps"),
    ("month", f"{_NO_NUMBER_BEFORE}{_MONTH}{_OF}{_YEAR}", ""),
    ("month", f"{_NO_NUMBER_BEFORE}{_MONTH}{_LINKS}(?P<this><this-year>)", ""),
    ("month", f"{_NO_NUMBER_BEFORE}{_MONTH}(?P<short><short>)(?!<quantity|suffix>)", "fa"),
    ("month", f"{_MONTH}{_TURN}", ""),
    ("month", f"{_TURN}{_MONTH}", ""),
    ("month", f"<before>{_MONTH}{_NO_NUMBER_AFTER}", ""),
    ("month", f"{_MONTH}<after>", ""),
    ("span", f"<year><dash>?(?:<after>|{_LINKS})<decade>", ""),
    ("span", "<decade><year>", ""),
    ("span", "<year|count><year-word>?<before-christ>", ""),
    ("span", "<between><year-word>?<year><and><year>", ""),
    ("span", "<year><and><year><after>?<between>", ""),
    ("year", f"<year-word>{_LINKS}{_YEAR}", ""),
    ("year", "(?P<year><year>)<suffix>?<link>?<year-word>(?P<era><era>)?", ""),
    ("year", f"<before>{_LINKS}{_YEAR}(?!<dash|slash>)", ""),
    ("year", "(?P<year><year>)<suffix>?<after>", ""),
    ("year", f"{_ALONE_BEFORE}(?P<year><year>)(?P<era><era>)?{_ALONE_AFTER}", ""),
    ("bare-year", "<event><link>?(?P<year><year>)", ""),
    ("bare-year", "(?P<year><year>)<link|after>?<word>?<event>", ""),
    ("bare-year", "<determiner><word>?(?P<year><year>)(?=<word>)", ""),
    ("short-year", "<year-word>(?P<short><short>)(?!<quantity|suffix|month>)(?P<era><era>)?", "fa ps"),
    # Not "two weeks before the election": the word that would follow, or stand before, says before what.
    ("ago", "(?<!<after>)(?P<number><day|number|count>)(?P<unit><unit>)<ago-after>(?!<before>)", ""),
    ("ago", "<ago-before>(?P<number><day|number>)(?P<unit><unit>)(?!<link>)", ""),
    ("ago", "<ago-before>(?P<unit><unit>)(?!<link>)", ""),
    ("relative", "(?:<weekday><comma>?)?(?P<relative><relative>)(?:<comma>?<weekday>)?", ""),
    ("weekday", "<on-before>(?P<last><last>)?(?P<next><next>)?(?P<weekday><weekday|weak-weekday>)", ""),
    ("weekday", "(?P<last><last>)?(?P<next><next>)?(?P<weekday><weekday|weak-weekday>)<on-after>", ""),
    ("weekday", f"{_TURN}(?P<weekday><weekday>)", ""),
    ("weekday", f"(?P<weekday><weekday>){_TURN}", ""),
    ("weekday", "(?P<weekday><weekday>)", ""),
)
#: A kind in a pattern; not the name of a group, nor a look behind.
_KIND = re.compile(r"(?<!\(\?P)<([a-z|-]+)>")


def _class(wanted: str, signs: Mapping[str, str]) -> str:
    """A character class of the signs of kinds `a|b`, or of kind a but not b written `quantity-year-word`."""
    if wanted == "quantity-year-word":
        found = set(signs.get("quantity", "")) - set(signs.get("year-word", ""))
    else:
        found = {sign for kind in wanted.split("|") for sign in signs.get(kind, "")}
    return f"[{''.join(sorted(found))}]" if found else "(?!)"


#: The kind without which no pattern of a name can match: most texts lack most of them.
NEEDS = {
    "numeric": "numeric", "span": "year", "date": "month", "typo": "year", "month": "month", "year": "year",
    "bare-year": "year", "short-year": "year-word", "ago": "ago-before|ago-after", "relative": "relative",
    "weekday": "weekday|weak-weekday",
}  # fmt: skip


class Pattern(NamedTuple):
    """A compiled pattern, its name, and the signs of which it needs one."""

    name: str
    expression: re.Pattern[str]
    needs: frozenset[str]


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """The compiled patterns that hold for a language, in order."""
    signs = lexicon(language).signs
    return tuple(
        Pattern(
            name,
            re.compile(_KIND.sub(lambda kind: _class(kind[1], signs), pattern)),
            frozenset(sign for kind in NEEDS[name].split("|") for sign in signs.get(kind, "")),
        )
        for name, pattern, only in PATTERNS
        if not only or language in only.split()
    )

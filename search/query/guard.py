"""Before the Lucene parser sees a query: whatever is not meant as an operator is escaped, one place at a time.

People paste headlines, addresses and times of day. A colon is an operator only behind a known field name and
before a value; `-` and `+` only before a word and after a space; brackets only as a range of dates.
"""

from __future__ import annotations

import re

FIELDS = ("title", "language", "date", "source", "entity")

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
#: Straight ones around typographic pairs: a headline that quotes, in quotation marks.
_NESTED = re.compile('"(?:[^"“”„‟«»＂]|[“„«][^"“”„‟«»＂]*[”»“])*"')
_INNER = str.maketrans("“”„«»", " " * 5)

# Each alternative that has a group is an operator and stays; any other match is escaped.
_SPECIAL = re.compile(
    rf"""
    (?P<phrase>"[^"]*")
  | \b(?P<range>date:(?:\[[^\]\[{{}}]*\]|[<>]=?))
  | (?<![\w:])(?P<field>(?:{"|".join(FIELDS)}):)(?=[^\s:])
  | (?P<group>[()])
  | (?<![^\s(:])(?P<sign>[+-])(?=[^\s+)-])
  | (?<=[^\s()~"])(?P<fuzzy>~[0-9]?)(?![^\s)])
  | (?<=")(?P<near>~[0-9]*)(?![^\s)])
  | (?P<literal>[\\:^~{{}}\[\]/'+<>"-])
    """,
    re.VERBOSE,
)
_UNKNOWN_FIELD = re.compile(r"(?<![\w:])([A-Za-z_]+):(?=[^\s/:])")


def straighten(text: str) -> str:
    """Typographic quotation marks as `"`, pairs within straight ones as spaces; one for one, so that places stay."""
    return _NESTED.sub(lambda quoted: quoted[0].translate(_INNER), text).translate(_QUOTES)


def guard(text: str) -> str:
    """`text` with a backslash before each character that is not an operator where it stands."""

    def escape(match: re.Match[str]) -> str:
        return "\\" + match[0] if match.lastgroup == "literal" else match[0]

    return _SPECIAL.sub(escape, text)


def unknown_fields(text: str) -> list[str]:
    """Names before a colon that look meant as a field and are none."""
    return [name for name in _UNKNOWN_FIELD.findall(re.sub(r'"[^"]*"', "", text)) if name not in FIELDS]


def depth(text: str) -> int:
    """How deep parentheses are nested outside quotation marks."""
    deepest = level = 0
    for character in re.sub(r'"[^"]*"', "", text):
        if character == "(":
            level += 1
            deepest = max(deepest, level)
        elif character == ")":
            level -= 1
    return deepest


def plain(text: str) -> str:
    """`text` without any operator, for a query that cannot be parsed: same length, places stay."""
    bare = re.sub(r"\b(?:AND|OR|NOT)\b", lambda match: " " * len(match[0]), text)
    return re.sub(r"""[\\^~{}\[\]/'+<>"()*?]""", " ", bare)

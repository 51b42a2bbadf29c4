"""The form beside the box: what is filled in becomes a query and parameters, for those who do not type operators."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Characters that are operators of the query language.
_OPERATORS = re.compile(r"""[()"“”„‟«»+~*\\^:{}\[\]<>/]|(?<!\S)-|\b(?:AND|OR|NOT)\b""")
#: Fields of the form that become the query; the others are parameters as they are.
FIELDS = ("all", "phrase", "any", "none", "title")
PARAMETERS = ("language", "from", "to", "exact", "sort", "calendar", "ui")


def query(fields: Mapping[str, str]) -> str:
    """The query that the fields of the form ask for, in the query language."""
    every, phrase, any_of, none, title = (_plain(fields.get(name, "")) for name in FIELDS)
    parts = [every, f'"{phrase}"' if phrase else ""]
    several = any_of.split()
    parts.append(f"({' OR '.join(several)})" if len(several) > 1 else any_of)
    parts.append(f"title:({title})" if title else "")
    parts += [f"-{word}" for word in none.split()]
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(_OPERATORS.sub(" ", text).split())

"""Hindi in fonts that are not Unicode (Kruti Dev, DevLys, Chanakya): Latin letters drawn as Devanagari.

To a detector such text looks like ASCII, and measured detectors cannot tell it from English, so that only the name of
the font decides. hinlegacy has the tables; those it has for Kruti Dev leave र् and ि beside the letter they are typed at
(कार््य, स्िथति), but DevLys has the same keys, and its tables put them where they are read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import hinlegacy

_FONTS = (
    (re.compile(r"kruti\s*-?_?dev", re.IGNORECASE), "krutidev010"),
    (re.compile(r"devlys", re.IGNORECASE), "devlys010"),
    (re.compile(r"chanakya", re.IGNORECASE), "chanakya"),
)
#: Whose tables read an encoding, where not its own.
_TABLES = {"krutidev010": "devlys010"}
#: A word, as no sign reaches beyond one: hinlegacy takes time that grows with the square of a text.
_WORD = re.compile(r"\S{1,100} ?")
_SIMPLE = re.compile(r"(?:^|[\s>+~])([a-zA-Z][a-zA-Z0-9]*)?(?:\.([\w-]+)|#([\w-]+))?\s*$")


def encoding_of(font: str | None) -> str | None:
    """The encoding that the name of a font means, or None."""
    return next((encoding for pattern, encoding in _FONTS if pattern.search(font or "")), None)


def convert(text: str, encoding: str) -> str:
    """Text drawn with such a font, in Unicode."""
    return _WORD.sub(lambda found: _decoded(found[0], encoding), text)


@lru_cache(maxsize=1 << 15)
def _decoded(word: str, encoding: str) -> str:
    return str(hinlegacy.decode(word, _TABLES.get(encoding, encoding)))


def convert_page(tree: Any) -> str:
    """Converts, in place, what a page draws with such a font (face, style, style sheet); the encodings found."""
    classes, tags = _styled(tree)
    found: set[str] = set()
    for element in tree.iter("*"):
        own = encoding_of(element.get("face")) or encoding_of(element.get("style"))
        for name in (element.get("class") or "").split():
            own = own or classes.get(name)
        own = own or classes.get(f"#{element.get('id')}") or tags.get(element.tag)
        parent = element.getparent()
        # A child draws with its parent's font unless it names one of its own.
        inherited = parent.get("diwan-font") if parent is not None else None
        encoding = own or ("" if element.get("face") else inherited) or ""
        element.set("diwan-font", encoding)
        if encoding and element.text and element.tag not in {"script", "style"}:
            element.text = convert(element.text, encoding)
            found.add(encoding)
        if inherited and element.tail:
            element.tail = convert(element.tail, inherited)
    return ", ".join(sorted(found))


def _styled(tree: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Encodings by class (or #id), and by tag, that the page's own style sheets set."""
    classes: dict[str, str] = {}
    tags: dict[str, str] = {}
    for sheet in tree.iterfind(".//style"):
        for block in (sheet.text or "").split("}"):
            selectors, _, rule = block.rpartition("{")
            encoding = encoding_of(rule)
            for selector in selectors.split(",") if encoding and "@" not in selectors else ():
                if simple := _SIMPLE.search(selector.strip()[-100:]):
                    tag, name, anchor = simple.groups()
                    if name or anchor:
                        classes[name or f"#{anchor}"] = encoding or ""
                    elif tag:
                        tags[tag.casefold()] = encoding or ""
    return classes, tags

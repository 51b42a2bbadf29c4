"""A list or a table as people's programs save it: in UTF-8 or UTF-16, its cells parted as they like."""

from __future__ import annotations

import codecs
import re

from search.errors import BadParameter

DELIMITERS = ",;\t"
#: A line in front by which spreadsheets are told the delimiter.
_SAYS = re.compile(r"\s*sep=([,;|\t])[ \t]*\r?\n", re.IGNORECASE)
#: A byte order mark, and how what follows is written; the longer marks first.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes) -> tuple[str, str]:
    """The text, without a mark in front, and its encoding. Raises BadParameter where it is in neither."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    # Letters of other scripts have no zero byte in UTF-16, but line breaks and spaces have, on one side only.
    zeros = [data[start:4096:2].count(0) for start in (0, 1)]
    encoding = "utf-8" if not any(zeros) else "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return _strictly(data, encoding), encoding


def delimiter(text: str) -> tuple[str, int]:
    """What parts the cells, as the first line says or has it (outside of quotation marks); where the table begins."""
    if said := _SAYS.match(text):
        return said[1], said.end()
    unquoted = "".join(text.lstrip("\r\n").partition("\n")[0].split('"')[::2])
    return max(DELIMITERS, key=unquoted.count), 0


def bad(value: str, rule: str, hint: str) -> BadParameter:
    """What is wrong with a file."""
    return BadParameter(name="file", value=value, rule=rule, hint=hint)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8 (in a spreadsheet: CSV UTF-8)."
        raise bad(f"byte {error.start}", f"is not {encoding.upper()}", hint) from None
    if "\0" in text:
        raise bad("NUL", "holds characters that no text has", "Send a text or a CSV, not a spreadsheet's own file.")
    return text

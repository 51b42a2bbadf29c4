"""Pieces of queries and texts that are hard to read, and random rows of them."""

from __future__ import annotations

from random import Random

#: Words of each script, operators, signs that join, turn or part, digits, markup, dates.
PIECES = (
    "طالبان", "می‌گوید", "کتابخانه‌هایشان", "وبالحكومة", "अफ़ग़ानिस्तान", "नियुक्त",
    "Kabul", "police", "Россия", "پښتو",
    "ہے", "ك", "ۀ", "ی", "ي", "‌", "‍", "‎", "‮", "⁦", "\u00ad", "ـ", "َ", "़", "्",
    "\u0301", "﷽", "ﻻ", "ﬁ", "İ", "ß",
    "ǆ", "K", "𝓚", "🇦🇫", "👩‍👩‍👧", "\U000e0041", "\ufeff", "\ufffd", "\u2028", "\x00",
    "\x1b", "\x7f", "\ud800", "\udfff",
    "AND", "OR", "NOT", "TO", "&&", "||", "!", "+", "-", "(", ")", "[", "]", "{", "}",
    '"', "«", "»", "“", "”", "'", "^",
    "~", "~2", "~9", "*", "?", ":", "\\", "/", "title:", "language:fa", "date:",
    "date:[2020 TO 2024]", "source:", "xx:",
    "^2", "a*", "*a", "a?b", "/a.*b/", "_exists_:x", "*:*", "۲۰۲۱", "२०२१", "٢٠٢١",
    "2021", "1403-09-05", "999999999999",
    "قوس ۱۴۰۳", "۲۶ نوامبر ۲۰۲۴", "26 November 2024", "January", "<b>", "&lt;", "<!--",
    "]]>", "%s", "{0}", "{{x}}", "$",
    " ", "  ", "\n", "\r\n", "\t", "\u3000", ",", ".", "،", "؛", "।", "-" * 40,
    "x" * 300, "ا" * 300, "न्" * 100,
)  # fmt: skip


def text(chance: Random, longest: int = 12) -> str:
    """A row of pieces; now and then a piece many times over, random letters, or with one letter changed."""
    made = "".join(
        chance.choice(PIECES) * chance.choice((1, 1, 1, 1, 1, 1, 1, 2, 30)) + chance.choice((" ", " ", ""))
        for _ in range(chance.randrange(longest + 1))
    )
    if chance.random() < 0.2:
        made += "".join(_letter(chance) for _ in range(chance.randrange(20)))
    if made and chance.random() < 0.3:
        at = chance.randrange(len(made))
        made = made[:at] + _letter(chance) + made[at + chance.randrange(2) :]
    return made


def _letter(chance: Random) -> str:
    block = chance.choice((0x00, 0x600, 0x900, 0x400, 0x2000, 0xFB50, 0xFE70, 0xD800, 0x1F600, 0xE0000))
    return chr(block + chance.randrange(256))

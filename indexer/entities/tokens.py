"""A line of text cut in words and signs, each with its place in the text.

A word is a run of letters, marks and digits; Arabic script parts from all others, digits too ("25نوقمبر2024"). An
apostrophe inside a word stays (O'Neill), the possessive 's is a token of its own, initials and a few abbreviations
keep their full stop, because a name does.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LETTERS = "ؠ-يٮ-ۓەۥۦۮۯۺ-ۿݐ-ݿࢠ-ࣇﭐ-ﷻﹰ-ﻼ"
_MARKS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
_ARABIC = f"[{_LETTERS}][{_LETTERS}ـ\u200c\u200d{_MARKS}]*"
_OTHER = rf"(?:(?![{_LETTERS}_])[\w{_MARKS}])+"
_TOKEN = re.compile(
    rf"(?P<word>{_ARABIC}"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|\b(?:Inc|Ltd|Corp|Bros|Jr|Sr|St|Mr|Mrs|Ms|Dr|Gen|Col|Sen|Rep|Gov)\."
    rf"|{_OTHER}(?:['’](?!s\b|S\b){_OTHER})*(?:[\u200c\u200d]{_OTHER})*"
    r"|['’][sS]\b)|(?P<sign>(\S)\3*)"
)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS = frozenset(".!?؟۔।…;؛")
#: Between spaces they part a headline from the site's name, or a thought from another.
_PARTS = frozenset("–—|")

#: Letters of an initial as Devanagari spells it.
_INITIAL = 3

#: Longest run of tokens handled at once, so that memory does not grow with a text that has no line ends.
LONGEST = 300
#: Letters of the longest word; a longer run is a sign, of which no more is looked at.
LONGEST_WORD = 100


class Token(NamedTuple):
    """A word or a sign: its place in the text, and itself."""

    start: int
    end: int
    text: str
    word: bool


def words(name: str) -> list[str]:
    """The words of a name, without the signs between them."""
    return [match[0] for match in _TOKEN.finditer(name) if match.lastgroup == "word"]


def _in_initials(text: str, at: int, sentence: Sequence[Token]) -> bool:
    """Whether a full stop stands between two initials (यू.एस.)."""
    short = len(sentence) > 1 and sentence[-2].word and sentence[-2].end == at and at - sentence[-2].start <= _INITIAL
    return short and text[at] == "." and text[at + 1 : at + 2].isalpha()


def _ends(text: str, at: int, sentence: Sequence[Token]) -> bool:
    """Whether a sign is the end of a sentence."""
    if text[at] in _ENDS:
        return not _in_initials(text, at, sentence)
    return text[at] in _PARTS and text[at - 1 : at].isspace()


def sentences(text: str) -> Iterator[list[Token]]:
    """The tokens of each sentence in turn. A line's end always ends one; none is longer than LONGEST."""
    for line in _LINE.finditer(text):
        sentence: list[Token] = []
        for match in _TOKEN.finditer(text, line.start(), line.end()):
            start, end = match.span()
            word = match.lastgroup == "word" and end - start <= LONGEST_WORD
            sentence.append(Token(start, end, match[0] if word else text[start : min(end, start + LONGEST_WORD)], word))
            if len(sentence) >= LONGEST or (not word and _ends(text, start, sentence)):
                yield sentence
                sentence = []
        if sentence:
            yield sentence

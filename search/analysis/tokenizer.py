"""Text -> raw words, by one regular expression a language: scripts part words, and in most scripts digits do too.

Every repetition is possessive or bounded, so that any text is cut in linear time.
"""

from __future__ import annotations

import re

from search.analysis.scripts import HIGH_MARKS, IGNORABLE, LETTERS, MARKS, OTHER, START
from search.once import once

#: One word character of a script, as a class.
CHARACTER = {script: f"[{LETTERS[script]}{MARKS[script]}]" for script in LETTERS}
CHARACTER["Latn"] = f"[{LETTERS['Latn']}{MARKS['Latn']}0-9０-９]"  # covid19 and 2nd are one word

#: What may stand between two parts of one written word: a space, a joiner, both. Not a line break.
GAP = f"[ \u00a0{IGNORABLE}]{{1,3}}+"

#: A word of a script: its characters, joiners and controls inside it, and in Latin script apostrophes.
WORD = {script: f"{one}++(?:[{IGNORABLE}]{{1,4}}{one}++)*+" for script, one in CHARACTER.items()}
WORD["Latn"] = f"{CHARACTER['Latn']}++(?:['’‘＇{IGNORABLE}]{{1,2}}{CHARACTER['Latn']}++)*+"

#: 1,200, ۱٬۲۰۰, ۱،۲۰۰, 26,40,000 (lakhs), 3.5, ٣٫٥ are one number each; 2024-11-26 and 26.11.2024 three, 12:30 two.
_NUMBER = (
    r"(?<![\d.,،٫٬])\d{1,3}(?:[,،٬]\d{2,3}){0,6}[,،٬]\d{3}(?![,،٬]?\d)(?:[.٫]\d++(?![.٫]?\d))?",
    r"(?<!\d[.٫])\d++[.٫]\d++(?![.٫]?\d)",
    f"\\d++(?![{LETTERS['Latn']}])",
)


def _abbreviation(script: str) -> str:
    """U.N., т.е., ق.م, भा.ज.पा.: single letters (with their marks) between dots; the last dot is not part of it."""
    letter = f"[{LETTERS[script]}][{MARKS[script]}]{{0,3}}+"
    return f"{letter}(?:\\.{letter}){{1,9}}(?!{CHARACTER[script]})"


@once
def tokenizer(script: str, word: str = "") -> re.Pattern[str]:
    """The expression whose matches are the raw words of a text.

    `script` is the language's own, tried first; `word` is the pattern of its words where it has its own (joins),
    without capturing groups. Raises ValueError if there is one.
    """
    patterns = {name: f"{_abbreviation(name)}|{WORD[name]}" for name in WORD}
    latin = patterns.pop("Latn")
    own = []
    if script in patterns:
        abbreviation = _abbreviation(script)
        del patterns[script]
        if word:  # a long pattern: it stands there once, as compiling it takes its time
            own = [f"(?=.[{MARKS[script]}]{{0,3}}+\\.){abbreviation}", word]
        else:  # first a word that no dot follows, as most are: it is no abbreviation
            own = [f"(?:{WORD[script]})(?!\\.)", f"(?:{abbreviation}|{WORD[script]})"]
    high = f"(?:[^\\W_\\x00-\\uffff]|[{HIGH_MARKS}])++"
    rest = [*_NUMBER, latin, *patterns.values(), r"\d++", f"[{OTHER}]++", high]
    # What no word begins with is passed over at once: between words each alternative would be tried in vain.
    found = re.compile(f"(?=[{START}])(?:{'|'.join([*own, *rest])})")
    if found.groups:
        raise ValueError(f"a word pattern has a capturing group: {word}")
    return found

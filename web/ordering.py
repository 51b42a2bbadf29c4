"""The alphabetical order of a language, for values that are found equally often.

Letters in the order of CLDR's index exemplars of each language; the order of Unicode, by which other letters follow, is
right for Latin, Cyrillic and Devanagari, and wrong for what Persian, Urdu and Pashto add to Arabic script. Libraries of
ICU bring 40 MB for what is a tie-break here.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍئ",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
}


@lru_cache(maxsize=1 << 14)
def key(label: str, language: str) -> tuple[int, ...]:
    """Where a label stands among others for a reader of `language`."""
    ranks = _ranks("fa" if language == "fa-AF" else language)
    letters = (letter if letter in ranks else unicodedata.normalize("NFD", letter)[0] for letter in label.casefold())
    return tuple(ranks.get(letter, 1000 + ord(letter)) for letter in letters if letter.isalnum())


@cache
def _ranks(language: str) -> dict[str, int]:
    return {letter: rank for rank, letter in enumerate(ALPHABETS.get(language, ""))}

"""One fold per script, for looking names up: the spelling habits of different keyboards and schools become one.

Arabic script: forms of alef, yeh, kaf and heh become one each, Urdu, Pashto and Sindhi shapes of a letter its common
shape; marks, joiners and tatweel go. Devanagari: nukta goes, chandrabindu and a nasal before its own row become
anusvara, the English o (ॉ) becomes long a. Latin and Cyrillic: small letters without accents (ё is е, й stays).
"""

import re
import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىيےېۍێۓئ", "ی"),
        **dict.fromkeys("كڪګڬ", "ک"),
        **dict.fromkeys("ةۀہۂۃھە", "ه"),
        **dict.fromkeys("ؤۆۇۈ", "و"),
        **dict.fromkeys("ںڼ", "ن"),
        "ړ": "ر",
        "ڑ": "ر",
        "ټ": "ت",
        "ٹ": "ت",
        "ډ": "د",
        "ڈ": "د",
        "گ": "گ",
        "ء": None,
        "ـ": None,
    }
)
_DEVANAGARI = str.maketrans({"ँ": "ं", "ॉ": "ा", "ऑ": "आ", "ॅ": None, "ॆ": "े", "ॊ": "ो", "़": None})
_SHORT_I = ["и", "\u0306"]
_NASAL = re.compile(r"[ङञणनम]्(?=[क-म])")
#: Letters that the tables above say all of: nothing in them is to be taken apart, and no mark to be dropped.
_PLAIN_ARABIC = re.compile("[اب-غف-هوپچژکگی]+")
_PLAIN_DEVANAGARI = re.compile("[ँ-ःअ-नप-रलळव-हऽ-्]+")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form of one word under which it is looked up; "" for a word of nothing but marks."""
    if word.isascii():
        return word.lower()
    if _PLAIN_DEVANAGARI.fullmatch(word):
        return _NASAL.sub("ं", word.translate(_DEVANAGARI))
    bare = word.translate(_ARABIC)
    if _PLAIN_ARABIC.fullmatch(bare):
        return bare
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", bare).lower():
        category = unicodedata.category(letter)
        if category == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif category != "Cf" and (category != "Mn" or letter > "\u08ff" or [*letters[-1:], letter] == _SHORT_I):
            letters.append(letter)
    folded = unicodedata.normalize("NFC", "".join(letters)).translate(_DEVANAGARI)
    return _NASAL.sub("ं", folded)

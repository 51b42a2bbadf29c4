"""Letters of names, folded per script: what one spelling may vary in without meaning another sound.

`words(text)` cuts a text into words of one script each. Within a script, letters that writers exchange freely become
one (Arabic ي ى ئ = ی, Cyrillic ё = е, accents of Latin), but letters that tell sounds apart stay (Urdu ٹ, nukta of
ज़ फ़ ड़, Latin š č ž). Devanagari is made alphabetic: its inherent vowel is written out as अ, so that all four scripts
can be aligned letter by letter. Sources of the folds: the Unicode decompositions, and the orthographies themselves.
"""

from __future__ import annotations

import re
import unicodedata

LATIN, ARABIC, DEVANAGARI, CYRILLIC, DIGITS, OTHER = "Latn", "Arab", "Deva", "Cyrl", "Zyyy", "Zzzz"

_ARABIC_FOLDS = {
    "أإآٱٲٳٵ": "ا", "ةۀہۂۃۿھەﮪ": "ه", "يىئېۍۓےېۑ": "ی", "ؤۇۆۈۋۊ": "و", "كڪڬ": "ک", "ګڰ": "گ", "ټ": "ٹ", "ډ": "ڈ",
    "ړ": "ڑ", "ڤ": "و", "ںڼ": "ن", "ءـ": "",
}  # fmt: skip
_CYRILLIC_FOLDS = {
    "ёєӗ": "е", "іїӣ": "и", "ґғӷ": "г", "ўұүӯ": "у", "қҡҝ": "к", "ңҥњ": "н", "өӧ": "о", "һҳҥ": "х", "ҷћџ": "ч",
    "ә": "а", "ј": "й", "љ": "л", "ђ": "д", "ьъ": "",
}  # fmt: skip
_LATIN_FOLDS = {
    "ßẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đð": "d", "þ": "th", "ı": "i", "ə": "a", "ŋ": "ng", "ħ": "h", "ł": "l",
    "šşșŝś": "š", "čćĉ": "č", "žźż": "ž", "ç": "ç", "ğ": "ğ", "ñń": "ñ", "ř": "ř",
}  # fmt: skip
_MATRAS = dict(zip("ािीुूृॄेैोौॅॆॉॊॢॣ", "आइईउऊऋऋएऐओऔएएओओऌऌ", strict=True))
_DEVANAGARI_FOLDS = {"ँ": "ं", "ः": "", "ऑऒ": "ओ", "ऍऎ": "ए", "ॐ": "ओम", "ऱ": "र", "ऩ": "न", "ळऴ": "ल", "ऽ": ""}
_NUKTA = re.compile("([जफडढ])़")
_WITH_NUKTA = {"ज": "\u095b", "फ": "\u095e", "ड": "\u095c", "ढ": "\u095d"}
#: The vowel of a Devanagari consonant without a sign, written out.
INHERENT = "अ"
_BARE_CONSONANT = re.compile("(?<=[क-ह\u0958-\u095f])(?![ािीुूृॄेैोौॅॆॉॊॢॣ्])")
_EXPANSION = {ord(matra): vowel for matra, vowel in _MATRAS.items()} | {ord("्"): ""}
_APOSTROPHES = frozenset("'’‘ʼʿʾʻʹ`´")
#: The letters of each script; a word is a run of those of one.
_RUNS = {
    LATIN: "[a-zA-ZšžčçğñřŠŽČÇĞÑŘ]+", ARABIC: "[\u0600-\u06ff]+", DEVANAGARI: "[\u0900-\u097f]+",
    CYRILLIC: "[\u0400-\u04ff]+", DIGITS: "[0-9]+", OTHER: r"[^\W\d_a-zA-Z\u0400-\u06ff\u0900-\u097f]+",
}  # fmt: skip
_WORD = re.compile("|".join(_RUNS.values()))
_ASCII_WORD = re.compile("[a-zA-Z]+|[0-9]+")


def _explicit() -> dict[int, str]:
    table: dict[int, str] = {}
    for folds in (_ARABIC_FOLDS, _CYRILLIC_FOLDS, _LATIN_FOLDS, _DEVANAGARI_FOLDS):
        for letters, folded in folds.items():
            for letter in letters:
                table[ord(letter)] = folded
                upper = letter.upper()
                if len(upper) == 1 and upper != letter:
                    table.setdefault(ord(upper), folded.upper())
    return table


class _Folds(dict[int, str]):
    """Folds of single characters, worked out on first sight and kept (at most one entry a code point)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "N":
        return str(unicodedata.digit(character, "")) or " "
    if character in _APOSTROPHES or category == "Cf":
        return ""
    if category[0] == "M":
        return character if "\u0900" <= character <= "\u097f" else ""
    if category[0] != "L":
        return " "
    if character < "\u02b0" or "\u1e00" <= character <= "\u1eff":
        base = unicodedata.normalize("NFD", character)[0]
        return _EXPLICIT.get(ord(base), base)
    return character.lower()


class _Scripts(dict[str, str]):
    """The script of a folded letter, worked out on first sight and kept (at most one entry a letter)."""

    def __missing__(self, letter: str) -> str:
        script = self[letter] = next(script for script, run in _RUNS.items() if re.match(run, letter))
        return script


_EXPLICIT = _explicit()
_FOLDS = _Folds(_EXPLICIT)
_SCRIPTS = _Scripts()


def cut(text: str) -> list[str]:
    """The folded words of a text in order, each of one script; Latin keeps its case, for initials.

    Anything may be given; what holds no letter or digit gives an empty list. A word that changes script is cut there.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.replace("'", "").replace("`", ""))
    if not unicodedata.is_normalized("NFKC", text) or "़" in text:
        text = _NUKTA.sub(lambda found: _WITH_NUKTA[found[1]], unicodedata.normalize("NFKC", text)).replace("़", "")
    return _WORD.findall(text.translate(_FOLDS))


def script_of(word: str) -> str:
    """The script of a folded word."""
    return _SCRIPTS[word[0]]


def words(text: str) -> list[tuple[str, str]]:
    """The words of a text as `cut` gives them, each with its script before it."""
    return [(_SCRIPTS[word[0]], word) for word in cut(text)]


def alphabetic(word: str) -> str:
    """A Devanagari word with its inherent vowels written (नरेन्द्र -> नअरएनदरअ), joined signs as full vowels."""
    return _BARE_CONSONANT.sub(INHERENT, word).translate(_EXPANSION)

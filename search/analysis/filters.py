"""Token filters, each str -> str: one fold of spelling a script, the same in all its languages, and number signs.

A fold makes the surface: what prefix, fuzzy and exact search look at, and what two spellings of a word share.
It takes out what writers leave out or vary without meaning another word; a language's own folds and rules
make the term. What each fold equates is argued beside it, after Unicode's own data and the named sources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unicodedata import digit, normalize

from search.analysis.scripts import IGNORABLE, MARK_POINTS, SHARED_MARKS


def _without(script: str) -> dict[int, None]:
    """A translation that deletes a script's marks and the shared ones."""
    return dict.fromkeys(MARK_POINTS[script])


_GLUE = re.compile(rf"[\s.{IGNORABLE}]+")


def invisible(word: str) -> str:
    """Without joiners, bidi controls, soft hyphens, the space inside a joined word, the dots of an abbreviation."""
    return _GLUE.sub("", word)


def _to(target: str, letters: str) -> dict[int, str]:
    return {ord(letter): target for letter in letters}


#: Applied after canonical decomposition, which has already parted hamza and madda from their seats (أ إ آ ؤ ئ ۀ ۂ ۓ)
#: and turned presentation forms to letters. Then all marks go: harakat, superscript alef, Koranic signs, hamza above.
#: - one yeh: Arabic ي, alef maksura ى and Persian ی are typed for each other; Pashto ې ۍ and Urdu ے are where one
#:   language writes what another leaves to ی. ئ is yeh with hamza: رئیس and رییس.
#: - one kaf, one gaf (Pashto ګ): keyboards. - one heh: ہ ھ ە are code points of other keyboards, ة and ۀ lose their
#:   dots or hamza in careless text. - ں is a final ن without its dot. - ڤ is Arabic's foreign v, as often written ف.
#: - a hamza on the line goes: گفتهء, شیء, علماء are as often written without.
_ARABIC = (
    _without("Arab")
    | _to("ی", "يىېےۍۑێؠؽؾؿ")
    | _to("ک", "كڪڬ")
    | _to("گ", "ګڭݢڰ")
    | _to("ه", "ہھةۃەۿ")
    | _to("ا", "ٱ")
    | _to("و", "ۆۇۈۋ")
    | _to("ن", "ں")
    | _to("ف", "ڤ")
    | dict.fromkeys(map(ord, "ءٴـۥۦ"))
)
#: Isolated harakat decompose to a space and a mark: the space would part the word they stand in.
_ISOLATED_MARKS = dict.fromkeys([*range(0xFC5E, 0xFC64), 0xFCF2, 0xFCF3, 0xFCF4, *range(0xFE70, 0xFE80)])


def one_letter(letters: Mapping[str, str]) -> dict[str, str]:
    """A char map of `letters` and of all presentation forms of one letter, these mapped by `letters` in turn.

    Ligatures of several letters are left to the fold.
    """
    forms = {chr(cp): normalize("NFKC", chr(cp)) for cp in [*range(0xFB50, 0xFDF0), *range(0xFE80, 0xFEFD)]}
    single = {form: letter for form, letter in forms.items() if len(letter) == 1 and letter != form}
    return {**letters, **{form: letters.get(letter, letter) for form, letter in single.items()}}


class Letters(dict[int, str]):
    """A fold that looks at no neighbours, as a translation: what it makes of each character, found out once."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold

    def __missing__(self, character: int) -> str:
        self[character] = self._fold(chr(character))
        return self[character]


#: Where all marks go it does not matter in which order they stand, and so each character can be folded alone.
_FOLDED = Letters(lambda c: normalize("NFKD", invisible(c).translate(_ISOLATED_MARKS)).translate(_ARABIC))


def fold_arabic(word: str) -> str:
    """Arabic script: letters without marks, one code point for each of alef, yeh, kaf, heh, waw.

    U+06C0, U+0647 U+0654 and U+0647 agree. A word of several words in one character (U+FDFA) keeps its spaces.
    """
    return word.translate(_FOLDED)


#: ँ and ं are chosen by the room above the line; candra vowels (English o and a) are written without the candra
#: (मॉस्को, मास्को); short e and o (Dravidian names) as long ones; a visarga is dropped or typed as a colon (दुःख, दुख).
_DEVANAGARI = (
    dict.fromkeys(cp for first, last in SHARED_MARKS for cp in range(first, last + 1))
    | dict.fromkeys(map(ord, "़ः॒॑॓॔ऽ"))
    | _to("ं", "ँऀ")
    | _to("ा", "ॉ")
    | _to("े", "ॅॆ")
    | _to("ो", "ॊ")
    | _to("आ", "ऑ")
    | _to("अ", "ॲ")
    | _to("ए", "ऍऎ")
    | _to("ओ", "ऒ")
)
#: A nasal before a stop of its own row is what anusvara abbreviates: हिन्दी, हिंदी.
_HOMORGANIC = re.compile("(?:ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ]))")
#: A glide between vowels is written or not: गये, गए; नयी, नई. Not at a word's start (ये is a word), nor in a conjunct.
_GLIDE = re.compile("य(?<=[^्\n]य)([ेी])")
#: What the fold may change: any other word is already folded.
_UNFOLDED = re.compile(
    "[^\u0902\u0905-\u090c\u090f\u0910\u0913-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093e-\u0944\u0947\u0948\u094b-\u094d]|[ङञणनम]्|य[ेी]"
)


def fold_devanagari(word: str) -> str:
    """Devanagari: without nukta (composed or not), joiners, visarga; one nasal sign; no candra; ए and ई for glides."""
    if not _UNFOLDED.search(word):
        return word
    return fold_devanagari_lines(normalize("NFKD", invisible(word)).translate(_DEVANAGARI))


def fold_devanagari_lines(lines: str) -> str:
    """The part of that fold which looks at neighbours, of a word a line."""
    return _GLIDE.sub(lambda glide: "ए" if glide[1] == "े" else "ई", _HOMORGANIC.sub("ं", lines))


_POSSESSIVE = re.compile("['’‘＇ʼ]s$", re.IGNORECASE)
#: Letters whose stroke Unicode does not count as an accent, and apostrophes.
_LATIN = (
    _without("Latn")
    | {
        ord(a): b
        for a, b in zip("øđłħŧıæœþðŋ", ["o", "d", "l", "h", "t", "i", "ae", "oe", "th", "d", "n"], strict=True)
    }
    | dict.fromkeys(map(ord, "'’‘＇ʼʻʹʺʽʾʿ·"))
)


def fold_latin(word: str) -> str:
    """Latin script: lower case, without accents, strokes, ligatures, full width, soft hyphens, dots, possessive 's."""
    if word.isascii() and word.isalpha():
        return word.lower()
    word = _POSSESSIVE.sub("", word)
    word = invisible(word)
    if not word.isascii():
        word = normalize("NFKD", normalize("NFKD", word).casefold())
    return word.casefold().translate(_LATIN)


_CYRILLIC = _without("Cyrl")
_SHORT_I = re.compile("([иИуУ])\u0306")


def _fold_cyrillic(word: str) -> str:
    word = normalize("NFKD", invisible(word)).casefold()
    return normalize("NFC", _SHORT_I.sub(lambda m: normalize("NFC", m[0]), word).translate(_CYRILLIC))


_LOWER = Letters(_fold_cyrillic)


#: Russian's letters but ё: nothing else is folded in them than their case.
_LOWER_CASE = re.compile("[а-я]+")


def fold_cyrillic(word: str) -> str:
    """Cyrillic: lower case, ё as е, without stress marks; й and ў are letters and stay."""
    lower = word.lower()
    if _LOWER_CASE.fullmatch(lower):
        return lower
    # A letter alone has no mark that could make another letter of it.
    return word.translate(_LOWER) if word.isalpha() else _fold_cyrillic(word)


def fold_other(word: str) -> str:
    """Any other script: compatibility forms (NFKC) and lower case; marks stay, in most scripts they are vowels."""
    word = invisible(word)
    for _ in range(3):  # folding case can call for another composition; it settles at once in practice
        word = normalize("NFKC", normalize("NFKC", word).casefold())
    return word


#: Script -> its fold.
FOLDS: dict[str, Callable[[str], str]] = {
    "Arab": fold_arabic,
    "Deva": fold_devanagari,
    "Latn": fold_latin,
    "Cyrl": fold_cyrillic,
    "": fold_other,
}
_SEPARATORS = {ord(","): None, ord("،"): None, ord("٬"): None, ord("٫"): "."}


def digits(word: str) -> str:
    """A number in ASCII digits without thousands separators, "" for what is no number: ۱٬۲۰۰ -> 1200, ٣٫٥ -> 3.5."""
    word = word.translate(_SEPARATORS)
    if not word.replace(".", "").isdigit():
        return ""
    if word.isascii():
        return word
    return "".join(sign if sign == "." else str(digit(sign)) for sign in word)

"""Which neighbours are one Persian word written in pieces: a pattern that offers them, and cuts that decide by tables.

می گوید, همکاری های, کشور شان, تصمیم گیری, بی اساس: a space (or a joiner, or nothing) stands where none is read. The
pattern can only see letters: می before any word, an ending after any word. So `cuts` looks the joined word up and
parts it where it is none: می سال is the month of May and a year.
"""

from __future__ import annotations

import re

from search.analysis import persian_verbs
from search.analysis.filters import fold_arabic
from search.analysis.persian_nouns import PRONOUN, plural_stems
from search.analysis.persian_words import inflected, known, rare_inflected, verbs, words
from search.analysis.scripts import IGNORABLE, MARKS
from search.analysis.tokenizer import CHARACTER, GAP, WORD

_ONE = CHARACTER["Arab"]
_RUN = WORD["Arab"]
#: Where a word ends, perhaps with a vowel sign: کتاب هایِ من.
_END = f"[{MARKS['Arab']}]{{0,3}}+(?!{_ONE})"


def _words(text: str) -> list[str]:
    return text.split()


def _either(words: list[str]) -> str:
    """A pattern of any of some words, tried letter by letter and not word by word."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words), reverse=True):
        branches.setdefault(word[:1], []).append(word[1:])
    parts = [letter + (_either(rest) if any(rest) else "") for letter, rest in branches.items() if letter]
    if "" in branches:
        return f"(?:{'|'.join(parts)})?"
    return "|".join(parts) if len(parts) == 1 else f"(?:{'|'.join(parts)})"


#: Second parts of compounds, the most productive of Persian that are seldom words themselves (after Kalbasi's survey
#: of its word formation, 1992, and the compounds of hazm's word list); what they make is joined if it is a known word.
_SECONDS = _words(
    """
    آباد آفرین آلود آمیز آموز آور اندیش انداز انگیز افزار بان بخش بردار بند بین پذیر ناپذیر پرداز پرست پرور پوش
    پور خانه خوار خواه خوان دار دهنده رسان ریز زاده زدا ساز سرا سالار سنج شناس طلب فروش کش کننده گاه گذار گر گرا
    گزار گو گونه گیر مند نامه نشین نگار نما نواز نویس وار ور ورز یاب
    """
)
_ONLY_SO = _words(
    """
    الله الملل المللی السلام الاسلام الدین شنبه شناختی درمانی کاری دهی زدایی سرایی گرایی گرایان گویی جویی جویان
    نمایی گانه ساله سالگی کوپتر جمهور وزیر کنندگان دهندگان زادگان
    """
)
#: First parts of compounds, before any word.
_FIRSTS = ["بی", "نا", "هم", "غیر", "پیش", "پس", "کم", "پر", "خوش", "بد", "نیم", "نیمه", "تک", "ضد", "فرا"]
_ON = [prefix + no + "می" for prefix in persian_verbs.PREFIXES for no in ("", "ن")]
_WILL = [no + "خواه" + person for no in ("", "ن") for person in ("م", "ی", "د", "یم", "ید", "ند")]
#: باز می گردد, بر نمی آید: the prefix is written apart too.
_APART = f"(?:بر|در|باز|فرو|فرا|وا)(?={GAP}ن?می{GAP})"
#: گفت و گو, جست و جو, شست و شو: one word in three.
_AND = f"گفت{GAP}و(?={GAP}گو)|جست{GAP}و(?={GAP}جو)|شست{GAP}و(?={GAP}شو)"
_HEAD = f"(?:{_either(['می', 'نمی', *_ON, *_WILL, *_FIRSTS])}|{_APART}|{_AND}){GAP}(?={_ONE})"
_HA = f"ها(?:{GAP})?(?:یی|ئی|ی{PRONOUN}?|{PRONOUN}|ست)?"
_ER = f"تر(?:ین(?:{GAP}ها|ها)?ی?|ی)?"
_ENCLITICS = ["اند", "اش", "یی", "ئی", "مان", "تان", "شان"]
_SECOND = [second + more for second in _SECONDS for more in ("", "ی", "ان")] + _ONLY_SO
_HE = "ی|ای|ام|ات|ایم|اید|گان|گی"
_ENDS = f"(?:{_either(_ENCLITICS + _SECOND)}|{_HA}|{_ER}"
#: A part that a joiner ties to what follows, which is no ending, begins a word of its own: مشاور وزیر‌خارجه.
_FREE = f"(?![{IGNORABLE}]{{1,4}}(?!{_ENDS}|{_HE}){_END}){_ONE})"
_TAIL = f"{GAP}{_ENDS}){_END}{_FREE}"
_HE_TAIL = f"(?<=[هةۀ\u0654]){GAP}(?:{_HE}){_END}"
#: A word with what may belong to it; بودهنمی تواند lost the space before نمی, not the one within.
WORDS = f"(?:{_HEAD}){{0,3}}+{_RUN}(?:{_TAIL}|{_HE_TAIL}|(?<=هنمی){GAP}{_RUN})*+"

_SPACE = re.compile(f"[{IGNORABLE}]*[\\s\u00a0][\\s\u00a0{IGNORABLE}]*")
_LOST_SPACE = re.compile("ه(?=ن?می)")
_ENDING = re.compile(f"(?:{_HA}|{_ER}|{'|'.join(_ENCLITICS)}|ی|ای|ام|ات|ایم|اید|گان|گی)$")
#: A rare word shorter than this is too easily two words.
_SURE = 6
#: Words that take no ending and are part of no compound with a space.
_FUNCTION = frozenset(
    _words(
        """
    و در به از که با تا را این ان هر یا اگر اما چه نه برای ولی نیز هیچ بر جز همه چون پس مگر باید شاید یعنی است
    بود شد شده کرد کرده
    """
    )
)


#: A space, or where one may have been lost.
SEAM = "[ \u00a0]|هن?می|یکه$"


def cuts(raw: str) -> tuple[int, ...]:
    """Where a raw word is parted after all: at spaces where its pieces make no word, and where a space was lost."""
    lost = "همی" in raw or "هنمی" in raw or raw[-3:] == "یکه"
    if not lost:
        if raw.isalpha() or not _SPACE.search(raw):
            return ()
        first, _, second = raw.partition(" ")
        if first.isalpha() and second.isalpha():  # as most are: what follows, without its detours
            left = fold_arabic(first)
            return () if _joined(left, left, fold_arabic(second), "") else (len(first),)
    places: list[int] = []
    spaces = list(_SPACE.finditer(raw))
    bounds = [0, *(bound for space in spaces for bound in space.span()), len(raw)]
    pieces = [fold_arabic(raw[start:end]) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    left = ""
    for at, space in enumerate(spaces):
        left += pieces[at]
        if not _joined(left, pieces[at], pieces[at + 1], "".join(pieces[at + 2 : at + 3])):
            places.append(space.start())
            left = ""
    return tuple(sorted({*places, *_lost(raw)}) if lost else places)


def _lost(raw: str) -> list[int]:
    """بودهنمی تواند: a participle and a negated verb; زمانیکه: a noun and که."""
    if raw.endswith("یکه"):
        word = fold_arabic(raw)
        whole = _known(word) or _known(word[:-1])  # نزدیکه: it is near
        return [] if whole or not inflected(word[:-2]) else [len(raw) - 2]
    return [
        found.end()
        for found in _LOST_SPACE.finditer(raw)
        if _known(fold_arabic(raw[: found.end()]))
        and persian_verbs.lemma(fold_arabic(_SPACE.sub("", raw[found.end() :])))
    ]


def _known(word: str) -> bool:
    return word in words() or word in verbs()


def _joined(left: str, piece: str, right: str, after: str) -> bool:
    """Whether `right` belongs to `left`, whose last piece is `piece`; `after` is the piece after it."""
    if left.endswith("نمی") or right.startswith("ها"):
        return True
    if right in ("می", "نمی"):
        verb = persian_verbs.prefixed(left + right + after)
        return verb is not None and (left != "باز" or verb == "بازگشت")  # باز is "again" before any other verb
    if "و" in (piece, right):
        return True  # the pattern has it in گفت و گو alone
    whole = left + right
    if left.endswith("می"):
        return persian_verbs.lemma(whole) is not None or persian_verbs.with_object(whole) is not None
    if left.endswith("خواه") or piece.startswith(("خواه", "نخواه")):
        return persian_verbs.future(whole) is not None
    if _ENDING.match(right):
        if left in verbs():  # کرده اند, but not شد شان
            return left[-1] == "ه"
        return left not in _FUNCTION and (len(left) > 2 or left in words())
    return piece not in _FUNCTION and len(right) > 2 and _compound(whole)


def _compound(word: str) -> bool:
    for form in (word, *plural_stems(word)[:1]):  # سرمایه گذاری‌ها
        if form in words() or inflected(form):
            return True
        if len(form) > _SURE and (known(form) or rare_inflected(form, 2)):
            return True
    return False

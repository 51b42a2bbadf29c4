"""Endings of Pashto, on folded words (ۍ ي are ی, ګ is گ, ۀ is ه), down to a stem that the forms of a word share.

From general knowledge of the grammar, for want of a licensed word list; a speaker has not checked them. A stem is no
word: ژبه and ژبې are ژب.
"""

from __future__ import annotations

import re

from search.analysis.analyzer import Fold
from search.analysis.filters import fold_arabic

#: Lemma -> forms that no ending gives: suppletive verbs, vowels that change inside a word.
_IRREGULAR = {
    "کول": "کوی کوم کوو کړ کړه کړل کړی کړم کړو کړای کولای کاوه وکړ وکړه وکړل وکړی وکړم وکړو",
    "کېدل": "کېږی کېدو کېده شی شو شوه شول شوی شم شوای وشی وشو وشوه وشول وشوی",
    "تلل": "تلل ځم ځی ځو لاړ لاړه لاړل لاړم لاړو لاړی ولاړ ولاړل",
    "راتلل": "راتلل راځی راځم راځو راغی راغله راغلل راغلی راشی راشم",
    "کتل": "کتل گوری گورم گورو وگوری وگورم وگورو کاته کتلی وکتل",
    "لیدل": "لیدل وینی وینم وینو ولید ولیدل ولیده لیدلی",
    "نیول": "نیول نیسی نیسم نیسو ونیسی ونیسم ونیو ونیول نیولی نیولای",
    "وړل": "وړل وړی یوسی یووړ یووړل",
    "راوړل": "راوړل راوړی راوړ راوړه راوړلی",
    "کس": "کس کسان کسانو",
    "هلک": "هلک هلکان هلکانو هلکه",
    "نجلۍ": "نجلۍ نجلی نجونی نجونو",
    "ویل": "ویل وایی وایم وایو ووایی ووایم وویل ویلی",
    "اخیستل": "اخیستل اخلی اخلم اخلو واخلی واخلم واخیست واخیسته واخیستل اخیستی",
    "اورېدل": "اوری اورم اورو واوری واورم اورېدلی واورېد واورېدل",
    "میندل": "میندل مومی مومم ومومی وموند وموندل موندل موندلی",
    "ورکول": "ورکوی ورکړ ورکړه ورکړل ورکړی ورکولای",
    "ورور": "ورور ورونه وروڼه وروڼو ورونو",
    "زوی": "زوی زامن زامنو",
    "مور": "مور میندی میندو",
    "لور": "لور لوڼی لوڼو",
    "خور": "خور خویندی خویندو",
    "پلار": "پلار پلرونه پلرونو",
    "ورځ": "ورځ ورځی ورځو",
    "دروند": "دروند درنه درانه درنو درنی",
    "سور": "سور سره سری",
    "سپین": "سپین سپینه سپینی سپینو",
    "قانون": "قانون قوانین قوانینو",
    "فرد": "فرد افراد افرادو",
    "عالم": "عالم علما علماوو",
    "ملک": "ملک ممالک",
    "مدرسه": "مدرسه مدارس مدارسو مدرسی مدرسو",
    "مسئله": "مسئله مسئلی مسایل مسایلو مسائل",
}
#: Words that look inflected and are not: postpositions, conjunctions, pronouns, names.
_FIXED = """
کی ته له په پر تر سره نه هم چی که او یا دی ده دا هغه هغی هغوی دوی مونږ موږ تاسی تاسو زه ته یی می به باید بیا
لاندی باندی پوری وروسته وړاندی مخکی داسی هلته دلته چیری ولی څه څوک ټول یو یوه دوه دری څلور پنځه شپږ اوه اته نهه لس
افغانستان پاکستان ایران هندوستان تاجیکستان طالبان کابل کندهار ننگرهار هلمند جهان انسان خان زمان مکان میدان امتحان
ژوند ژوندون بدلون پښتون قانون تلویزیون ملیون بیان ارمان درمان فرمان آسمان اسمان سلطان احسان امکان تاوان توان ځان
نښان مسلمان ځوان گران روان اوسان پښتو اردو دارو راډیو ویډیو
"""
#: Stems of verbs with -ل and the endings alone: لرل, لري, ولري.
_SIMPLE = "لر گڼ وه لیږ ویش رټ ځپ لیک پوښت وژ سات پیژن غواړ باس پال خوړ څښ منډ ټاک تړ بلل گټ ښای فرمای پرانیست"


#: ې and its presentation forms.
_E = "ېﯤﯥﯦﯧ"


def fold(word: str) -> str:
    """What words are looked up by."""
    return keep_ending(word, fold_arabic(word))


def keep_ending(word: str, folded: str) -> str:
    """The folded word, but ې stays where it ends one: there it is an ending of its own (ژبې is ژبه)."""
    if folded[-1:] != "ی":
        return folded
    last = next((letter for letter in reversed(word) if letter.isalpha()), "")
    return folded[:-1] + "ې" if last and last in _E else folded


class KeepEnding(Fold):
    """The same as a fold of words whose surfaces are there."""

    def __call__(self, raw: str, surface: str) -> str:
        """That of one word."""
        return keep_ending(raw, surface)

    def plain(self, raws: list[str], surfaces: list[str], jointed: list[str]) -> list[str]:
        """That of each of some words."""
        return [
            keep_ending(raw, surface) if surface[-1] == "ی" else surface
            for raw, surface in zip(raws, surfaces, strict=True)
        ]


_LISTED = {fold_arabic(word): fold(word) for word in _FIXED.split()} | {
    fold_arabic(form): fold(lemma) for lemma, forms in _IRREGULAR.items() for form in (lemma, *forms.split())
}
_SIMPLE_ENDS = ("ل", "له", "لې", "لی", "لای", "لو", "ی", "ې", "م", "و")
#: -ېدل and its forms, with or without the و of the perfective; -ول likewise. Others that end so are too many: معمولي.
_INTRANSITIVE_ENDS = (
    "ید", "یده", "یدو", "یدم", "یدل", "یدلی", "یدلې", "یدله", "یدلو", "یدلای", "یدای", "یږی", "یږم", "یږو", "یږې",
)  # fmt: skip
_TRANSITIVE_ENDS = ("ول", "وله", "ولې", "ولای", "وی", "وم")
#: The endings of some verbs, the pattern of their forms with the stem as its group, the ending of their infinitives.
_VERBS = (
    (_SIMPLE_ENDS, re.compile(f"(?:را|در|ور)?و?({'|'.join(_SIMPLE.split())})(?:{'|'.join(_SIMPLE_ENDS)})"), "ل"),
    (_INTRANSITIVE_ENDS, re.compile(f"و?(..+)(?:{'|'.join(_INTRANSITIVE_ENDS)})"), "یدل"),
    (_TRANSITIVE_ENDS, re.compile(f"(?:را|در|ور)?و?(..+)(?:{'|'.join(_TRANSITIVE_ENDS)})"), "ول"),
)


def fixed(word: str) -> str | None:
    """What is listed: کړل -> کول, وروڼه -> ورور; لاندې stays."""
    return _LISTED.get(fold_arabic(word) if "ې" in word else word)


def verb(word: str) -> str | None:
    """The infinitive: ورسېد -> رسیدل, غزوي -> غزول, ولري -> لرل."""
    for ends, pattern, infinitive in _VERBS:
        found = pattern.fullmatch(word) if word.endswith(ends) else None
        if found:
            return found[1] + infinitive
    return None


#: Ending -> what stays in its place, and the shortest stem; the first that fits.
#: Masculines have ونه ونو, people ان انو, words in a vowel گان یان وې, feminines ه ې و;
#: adjectives agree in ه ې و. Participles in ونکی have ونکې.
_ENDINGS = (
    ("ونکې", "ونکی", 2),
    ("ونکو", "ونکی", 2),
    ("گانو", "", 2),
    ("گانې", "", 2),
    ("گان", "", 3),
    ("یانو", "ی", 3),
    ("یان", "ی", 3),
    ("ونه", "", 2),
    ("ونو", "", 2),
    ("ونې", "", 2),
    ("انو", "", 2),
    ("انې", "", 2),
    ("ان", "", 4),
    ("یو", "ی", 2),
    ("ه", "", 2),
    ("ې", "", 2),
    ("و", "", 2),
)
#: Last letter -> the endings in it, in the same order.
_LAST = {last: [row for row in _ENDINGS if row[0][-1] == last] for last in {row[0][-1] for row in _ENDINGS}}
#: A vowel before the ending: what follows is not one, or the stem keeps its own.
_AFTER_ALEF = (("ایانو", ""), ("ایان", ""), ("اوې", ""), ("اوو", ""), ("اگانو", ""))
_ENDS_AFTER_ALEF = tuple(ending for ending, _ in _AFTER_ALEF)


#: Adjectives that verbs in ول are made of: with ونه they are no plurals (which adjectives have not in ونه) but the
#: verbal noun, a feminine with forms in ې and و: جوړونه is making, not well ones.
_ADJECTIVES = "جوړ پوه پاک لنډ اوږد سم تیار خپور پراخ لوړ ټیټ روښان ګرم سوړ بشپړ څرګند ودان ویجاړ وران خلاص"
_MADE = frozenset(map(fold_arabic, _ADJECTIVES.split()))
_VERBAL_NOUN = re.compile("(..+)ون[هېو]")


def noun(word: str) -> str | None:
    """The stem of a noun or an adjective: ارزښتونو -> ارزښت, ملایان -> ملا, سیمې -> سیم."""
    if word[-1:] not in _LAST:
        return None
    making = _VERBAL_NOUN.fullmatch(word) if "ون" in word else None
    if making and making[1] in _MADE:
        return word[:-1]
    for ending, instead in _AFTER_ALEF if word.endswith(_ENDS_AFTER_ALEF) else ():
        if word.endswith(ending):
            return word[: 1 - len(ending)] + instead
    if word.endswith(("اه", "وه", "یه", "ستان")):
        return None
    for ending, instead, shortest in _LAST[word[-1]]:
        if word.endswith(ending) and len(word) >= len(ending) + shortest:
            return word[: -len(ending)] + instead
    return None

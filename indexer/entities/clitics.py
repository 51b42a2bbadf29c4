"""What a language writes onto a name: the forms a word may be looked up under, as written first.

Arabic: و ف, then ب ل ك, then the article, before the first word of a name (Ryding, A Reference Grammar of Modern
Standard Arabic, 2005). Persian: the ezafe ی after ا and و, the object marker را. Russian: the case endings of nouns,
replaced by those of the nominative. Words are folded.
"""

import re
from functools import lru_cache

_ARABIC = re.compile(r"(?P<joined>[وف]?)(?P<to>لل|[بکل]?)(?P<rest>.{3,})")
_PERSIAN = re.compile(r"(.{3,}?)(?:(?<=[او])ی|را)$")
#: Of Persian as people write it among themselves too: plural, copula, object marker, possessors, indefinite.
_SPOKEN = ("مون", "تون", "شون", "های", "ها", "یه", "ای", "رو", "ه", "و", "م", "ش", "ت", "ی")
_SHORTEST = 3
_RUSSIAN = re.compile(r"(.{3,}?)(ами|ями|ым|ом|ем|ой|ей|ою|ью|ых|ов|ам|ям|ах|ях|а|я|у|ю|ы|и|е)$")
_NOMINATIVE = ("", "а", "я", "ь", "й", "ы")


def _arabic(word: str) -> list[str]:
    match = _ARABIC.fullmatch(word)
    forms = []
    if match:
        joined, to, rest = match["joined"], match["to"], match["rest"]
        if joined:
            forms.append(word[1:])
        if to:
            forms.append("ال" + rest if to == "لل" else rest)
    return forms + [form[2:] for form in [word, *forms] if form.startswith("ال") and len(form) > 4]


def _persian(word: str) -> list[str]:
    match = _PERSIAN.fullmatch(word)
    return [match[1]] if match else []


def _russian(word: str) -> list[str]:
    match = _RUSSIAN.fullmatch(word)
    return [match[1] + ending for ending in _NOMINATIVE] if match else []


_FIRST = {"ar": _arabic}
_ANYWHERE = {"fa": _persian, "ru": _russian}


@lru_cache(maxsize=1 << 14)
def bare(word: str, language: str, first: bool) -> tuple[str, ...]:
    """The forms of a folded word without what may be written onto it; `first`: it is the first word of a name."""
    rule = (_FIRST.get(language) if first else None) or _ANYWHERE.get(language)
    return tuple(rule(word)) if rule else ()


def stems(word: str, language: str) -> tuple[str, ...]:
    """What may be left of a folded word without one ending of Persian, written or spoken; of other languages, none."""
    if language != "fa":
        return ()
    return tuple(word.removesuffix(end) for end in _SPOKEN if word.endswith(end) and len(word) - len(end) >= _SHORTEST)

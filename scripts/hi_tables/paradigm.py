"""The forms of Hindi verbs, nouns and adjectives, each with the name of its slot.

After any grammar (McGregor, Outline of Hindi Grammar, 1972; Kachru, Hindi, 2006). A verb's lemma is its stem, as a
noun of the same stem has the same term then: खेल, खेलों, खेलना, खेला. Written in full spelling (ये, ँ, nukta); whoever
uses the forms folds them.
"""

from __future__ import annotations

from collections.abc import Iterator

Form = tuple[str, str]

_VIRAMA = "\u094d"
_CONSONANTS = frozenset(map(chr, (*range(0x915, 0x93A), 0x93C)))
_PERSONS = {"ूं": "ऊं", "े": "ए", "ें": "एं", "ो": "ओ"}
#: Stems whose perfective, subjunctive or polite imperative is their own.
_PERFECTIVE = {"कर": "कि", "ले": "लि", "दे": "दि", "जा": "ग", "हो": "हु"}
_SUBJUNCTIVE = {
    "ले": ("लूं", "ले", "लें", "लो"),
    "दे": ("दूं", "दे", "दें", "दो"),
    "हो": ("हूं", "हो", "हों", "हो"),
}
_POLITE = {"कर": "कीज", "ले": "लीज", "दे": "दीज", "पी": "पीज", "हो": "हूज"}


def _ends_in_consonant(stem: str) -> bool:
    return stem[-1] in _CONSONANTS


def _perfective(stem: str) -> tuple[str, ...]:
    """Masculine, masculine plural, feminine, feminine plural."""
    if stem == "हो":
        return "हुआ", "हुए", "हुई", "हुईं"
    if stem in ("कर", "ले", "दे"):
        short = _PERFECTIVE[stem]
        long = short[:-1] + "ी"
        return f"{short}या", f"{short}ए", long, f"{long}ं"
    if stem == "जा":
        return "गया", "गए", "गई", "गईं"
    if _ends_in_consonant(stem):
        return f"{stem}ा", f"{stem}े", f"{stem}ी", f"{stem}ीं"
    if stem[-1] == "ी":
        return f"{stem[:-1]}िया", f"{stem[:-1]}िए", stem, f"{stem}ं"
    if stem[-1] == "ू":
        return tuple(f"{stem[:-1]}ु{vowel}" for vowel in ("आ", "ए", "ई", "ईं"))
    return tuple(f"{stem}{vowel}" for vowel in ("या", "ए", "ई", "ईं"))


def _subjunctives(stem: str) -> Iterator[tuple[str, ...]]:
    """I, he, they, you; in all spellings."""
    if stem in _SUBJUNCTIVE:
        yield _SUBJUNCTIVE[stem]
    elif _ends_in_consonant(stem):
        yield tuple(stem + sign for sign in _PERSONS)
    else:
        short = {"ी": "ि", "ू": "ु"}.get(stem[-1], stem[-1])
        yield tuple(stem[:-1] + short + vowel for vowel in _PERSONS.values())
        yield tuple(stem[:-1] + short + vowel for vowel in ("यूं", "य", "यें", "यो"))
        yield tuple(stem + vowel for vowel in ("ऊं", "वे", "वें", "वो"))


def verb(stem: str) -> Iterator[Form]:
    """Every one-word form of the verb of a stem."""
    yield stem, "stem"
    for sign in ("ना", "ने", "नी", "नीं"):
        yield stem + sign, f"infinitive {sign}"
    for sign in ("ता", "ते", "ती", "तीं"):
        yield stem + sign, f"imperfective {sign}"
    for form, gender in zip(_perfective(stem), ("m", "mp", "f", "fp"), strict=True):
        yield form, f"perfective {gender}"
    for persons in _subjunctives(stem):
        for form, person in zip(persons, ("I", "he", "they", "you"), strict=True):
            yield form, f"subjunctive {person}"
            for sign in ("गा", "गी", "गे"):
                yield form + sign, f"future {person} {sign}"
                if person == "they":  # the dot on the wrong vowel, or on both
                    yield f"{form[:-1]}{sign}ं", "future, careless"
                    yield f"{form}{sign}ं", "future, careless"
    polite = [_POLITE[stem]] if stem in _POLITE else []
    polite += [f"{stem[:-1]}ि" if stem[-1] == "ी" else stem]
    for base in polite:
        vowel = "ि" if _ends_in_consonant(base) else "" if base[-1] == "ि" else "इ"
        for sign in ("ए", "एगा", "यो"):
            yield base + vowel + sign, "polite"
    yield stem + "कर", "having"
    yield stem + "के", "having"
    for sign in ("नेवाला", "नेवाली", "नेवाले", "नेवालों"):
        yield stem + sign, "agent"


def noun(lemma: str, adjective: bool = False) -> Iterator[Form]:
    """Every form of a noun or adjective, by the lemma's last sounds. `adjective`: it has a feminine in ी."""
    yield lemma, "base"
    body = lemma[:-1]
    last = lemma[-1]
    if lemma.endswith(("ां", "ाँ")) and len(lemma) > 3:
        yield f"{lemma[:-2]}ें", "oblique"
        yield f"{lemma[:-2]}ों", "oblique plural"
        if adjective:
            yield f"{lemma[:-2]}ीं", "feminine"
    elif lemma.endswith(("आँ", "आं")):
        yield f"{lemma[:-2]}एं", "oblique"
        yield f"{lemma[:-2]}ओं", "oblique plural"
    elif last in "ाआ":
        yield from _in_a(lemma, adjective)
    elif last in "ीई":
        short = "ि" if last == "ी" else "इ"
        yield f"{body}{short}यां", "plural"
        yield f"{body}{short}यों", "oblique plural"
        yield f"{lemma}यों", "oblique plural, careless"
        yield f"{lemma}यां", "oblique plural, careless"
        yield f"{body}{short}यो", "vocative"
    elif last == "ि":
        yield f"{lemma}यां", "plural"
        yield f"{lemma}यों", "oblique plural"
        yield f"{lemma}यो", "vocative"
    elif last in "ुूऊउ":
        short = {"ू": "ु", "ऊ": "उ"}.get(last, last)
        yield f"{body}{short}एं", "plural"
        yield f"{body}{short}ओं", "oblique plural"
        yield f"{lemma}ओं", "oblique plural, careless"
    elif _ends_in_consonant(lemma):
        yield f"{lemma}ें", "plural"
        yield f"{lemma}ों", "oblique plural"
        yield f"{lemma}ो", "vocative"
        if len(lemma) > 2:
            yield f"{lemma}{_VIRAMA}स", "English plural"
        if last == "न":
            yield f"{body}ंस", "English plural"


def _in_a(lemma: str, adjective: bool) -> Iterator[Form]:
    """लड़का, लड़के; भाषा, भाषाएं; चिड़िया, चिड़ियां; नया, नए, नई."""
    body = lemma[:-1]
    e, o, i = ("े", "ो", "ी") if lemma[-1] == "ा" else ("ए", "ओ", "ई")
    yield body + e, "oblique"
    yield f"{body}{o}ं", "oblique plural"
    yield body + o, "vocative"
    if adjective:
        yield body + i, "feminine"
    for vowel in ("एं", "यें"):
        yield lemma + vowel, "plural"
    yield f"{lemma}ओं", "oblique plural"
    yield f"{lemma}ओ", "vocative"
    if lemma.endswith("िया"):
        yield f"{lemma}ं", "plural"

"""In which language a text is written, how sure that is, and on what it rests; and what a declared code means.

pycld2 answers (measured on NTREX-128: 98.8 to 100 % of sentences in en fa ar hi ur ps; it needs 0.1 ms). Where it is
unsure, letters that only one language of a script has decide; then py3langid, slow to load and loaded only then.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

import pycld2

from indexer.dari import variety
from search.types import Identified

#: Three pieces of this many characters are looked at in a longer text: its start, and after each third.
_PIECE = 500
#: Per cent of a text from which another language in it is told. Below are names and links, and what pycld2 takes for
#: another language of the script: of 504 stories in one language ten had such a part, none of 10 per cent.
_LEAST_SHARE = 10
#: pycld2 refuses characters that are not interchange UTF-8.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LETTER = re.compile(r"[^\W\d_]")
#: Fewer letters than these say nothing.
_FEW, _ENOUGH = 3, 12

#: Letters that, among the languages of their script likely in an archive, only one has (Unicode CLDR exemplars).
_OWN_LETTERS = (
    ("ps", re.compile("[ټډړږښګڼۍېځڅ]"), re.compile("[ٹڈڑںےھہ]")),
    ("ur", re.compile("[ٹڈڑںےھہ]"), re.compile("[ټډړږښګڼۍېځڅڄٿڻڳڪ]")),
    ("ckb", re.compile("[ڵڕۆێ]"), re.compile("[ټډړږښګڼۍېځڅٹڈڑے]")),
    ("fa", re.compile("[پچژگ]"), re.compile("[ټډړږښګڼۍېځڅٹڈڑںےھہڵڕۆێڭۇۈۋۆةڄٿڻڳڪ]")),
    ("ar", re.compile("[ةىإأ]"), re.compile("[پچژگټډړږښګڼۍېځڅٹڈڑںےھہڵڕۆێڭۇۈۋ]")),
    ("ru", re.compile("[ыэёЫЭЁ]"), re.compile("[іїєґўђјљњћџқғүұөәІЇЄҐЎ]")),
)
_SECOND_OPINION = ("en", "fa", "ar", "hi", "ur", "ps", "ru", "mr", "ne", "bn", "de", "fr", "es", "tr", "zh", "ku")

_SAME = {
    "fas": "fa", "per": "fa", "farsi": "fa", "persian": "fa", "eng": "en", "english": "en", "ara": "ar", "arb": "ar",
    "arabic": "ar", "hin": "hi", "hindi": "hi", "urd": "ur", "urdu": "ur", "pus": "ps", "pbt": "ps", "pbu": "ps",
    "pst": "ps", "pashto": "ps", "rus": "ru", "russian": "ru", "iw": "he", "heb": "he", "in": "id", "kur": "ku",
    "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "tur": "tr", "zho": "zh", "chi": "zh",
}  # fmt: skip
_VARIETIES = {"prs": "prs", "dari": "prs", "pes": "pes"}
_REGIONS = {"af": "prs", "ir": "pes"}
_CODE = re.compile(r"[a-z]{2,8}([-_][a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


def identify(text: str) -> Identified:
    """The language of a text: code or "und", variety of Persian ("prs", "pes") or None, 0..1, evidence.

    The evidence of a text in several languages lists their shares.
    """
    sample = _sample(text)
    letters = sum(1 for _ in islice(_LETTER.finditer(sample), _ENOUGH))
    if letters < _FEW:
        return Identified("und", None, 0.0, "too few letters")
    sure, shares = _detected(sample)
    found = [(_SAME.get(c, c).partition("-")[0], p) for _, c, p, _ in shares if c != "un" and p >= _LEAST_SHARE]
    if not (sure and found and letters >= _ENOUGH):
        return _with_variety(_unsure(sample, letters, found), text)
    code, percent = found[0]
    evidence = "pycld2" if len(found) == 1 else "pycld2: " + ", ".join(f"{c} {p} %" for c, p in found)
    return _with_variety(Identified(code, None, percent / 100, evidence), text)


def declared(code: str) -> tuple[str, str | None] | None:
    """(language, variety) that a code or name declares, or None where it is none we know the form of.

    `prs`, `fa-AF` and `dari` are ("fa", "prs"); `fas`, `per`, `fa` are ("fa", None); `en_US.UTF-8` is ("en", None).
    """
    tag = code.strip().partition(".")[0].partition("@")[0].casefold().replace("_", "-")
    if not _CODE.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    if first in _VARIETIES:
        return "fa", _VARIETIES[first]
    language = _SAME.get(first, first)
    if len(language) > 3 or language in {"und", "mul", "zxx", "mis", "un", "xx"}:
        return None
    if language == "fa":
        return "fa", next((_REGIONS[part] for part in rest if part in _REGIONS), None)
    return language, None


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    third = len(text) // 3
    return "\n".join(text[start : start + _PIECE] for start in (0, third, 2 * third))


def _detected(sample: str) -> tuple[bool, list[tuple[str, str, int, float]]]:
    """Whether pycld2 is sure, and the languages it sees: name, code, per cent, score."""
    try:
        sure, _, shares = pycld2.detect(sample.encode(), bestEffort=True, isPlainText=True)
    except (pycld2.error, UnicodeEncodeError):
        sure, _, shares = pycld2.detect(_REFUSED.sub(" ", sample).encode(), bestEffort=True, isPlainText=True)
    return bool(sure), list(shares)


def _unsure(sample: str, letters: int, found: list[tuple[str, int]]) -> Identified:
    for code, own, foreign in _OWN_LETTERS:
        if own.search(sample) and not foreign.search(sample):
            return Identified(code, None, 0.6, "letters")
    if letters >= _ENOUGH:
        code, confidence = _second().classify(sample)
        return Identified(_SAME.get(code, code), None, round(min(float(confidence), 0.9), 2), "py3langid")
    if found:
        return Identified(found[0][0], None, 0.3, "pycld2, unsure")
    return Identified("und", None, 0.0, "not recognised")


@cache
def _second() -> Any:
    from py3langid import langid

    model: Any = langid.LanguageIdentifier
    identifier = model.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_SECOND_OPINION))
    return identifier


def _with_variety(found: Identified, text: str) -> Identified:
    if found.code != "fa":
        return found
    which, words = variety(text)
    if which is None:
        return found
    return Identified("fa", which, found.confidence, f"{found.evidence}; words: {'، '.join(words[:8])}")

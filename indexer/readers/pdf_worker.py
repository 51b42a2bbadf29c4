"""Reads one PDF, as a process of its own with limits: `python -m indexer.readers.pdf_worker text|page N < file`.

`text` answers with JSON: {"pages": [text of each], "fonts": {name: pieces of text}, "information": {...}} or {"error":
reason}; `page N` answers with the page drawn in grey, as PGM, for a program that recognises letters.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

#: Memory that the process may map, seconds of processor time it may use.
MEMORY, SECONDS = 600 * 1024**2, 60
#: Pages and letters of one document that are read, and pages whose fonts are looked at.
MOST_PAGES, MOST_LETTERS, FONT_PAGES = 5000, 16_000_000, 3
_ARABIC = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc\u200c]+"
)
_ALEFS = "اأإآٱ"
_HINDI = re.compile("[\u0900-\u0963\u0970-\u097f]")
#: Spaces of a page from which their width is taken, and the share of it below which a gap is none.
_ENOUGH_SPACES, _NARROW = 3, 0.95
#: Letters of a syllable, or two, that may be written twice.
_LONGEST_COPY = 12
#: Points by which a letter must stand aside to count: marks and ligatures share a place.
_NEAR = 0.2
#: Dots per inch of a page that is drawn (what tesseract is made for), and the most dots of it.
DPI, MOST_DOTS = 300, 40_000_000


def main() -> int:
    """Reads standard input, writes standard output."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        if sys.argv[1] == "page":
            _draw(document, int(sys.argv[2]))
        else:
            json.dump(_text(document), sys.stdout)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else f"cut off or damaged: {error}"
        json.dump({"error": reason}, sys.stdout)
    return 0


def _text(document: pypdfium2.PdfDocument) -> dict[str, object]:
    pages: list[str] = []
    fonts: Counter[str] = Counter()
    letters = 0
    for number in range(min(len(document), MOST_PAGES)):
        if letters > MOST_LETTERS:
            return {"error": f"more than {MOST_LETTERS:,} letters"}
        page = document[number]
        text = page.get_textpage()
        pages.append(_in_order(text))
        letters += len(pages[-1])
        if number < FONT_PAGES:
            objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=text)
            fonts.update(one.get_font().get_base_name() for one in objects)
        text.close()
        page.close()
    return {"pages": pages, "fonts": fonts, "information": document.get_metadata_dict(skip_empty=True)}


def _in_order(text: pypdfium2.PdfTextPage) -> str:
    """The text of a page, each word of Arabic script read from right to left.

    pdfium reverses such words where a program wrote them glyph by glyph from the left, but not where their glyphs
    are joined (as Chromium writes them): there a letter stands to the right of the one before.
    """
    # One letter for each of pdfium's places, so that both are counted alike.
    letters = [chr(raw.FPDFText_GetUnicode(text, place)) for place in range(text.count_chars())]
    whole = "".join(letters)
    for run in _ARABIC.finditer(whole):
        letters[run.start() : run.end()] = _turned(run.group(), [_across(text, at) for at in range(*run.span())])
    for place in _unwritten(text, whole):
        letters[place] = ""
    return "".join(letters)


def _unwritten(text: pypdfium2.PdfTextPage, whole: str) -> Iterator[int]:
    """Places of Devanagari text that is not on the page.

    Where the second glyph of a syllable has no text of its own, pdfium sees a gap and makes a space of it: one that
    is narrower than the spaces which are written is none. And a letter that is drawn left of where it stands is
    written twice, often with those after it.
    """
    if not _HINDI.search(whole):
        return
    space = _space(text, whole)
    kept: list[int] = []
    end_of_copy = 0
    for place in range(len(whole)):
        copied = place < end_of_copy
        if not copied and _HINDI.match(whole[place]) and _box(text, place)[1] < _across(text, place) - _NEAR:
            end_of_copy, copied = place + _copy(whole, kept, place), True
        if copied or (whole[place] == " " and kept and _is_gap(text, whole, kept[-1], place, space)):
            yield place
        else:
            kept.append(place)


def _space(text: pypdfium2.PdfTextPage, whole: str) -> float:
    """The usual width of a written space, for type of size one; 0 where too few are written."""
    written = (place for place, one in enumerate(whole) if one == " " and not raw.FPDFText_IsGenerated(text, place))
    widths = sorted(_width(text, place) for place in written)
    return widths[len(widths) // 2] if len(widths) >= _ENOUGH_SPACES else 0.0


def _copy(whole: str, kept: list[int], place: int) -> int:
    """How many places from `place` on repeat the letters before it, spaces between them left out; at least one."""
    before = "".join(whole[one] for one in kept[-_LONGEST_COPY:])
    after = [one for one in range(place, min(place + 2 * _LONGEST_COPY, len(whole))) if whole[one] != " "]
    for length in range(min(len(before), len(after)), 1, -1):
        if before[-length:] == "".join(whole[one] for one in after[:length]):
            return after[length - 1] + 1 - place
    return 1


def _is_gap(text: pypdfium2.PdfTextPage, whole: str, before: int, place: int, space: float) -> bool:
    """Whether a space between two letters was made by pdfium, and is too narrow for one."""
    after = place + 1
    if not (
        raw.FPDFText_IsGenerated(text, place) and _HINDI.match(whole[before]) and _HINDI.match(whole[after : after + 1])
    ):
        return False
    gap = (_box(text, after)[0] - _box(text, before)[1]) / (raw.FPDFText_GetFontSize(text, after) or 1.0)
    return abs(gap) < _NARROW * space


def _width(text: pypdfium2.PdfTextPage, place: int) -> float:
    left, right = _box(text, place)
    return (right - left) / (raw.FPDFText_GetFontSize(text, place) or 1.0)


def _box(text: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
    return left.value, right.value


def _across(text: pypdfium2.PdfTextPage, place: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, x, y)
    return x.value


def _turned(word: str, across: list[float]) -> list[str]:
    """A word, with each stretch of letters that stand further and further to the right turned round.

    Lam and alef are often drawn as one glyph, and turned round with the others: in one place, lam comes first.
    """
    found: list[int] = []
    start = 0
    for place in range(1, len(word) + 1):
        if place == len(word) or across[place] < across[place - 1] - _NEAR:
            stretch = range(start, place)
            rises = across[place - 1] > across[start] + _NEAR
            found += reversed(stretch) if rises else stretch
            start = place
    for at, (one, other) in enumerate(pairwise(found)):
        if word[one] in _ALEFS and word[other] == "ل" and abs(across[one] - across[other]) < _NEAR:
            found[at], found[at + 1] = other, one
    return [word[place] for place in found]


def _draw(document: pypdfium2.PdfDocument, number: int) -> None:
    page = document[number]
    scale = min(DPI / 72, (MOST_DOTS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True)
    dots = bytes(drawn.buffer)
    sys.stdout.buffer.write(b"P5 %d %d 255\n" % (drawn.width, drawn.height))
    for start in range(0, drawn.height * drawn.stride, drawn.stride):
        sys.stdout.buffer.write(dots[start : start + drawn.width])


if __name__ == "__main__":
    sys.exit(main())

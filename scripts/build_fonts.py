"""Makes static/fonts/ and static/fonts.css from three open fonts (SIL Open Font License 1.1), subset by script.

Source: the @fontsource-variable packages of npm (Vazirmatn, Noto Sans Devanagari, Noto Nastaliq Urdu), fetched with
`npm pack`. The faces for the time before they have come are the reader's own fonts, scaled by how wide the frequent
words of a language (wordfreq) are in each; they are measured, not served: Debian's fonts-dejavu-core and
fonts-lohit-deva, and Noto Naskh Arabic of npm. Needs these, requirements-build.txt and npm.

Run: python scripts/build_fonts.py
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from wordfreq import top_n_list, word_frequency

STATIC = Path(__file__).parent.parent / "static"
DEBIAN = Path("/usr/share/fonts/truetype")
VERSION = "5.3.0"
#: The mean advance of a–z in Arial (and in Liberation Sans, which is made to match it), over its em.
ARIAL_MEAN = 26067 / 26 / 2048
#: Weights that the stylesheet uses; the rest of the axis is cut off.
WEIGHTS = (400, 700)
LATIN = "U+0020-007E,U+00A0-00FF,U+2010-2027,U+202F-203A,U+20AC,U+2122,U+2191,U+2193,U+2212"
LATIN_MORE = "U+0100-02FF,U+0300-0331,U+1E00-1EFF"
#: Persian, Dari, Arabic, Urdu, Pashto with their marks, digits, joiners and ligatures of the Basic Multilingual Plane.
ARABIC = "U+0600-06FF,U+0750-077F,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC"
URDU = "U+060C-0615,U+061B-061F,U+0621-0655,U+0657-065F,U+066A-066D,U+0670-0674,U+0679-067E,U+0686,U+0688,U+0691,"
URDU += "U+0698,U+06A9,U+06AF,U+06BA,U+06BE,U+06C0-06C3,U+06CC,U+06D2-06D5,U+06F0-06F9,U+200C-200F,U+FDFA-FDFB"
DEVANAGARI = "U+0900-097F,U+1CD0-1CF9,U+200C-200D,U+20B9,U+25CC,U+A8E0-A8FF"


#: The name of Hindi in Devanagari, so that a page in another script need not fetch all of it for one word.
HINDI = "U+0939,U+093F,U+0928,U+094D,U+0926,U+0940"


@dataclass(frozen=True, slots=True)
class Part:
    """One file to make: of a package's file, the code points kept, the family it serves; `steady`: one weight."""

    name: str
    package: str
    file: str
    family: str
    range: str
    steady: bool = False


PARTS = (
    Part("vazirmatn-latin", "vazirmatn", "latin", "Vazirmatn", LATIN),
    Part("vazirmatn-latin-more", "vazirmatn", "latin-ext", "Vazirmatn", LATIN_MORE),
    Part("vazirmatn-arabic", "vazirmatn", "arabic", "Vazirmatn", ARABIC),
    Part("devanagari", "noto-sans-devanagari", "devanagari", "Noto Sans Devanagari", DEVANAGARI),
    Part("hindi", "noto-sans-devanagari", "devanagari", "Diwan Hindi", HINDI, steady=True),
    Part("nastaliq", "noto-nastaliq-urdu", "arabic", "Noto Nastaliq Urdu", URDU, steady=True),
)


def points(ranges: str) -> set[int]:
    """The code points of a CSS unicode-range."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def fetch(package: str, folder: Path) -> Path:
    """Unpacks a package below `folder`; where its fonts are."""
    name = f"@fontsource-variable/{package}@{VERSION}"
    packed = subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True)
    into = folder / package
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def make(part: Part, package: Path) -> Path:
    """Writes one font file: narrower axis, fewer code points, all layout features kept, no hinting."""
    # Without the time of making, each run gives the same bytes.
    font = TTFont(package / "files" / f"{part.package}-{part.file}-wght-normal.woff2", recalcTimestamp=False)
    # fontTools packs tables by HarfBuzz where that is installed; its own packing is smaller in these, and always there.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    options = Options(layout_features=["*"], hinting=False, flavor="woff2", notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points(part.range) & set(font.getBestCmap()))
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[0] if part.steady else WEIGHTS})
    font.flavor = "woff2"
    path = STATIC / "fonts" / f"{part.name}.woff2"
    font.save(path)
    return path


def face(part: Part) -> str:
    """The rule that offers a font file to a page."""
    weight = WEIGHTS[0] if part.steady else f"{WEIGHTS[0]} {WEIGHTS[1]}"
    return (
        f'@font-face {{ font-family: "{part.family}"; src: url(fonts/{part.name}.woff2) format("woff2"); '
        f"font-weight: {weight}; font-display: swap; unicode-range: {part.range}; }}\n"
    )


@dataclass(frozen=True, slots=True)
class Before:
    """A font drawn in the measures of one of ours until that has come: one that readers may have, or a lighter of ours.

    `languages`: those whose words are measured in both.
    """

    family: str
    local: str
    ours: str
    range: str
    languages: tuple[str, ...]


#: How many words of a language are measured; with 3,000 the widths of Urdu news are met to a half per cent.
FREQUENT = 3_000
NASKH = "Noto Naskh Arabic"
BEFORE = (
    Before("DejaVu for Arabic", "DejaVu Sans", "vazirmatn-arabic", ARABIC, ("fa", "ar")),
    Before("Naskh for Arabic", NASKH, "vazirmatn-arabic", ARABIC, ("fa", "ar")),
    # DejaVu has not all letters of Urdu; Vazirmatn is a fourth as heavy as Nastaliq, and most pages have it already.
    Before("Vazirmatn for Urdu", "Vazirmatn", "nastaliq", URDU, ("ur",)),
    Before("Naskh for Urdu", NASKH, "nastaliq", URDU, ("ur",)),
    Before("Lohit for Devanagari", "Lohit Devanagari", "devanagari", DEVANAGARI, ("hi",)),
)


def width(font: TTFont, words: list[tuple[str, float]]) -> float:
    """How wide words are together at weight 400, in ems, each as often as it is used, shaped as a browser does."""
    file = io.BytesIO()
    font.flavor = None
    font.save(file)
    face = uharfbuzz.Face(file.getvalue())
    shaped = uharfbuzz.Font(face)
    shaped.set_variations({"wght": 400})
    total = 0.0
    for word, frequency in words:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaped, buffer)
        total += frequency * sum(position.x_advance for position in buffer.glyph_positions)
    return float(total / face.upem)


def measured(before: Before, local: TTFont) -> str:
    """The rule that draws a local font as wide as ours, on the same baseline."""
    ours = TTFont(STATIC / "fonts" / f"{before.ours}.woff2")
    known = local.getBestCmap().keys() & ours.getBestCmap().keys() & points(before.range)
    words = [
        (word, word_frequency(word, language))
        for language in before.languages
        for word in top_n_list(language, FREQUENT)
        if all(ord(letter) in known for letter in word)
    ]
    em, lines = ours["head"].unitsPerEm, ours["hhea"]
    scale = width(ours, words) / width(local, words)
    ascent, descent, gap = (round(100 * n / em / scale, 1) for n in (lines.ascent, -lines.descent, lines.lineGap))
    source = f'local("{before.local}")'
    if served := next((part.name for part in PARTS if part.family == before.local and part.range == ARABIC), None):
        source = f"url(fonts/{served}.woff2); font-weight: {WEIGHTS[0]} {WEIGHTS[1]}"
    return (
        f'@font-face {{ font-family: "{before.family}"; src: {source}; unicode-range: {before.range}; '
        f"size-adjust: {100 * scale:.1f}%; ascent-override: {ascent}%; descent-override: {descent}%; "
        f"line-gap-override: {gap}%; }}\n"
    )


def before(font: TTFont) -> str:
    """The rule for what is shown until Vazirmatn has come: a local font with its measures, so that nothing shifts."""
    em, lines, glyphs = font["head"].unitsPerEm, font["hhea"], font.getBestCmap()
    mean = sum(font["hmtx"][glyphs[letter]][0] for letter in range(ord("a"), ord("z") + 1)) / 26
    scale = mean / em / ARIAL_MEAN
    ascent, descent, gap = (round(100 * n / em / scale, 1) for n in (lines.ascent, -lines.descent, lines.lineGap))
    return (
        '@font-face { font-family: "Vazirmatn before"; src: local("Arial"), local("Liberation Sans"); '
        f"size-adjust: {100 * scale:.1f}%; ascent-override: {ascent}%; descent-override: {descent}%; "
        f"line-gap-override: {gap}%; }}\n"
    )


def main() -> None:
    """Makes every file and the stylesheet that names them."""
    (STATIC / "fonts").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, Path(folder)) for name in dict.fromkeys(part.package for part in PARTS)}
        for part in PARTS:
            path = make(part, packages[part.package])
            print(f"{path.stat().st_size:8} {path.name}")
        latin = TTFont(STATIC / "fonts" / "vazirmatn-latin.woff2")
        naskh = fetch("noto-naskh-arabic", Path(folder)) / "files" / "noto-naskh-arabic-arabic-wght-normal.woff2"
        files = {
            "DejaVu Sans": DEBIAN / "dejavu" / "DejaVuSans.ttf",
            "Lohit Devanagari": DEBIAN / "lohit-devanagari" / "Lohit-Devanagari.ttf",
            NASKH: naskh,
            "Vazirmatn": STATIC / "fonts" / "vazirmatn-arabic.woff2",
        }
        locals = "".join(measured(each, TTFont(files[each.local])) for each in BEFORE)
    faces = "".join(face(part) for part in PARTS) + before(latin) + locals
    (STATIC / "fonts.css").write_text(f"/* Made by scripts/build_fonts.py */\n{faces}", encoding="utf-8")


if __name__ == "__main__":
    main()

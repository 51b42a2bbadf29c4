"""Makes search/calendars/data/names.tsv: month names, weekdays, date patterns and digits from Unicode CLDR.

    python scripts/calendar_names.py

Source: Unicode CLDR, as the npm packages of PACKAGES, Unicode License v3 (see NOTICE.md); needs `npm`.
The packages are unpacked in a temporary folder and only what is named here is kept.

Rows: language, calendar, kind, values joined by "|". Kinds: format and alone (12 month names in a date and on
their own), spellings-1 … spellings-12 (every name of the month in any locale of the language), day, month, year
(patterns), era, weekdays (Monday first), digits.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "search" / "calendars" / "data" / "names.tsv"
PACKAGES = {
    "gregory": "cldr-dates-full@48.2.0",
    # The newest release that still had the calendar in a package of its own.
    "persian": "cldr-cal-persian-full@46.1.0",
    "islamic-umalqura": "cldr-cal-islamic-full@48.2.0",
    "numbers": "cldr-numbers-full@48.2.0",
}
CLDR_NAMES = {"gregory": "gregorian", "persian": "persian", "islamic-umalqura": "islamic"}
LANGUAGES = ("en", "fa", "fa-AF", "ar", "hi", "ps", "ur", "ru")
DIGITS = {"latn": "0123456789", "arabext": "۰۱۲۳۴۵۶۷۸۹", "arab": "٠١٢٣٤٥٦٧٨٩", "deva": "०१२३४५६७८९"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: CLDR spells these months by ear ("فرفردن", "जुम्डा प्रथम"), with an ending ("سنبلهٔ"), or leaves them
#: in Latin letters ("ربيع II"). Here they are the Persian and Arabic names as newspapers and encyclopedias of the
#: language write them.
MONTHS = {
    ("fa-AF", "persian"): "حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت",
    ("ar", "persian"): "فروردين|أرديبهشت|خرداد|تير|مرداد|شهريور|مهر|آبان|آذر|دي|بهمن|إسفند",
    ("ur", "persian"): "فروردین|اردیبہشت|خرداد|تیر|مرداد|شہریور|مہر|آبان|آذر|دی|بہمن|اسفند",
    ("hi", "persian"): "फ़रवरदीन|उर्दीबहिश्त|ख़ुरदाद|तीर|मुरदाद|शहरीवर|मेहर|आबान|आज़र|दी|बहमन|इस्फ़ंद",
    ("ps", "islamic-umalqura"): "محرم|صفر|ربیع الاول|ربیع الثاني|جمادي الاول|جمادي الثاني|رجب|شعبان|رمضان|شوال"
    "|ذي القعده|ذي الحجه",
    ("ur", "islamic-umalqura"): "محرم|صفر|ربیع الاول|ربیع الثانی|جمادی الاول|جمادی الثانی|رجب|شعبان|رمضان|شوال"
    "|ذوالقعدہ|ذوالحجہ",
    ("hi", "islamic-umalqura"): "मुहर्रम|सफ़र|रबी उल-अव्वल|रबी उल-आख़िर|जमादी उल-अव्वल|जमादी उल-आख़िर|रजब|शाबान"
    "|रमज़ान|शव्वाल|ज़ुल-क़ादा|ज़ुल-हिज्जा",
}
#: CLDR's Pashto names are a purist's coinages (اونۍ is everybody's "week"); the press writes these.
WEEKDAY_NAMES = {"ps": "دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه|یکشنبه"}
#: CLDR has Latin letters for these, or none.
ERAS = {
    ("ur", "persian"): "شمسی",
    ("hi", "persian"): "सौर हिजरी",
    ("hi", "islamic-umalqura"): "हिजरी",
    ("ps", "persian"): "لمریز",
    ("ps", "islamic-umalqura"): "سپوږمیز",
    ("ru", "persian"): "солнечной хиджры",
    ("ru", "islamic-umalqura"): "хиджры",
}
#: Pashto and Hindi put the era first in CLDR ("د AP 1403 د …"); after the year is how it is read.
PATTERNS = {
    ("ps", "gregory"): ("د y د MMMM d", "د y MMMM", "y"),
    ("ps", "persian"): ("د y د MMMM d", "د y MMMM", "y G"),
    ("ps", "islamic-umalqura"): ("د y د MMMM d", "د y MMMM", "y G"),
    ("hi", "persian"): ("d MMMM y (G)", "MMMM y (G)", "y (G)"),
    ("hi", "islamic-umalqura"): ("d MMMM y (G)", "MMMM y (G)", "y (G)"),
    ("fa", "persian"): ("d MMMM y", "MMMM y", "y"),
    ("fa-AF", "persian"): ("d MMMM y", "MMMM y", "y"),
}


def unpack(folder: Path) -> None:
    """Install the packages into `folder`."""
    options = ["--silent", "--no-audit", "--no-fund", "--legacy-peer-deps", "--prefix", str(folder)]
    subprocess.run(["npm", "install", *options, *PACKAGES.values()], check=True)


def read(folder: Path, key: str, locale: str, file: str) -> Any:
    """The locale's part of one file of CLDR."""
    package = PACKAGES[key].partition("@")[0]
    path = folder / "node_modules" / package / "main" / locale / f"{file}.json"
    return json.loads(path.read_text(encoding="utf-8"))["main"][locale]


def calendar_of(folder: Path, calendar: str, locale: str) -> Any:
    """What CLDR says of a calendar in a locale."""
    name = CLDR_NAMES[calendar]
    return read(folder, calendar, locale, f"ca-{name}")["dates"]["calendars"][name]


def locales(folder: Path, calendar: str, language: str) -> list[str]:
    """The language and all its regions (never another script: en-Shaw, hi-Latn)."""
    main = folder / "node_modules" / PACKAGES[calendar].partition("@")[0] / "main"
    return sorted(p.name for p in main.iterdir() if re.fullmatch(rf"{language}(-([A-Z]{{2}}|\d{{3}}))?", p.name))


def spellings(folder: Path, calendar: str, language: str, month: int) -> list[str]:
    """Every name of a month: all locales, wide and abbreviated, in a date and alone; Latin ones only in English."""
    found = set()
    for locale in locales(folder, calendar, language):
        months = calendar_of(folder, calendar, locale)["months"]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                name = months[context][width][str(month)].replace("\xa0", " ")
                if language == "en" or not re.search(r"[A-Za-z]", name):
                    found.add(name)
    return sorted(found)


def pattern(cldr: Any, precision: str) -> str:
    """The date pattern of a precision in the letters d, MMMM, LLLL, y and G."""
    available = cldr["dateTimeFormats"]["availableFormats"]
    found = {
        "day": cldr["dateFormats"]["long"],
        "month": available.get("yMMMM") or available["yyyyMMMM"],
        "year": available["y"],
    }[precision]
    return re.sub(r"'([^']*)'", r"\1", found).replace("\u202f", " ")


def rows(folder: Path, language: str, calendar: str) -> list[tuple[str, str]]:
    """(kind, values) of one calendar in one language."""
    cldr = calendar_of(folder, calendar, language)
    own = MONTHS.get((language, calendar))
    names = {
        kind: own or "|".join(cldr["months"][context]["wide"].values()).replace("\xa0", " ")
        for kind, context in (("format", "format"), ("alone", "stand-alone"))
    }
    found = list(names.items())
    for month in range(1, 13):
        written = set(spellings(folder, calendar, language, month)) if not own else set()
        written |= {values.split("|")[month - 1] for values in names.values()}
        found.append((f"spellings-{month}", "|".join(sorted(written))))
    patterns = PATTERNS.get((language, calendar)) or [pattern(cldr, p) for p in ("day", "month", "year")]
    found += zip(("day", "month", "year"), patterns, strict=True)
    if calendar != "gregory":
        found.append(("era", ERAS.get((language, calendar)) or cldr["eras"]["eraAbbr"]["0"]))
    return found


def main() -> None:
    """Write the table."""
    lines = ["language\tcalendar\tkind\tvalues"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unpack(folder)
        for language in LANGUAGES:
            for calendar in CLDR_NAMES:
                lines += ["\t".join((language, calendar, *row)) for row in rows(folder, language, calendar)]
            days = calendar_of(folder, "gregory", language)["days"]["stand-alone"]["wide"]
            named = WEEKDAY_NAMES.get(language) or "|".join(days[day] for day in WEEKDAYS)
            lines.append("\t".join((language, "", "weekdays", named)))
            system = read(folder, "numbers", language, "numbers")["numbers"]["defaultNumberingSystem"]
            lines.append("\t".join((language, "", "digits", DIGITS[system])))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

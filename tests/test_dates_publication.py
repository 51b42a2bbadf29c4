"""When a document was published."""

from datetime import date
from pathlib import Path

import pytest

from indexer.dates import publication_date
from indexer.dates.declared import read_declared
from search.types import RawDocument

TODAY = date(2026, 11, 21)
SEEDS = Path(__file__).parent.parent / "seeds"
PARAGRAPH = "The ministers met in Kabul and talked about trade, transit and the fight against drugs."


def published(text: str, language: str = "en", title: str | None = None, **metadata: str) -> str:
    """Value, evidence and confidence; "" for none."""
    found = publication_date(RawDocument("x", title, text, metadata), language, TODAY)
    return f"{found.value} {found.evidence} {found.confidence}" if found else ""


@pytest.mark.parametrize(("number", "language", "expected"), [
    ("000", "hi", ""),
    ("001", "fa", "2024-11-25 estimate:lead 0.3"),
    ("002", "ar", "2024-11-26 dateline 0.8"),
    ("003", "en", ""),
    ("004", "fa", ""),
])  # fmt: skip
def test_seeds(number: str, language: str, expected: str) -> None:
    [path] = SEEDS.glob(f"{number}_*")
    assert published(path.read_text(encoding="utf-8"), language) == expected


@pytest.mark.parametrize(("written", "expected"), [
    ("2024-11-26", "2024-11-26"),
    ("2024-11-26T23:30:00-05:00", "2024-11-26"),
    ("2024-11-26 10:30:00", "2024-11-26"),
    ("2024-11", "2024-11"),
    ("2024", "2024"),
    ("Tue, 26 Nov 2024 10:30:00 GMT", "2024-11-26"),
    ("1732600000", "2024-11-26"),
    ("1732600000000", "2024-11-26"),
    ("۱۴۰۳/۰۹/۰۶", "2024-11-26"),
    ("سه‌شنبه ۶ آذر ۱۴۰۳ ساعت ۱۰:۳۰", "2024-11-26"),
    ("26 ноября 2024, 10:30", "2024-11-26"),
    ("2024-11-31", ""),
    ("2031-01-01", ""),
    ("0001-01-01T00:00:00Z", ""),
    ("soon", ""),
    ("", ""),
])  # fmt: skip
def test_a_declared_date_is_read_in_any_form(written: str, expected: str) -> None:
    assert published(PARAGRAPH, "fa", date=written).split(" ")[0] == expected


@pytest.mark.parametrize(("url", "expected"), [
    ("https://example.org/news/2024/11/26/title", "2024-11-26 url 0.85"),
    ("https://example.org/2024-11-26-title.html", "2024-11-26 url 0.85"),
    ("https://example.org/fa/1403/09/06/title", "2024-11-26 url 0.85"),
    ("https://example.org/20241126/title", "2024-11-26 url 0.85"),
    ("https://example.org/2024/11/", "2024-11 url 0.85"),
    ("https://example.org/news/13990210000567", ""),
    ("https://example.org/2024/99/title?d=/2024/11/26/", ""),
    ("https://example.org/article/201411", ""),
])  # fmt: skip
def test_the_path_of_an_address_may_hold_a_date(url: str, expected: str) -> None:
    assert published(PARAGRAPH, url=url) == expected


def test_what_was_declared_goes_before_the_text_and_the_surest_first() -> None:
    text = f"A headline of at least five words\n2024-11-20\n{PARAGRAPH}"
    pages = {"json-ld:datePublished": "2024-11-22", "time:datetime": "2024-11-21"}
    assert published(text, **pages, date="2024-11-23") == "2024-11-23 metadata 0.95"
    assert published(text, **pages) == "2024-11-22 json-ld 0.95"
    assert published(text, htmldate="2024-11-01") == "2024-11-20 dateline 0.8"
    assert published(PARAGRAPH, htmldate="2024-11-01") == "2024-11-01 htmldate 0.5"


HEADLINE = "Ministers meet in Kabul for the third time"


@pytest.mark.parametrize(("lines", "language", "expected"), [
    ([HEADLINE, "26 November 2024", PARAGRAPH], "en", "2024-11-26 dateline 0.8"),
    ([HEADLINE, "Published: Tuesday, Nov. 26, 2024 10:30", PARAGRAPH], "en", "2024-11-26 dateline 0.8"),
    ([HEADLINE, "Monday, Nov. 26, 2024", PARAGRAPH], "en", "2024-11-26 dateline 0.3"),
    ([HEADLINE, "By Jane Doe | 26 November 2024", PARAGRAPH], "en", "2024-11-26 dateline 0.8"),
    (["26 November 2024", HEADLINE, PARAGRAPH], "en", "2024-11-26 dateline 0.8"),
    ([HEADLINE, f"KABUL, Nov. 26, 2024 (Xinhua) -- {PARAGRAPH}"], "en", "2024-11-26 dateline 0.8"),
    (["Министры встретились в Кабуле в третий раз", "КАБУЛ, 26 ноября 2024. /ТАСС/. Министры"], "ru",
     "2024-11-26 dateline 0.8"),
    (["تازه‌ترین دیدار وزیران در کابل انجام شد", "سه‌شنبه ۶ قوس ۱۴۰۳"], "fa", "2024-11-26 dateline 0.8"),
    (["تازه‌ترین دیدار وزیران در کابل انجام شد", "سه‌شنبه ۲۶ نومبر (ششم قوس)", "از سال ۲۰۲۱ تا اکنون"], "fa",
     "2024-11-26 dateline 0.6"),
    # a page's clock: a time or weekday above the headline, among the page's furniture
    (["Home", "Tuesday 26 November 2024 10:30 Kabul", HEADLINE, PARAGRAPH], "en", ""),
    (["Home", "Tuesday 26 November 2024", HEADLINE, PARAGRAPH], "en", ""),
    # a year-less dateline that nothing completes
    ([HEADLINE, f"KABUL, Nov. 26 (Xinhua) -- {PARAGRAPH}"], "en", ""),
    # a headline with a date is not a dateline; nor is a question, nor a line of the tenth paragraph
    (["Attack of 26 November 2024", PARAGRAPH], "en", ""),
    ([HEADLINE, *["A line of text."] * 10, "26 November 2024"], "en", ""),
    # the future
    ([HEADLINE, "26 November 2031", PARAGRAPH], "en", ""),
])  # fmt: skip
def test_datelines(lines: list[str], language: str, expected: str) -> None:
    assert published("\n\n".join(lines), language) == expected


@pytest.mark.parametrize(("lead", "expected"), [
    ("The ministers met in Kabul on 26 November 2024 and talked about trade.", "2024-11-26 estimate:lead 0.3"),
    ("The ministers, who met on 3 May 2023, met again on 26 November 2024.", "2024-11-26 estimate:lead 0.3"),
    ("The ministers recalled the attacks of September 11, 2001.\nIn 2016 the same was said again by others.", ""),
    ("The ministers will meet in Kabul on 26 November 2031 to talk of trade.", ""),
    ("The ministers met in Kabul on 26 November and talked about trade.", ""),
    ("The ministers met in November 2024 in Kabul and talked about trade.", ""),
    (f"{PARAGRAPH}\n{PARAGRAPH}\nThe ministers met in Kabul on 26 November 2024 too.", ""),
])  # fmt: skip
def test_an_estimate_rests_on_the_lead_alone(lead: str, expected: str) -> None:
    assert published(f"{HEADLINE}\n\n{lead}") == expected


def test_a_date_of_change_that_is_none_forbids_none() -> None:
    text = f"A headline of at least five words\n2024-11-20\n{PARAGRAPH}"
    assert published(text, **{"meta:article:modified_time": "0001-01-01T00:00:00"}) == "2024-11-20 dateline 0.8"


def test_nothing_is_published_after_the_page_was_last_changed() -> None:
    text = f"{HEADLINE}\n26 November 2024\n{PARAGRAPH}"
    assert published(text, **{"crawl:date": "2024-11-20"}) == ""
    assert published(text, **{"crawl:date": "2024-11-27"}) == "2024-11-26 dateline 0.8"


@pytest.mark.parametrize("text", ["", "\n\n\n", "\x00", "31 November 2024", "۳۰ حوت ۱۴۰۲", "0/0/0000", "9" * 10_000])
def test_bad_input_gives_no_date(text: str) -> None:
    assert published(text, "fa") == ""


@pytest.mark.parametrize(
    ("written", "calendar"),
    [
        ("1403-09", "persian"),
        ("1403", "persian"),
        ("Azar 1403", "persian"),
        ("1446-05", "islamic-umalqura"),
        ("2024-11", "gregory"),
        ("1999", "gregory"),
    ],
)
def test_a_declared_month_or_year_keeps_its_calendar(written: str, calendar: str) -> None:
    read = read_declared(written, "en")
    assert read is not None
    assert read[3] == calendar

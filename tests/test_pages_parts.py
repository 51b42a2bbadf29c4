"""The parts of the page: chart, chips, exclusion, form, paging, furniture, what helps when nothing is found."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from app import create_app
from search.calendars import parse_typed
from search.types import All, Bucket, Calendar, DateFilter, Facet, Query, Range
from tests.markup import Element, parse
from web import chart, compose, links
from web.direction import own


def page(client: FlaskClient, path: str) -> Element:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return parse(answer.text)


def total(tree: Element) -> int:
    return int(tree.one("strong", role="status").text().split()[0])


def given(href: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(href).query)


def test_a_bar_leads_to_as_many_articles_as_it_says(client: FlaskClient) -> None:
    chart = next(page(client, "/").all("ol", of="chart"))
    bars = [bar for bar in chart.all("a") if not bar.attributes["aria-label"].endswith(": 0 articles")]
    assert bars
    for bar in bars:
        count = bar.attributes["aria-label"].split(": ")[1]
        assert page(client, bar.attributes["href"]).one("strong", role="status").text() == count


def rows(tree: Element) -> list[Element]:
    return list(tree.one("section", of="times").all("ol", of="chart"))


@pytest.mark.parametrize(("date", "lengths"), [("2024", [12]), ("2024-11", [12, 30]), ("2024-11-26", [12, 30])])
def test_the_chart_zooms_to_months_and_days_and_the_table_says_the_same(
    date: str, lengths: list[int], client: FlaskClient
) -> None:
    tree = page(client, f"/?date={date}")
    charts = rows(tree)
    assert [len(list(row.all("li"))) for row in charts] == lengths
    shown = {bar.attributes["aria-label"] for row in charts for bar in row.all("a")}
    for line in tree.one("details", of="table").all("tr"):
        if label := "".join(link.text() for link in line.all("a")):
            count = next(line.all("td")).text()
            assert f"{label}: {count} article{'s' if count != '1' else ''}" in shown
    chosen = [bar for row in charts for bar in row.all("a") if "aria-current" in bar.attributes]
    assert len(chosen) == (date != "2024")


def test_a_row_of_parts_leads_back_to_the_whole(client: FlaskClient) -> None:
    tree = page(client, "/?date=2024-11-26")
    wholes = [given(heading.one("a").attributes["href"])["date"] for heading in tree.all("p", of="of")]
    assert wholes == [["2024"], ["2024-11"]]


@pytest.mark.parametrize(
    ("calendar", "month", "days"),
    [("persian", "1403-09", 30), ("islamic-umalqura", "1446-05", 29), ("persian", "1403-12", 30)],
)
def test_a_month_has_the_days_of_its_calendar(calendar: str, month: str, days: int) -> None:
    with create_app({"TESTING": True}).test_request_context(f"/?calendar={calendar}&ui=en"):
        typed = parse_typed(month, cast(Calendar, calendar))
        day = Bucket(f"{month}-01", "first", "en", 1, False)
        asked = Range(typed.first.toordinal(), typed.last.toordinal())
        buckets = (
            Bucket(
                month[:4], "year", "en", 1, False, children=(Bucket(month, "month", "en", 1, True, children=(day,)),)
            ),
        )
        made = chart.rows(Facet("date", buckets), Query(All(), (DateFilter((asked,)),)), {"date": (month,)})
    assert [len(row.bars) for row in made] == [12, days]
    assert [bar.value for bar in made[1].bars if bar.count] == [f"{month}-01"]


@pytest.mark.parametrize(
    ("chosen", "value", "then"),
    [
        ((), "2024", ["2024"]),
        (("2021",), "2024", ["2021", "2024"]),
        (("2024",), "2024-11", ["2024-11"]),
        (("2024-10", "2024-11"), "2024", ["2024"]),
        (("2024-11",), "2024-11", ["2024"]),
        (("2024-10", "2024-11"), "2024-11", ["2024-10"]),
        (("2024",), "2024", []),
        (("none", "2024"), "none", ["2024"]),
    ],
)
def test_choosing_a_time(chosen: tuple[str, ...], value: str, then: list[str]) -> None:
    assert given(links.toggled({"date": chosen}, "date", value)).get("date", []) == then


@pytest.mark.parametrize(
    "options", [{}, {"q": "a b", "size": "20"}, {"q": "a", "cursor": "x"}, {"source": ("b", "-c")}]
)
@pytest.mark.parametrize("value", ["a&b", "b", "c"])
def test_the_links_of_many_values_are_those_of_each(options: links.Options, value: str) -> None:
    back = links.without if f"-{value}" in links.many(options, "source") else links.excluded
    each = links.toggled(options, "source", value), back(options, "source", value)
    assert links.choices(options, "source")(value) == each


def test_a_value_is_excluded_and_comes_back(client: FlaskClient) -> None:
    tree = page(client, "/")
    line = next(line for line in tree.all("li") if line.text().split()[:1] == ["Hindi"])
    without = page(client, line.one("a", of="drop").attributes["href"])
    assert total(without) == total(tree) - 1
    assert "hi" not in {card.attributes["lang"] for card in without.all("article")}
    chip = without.one("a", of="chip")
    assert "without" in chip.text()
    assert total(page(client, chip.attributes["href"])) == total(tree)


def test_every_filter_is_a_chip_that_takes_only_it_away(client: FlaskClient) -> None:
    path = "/?q=کابل&language=fa&language=-ar&source=seeds&from=2001&undated=include&exact=on&names=off"
    chips = list(page(client, path).all("a", of="chip"))
    whole = given(path)
    assert len(chips) == 7
    for chip in chips:
        left = given(chip.attributes["href"])
        lost = [(name, value) for name in whole for value in whole[name] if value not in left.get(name, [])]
        assert len(lost) == 1


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        ({"all": "Kabul Moscow"}, "Kabul Moscow"),
        ({"phrase": 'Security "Council"'}, '"Security Council"'),
        ({"any": "کابل مسکو"}, "(کابل OR مسکو)"),
        ({"any": "کابل"}, "کابل"),
        ({"none": "Leave Reply"}, "-Leave -Reply"),
        ({"title": "Taliban", "all": "a AND (b"}, "a b title:(Taliban)"),
        ({"all": "well-known -x"}, "well-known x"),
        ({}, ""),
    ],
)
def test_the_form_makes_a_query(fields: dict[str, str], query: str) -> None:
    assert compose.query(fields) == query


def test_the_form_leads_to_the_search(client: FlaskClient) -> None:
    answer = client.get("/compose?all=طالبان&none=Kabul&from=2016&exact=on&to=")
    assert answer.status_code == 303
    assert given(answer.headers["Location"]) == {"q": ["طالبان -Kabul"], "from": ["2016"], "exact": ["on"]}


def test_pages_follow_each_other_without_a_gap(client: FlaskClient) -> None:
    path, seen = "/?size=2", []
    while path:
        tree = page(client, path)
        seen += [next(card.all("a")).attributes["href"].split("?")[0] for card in tree.all("article")]
        path = next((link.attributes["href"] for link in tree.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 5


def test_furniture_is_there_on_demand_and_not_highlighted(client: FlaskClient) -> None:
    link = next(page(client, "/?q=Taliban&language=en").one("article").all("a")).attributes["href"]
    furniture = list(page(client, link).all("details", of="furniture"))
    assert furniture
    assert not any("open" in details.attributes for details in furniture)
    assert not [mark for details in furniture for mark in details.all("mark")]


def test_matches_of_a_document_are_numbered_in_order(client: FlaskClient) -> None:
    link = next(page(client, "/?q=طالبان&language=prs").all("article")).one("h2").one("a").attributes["href"]
    marks = [mark.attributes["id"] for mark in page(client, link).one("article").all("mark") if "id" in mark.attributes]
    assert marks == [f"m{number}" for number in range(1, len(marks) + 1)]


def test_nothing_found_shows_ways_on(client: FlaskClient) -> None:
    tree = page(client, "/?q=کابلوف طالبان&language=hi&language=-hi")
    assert total(tree) == 0
    ways = [link.attributes["href"] for link in tree.one(of="empty").all("a")]
    assert any(total(page(client, way)) > 0 for way in ways if way.startswith("/?"))


def test_a_near_spelling_is_offered_as_a_search_that_finds(client: FlaskClient) -> None:
    note = next(page(client, "/?q=Talban&names=off").all("p", of="note"))
    link = next(note.all("a"))
    assert total(page(client, link.attributes["href"])) > 0


@pytest.mark.parametrize(
    ("query", "offered"),
    [("Taliban aliban", "Taliban"), ("talkedx talke", "talkedx talks")],
)
def test_advice_changes_the_word_it_is_about_and_no_other(query: str, offered: str, client: FlaskClient) -> None:
    notes = page(client, f"/?q={query}&names=off").all("p", of="note")
    assert [offered] in [given(link.attributes["href"])["q"] for note in notes for link in note.all("a")]


def test_a_browser_can_add_the_archive_to_its_search_bar(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 'template="http://localhost/?q={searchTerms}"' in answer.text
    assert page(client, "/").one("link", rel="search").attributes["href"] == "/opensearch.xml"


def test_every_example_of_the_help_is_understood(client: FlaskClient) -> None:
    for language in ("en", "fa", "hi"):
        for link in page(client, f"/help?ui={language}").one("table").all("a"):
            shown = page(client, link.attributes["href"])
            notes = [note.text() for note in shown.all("p", of="note")]
            assert not [note for note in notes if "read as written" in note or "is no field" in note]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("colour=red", "چنین پارامتری نیست"),
        ("sort=upside", "چنین مقداری نیست"),
        ("sort=newest&sort=oldest", "بیش از یک بار"),
        ("size=1000", "عددی از ۱ تا ۱۰۰"),
        ("date=yesteryear", "این تاریخ"),
        ("from=2024&to=2021", "پس از پایان"),
    ],
)
def test_a_wrong_parameter_is_told_in_the_readers_language(wrong: str, told: str, client: FlaskClient) -> None:
    answer = client.get(f"/?ui=fa&{wrong}")
    assert answer.status_code == 400
    main = parse(answer.text).one("main")
    assert told in main.text()
    assert not list(main.all(of="detail"))


def test_a_search_can_be_followed_as_a_feed(client: FlaskClient) -> None:
    tree = page(client, "/?q=کابل&language=fa&sort=oldest&size=25&undated=include")
    (head,) = tree.one("head").all("link", rel="alternate")
    asked = given(head.attributes["href"])
    assert (asked["q"], asked["language"]) == (["کابل"], ["fa"])
    assert not asked.keys() & {"sort", "size", "undated"}
    assert client.get(head.attributes["href"]).mimetype == "application/atom+xml"
    assert [link.attributes["href"] for link in tree.one("main").all("a", rel="alternate")] == [head.attributes["href"]]


@pytest.mark.parametrize("format", ["csv", "ris", "jsonl"])
def test_all_hits_are_offered_as_a_file(format: str, client: FlaskClient) -> None:
    files = page(client, "/?q=طالبان&language=fa&size=1&sort=oldest").one("p", of="files")
    (link,) = [a for a in files.all("a") if f"format={format}" in a.attributes["href"]]
    answer = client.get(link.attributes["href"])
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.text.count("seeds/") == 2


def test_a_stretch_of_another_calendar_begins_and_ends_with_a_day(client: FlaskClient) -> None:
    chips = page(client, "/?ui=fa&from=2020&to=2021-05-02").all("a", of="chip")
    assert [chip.one("bdi").text() for chip in chips] == ["از ۱۱ دی ۱۳۹۸", "تا ۱۲ اردیبهشت ۱۴۰۰"]
    whole = next(page(client, "/?ui=fa&from=1399").all("a", of="chip"))
    assert whole.one("bdi").text() == "از ۱۳۹۹"


def test_an_error_can_be_read_in_another_language(client: FlaskClient) -> None:
    tree = parse(client.get("/?q=کابل&from=yesteryear&ui=en").text)
    switch = next(link for link in tree.one("nav", of="languages").all("a") if link.attributes["lang"] == "fa")
    assert "from=yesteryear" in unquote(unquote(switch.attributes["href"]))


def test_a_wrong_parameter_is_read_from_the_left(client: FlaskClient) -> None:
    heading = parse(client.get("/?from=2020&to=2010&ui=ar").text).one("h1")
    assert heading.one("bdi", dir="ltr").text() == "from=2020"


def test_a_date_amid_persian_words_is_read_from_the_left(client: FlaskClient) -> None:
    hint = page(client, "/?ui=fa").one("p", of="hint")
    assert hint.one("bdi", dir="ltr").text() == "2024-11-25"


def test_an_entity_is_also_shown_as_the_article_writes_it(client: FlaskClient) -> None:
    link = next(next(page(client, "/?q=کابلوف&language=prs").all("article")).all("a")).attributes["href"]
    (line,) = [li for li in page(client, link).one("aside").all("li") if next(li.all("a")).text() == "Zamir Kabulov"]
    assert "کابلوف" in line.one("small").one("bdi", dir="rtl").text()


def test_a_text_is_never_taken_for_markup_that_is_written_alike(client: FlaskClient) -> None:
    with client.application.test_request_context("/"):
        assert "<b>" in own(Markup("<b>x</b>"), "en")
        assert "<b>" not in own("<b>x</b>", "en")

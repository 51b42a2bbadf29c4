"""Where in a text dates may stand: what is found out the quick way is what would be found by looking at all of it."""

from __future__ import annotations

import pytest

from indexer.dates import windows
from indexer.dates.dateline import datelines
from indexer.dates.lexicon import languages, lexicon
from indexer.dates.windows import Pieces
from search.calendars.fold import fold, fold_all

#: Months and other words of dates, plain words, numbers, marks; joiners, ligatures, a final sigma, a proclitic.
_WORDS = (
    "May March, (November) “Tuesday” the 2024 2024-11-25, 12:30 twenty-first people people's U.S. Sha'ban ... "
    "نوامبر آذرماه، دی‌ماه ۱۴۰۳ می‌گوید وزارة بأبريل ونوفمبر، لكن ﷺ नवम्बर नवंबर। हिन्दी सोमवार, ноября Ноября. ёлка "
    "ΣΑΣ Ⅳ ﬁrst ² \u00a0 a\tb ' ’May’ -May- 5May May/June"
)


@pytest.mark.parametrize("language", languages())
def test_pieces_are_told_together_as_each_alone(language: str) -> None:
    words, pieces = lexicon(language), _WORDS.split(" ")
    together = Pieces(words).kinds(pieces)
    assert together == b"".join(Pieces(words).kinds([piece]) for piece in pieces)
    # A stroke is none of the marks that are passed over at once: with it each token is looked at.
    assert together == Pieces(words).kinds([f"{piece}|" for piece in pieces])


def test_words_are_folded_together_as_each_alone() -> None:
    words = [*_WORDS.split(" "), ""]
    assert fold_all(words) == [fold(word) for word in words]


def test_more_pieces_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "REMEMBERED", 3)
    pieces = Pieces(lexicon("en"))
    many = [word.split() for word in ("in May 2024", "in June", "a line of more words than those", "June a", "May in")]
    assert [pieces.kinds(line) for line in many] == [Pieces(lexicon("en")).kinds(line) for line in many]


@pytest.mark.parametrize("line", ["2024-11-25", "25.11.2024", "Tuesday", "yesterday", "2019"])
@pytest.mark.parametrize("layout", ["{title}\n{line}\nIn 2018.", "{line}\n{title}\n{line}", "Kabul\n{line}\n{title}"])
def test_a_line_of_one_date_alone_is_a_dateline_like_any(line: str, layout: str) -> None:
    def found(written: str) -> list[tuple[object, ...]]:
        text = layout.format(title="Talks on peace resume in Doha", line=written)
        return [(one.year, one.month, one.day, one.weekday) for one in datelines(text, None, "en")]

    # With a mark of direction before it, the line is looked at as a whole.
    assert found(line) == found(f"\u200f{line}")

"""Where in a line dates may stand: what is found out about many pieces together is what would be of each alone."""

from __future__ import annotations

import pytest

from indexer.dates import windows
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
    words = lexicon(language)
    together = Pieces(words).kinds(_WORDS.replace(" 12:30 ", "\n12:30 \n"))
    for piece in _WORDS.split(" "):
        # A stroke is none of the marks that are passed over at once: with it each token is looked at.
        assert together[piece] == Pieces(words).kinds(piece)[piece], piece
        assert together[piece] == Pieces(words).kinds(f"{piece}|")[f"{piece}|"], piece


def test_words_are_folded_together_as_each_alone() -> None:
    words = [*_WORDS.split(" "), ""]
    assert fold_all(words) == [fold(word) for word in words]


def test_more_pieces_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "REMEMBERED", 3)
    pieces = Pieces(lexicon("en"))
    before = pieces.kinds("in May 2024")
    assert set(pieces.kinds("in June")) == {"in", "June"}, "what no longer fits is forgotten"
    assert set(before) == {"in", "May", "2024"}, "and left to whoever reads it"
    assert len(pieces.kinds("a text of more words than these")) == 7
    assert set(pieces.kinds("June in")) == {"in", "June"}, "a longer text is not remembered"

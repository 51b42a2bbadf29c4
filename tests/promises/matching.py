"""Which documents a node matches."""

import pytest

from search.engines.base import Engine
from search.types import SENTINEL, All, And, Fuzzy, Keyword, Node, Not, Or, Phrase, Prefix, Range, Request, Word
from tests.entries import day
from tests.promises.library import A_LONG_WORD, EVERY


def word(*terms: str, title: bool = False) -> Word:
    return Word(terms, terms[0].partition(":")[2] if terms else "", title=title)


def exact(surface: str, title: bool = False) -> Word:
    return Word(("en:none",), surface, title=title, exact=True)


def phrase(*terms: str, title: bool = False) -> Phrase:
    return Phrase((terms,), (), title=title)


RUSSIA, TALIBAN, LEADER = word("en:russia"), word("en:taliban"), word("en:leader")

MATCHES: list[tuple[str, Node, str]] = [
    ("a stem finds its forms", LEADER, "abc"),
    ("a stem of another language finds nothing", word("fa:leader"), ""),
    ("any of a word's stems", word("en:leader", "fa:طالبان", "xx:none"), "abcd"),
    ("a word without a stem", Word((), "leader"), ""),
    ("the surface alone never matches", Word(("en:none",), "leader"), ""),
    ("exact looks at the surface", exact("leader"), "b"),
    ("title only", word("en:taliban", title=True), "c"),
    ("exact in a title", exact("talks", title=True), "a"),
    ("joiner within a word", exact("می‌گوید"), "e"),
    ("without the joiner it is another word", exact("میگوید"), ""),
    ("combining marks", exact("أفغانستانِ"), "f"),
    ("Devanagari marks", exact("हिन्दी"), "g"),
    ("digits", exact("2021"), "h"),
    ("digits of another script are other letters", exact("۲۰۲۱"), "e"),
    ("64 characters", exact(A_LONG_WORD), "h"),
    ("63 of them", exact(A_LONG_WORD[1:]), ""),
    ("phrase", phrase("en:taliban", "en:leader"), "ab"),
    ("phrase the other way round", phrase("en:leader", "en:taliban"), ""),
    ("phrase of one term", phrase("en:russia"), "acj"),
    ("phrase with a term twice", phrase("en:russia", "en:russia"), "j"),
    ("phrase of no term", phrase(), ""),
    ("phrase without a reading", Phrase((), ("russia",)), ""),
    ("any reading of a phrase", Phrase((("fa:x", "fa:y"), ("en:taliban", "en:leader")), ()), "ab"),
    ("no phrase from title to body", phrase("en:talk", "en:russia"), ""),
    ("because the sentinel stands between", phrase("en:talk", SENTINEL, "en:russia"), "a"),
    ("phrase in the title", phrase("en:moscow", "en:talk", title=True), "a"),
    ("body's phrase is not in the title", phrase("en:taliban", "en:leader", title=True), ""),
    ("exact phrase", Phrase((), ("taliban", "leaders"), exact=True), "a"),
    ("exact phrase of no word", Phrase((("en:russia",),), (), exact=True), ""),
    ("prefix", Prefix("kabu"), "bhi"),
    ("prefix that is a whole word", Prefix("kabulov"), "i"),
    ("prefix in another script", Prefix("طال"), "d"),
    ("prefix in titles", Prefix("t", title=True), "ac"),
    ("prefix of nothing", Prefix("zz"), ""),
    ("prefix with the letters of a pattern", Prefix(".*"), ""),
    ("fuzzy: the word itself", Fuzzy("russia", 1), "acj"),
    ("fuzzy: one letter missing", Fuzzy("rusia", 1), "acj"),
    ("fuzzy: a transposition is one edit", Fuzzy("akbul", 1), "bhi"),
    ("fuzzy: one edit is not two", Fuzzy("kubal", 1), ""),
    ("fuzzy: two edits", Fuzzy("kubal", 2), "bhi"),
    ("fuzzy: an edit is a code point, not a byte", Fuzzy("मैं", 2), "g"),
    ("fuzzy in titles", Fuzzy("moskow", 1, title=True), "a"),
    ("keyword", Keyword("entity", "mo"), "dej"),
    ("keyword: no such value", Keyword("entity", "m"), ""),
    ("keyword: no such facet", Keyword("nothing", "mo"), ""),
    ("range", Range(day(2021, 3, 5), day(2021, 3, 5)), "abg"),
    ("range: a month touches it", Range(day(2020, 11, 30), day(2020, 12, 5)), "c"),
    ("range: open at the end", Range(day(2021, 6), None), "bf"),
    ("range: open at the start", Range(None, day(2016, 12, 28)), "dj"),
    ("range: open on both sides, never the undated", Range(None, None), "abcdfgij"),
    ("range: turned round", Range(day(2021, 3, 6), day(2021, 3, 4)), ""),
    ("all", All(), EVERY),
    ("and", And((TALIBAN, RUSSIA)), "ac"),
    ("and of nothing is all", And(()), EVERY),
    ("optional alone asks for nothing", And((), (RUSSIA,)), EVERY),
    ("optional never takes away", And((TALIBAN,), (RUSSIA, word("en:none"))), "abc"),
    ("or", Or((RUSSIA, word("fa:طالبان"))), "acdj"),
    ("or of nothing is none", Or(()), ""),
    ("not", Not(RUSSIA), "bdefghi"),
    ("not of none", Not(Or(())), EVERY),
    ("not of all", Not(All()), ""),
    ("not twice", Not(Not(RUSSIA)), "acj"),
    ("nothing but exclusions", And((Not(RUSSIA), Not(TALIBAN))), "defghi"),
    ("exclusion among alternatives", Or((Not(word("en:leader")), Prefix("invite"))), "abdefghij"),
    ("nested", And((Or((RUSSIA, TALIBAN)), Not(And((RUSSIA, TALIBAN))))), "bj"),
    ("deeply nested", And((Or((And((Or((RUSSIA,)),)),)), Not(Keyword("entity", "mo")))), "ac"),
]


@pytest.mark.parametrize(("tree", "expected"), [row[1:] for row in MATCHES], ids=[row[0] for row in MATCHES])
def test_matches(library: Engine, tree: Node, expected: str) -> None:
    found = library.search(Request(tree))
    assert "".join(sorted(match.document.id for match in found.hits)) == expected
    assert found.total == len(expected)
    assert sorted(document.id for document in library.scan(tree)) == list(expected)

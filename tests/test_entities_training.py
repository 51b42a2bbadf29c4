"""Anyone can train: annotated text is read, split, learned and measured, the same way every time."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest

from evaluation import entities as evaluation
from indexer.entities import train
from indexer.entities.corpus import BLOCK, TENTH, Sample, read, split
from indexer.entities.crf import Crf
from indexer.entities.features import features, word
from indexer.entities.gazetteer import matches
from indexer.entities.outside import Outside
from indexer.entities.scores import Scores
from indexer.entities.spans import OUTSIDE, Span, decode
from indexer.entities.tagger import Tagger
from indexer.entities.tokens import sentences


def sample(number: int, source: str = "s") -> Sample:
    return Sample(source, f"sentence {number}", ())


def test_tokens_and_tags_become_a_text_with_spans(tmp_path: Path) -> None:
    file = tmp_path / "x.conll"
    file.write_text("# src=news\nKofi\tB-PER\nAnnan\tI-PER\nleft\tO\nRome\tB-LOC\n\nUN\tI-ORG\n", encoding="utf-8")
    assert list(read(file)) == [
        Sample("news", "Kofi Annan left Rome", (Span(0, 10, "person"), Span(16, 20, "place"))),
        Sample("news", "UN", (Span(0, 2, "organization"),)),
    ]


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.conll"
    file.write_text("Kofi\tB-PER\nAnnan I-PER\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.conll:2: not a token, a tab and a tag"):
        list(read(file))


def test_a_tenth_of_each_source_is_set_aside_in_blocks() -> None:
    samples = [sample(n, source) for source in ("a", "b") for n in range(BLOCK * TENTH)]
    _, aside = split(samples)
    expected = list(range(BLOCK * (TENTH - 1), BLOCK * TENTH))
    assert [s.text for s in aside] == [f"sentence {n}" for _ in range(2) for n in expected]


def test_a_sentence_set_aside_is_never_trained_on() -> None:
    samples = [sample(n % 7) for n in range(BLOCK * TENTH)]
    training, aside = split(samples)
    assert {s.text for s in training} & {s.text for s in aside} == set()


def test_scores_count_exact_spans_of_the_same_type() -> None:
    scores = Scores()
    scores.add("s", [Span(0, 4, "person"), Span(5, 9, "place")], [Span(0, 4, "person"), Span(5, 9, "organization")])
    assert (scores.precision(), scores.recall(), scores.f1()) == (50, 50, 50)
    assert scores.f1(kind="person") == 100


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    names = ["Anna Berg", "Omar Said", "Li Wei", "Eva Novak"]
    places = ["Lund", "Brno", "Graz"]
    rows = []
    for number in range(60):
        given, family = names[number % 4].split()
        rows.append(f"{given}\tB-PER\n{family}\tI-PER\nwent\tO\nto\tO\n{places[number % 3]}\tB-LOC\n.\tO\n")
    file = tmp_path / "small.conll"
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def test_the_same_files_give_the_same_model(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "PARTS", 2)  # a process for each
    for folder, options in (("one", []), ("two", ["--no-cross-validation"])):
        arguments = ["--language", "en", "--output", str(tmp_path / folder), *options, str(corpus)]
        assert train.main(arguments) == 0
    assert (tmp_path / "one/en.npz").read_bytes() == (tmp_path / "two/en.npz").read_bytes()
    assert "cross-validation" in capsys.readouterr().out


def test_labels_are_those_of_crfsuite(corpus: Path, tmp_path: Path) -> None:
    train.train(read(corpus), "en", tmp_path / "model.crf")
    theirs = pycrfsuite.Tagger()
    theirs.open(str(tmp_path / "model.crf"))
    ours = Tagger(train.learned(tmp_path / "model.crf"), "en")
    text = "Anna Berg went to Lund.\nOmar said that Li Wei Novak left Graz for Brno, then Said.\n.\nGraz"
    part = list(sentences(text))
    known = [matches(sentence, "en") for sentence in part]
    expected = [
        decode(sentence, theirs.tag(features(sentence, "en", listed)))
        for sentence, listed in zip(part, known, strict=True)
    ]
    assert ours.tag(part, known) == expected
    assert any(expected)


@pytest.mark.parametrize("seed", range(40))
def test_tokens_that_are_surely_outside_are_outside_in_the_likeliest_labels(seed: int) -> None:
    chance = np.random.default_rng(seed)
    labels = ("B-person", "I-person", "B-place", OUTSIDE)
    model = Crf(labels, {}, np.zeros((0, 4), np.float32), chance.normal(0, 2, (4, 4)).tolist())
    said = chance.normal(0, 3, (90, 4)) + np.array([0, 0, 0, 3])
    between = chance.random(90) < 0.1
    between[[0, -1]] = True
    ours = np.array([OUTSIDE] * 90, object)
    for first, behind in Outside(model).runs(said, between):
        ours[first:behind] = model.best(said[first:behind].tolist(), not between[first - 1], not between[behind])
    edges = np.flatnonzero(between)
    for before, after in pairwise(edges):
        if after > before + 1:
            assert list(ours[before + 1 : after]) == model.best(said[before + 1 : after].tolist())
    assert OUTSIDE in ours[~between]


def test_names_are_measured_alone_and_together(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for size in ("1", "5"):
        assert evaluation.main(["--language", "en", "--together", size, str(corpus)]) == 0
        total = capsys.readouterr().out.split("\nall ")[1]
        assert total.split()[0] == "120"


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train.main(["--language", "en", "--output", str(tmp_path), str(tmp_path / "none.conll")]) == 2
    assert "none.conll" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("روحانی", "fa", b"n=family"),
        ("روحانیه", "fa", b"n?=family"),
        ("زهراها", "fa", b"n?=given"),
        ("کتاب‌های", "fa", None),
        ("روحانی", "ar", None),
    ],
)
def test_a_word_tells_which_part_of_a_name_it_is(text: str, language: str, told: bytes | None) -> None:
    found = [hint for hint in word(text, language).own if hint.startswith((b"n=", b"n?="))]
    assert any(hint.startswith(told) for hint in found) if told else not found

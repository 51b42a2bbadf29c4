"""Every tests/vectors/<language>.tsv: input, expected terms (space between), reason."""

from pathlib import Path

import pytest

from search.analysis import explain, index_terms, languages, terms

FOLDER = Path(__file__).parent / "vectors"


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        if path.stem in languages():
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                text, expected, reason = line.split("\t")
                found.append((path.stem, text, expected, reason))
    return found


@pytest.mark.parametrize(("language", "text", "expected", "reason"), rows())
def test_vector(language: str, text: str, expected: str, reason: str) -> None:
    assert " ".join(terms(text, language)) == expected, reason


@pytest.mark.parametrize("language", languages())
def test_plain_words_are_made_many_at_a_time_as_each_alone(language: str) -> None:
    """The inputs of all languages, each language's rules on all: what the bulk path makes, and what `explain` does."""
    for text in {row[1] for row in rows()}:
        explained = explain(text, language)
        assert index_terms(text, language) == ([e.term for e in explained], [e.surface for e in explained])


@pytest.mark.parametrize("language", languages())
def test_every_language_has_vectors(language: str) -> None:
    assert (FOLDER / f"{language}.tsv").exists(), f"tests/vectors/{language}.tsv is missing"

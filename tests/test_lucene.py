"""Lucene, which `evaluation.speed` asks beside the others; where Java and its jars are (`make build/cluster/stamp`)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluation.speed import __main__ as command
from evaluation.speed.asked import searches
from evaluation.speed.bare import Bare
from evaluation.speed.contenders import Contender
from evaluation.speed.lucene import Lucene
from evaluation.speed.made import as_ready
from evaluation.speed.texts import Texts
from tests.conftest import SEEDS

JARS = sorted((Path(__file__).parent.parent / "build" / "cluster" / "jars").glob("lucene-*.jar"))
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs java")


@needs_java
@pytest.mark.skipif(not any(jar.name.startswith("lucene-facet") for jar in JARS), reason="needs Lucene's jars")
def test_lucene_finds_what_bare_tantivy_finds(tmp_path: Path) -> None:
    texts = Texts(SEEDS, 3, 5_000)
    both: list[Contender] = [Bare(tmp_path / "bare"), Lucene(tmp_path / "lucene", JARS)]
    batch = [as_ready(texts.text(number)) for number in range(40)]
    for each in both:
        for few in (batch[:25], batch[25:]):
            each.begin()
            each.add(few)
            each.finish()
        each.open()
    asked = searches(texts, 40, 2, seed=5)
    theirs, lucene = ([each.ask(search) for search in asked] for each in both)
    for each in both:
        each.close()
    assert lucene == theirs
    assert any(lucene)


@needs_java
def test_a_java_without_the_jars_is_told_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lucene = Lucene(tmp_path / "lucene", [tmp_path / "none.jar"])
    lucene.begin()
    with pytest.raises(RuntimeError, match="Java ended with 1"):
        lucene.finish()
    assert "org.apache.lucene" in capfd.readouterr().err


def test_lucene_is_not_asked_without_its_jars(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["speed", "--only", "lucene"])
    with pytest.raises(SystemExit, match="2"):
        command.main()
    assert "--lucene JAR" in capsys.readouterr().err

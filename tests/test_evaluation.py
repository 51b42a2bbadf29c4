"""The programs that measure: each says how it is used and is named in the house; what they compare is comparable."""

from __future__ import annotations

import inspect
import re
import runpy
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tantivy

from evaluation import export
from evaluation.engines.asked import YEARS, request
from evaluation.engines.bare import Bare
from evaluation.engines.corpus import FIRST_DAY, Corpus
from evaluation.linking import main as linking
from search.engines import open_engine
from search.query import parse
from search.store import Store

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "evaluation").rglob("*.py")
    if 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_says_how_it_is_used(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [program, "--help"])
    monkeypatch.delitem(sys.modules, program, raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(program, run_name="__main__")
    told = capsys.readouterr().out
    assert ended.value.code in (0, None)
    usage, _, rest = told.partition("\n\n")
    # evaluation.speed.shown tells of the files that are written by another program's --json.
    told_of = set(re.findall(r"(?<![\w-])--[a-z]+", rest)) - {"--help", "--json"}
    assert told_of <= {*re.findall(r"--[a-z]+", usage)}, "an option is told of that there is not"


def test_every_program_is_named_in_the_house() -> None:
    section = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Measured by")[2]
    named = set(re.findall(r"`([\w.]+)`", section))
    assert {one.removeprefix("evaluation.").removesuffix(".__main__") for one in PROGRAMS} <= named


def test_the_bare_export_searches_when_it_is_asked_for_a_piece(tmp_path: Path) -> None:
    assert inspect.isgeneratorfunction(export.bare)
    store, corpus = Store.create(tmp_path / "archive"), Corpus(1, 200, 50)
    engine = store.engine(writing=True)
    engine.add(map(export.mentioning, corpus.entries(20)))
    engine.commit()
    newest = engine.search(request(parse({"sort": ["newest"]})))
    engine.close()
    assert newest.total == 20
    assert len(list(export.bare(export.opened(store.folder)))) == 20


def test_bare_counts_the_same_years_as_the_engine(tmp_path: Path) -> None:
    entries = [
        replace(entry, days=(entry.days[0], entry.days[0])) if entry.days else entry
        for entry in Corpus(1, 200, 50).entries(60)
    ]
    engine = open_engine("tantivy", tmp_path / "engine", writing=True)
    engine.add(entries)
    engine.commit()
    found = engine.search(request(parse({"q": [""], "undated": ["include"]}))).buckets["date"]
    engine.close()
    bare = Bare(tmp_path / "bare")
    bare.add(entries)
    bare.end()
    index = tantivy.Index.open(str(tmp_path / "bare"))
    counted: Any = index.searcher().aggregate(tantivy.Query.all_query(), bare.lean)
    years = {str(FIRST_DAY + 365 * int(row["key"])): row["doc_count"] for row in counted["year"]["buckets"]}
    assert years == {value: count for value, count in found if count and value != "none"}
    assert {*years} <= {*map(str, YEARS)}
    assert set(bare.lean) == {"language", "entity", "year"}


def test_linking_reads_an_archive_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        '{"id": "a", "story": "1", "language": "en", "title": "A visit", "body": "He arrived in Kabul on Monday."}',
        '{"id": "b", "story": "1", "language": "fa", "title": "سفر", "body": "او روز دوشنبه وارد کابل شد."}',
    ]
    (tmp_path / "stories.jsonl").write_text("\n".join(rows), encoding="utf-8")
    archive = tmp_path / "archive"
    monkeypatch.setattr(sys, "argv", ["linking", str(tmp_path / "stories.jsonl"), "--archive", str(archive)])
    linking()
    made = capsys.readouterr().out.splitlines()
    linking()
    assert "relinking changed" in made[0]
    assert made[1:] == capsys.readouterr().out.splitlines()
    assert made[1:] == ["fa   100.0%", "mean 100.0%"]

"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
import sys
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import orjson
import pytest

from indexer.__main__ import COMMANDS, main, parser
from search.register import Register
from search.store import Store

ROOT = Path(__file__).parent.parent


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    """What a shell would run."""
    return subprocess.run(
        [sys.executable, "-m", "indexer", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The same within this process: a second sooner."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err), chdir(ROOT):
        try:
            status = main([*map(str, arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
    return subprocess.CompletedProcess([*map(str, arguments)], status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "archive"
    done = process("--archive", folder, "add", "seeds", "--demonstration")
    assert (done.returncode, done.stdout) == (0, "5 documents from 5 files, 0 files unchanged, 0 failures\n"), (
        done.stderr
    )
    return folder


def test_adding_again_changes_nothing(archive: Path) -> None:
    done = run("--archive", archive, "add", "seeds", "--demonstration")
    assert (done.returncode, done.stdout) == (0, "0 documents from 0 files, 5 files unchanged, 0 failures\n")


@pytest.mark.parametrize(("options", "settled"), [((), 1), (("--no-entities",), 0)])
def test_names_are_settled_where_they_were_looked_for(tmp_path: Path, options: tuple[str, ...], settled: int) -> None:
    (tmp_path / "one.txt").write_text("Zamir Kabulov arrived in Kabul. Zamir Kabulov spoke there for an hour.")
    archive = tmp_path / "archive"
    run("--archive", archive, "add", *options, tmp_path / "one.txt")
    with closing(Register(Store.open(archive).register)) as register:
        assert register.relinked() == settled


def test_nothing_gets_into_the_demonstration_by_accident(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("A text of mine\n\nthat is no seed.")
    done = run("--archive", archive, "add", tmp_path)
    assert done.returncode == 2
    assert "demonstration archive" in done.stderr


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    done = run("--archive", tmp_path / "a", "add", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (("add", "/nope"), "path is written"),
        (("inspect", "/nope"), "path is written"),
        (("batch", "/nope"), "path is written"),
        (("entities", "import", "/nope"), "path is written"),
        (("remove", "nope"), "python -m indexer status"),
        (("users", "token", "nope"), "python -m indexer users add"),
    ],
)
def test_what_is_not_there_comes_with_where_to_look(archive: Path, given: tuple[str, ...], hint: str) -> None:
    done = run("--archive", archive, *given)
    assert done.returncode == 2
    assert "nope" in done.stderr or "users file" in done.stderr
    assert hint in done.stderr


def test_failures_are_named_and_the_exit_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("A good text\n\nwith a body of some words.")
    (tmp_path / "in" / "empty.txt").write_text("")
    done = process("--archive", tmp_path / "a", "add", tmp_path / "in")
    assert done.returncode == 1
    assert "in/empty.txt" in done.stderr
    assert "1 documents from 1 files, 0 files unchanged, 1 failures" in done.stdout


@pytest.mark.parametrize("given", [("analyze", "river " * 20_000), ("analyze", "river"), ("export",)])
def test_who_reads_only_the_beginning_is_told_nothing_more(archive: Path, given: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "indexer", "--archive", str(archive), *given]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


def test_status(archive: Path) -> None:
    done = run("--archive", archive, "status")
    assert done.returncode == 0
    assert "documents    5" in done.stdout
    assert "seeds: 5 documents" in done.stdout


def test_verify(archive: Path) -> None:
    done = run("--archive", archive, "verify")
    assert (done.returncode, done.stdout) == (0, "5 documents, 0 problems\n")


def test_no_archive_is_a_clear_error(tmp_path: Path) -> None:
    done = process("--archive", tmp_path / "none", "status")
    assert done.returncode == 2
    assert "There is no archive" in done.stderr


def test_the_command_of_a_hint_can_be_copied_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "our papers"
    said = run("--archive", folder, "status").stderr
    command = said.partition("python -m indexer ")[2].split(" add ")[0]
    assert shlex.split(command) == ["--archive", str(folder)]


def test_inspect_shows_what_is_read_and_adds_nothing(tmp_path: Path) -> None:
    done = run("--archive", tmp_path / "a", "inspect", "seeds/002_cd5be3f60da65570.txt")
    assert done.returncode == 0, done.stderr
    assert "الحكومة الافغانية" in done.stdout
    for line in ("date       2024-11-26 (gregory), dateline", "encoding   utf-8", "mentioned  2021 2024 2024-03"):
        assert f"  {line}" in done.stdout
    assert not (tmp_path / "a").exists()


def test_inspect_names_what_a_text_is_a_copy_of(archive: Path, tmp_path: Path) -> None:
    text = (ROOT / "seeds" / "003_39979b94d580af65.txt").read_text(encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run("--archive", archive, "inspect", tmp_path)
    first, second = done.stdout.split(f"{tmp_path.name}/b.txt\n")
    archived = "  copy of    seeds/003_39979b94d580af65.txt, in the archive\n"
    assert first.endswith(archived) and "copy of" not in first.removesuffix(archived)
    assert second.endswith(f"  copy of    {tmp_path.name}/a.txt\n{archived}")


def test_inspect_beside_an_archive_of_an_older_version_says_that_it_is(tmp_path: Path) -> None:
    run("--archive", tmp_path / "a", "add", "seeds", "--no-entities")
    manifest = orjson.loads((tmp_path / "a" / "manifest.json").read_bytes())
    (tmp_path / "a" / "manifest.json").write_bytes(orjson.dumps({**manifest, "fingerprint": "another"}))
    with closing(sqlite3.connect(tmp_path / "a" / "build-1" / "copies.sqlite")) as copies, copies:
        copies.execute("UPDATE meta SET format = 'another'")
    done = run("--archive", tmp_path / "a", "inspect", "seeds/002_cd5be3f60da65570.txt")
    assert done.returncode == 0, done.stderr
    assert "date       2024-11-26" in done.stdout
    assert "rebuild" in done.stderr


def test_remove_of_what_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("A good text\n\nwith a body of some words.")
    run("--archive", tmp_path / "a", "add", tmp_path / "in")
    assert run("--archive", tmp_path / "a", "remove", "out").returncode == 2
    assert run("--archive", tmp_path / "a", "remove", "in/good.txt").stdout == "1 documents removed\n"


def test_analyze_shows_the_rule_of_every_term() -> None:
    done = run("analyze", "التعاون 2021", "--language", "ar")
    assert done.returncode == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
    assert [row[0].strip() for row in rows] == ["0-7", "8-12"]
    assert rows[1][2:] == ["2021", "und:2021", "number"]


def test_analyze_refuses_a_language_it_does_not_know() -> None:
    done = run("analyze", "text", "--language", "xx")
    assert done.returncode == 2
    assert "xx" in done.stderr


@pytest.mark.parametrize("command", next(action.choices or () for action in parser()._actions if action.choices))
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert (done.returncode, "usage: python -m indexer" in done.stdout) == (0, True)


def test_a_command_loads_no_more_than_it_needs() -> None:
    script = (
        "import sys; from indexer.__main__ import main\n"
        "try: main(['users', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(sys.modules.keys() & {'indexer.pipeline', 'search.archive', 'numpy'}))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_known_alone_as_among_all(command: str) -> None:
    assert command in parser(command).format_help()
    assert command in parser().format_help()

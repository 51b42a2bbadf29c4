"""One archive of several machines: two add, a third serves; osmem and a PostgreSQL server between them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from string import ascii_lowercase

import orjson
import pytest
from flask.testing import FlaskClient
from osmem_server import OsmemServer

from app import create_app
from indexer import runs
from indexer.deciding import decide
from indexer.ledger import Ledger
from indexer.pipeline import Indexer
from indexer.relinking import relink
from indexer.work import File, read
from search.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing, BadParameter, DiwanError
from search.originals import original
from search.query import parse
from search.register.decided import Decision
from search.store import Store
from search.types import Document
from tests.conftest import SEEDS, TODAY
from tests.postgres import Postgres

ROOT = Path(__file__).parent.parent
SHOIGU, LAVROV, KABULOV = "person:sergei-shoigu", "person:sergei-lavrov", "person:zamir-kabulov"

Sources = dict[str, str]


@pytest.fixture(scope="module", autouse=True)
def servers(postgres_server: Postgres) -> Iterator[None]:
    with OsmemServer.start() as osmem, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIWAN_OPENSEARCH_URL", osmem.url)
        patch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "60")
        patch.setenv("DIWAN_REGISTER_URL", postgres_server.url)
        yield
        if osmem.process.stdout:
            osmem.process.stdout.close()
    postgres_server.empty()


@pytest.fixture(scope="module")
def machines(servers: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The archive's folder on three machines; the first two added half of the seeds each, at the same time."""
    one, two, three = (tmp_path_factory.mktemp(name) / "press" for name in ("one", "two", "three"))
    seeds = sorted(SEEDS.glob("*.txt"))
    add = [sys.executable, "-m", "indexer", "--archive"]
    rest = ["add", "--engine", "opensearch", "--quiet", "--jobs", "1"]
    runs.add(Store.create(one, "opensearch"), [])
    running = [
        subprocess.Popen([*add, str(folder), *rest, *map(str, files)], cwd=ROOT, stderr=subprocess.PIPE)
        for folder, files in ((one, seeds[:3]), (two, seeds[3:]))
    ]
    for each in running:
        assert (each.communicate(timeout=200)[1].decode(), each.returncode) == ("", 0)
    return one, two, three


@pytest.fixture(scope="module")
def web(machines: tuple[Path, Path, Path]) -> FlaskClient:
    """The third machine, which has nothing but the settings."""
    return create_app({"DIWAN_ARCHIVE": machines[2], "TESTING": True}).test_client()


def article(folder: Path, name: str, text: str) -> Path:
    """A folder with this text in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def documents(folder: Path, q: str) -> list[Document]:
    with closing(Store.open(folder).engine()) as engine:
        return list(engine.scan(parse({"q": [q]}).tree))


def people(folder: Path, q: str) -> dict[str, str]:
    """The people in what is found, by name."""
    return {m.name: str(m.entity) for made in documents(folder, q) for m in made.mentions if m.type == "person"}


def failures(folder: Path) -> tuple[list[str], list[str]]:
    """The files that failed on this machine, and those on others."""
    with closing(Ledger(Store.open(folder).ledger)) as ledger:
        found = sorted(ledger.failures_anywhere())
    return [file for machine, file in found if not machine], [file for machine, file in found if machine]


def take(indexer: Indexer, folder: Path, name: str) -> None:
    """Adds one file and commits it."""
    for result in read(File(folder / name, f"{folder.name}/{name}"), TODAY, lambda records: False):
        indexer.take(result)
    indexer.commit()


def test_a_third_machine_serves_what_two_added(web: FlaskClient) -> None:
    answer = web.get("/api/search", query_string={"size": "100"}).get_json()
    assert {path.name for path in SEEDS.glob("*.txt")} <= {hit["source"].rpartition("/")[2] for hit in answer["hits"]}
    entities = {bucket["value"] for bucket in answer["facets"]["entity"]}
    assert {KABULOV, "place:af"} <= entities


def test_a_decision_made_on_one_machine_is_seen_on_the_others(
    machines: tuple[Path, Path, Path], web: FlaskClient
) -> None:
    assert web.get(f"/api/entities/{KABULOV}").get_json()["label"] == "Zamir Kabulov"
    decide(Store.open(machines[0]), Decision("rename", KABULOV, language="en", name="Z. N. Kabulov"))
    assert web.get(f"/api/entities/{KABULOV}").get_json()["label"] == "Z. N. Kabulov"
    decide(Store.open(machines[1]), Decision("merge", SHOIGU, LAVROV))
    assert web.get("/api/search", query_string={"entity": LAVROV}).get_json()["total"] == 3
    page = web.get(f"/entity/{SHOIGU}", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert LAVROV in page


def test_a_running_writer_follows_a_decision_made_elsewhere(machines: tuple[Path, Path, Path], tmp_path: Path) -> None:
    folder = article(tmp_path / "talks", "1.txt", "Talks\n\nRosalind Whitmore met Edmund Tremblay in Exeter on Monday.")
    article(folder, "2.txt", "Later\n\nEdmund Tremblay opened a school in Exeter, said Rosalind Whitmore.")
    with Indexer(Store.open(machines[0])) as indexer:
        take(indexer, folder, "1.txt")
        known = people(machines[1], "Exeter")
        assert known["Rosalind Whitmore"] != known["Edmund Tremblay"]
        one, other = known["Rosalind Whitmore"], known["Edmund Tremblay"]
        assert decide(Store.open(machines[1]), Decision("merge", one, other)) == 1
        take(indexer, folder, "2.txt")
    assert people(machines[2], "Exeter") == {"Rosalind Whitmore": one, "Edmund Tremblay": one}


def test_a_copy_of_what_another_machine_added_is_told(machines: tuple[Path, Path, Path], tmp_path: Path) -> None:
    text = "The dam\n\n" + " ".join(f"Sentence {n} tells of the dam above the village." for n in range(40))
    runs.add(Store.open(machines[0]), [article(tmp_path / "first", "dam.txt", text)])
    runs.add(Store.open(machines[1]), [article(tmp_path / "second", "dam.txt", text)])
    copied = {document.source: document.copy_of for document in documents(machines[2], "dam village")}
    assert copied["first/dam.txt"] is None
    assert copied["second/dam.txt"] is not None


def test_two_machines_have_different_files_of_one_name(machines: tuple[Path, Path, Path], tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    article(here / "texts", "a.txt", "Waterfalls\n\nThe waterfalls of Bamyan.")
    article(there / "texts", "a.txt", "Glaciers\n\nThe glaciers of Wakhan.")
    runs.add(Store.open(machines[0]), [here / "texts"])
    report = runs.add(Store.open(machines[1]), [there / "texts"], prune=True)
    assert [failure.values["source"] for failure in report.failures] == ["texts/a.txt"]
    assert "another machine" in report.failures[0].message
    assert len(documents(machines[1], "waterfalls")) == 1
    article(there / "texts", "a.txt", "Waterfalls\n\nThe waterfalls of Bamyan.")
    assert runs.add(Store.open(machines[1]), [there / "texts"]).unchanged == 1


def test_an_original_is_offered_where_it_is(machines: tuple[Path, Path, Path], tmp_path: Path) -> None:
    runs.add(Store.open(machines[0]), [article(tmp_path / "mine", "a.txt", "Mine\n\nThe mine of Mes Aynak.")])
    assert original(Store.open(machines[0]), "mine/a.txt") is not None
    assert original(Store.open(machines[1]), "mine/a.txt") is None


@pytest.fixture(scope="module")
def rebuilt(machines: tuple[Path, Path, Path], web: FlaskClient) -> tuple[Sources, DiwanError | None]:
    """What was there before the first machine rebuilt the archive, and what a writer on the second was told."""
    decide(Store.open(machines[1]), Decision("rename", KABULOV, language="hi", name="ज़मीर काबुलोव जी"))
    before = {document.id: document.source for document in documents(machines[1], "")}
    assert web.get("/api/search").get_json()["total"] == len(before)
    try:
        with Indexer(Store.open(machines[1])):
            runs.rebuild(Store.open(machines[0]), jobs=1)
    except DiwanError as error:
        return before, error
    return before, None


def test_a_rebuild_on_one_machine_keeps_what_others_added(
    rebuilt: tuple[Sources, DiwanError | None], machines: tuple[Path, Path, Path], web: FlaskClient, tmp_path: Path
) -> None:
    before, _ = rebuilt
    now = {document.id: document.source for document in documents(machines[1], "")}
    assert before.items() <= now.items()
    assert web.get("/api/search").get_json()["total"] == len(now)
    assert web.get(f"/api/entities/{KABULOV}?ui=hi").get_json()["label"] == "ज़मीर काबुलोव जी"
    runs.add(Store.open(machines[1]), [article(tmp_path / "after", "a.txt", "After\n\nAfter the rebuild.")])
    assert web.get("/api/search").get_json()["total"] == len(now) + 1


def test_a_name_too_long_to_be_looked_up_is_a_failure_of_its_file(
    machines: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    chance = Random(2)
    name = "".join(chance.choice(ascii_lowercase) for _ in range(4_000))
    with Indexer(Store.open(machines[0])) as indexer:
        assert not indexer.wants(File(tmp_path, name))
        assert "longer than" in indexer.report.failures[0].message
        assert indexer.wants(File(tmp_path, name[:2_500]))
    lines = [orjson.dumps({"id": name[n:99], "title": "A title", "text": "A text.", "site": name}) for n in range(2)]
    folder = article(tmp_path / "records", "a.jsonl", b"\n".join(lines).decode())
    assert runs.add(Store.open(machines[0]), [folder]).documents == 2


def test_what_failed_on_another_machine_is_still_its_own_after_a_rebuild(
    machines: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    failing = article(tmp_path / "failing", "empty.txt", "")
    runs.add(Store.open(machines[1]), [failing])
    runs.rebuild(Store.open(machines[0]), jobs=1)
    assert failures(machines[0])[0] == [] and failures(machines[0])[1] == ["failing/empty.txt"]
    assert failures(machines[1])[0] == ["failing/empty.txt"]
    article(failing, "empty.txt", "Full\n\nIt is empty no longer.")
    runs.add(Store.open(machines[1]), [failing])
    assert failures(machines[1]) == ([], [])


def test_what_was_opened_before_a_rebuild_elsewhere_changes_nothing(servers: None, tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "late", tmp_path / "two" / "late"
    runs.add(Store.create(one, "opensearch"), [article(tmp_path / "first", "a.txt", "One\n\nThe first text.")])
    late = Store.open(two)
    runs.rebuild(Store.open(one), jobs=1)
    second = article(tmp_path / "second", "a.txt", "Two\n\nThe second text.")
    for change in (lambda: runs.add(late, [second]), lambda: runs.rebuild(late), lambda: relink(late)):
        with pytest.raises(ArchiveBusy):
            change()
    assert Store.open(one).manifest.build == 2
    runs.add(Store.open(two), [second])
    assert sorted(document.source for document in documents(one, "")) == ["first/a.txt", "second/a.txt"]


def test_one_that_is_made_on_two_machines_at_once_is_one(
    servers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one" / "both", tmp_path / "two" / "both"
    whole, made = Store._fill, list[Store]()

    def filled(store: Store) -> None:
        whole(store)
        if store.folder == one:
            made.append(Store.create(two, "opensearch"))

    monkeypatch.setattr(Store, "_fill", filled)
    made.append(Store.create(one, "opensearch"))
    for store in made:
        name = store.folder.parent.name
        runs.add(store, [article(tmp_path / f"of-{name}", "a.txt", f"Of {name}\n\nA text of machine {name}.")])
    for folder in (one, two, tmp_path / "three" / "both"):
        assert sorted(document.source for document in documents(folder, "")) == ["of-one/a.txt", "of-two/a.txt"]


def test_who_adds_while_another_machine_rebuilds_is_told(rebuilt: tuple[Sources, DiwanError | None]) -> None:
    assert isinstance(rebuilt[1], ArchiveBusy)


def test_without_the_setting_it_is_said_what_is_missing(
    machines: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIWAN_REGISTER_URL", "")
    with pytest.raises(BadParameter, match="DIWAN_REGISTER_URL"):
        Store.open(machines[0])


def test_what_is_no_shared_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        Store.open(tmp_path / "nobody-made-this")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "shared.json").write_text("[]")
    with pytest.raises(ArchiveDamaged, match=r"shared\.json"):
        Store.open(tmp_path / "broken")
    with pytest.raises(BadParameter, match="40 bytes"):
        Store.open(tmp_path / ("long" * 20))

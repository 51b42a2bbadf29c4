"""The floors of the house: imports run to a lower floor, or sideways inside one package without a cycle."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("search", "indexer", "web", "app")

#: The longest prefix of a module's name decides its floor (DESIGN: what the whole is).
FLOORS = {
    "search": 0,
    "search.types": 0,
    "search.errors": 0,
    "search.settings": 0,
    "search.refusals": 1,
    "search.analysis": 1,
    "search.calendars": 1,
    "search.names": 1,
    "search.query": 2,
    "search.facets": 2,
    "search.highlight": 2,
    "search.snippets": 2,
    "search.register": 2,
    "search.engines": 3,
    "search.store": 3,
    "search.frozen": 0,
    "search.remembered": 0,
    "search.once": 0,
    "search.database": 0,
    "search.sharing": 1,
    "search.sheets": 1,
    "search.users": 2,
    "search.compounds": 3,
    "search.cursor": 3,
    "search.advice": 3,
    "search.alike": 3,
    "search.originals": 3,
    "search.suggest": 3,
    "search.expansion": 3,
    "search.spans": 3,
    "search.profiles": 3,
    "search.facet_values": 3,
    "search.archive": 4,
    "search.export": 4,
    "search.batch": 4,
    "indexer": 0,
    "indexer.ledger": 1,
    "indexer.readers": 1,
    "indexer.dari": 2,
    "indexer.language": 2,
    "indexer.dates": 2,
    "indexer.furniture": 2,
    "indexer.bands": 2,
    "indexer.shared_bands": 2,
    "indexer.duplicates": 2,
    "indexer.signature": 2,
    "indexer.entities": 2,
    "indexer.document": 3,
    "indexer.repetition": 3,
    "indexer.recutting": 4,
    "indexer.naming": 3,
    "indexer.linking": 3,
    "indexer.decisions": 3,
    "indexer.gathering": 3,
    "indexer.company": 3,
    "indexer.namesakes": 3,
    "indexer.sightings": 3,
    "indexer.settling": 3,
    "indexer.resolving": 3,
    "indexer.outcome": 3,
    "indexer.deciding": 4,
    "indexer.newcomers": 4,
    "indexer.relinking": 4,
    "indexer.work": 4,
    "indexer.workers": 4,
    "indexer.wanting": 4,
    "indexer.givers": 4,
    "indexer.runs": 4,
    "indexer.pipeline": 4,
    "indexer.add_command": 5,
    "indexer.status_command": 5,
    "indexer.inspect_command": 5,
    "indexer.entity_command": 5,
    "indexer.user_command": 5,
    "indexer.export_command": 5,
    "indexer.batch_command": 5,
    "indexer.__main__": 5,
    "web": 5,
    "app": 6,
}

#: Who never knows of whom, whatever the floors say. `app` starts the indexer as a process of its own.
STRANGERS = [
    ("web", "indexer"),
    ("app", "indexer"),
    ("indexer", "web"),
    ("indexer", "app"),
    ("search", "indexer"),
    ("search", "web"),
]


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        paths = sorted((ROOT / package).rglob("*.py")) if (ROOT / package).is_dir() else [ROOT / f"{package}.py"]
        for path in paths:
            if path.exists():
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                found[name] = path
    return found


MODULES = modules()


def room(module: str) -> str:
    """The entry of FLOORS that a module falls under."""
    while module not in FLOORS:
        if "." not in module:
            raise KeyError(module)
        module = module.rpartition(".")[0]
    return module


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """The house's own modules that a module imports, anywhere in it, type checking included."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" if f"{base}.{alias.name}" in MODULES else base for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in PACKAGES and name != module)


@pytest.mark.parametrize("module", MODULES)
def test_no_import_climbs(module: str) -> None:
    mine = room(module)
    for target in imports(module):
        theirs = room(target)
        assert FLOORS[theirs] < FLOORS[mine] or (
            theirs.split(".")[0] == mine.split(".")[0] and FLOORS[theirs] == FLOORS[mine]
        ), f"{module} (floor {FLOORS[mine]}) imports {target} (floor {FLOORS[theirs]})"


@pytest.mark.parametrize("module", MODULES)
def test_strangers_stay_strangers(module: str) -> None:
    for target in imports(module):
        assert (module.split(".")[0], target.split(".")[0]) not in STRANGERS, f"{module} imports {target}"


def test_every_room_is_on_its_floor_of_the_plan() -> None:
    plan = dict(
        re.findall(r"^\| (\d) \| (.+) \|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    packages = {room for room in FLOORS if "." not in room}
    for room, floor in FLOORS.items():
        name = "…command" if room.endswith("_command") else room.rpartition(".")[2]
        if room not in packages:
            assert re.search(rf"[`/]{re.escape(name)}(\.py|/)`", plan[str(floor)]), room


def test_no_import_goes_round() -> None:
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"a circle: {' -> '.join((*path, module))}"
        if module not in done:
            for target in imports(module):
                if target in MODULES:
                    walk(target, (*path, module))
            done.add(module)

    for module in MODULES:
        walk(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module))


def test_nothing_is_loaded_that_windows_lacks() -> None:
    lacking = {"fcntl", "grp", "pwd", "resource", "termios"}
    for module in MODULES:
        loaded = {alias.name for node in tree(module).body if isinstance(node, ast.Import) for alias in node.names}
        assert not loaded & lacking, module

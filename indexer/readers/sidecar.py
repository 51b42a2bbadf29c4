"""Files that lie beside another of its name: what is known of an article (`article.json`), a text, parts of a page."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from indexer.readers.encoding import decode
from indexer.readers.frontmatter import fields
from indexer.readers.given import unreadable
from search.errors import Unreadable
from search.types import RawDocument

_LIMIT = 1024 * 1024
#: What may have no text of its own, and be given it by a file beside it; and the suffixes of such files.
SCANS = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
TEXTS = (".hocr", ".alto.xml", ".page.xml", ".xml", ".txt")
#: What a browser calls the folder beside a page that it saves whole, and what in it may be read: frames of the page.
_PARTS = re.compile(r"(.+)(?:_files|_файлы|\.files)")
_PAGES = {".html", ".htm", ".xhtml", ".pdf"}


def articles(names: Collection[str]) -> set[str]:
    """Of the names in a folder those that are read by themselves, not together with the one they lie beside."""
    stems = Counter(_stem(name) for name in names)
    scans = {stem for name in names if name[len(stem := _stem(name)) :].casefold() in SCANS}
    return {name for name in names if not _is_beside(name, names, stems, scans)}


def _stem(name: str) -> str:
    """As Path(name).stem, of which a folder of many files would make two objects a file."""
    stem, _, suffix = name.rpartition(".")
    return stem if stem and suffix else name


def parts_left_out(folder: Path, names: Collection[str]) -> set[str]:
    """Of the names in the folder of a page that was saved whole its scripts, pictures and styles; else none."""
    of_page = _PARTS.fullmatch(folder.name)
    if not of_page or not any((folder.parent / (of_page[1] + suffix)).is_file() for suffix in _PAGES):
        return set()
    return {name for name in names if Path(name).suffix.casefold() not in _PAGES and not (folder / name).is_dir()}


def _is_beside(name: str, names: Collection[str], stems: Counter[str], scans: set[str]) -> bool:
    lower = name.casefold()
    if lower.endswith(".json"):
        stem = name[: -len(".json")]
        return stem in names or stems[stem] > 1
    return bool(scans) and any(lower.endswith(ending) and name[: -len(ending)] in scans for ending in TEXTS)


def declared_beside(path: Path, source: str) -> dict[str, str] | Unreadable:
    """What `article.json`, or `article.txt.json`, says of `article.txt`; {} where there is none."""
    own = path.name
    for beside in _descriptions(path):
        named = f"{source.rpartition('/')[0]}/{beside.name}".lstrip("/")
        return declared_in(beside.stat().st_size, beside.read_bytes, named, own)
    return {}


def declared_in(size: int, content: Callable[[], bytes], named: str, own: str) -> dict[str, str] | Unreadable:
    """What a file of this size, called `named` in reports, says of the article `own`."""
    if size > _LIMIT:
        return unreadable(named, f"too large for a description of an article: over {_LIMIT:,} bytes")
    try:
        data = json.loads(decode(content(), named).text)
    except (ValueError, RecursionError) as error:
        return unreadable(named, f"not JSON: {error}", f"It should describe {own}.")
    return fields(data) if isinstance(data, dict) else unreadable(named, "not an object with fields")


def descriptions(names: Iterable[str]) -> dict[str, str]:
    """Of the names in an archive, those of articles, each with that of the file which describes it."""
    known = set(names)
    told = {name for name in known if name.casefold().endswith(".json")}
    found = {}
    for name in known - told:
        stem, dot, suffix = name.rpartition(".")
        written = (f"{stem if dot and '/' not in suffix else name}.json", f"{name}.json")
        if beside := next((one for one in written if one in told), None):
            found[name] = beside
    return found


def _descriptions(path: Path) -> list[Path]:
    """The files that describe an article, the first one first."""
    # Asked for every file: as text, which is much quicker than by Path.
    whole = str(path)
    written = (f"{whole[: -len(path.suffix)] if path.suffix else whole}.json", f"{whole}.json")
    return [Path(one) for one in written if one != whole and os.path.isfile(one)]  # noqa: PTH113


def stamp(path: Path) -> str:
    """The names, sizes and times of the files that are read together with one: when it changes, so has the article."""
    text = text_beside(path) if path.suffix.casefold() in SCANS else None
    found = [*_descriptions(path), *([text] if text else [])]
    return "\n".join(f"{one.name} {(now := one.stat()).st_size} {now.st_mtime_ns}" for one in found)


def text_beside(path: Path) -> Path | None:
    """The file beside a scan that holds its text, or None."""
    found = (path.with_name(path.stem + ending) for ending in TEXTS)
    return next((beside for beside in found if beside.is_file()), None)


def described(raw: RawDocument, declared: dict[str, str]) -> RawDocument:
    """A document with what was declared beside it, which stands over what it says itself."""
    rest = {key: value for key, value in declared.items() if key != "title"}
    return replace(raw, title=declared.get("title") or raw.title, metadata={**raw.metadata, **rest})

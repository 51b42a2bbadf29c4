"""Requests made from the API's own description: schemathesis with all its checks, valid and invalid ones in turn.

usage: python -m tests.fuzz.described [--examples N] [--seed N]

What OpenAPI cannot say is said here: what a date, a cursor and a list of queries may be.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from itertools import product
from math import ceil
from pathlib import Path
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NotSet
from schemathesis.core.result import Ok

from app import create_app
from tests.conftest import SEEDS, make_archive

#: Statuses of a refusal beside schemathesis's own: an address or a body that is too long has statuses of its own.
REFUSALS = [400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 422, 428, 429]
CONFIG = {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}}
YEAR_OR_MONTH = r"-?(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?"
PART = r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?"
FORMATS = {
    "year-or-month": st.from_regex(YEAR_OR_MONTH, fullmatch=True),
    "date-or-part": st.from_regex(PART, fullmatch=True),
    "date-or-none": st.just("none") | st.from_regex(PART, fullmatch=True),
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def check(app: Flask, examples: int, number: int) -> int:
    """Asks `examples` requests in all, valid and invalid in equal parts, of all endpoints; how many were asked.

    Raises what schemathesis raises for the first answer that breaks a check, with the request that did.
    """
    for name, strategy in FORMATS.items():
        schemathesis.openapi.format(name, strategy)
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=SchemathesisConfig.from_dict(CONFIG))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    wanted = list(product(filter(_takes, operations), schemathesis.GenerationMode))
    return sum(_check(operation, mode, ceil(examples / len(wanted)), number) for operation, mode in wanted)


def _takes(operation: Any) -> bool:
    """Whether an operation takes anything that could be wrong."""
    return bool(list(operation.iter_parameters()) or operation.body)


def _check(operation: Any, mode: Any, examples: int, number: int) -> int:
    asked = 0

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(case=operation.as_strategy(generation_mode=mode).filter(_sayable))
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()
    return asked


def _sayable(case: Any) -> bool:
    """Whether a request is as wrong or right as the description thinks."""
    query = case.query or {}
    # The first day is before the last; a cursor comes from an answer, a column from the body; any text is a text;
    # an empty value is none.
    unsaid = (query.get("from") and query.get("to")) or query.get("cursor") or query.get("column")
    dates = [query.get(name) for name in ("date", "from", "to", "mentioned")]
    empty = any(
        isinstance(each, str) and not each.strip()
        for value in dates
        for each in (value if isinstance(value, list) else [value])
    )
    # In an address and a form everything is text: a number or an object there is not seen as one.
    form = isinstance(case.body, dict) and case.media_type == "multipart/form-data"
    sent = case.body.values() if form else [case.body]
    # Control characters are space to some and letters to others, and a zero byte is a sign of UTF-16.
    text = all(isinstance(value, NotSet) or (isinstance(value, str) and not _CONTROL.search(value)) for value in sent)
    return not unsaid and not empty and text and not any(isinstance(value, dict) for value in query.values())


def application(archive: Path) -> Flask:
    """The application over an archive, as anybody may ask it, any number of times."""
    return create_app({"DIWAN_ARCHIVE": archive, "DIWAN_ACCESS": "public", "DIWAN_RATE": "off", "DIWAN_LOG": "off"})


def main() -> int:
    """Asks an archive of the seeds; 0, or the failure of schemathesis."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.described")
    parser.add_argument("--examples", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diwan-fuzz-") as folder:
        app = application(make_archive(Path(folder) / "archive", SEEDS))
        print(f"schemathesis: {check(app, given.examples, given.seed)} requests, no failure")
    return 0


if __name__ == "__main__":
    sys.exit(main())

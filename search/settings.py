"""Settings: one row each, read from DIWAN_* in the environment; a configuration mapping overrides."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from search.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Setting:
    """A name (DIWAN_<NAME> in the environment), its default, and what it is for."""

    name: str
    default: str
    help: str
    #: Of a number: the least and the most.
    numbers: tuple[int, int] | None = None


SETTINGS = (
    Setting("ARCHIVE", "archives/demonstration", "the folder of the archive to serve"),
    Setting("HOST", "127.0.0.1", "the address to serve on; beyond this machine only with users, or public"),
    Setting("PORT", "8000", "the port to serve on"),
    Setting(
        "ACCESS", "", "public: anybody may read, and only users may change; else users, or without any this machine"
    ),
    Setting("SECRET", "", "signs what browsers keep; else the users file has one, or each start makes one"),
    Setting(
        "HOSTS", "", "the names this archive is reached by, as archive.example; without them, any beyond this machine"
    ),
    Setting(
        "PROXIES",
        "0",
        "how many proxies stand in front, whose X-Forwarded headers are believed; then nobody is this machine",
        (0, 10),
    ),
    Setting(
        "RATE",
        "600 per minute",
        "requests of one user, or of one address, that each process answers, and queries of lists; off: any number",
    ),
    Setting("BODY_LENGTH", "10000000", "bytes that may be sent with a request", (0, 10**9)),
    Setting(
        "LOG",
        "auto",
        "a line of JSON a request: path, query (the words searched, too), off; auto: path, beyond this machine",
    ),
    Setting("WORKERS", "2", "how many processes serve", (1, 1000)),
    Setting("QUERY_LENGTH", "2000", "characters of a query that are read", (1, 10**9)),
    Setting("QUERY_CLAUSES", "200", "words, phrases and operators of a query", (1, 10**9)),
    Setting("QUERY_DEPTH", "20", "nested parentheses of a query", (1, 10**9)),
    Setting("EXPANSIONS", "1000", "distinct words that a prefix or a fuzzy word may stand for", (1, 10**9)),
    Setting("OPENSEARCH_URL", "http://127.0.0.1:9200", "addresses of an OpenSearch cluster, with commas between them"),
    Setting("OPENSEARCH_USER", "", "who logs in there, if anybody"),
    Setting("OPENSEARCH_PASSWORD", "", "their password"),
    Setting("OPENSEARCH_CA", "", "a file with the certificate authority of its https addresses, if not a public one"),
    Setting("OPENSEARCH_TIMEOUT", "20", "seconds after which it is said not to answer", (1, 10**6)),
    Setting("OPENSEARCH_SHARDS", "3", "parts of a new index, on as many nodes at most", (1, 1000)),
    Setting("OPENSEARCH_REPLICAS", "1", "copies of each part beside the first, as far as there are nodes", (0, 1000)),
    Setting("REGISTER_URL", "", "a PostgreSQL database, postgresql://…, for an archive of several machines"),
    Setting("UNSTEMMED", "", "languages whose words are not stemmed, as hi,fa; changing it needs a rebuild"),
)


def read(overrides: Mapping[str, object] | None = None) -> dict[str, str]:
    """All settings by name: overrides whose keys begin with DIWAN_, then the environment, then defaults.

    Raises BadParameter for such an override that names no setting.
    """
    marked = {key: value for key, value in (overrides or {}).items() if key.startswith("DIWAN_")}
    given = {key.removeprefix("DIWAN_"): str(value) for key, value in marked.items()}
    names = {setting.name for setting in SETTINGS}
    for key in given:
        if key not in names:
            raise BadParameter(
                name=key, value=given[key], rule="no such setting", hint=f"Settings: {', '.join(sorted(names))}"
            )
    return {s.name: given.get(s.name, os.environ.get(f"DIWAN_{s.name}", s.default)) for s in SETTINGS}


def number(known: Mapping[str, object], name: str) -> int:
    """A setting that is a number. Raises BadParameter where it is none, or beyond its bounds."""
    least, most = next(setting.numbers for setting in SETTINGS if setting.name == name and setting.numbers)
    value = str(known[name])
    if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
        rule = f"a number from {least} up to {most}"
        raise BadParameter(name=f"DIWAN_{name}", value=value, rule=rule, hint="Digits only.")
    return int(value)

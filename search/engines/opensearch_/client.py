"""The connection to a cluster, as the settings say."""

from __future__ import annotations

import json
import logging
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import orjson
from opensearchpy import JSONSerializer, OpenSearch
from opensearchpy.exceptions import SerializationError

from search import settings
from search.engines.opensearch_.faults import faults
from search.errors import BadParameter, EngineDown

T = TypeVar("T")

# The client tells each answer that is an error; whoever asked decides whether it is one, and tells it.
logging.getLogger("opensearch").addHandler(logging.NullHandler())

#: Pauses in seconds before a write is tried again: half a minute, longer than a cluster takes to replace a node.
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


class Serializer(JSONSerializer):
    """JSON by orjson: answers hold whole documents."""

    def loads(self, s: str) -> Any:
        """The value of a text. Raises SerializationError."""
        try:
            return orjson.loads(s)
        except ValueError as error:
            raise SerializationError(s, error) from error

    def dumps(self, data: Any) -> Any:
        """The text of a value; a text stands for itself."""
        if isinstance(data, str | bytes):
            return data
        try:
            return orjson.dumps(data).decode()
        except TypeError:  # a query nested deeper than orjson goes
            return json.dumps(data)


def connect() -> OpenSearch:
    """A client of the cluster named by DIWAN_OPENSEARCH_URL. Nothing is asked of it yet."""
    known = settings.read()
    urls = known["OPENSEARCH_URL"].replace(",", " ").split()
    if not urls or not all(map(_is_address, urls)):
        hint = "For example https://search1:9200,https://search2:9200"
        rule = "is no list of http:// or https:// addresses"
        raise BadParameter(name="DIWAN_OPENSEARCH_URL", value=known["OPENSEARCH_URL"], rule=rule, hint=hint)
    secret = (known["OPENSEARCH_USER"], known["OPENSEARCH_PASSWORD"])
    options: dict[str, Any] = {"ca_certs": _authority(known["OPENSEARCH_CA"])} if known["OPENSEARCH_CA"] else {}
    if secret[0]:
        # The client would write it in Latin-1; OpenSearch reads UTF-8.
        options["headers"] = {"authorization": f"Basic {b64encode(':'.join(secret).encode()).decode()}"}
    return OpenSearch(
        urls,
        timeout=settings.number(known, "OPENSEARCH_TIMEOUT"),
        max_retries=2,
        retry_on_timeout=False,
        serializer=Serializer(),
        http_compress=False,
        pool_maxsize=20,
        **options,
    )


def _authority(path: str) -> str:
    """The file of a certificate authority. Raises BadParameter where it is none."""
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        rule = f"cannot be read as certificates ({error.strerror or error})"
        hint = "Name a file with certificates in PEM, which begin with -----BEGIN CERTIFICATE-----"
        raise BadParameter(name="DIWAN_OPENSEARCH_CA", value=path, rule=rule, hint=hint) from error
    return path


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # its port is none
        return False


def patiently(action: Callable[[], T]) -> T:
    """The result of an action that may be repeated, tried again with longer and longer pauses while nobody answers.

    Raises what it raised last.
    """
    for pause in PAUSES:
        try:
            with faults():
                return action()
        except EngineDown:
            time.sleep(pause)
    with faults():
        return action()

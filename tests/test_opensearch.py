"""The OpenSearch engine against osmem-server, a double in memory; tests/cluster/ has it against the real one.

What osmem cannot do, each named in BEYOND_OSMEM, is tested there only.
"""

from collections.abc import Iterator

import pytest
from osmem_server import OsmemServer

from tests.conformance import *  # noqa: F403 - the promises, one test each

SLOW = "osmem takes seconds for what OpenSearch does in milliseconds"
#: What only the real OpenSearch is held to, and why.
BEYOND_OSMEM = {
    "test_any_id_and_value['\"\\\\]": "osmem reads a backslash in a pattern of values otherwise than Lucene",
    "test_prefixes_of_any_letters[\\\\]": "the same",
    "test_pages_hold_every_match_once_while_documents_are_added[newest]": SLOW,
    "test_pages_hold_every_match_once_while_documents_are_added[oldest]": SLOW,
    "test_scan_is_of_one_state_while_documents_are_added[newest]": SLOW,
    "test_scan_is_of_one_state_while_documents_are_added[oldest]": SLOW,
    "test_scan_is_of_one_state_while_documents_are_added[relevance]": SLOW,
    "test_every_match_once_while_documents_are_added": SLOW,
    "test_a_word_half_a_million_times": SLOW,
    "test_a_document_of_100_000_entities": SLOW,
    "test_relevance_ends_at_its_depth": SLOW,
    "test_two_processes_read_while_one_writes": "osmem shows at once what was not refreshed yet",
}


@pytest.fixture(autouse=True)
def able(request: pytest.FixtureRequest) -> None:
    """Leaves out what osmem is not able to."""
    if reason := BEYOND_OSMEM.get(request.node.name):
        pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[str]:
    with OsmemServer.start() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIWAN_OPENSEARCH_URL", started.url)
        patch.setenv("DIWAN_OPENSEARCH_TIMEOUT", "60")
        yield started.url
        if started.process.stdout:
            started.process.stdout.close()


@pytest.fixture(scope="session")
def name() -> str:
    return "opensearch"

"""What goes wrong between Diwan and OpenSearch, as errors that say what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    NotFoundError,
    SSLError,
    TransportError,
)

from search.errors import BadQuery, DiwanError, EngineDown, EngineRefuses

_REASONS = {
    "cluster_block_exception": (
        "the index is read-only, mostly because a disk is nearly full",
        "Free disk space on its nodes, then set index.blocks.read_only_allow_delete to null and add again.",
    ),
    "strict_dynamic_mapping_exception": (
        "the index has another mapping than this Diwan makes",
        "Rebuild the archive: python -m indexer rebuild",
    ),
    "mapper_parsing_exception": (
        "the index has another mapping than this Diwan makes",
        "Rebuild the archive: python -m indexer rebuild",
    ),
    "circuit_breaking_exception": (
        "its memory does not suffice",
        "Give its nodes more heap, or the archive more nodes.",
    ),
    "index_not_found_exception": (
        "the cluster has no such index",
        "Check DIWAN_OPENSEARCH_URL; if the index was deleted there: python -m indexer rebuild",
    ),
}


class Gone(Exception):
    """A point in time, or a node that held it, is no longer there: to be opened again."""


@contextmanager
def faults() -> Iterator[None]:
    """Raise EngineDown, EngineRefuses or BadQuery for whatever the client fails with."""
    try:
        yield
    except (DiwanError, Gone):
        raise
    except SSLError as error:
        hint = "Set DIWAN_OPENSEARCH_CA to the file of the certificate authority that signed its certificate."
        raise EngineRefuses(engine="opensearch", reason=f"TLS: {error.error}", hint=hint) from error
    except ConnectionTimeout as error:
        reason = "no answer within DIWAN_OPENSEARCH_TIMEOUT seconds"
        raise EngineDown(engine="opensearch", reason=reason) from error
    except ConnectionError as error:
        raise EngineDown(engine="opensearch", reason=str(error.error)) from error
    except (AuthenticationException, AuthorizationException) as error:
        if "cluster_block" in str(error.info):
            raise refusal("cluster_block_exception", "") from error
        hint = "Check DIWAN_OPENSEARCH_USER and DIWAN_OPENSEARCH_PASSWORD, and what that user may do."
        reason = f"it does not let this user in (status {error.status_code})"
        raise EngineRefuses(engine="opensearch", reason=reason, hint=hint) from error
    except TransportError as error:
        raise translated(error) from error


def translated(error: TransportError) -> Exception:
    """What an answer with an error status means."""
    said = str(error.info)
    if "search_context_missing" in said or (isinstance(error, NotFoundError) and "reader context" in said):
        return Gone()
    if "too_many_clauses" in said or "maxClauseCount" in said or "too_many_nested_clauses" in said:
        return BadQuery(found="more", what="clauses for OpenSearch", limit=1_024)
    if error.status_code in (429, 502, 503, 504) and "cluster_block_exception" not in said:
        return EngineDown(engine="opensearch", reason=f"status {error.status_code}, {error.error}: {said[:500]}")
    causes: Any = error.info.get("error", {}) if isinstance(error.info, dict) else {}
    kind = causes.get("type", "") if isinstance(causes, dict) else ""
    return refusal(kind or str(error.error), _detail(causes))


def refusal(kind: str, detail: str) -> EngineRefuses:
    """The error for a kind of refusal, with what to do."""
    reason, hint = _REASONS.get(kind, (f"{kind} {detail}".strip(), "See the log of OpenSearch for more."))
    return EngineRefuses(engine="opensearch", reason=reason, hint=hint)


def _detail(causes: Any) -> str:
    roots = causes.get("root_cause") if isinstance(causes, dict) else None
    return str(roots[0].get("reason", ""))[:300] if roots else ""

"""A name in a text as a span, and as the IOB2 tags of a sentence's tokens that training and the tagger speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.entities.tokens import Token
from search.types import ENTITY_TYPES, EntityType

#: The tag of a token that is in no name.
OUTSIDE = "O"
_TYPES: dict[str, EntityType] = {kind: kind for kind in ENTITY_TYPES}


class Span(NamedTuple):
    """A name: code points of a text, its type; who or what it is and how that is listed, where known."""

    start: int
    end: int
    type: EntityType
    entity: str | None = None
    name: str = ""


def encode(sentence: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    """The tag of each token that the spans of its text ask for; a token partly in a span is in it."""
    tags = [OUTSIDE] * len(sentence)
    for span in spans:
        inside = [at for at, token in enumerate(sentence) if token.start < span.end and token.end > span.start]
        for at in inside:
            tags[at] = f"{'B' if at == inside[0] else 'I'}-{span.type}"
    return tags


def decode(sentence: Sequence[Token], tags: Sequence[str]) -> list[Span]:
    """The spans that the tags of a sentence say; an I- that follows nothing of its type begins a span."""
    spans: list[Span] = []
    inside = ""
    for token, tag in zip(sentence, tags, strict=True):
        head, _, kind = tag.partition("-")
        if not token.word and kind:
            continue  # a sign is in a name only when words of the name follow it
        if head == "I" and kind == inside:
            spans[-1] = spans[-1]._replace(end=token.end)
        elif kind:
            spans.append(Span(token.start, token.end, _TYPES[kind]))
        inside = kind
    return spans

"""One list of names from two: what the tagger saw in a sentence, and the names that are known."""

from collections.abc import Collection, Sequence

from indexer.entities.spans import Span


def merge(tagged: Sequence[Span], known: Sequence[Span], familiar: Collection[str]) -> list[Span]:
    """The names of a sentence in order, none overlapping.

    A known name stands unless the tagger saw a longer one around it ("Bank of Russia", "Michael Jordan"), or, having
    learned it in every use (`familiar`) in this very form, saw none. The tagger's names stand where no known one is.
    So "Islamic State Khorasan" is never cut short, and no name is missed because no training text has it.
    """
    kept = [
        name
        for name in known
        if not any(_within(name, other) for other in tagged)
        and (not _learned(name, familiar) or any(_overlap(name, other) for other in tagged))
    ]
    rest = [name for name in tagged if not any(_overlap(name, other) for other in kept)]
    return sorted([*kept, *rest])


def _learned(name: Span, familiar: Collection[str]) -> bool:
    """Whether a name stands as it was learned: with an ending or a particle it is another word to the tagger."""
    return name.name in familiar and name.end - name.start == len(name.name)


def _within(small: Span, large: Span) -> bool:
    return large.start <= small.start and small.end <= large.end and large[:2] != small[:2]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

"""English words: the endings that a known word may have. Written on folded forms (lower case, ASCII).

Whoever makes the table leaves out the forms that these rules give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Ending -> what stood in its place, the likelier first.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "s": (("ies", ("y", "ie")), ("es", ("e", "")), ("s", ("",))),
    "d": (("ied", ("y",)), ("ed", ("", "e"))),
    "g": (("ying", ("y", "ie")), ("ing", ("", "e"))),
    "r": (("ier", ("y",)), ("er", ("", "e"))),
    "t": (("iest", ("y",)), ("est", ("", "e"))),
}
_SHORTEST_STEM = 2
_NO_PLURAL = ("ss", "us", "is")


def stems(word: str) -> Iterator[str]:
    """What a word may be an inflected form of: stopped -> stopp, stop, stoppe."""
    for ending, instead in _ENDINGS.get(word[-1], ()):
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST_STEM - 1:
            stem = word[: -len(ending)]
            for letters in instead:
                yield stem + letters
            if len(stem) > _SHORTEST_STEM and ending != "s" and stem[-1] == stem[-2]:
                yield stem[:-1]


def inflected(word: str, known: Callable[[str], str | None]) -> str | None:
    """The lemma of the first known word that `word` may be a form of, or None."""
    for stem in stems(word):
        found = known(stem)
        if found:
            return found
    return None


def without_plural(word: str) -> str | None:
    """An unknown word without its plural ending, or None."""
    if word[-1] != "s" or len(word) < 5 or word.endswith(_NO_PLURAL):
        return None
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]

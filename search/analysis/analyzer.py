"""An analyzer: a language's description; see the package's docstring for how to write one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

Filter = Callable[[str], str]
#: A folded word -> its term, or None where the rule has nothing to say and the next one is asked.
Rule = Callable[[str], str | None]


class Fold(ABC):
    """A raw word and its surface -> where its language's rules begin."""

    @abstractmethod
    def __call__(self, raw: str, surface: str) -> str:
        """Where the rules of one word begin."""

    @abstractmethod
    def plain(self, raws: list[str], surfaces: list[str], jointed: list[str]) -> list[str]:
        """The same of each of some plain words; `jointed` are their surfaces with one space at each joint."""


class ManyAtOnce(ABC):
    """A rule that can be asked of many words at once."""

    name: str

    @abstractmethod
    def __call__(self, word: str) -> str | None:
        """The term of a folded word, or None."""

    @abstractmethod
    def all(self, words: list[str]) -> Sequence[str | None]:
        """The same of each of some words."""

    def named(self, word: str) -> str:
        """What the rule is called for a word that it has a term for."""
        return self.name


SURFACE_LENGTH = 64
#: With its tag ("und:" is the longest) a term is no longer than a surface.
TERM_LENGTH = SURFACE_LENGTH - 4


@dataclass(frozen=True)
class Analyzer:
    """A language, described.

    code: its ISO code, the tag of its terms. script: ISO 15924, the script whose words are its own.
    char_map: one character for one, before tokenizing, so that `word` and `cuts` need not know every code point.
    word: pattern of a word where words of the language are joined (no capturing groups); "": the script's.
    cuts: raw word -> places at which it is cut after all, in ascending order.
    seam: pattern of what a raw word that is cut always has; others `cuts` is not asked of.
    fold: (raw word, surface) -> where the rules begin; none: they begin with the surface.
    rules: the first that answers makes the term; where none does, the folded word is the term.
    """

    code: str
    script: str
    char_map: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    word: str = ""
    cuts: Callable[[str], Sequence[int]] | None = None
    seam: str = ""
    fold: Fold | None = None
    rules: tuple[Rule, ...] = ()


class Explained(NamedTuple):
    """A token (term tagged) with the name of the rule that made its term."""

    term: str
    surface: str
    start: int
    end: int
    rule: str


def rule_name(rule: Rule, word: str) -> str:
    """What a rule is called that has a term for a word; a function `broken_plural` is called "broken plural"."""
    return rule.named(word) if isinstance(rule, ManyAtOnce) else getattr(rule, "__name__", "").replace("_", " ").strip()

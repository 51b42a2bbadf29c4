"""Parameters of a request as tables: their rules, and the check that nothing unknown or unruly gets past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from search.errors import BadParameter

#: More values than this of one parameter are more than a person chooses.
MOST_VALUES = 200
#: Characters of a bad value that are said back.
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: whether it may be repeated, the values it takes (none listed: any text), and what it is for.

    `numbers`: the least and the most, of a parameter that is a number; `longest`: characters of one that is text;
    `format`: the name of a rule that no list or number says, for the description.
    """

    name: str
    help: str
    choices: tuple[str, ...] = ()
    default: str = ""
    repeats: bool = False
    numbers: tuple[int, int] | None = None
    longest: int | None = None
    format: str = ""

    def schema(self) -> dict[str, object]:
        """The rules of one value as JSON Schema. An empty one, as a form sends it, is none."""
        if self.numbers:
            least, most = self.numbers
            number = {"type": "integer", "minimum": least, "maximum": most}
            return {"anyOf": [number, {"const": ""}], "default": int(self.default)}
        rules = {
            "enum": [*self.choices, ""] if self.choices else None,
            "default": self.default,
            "maxLength": self.longest,
            "format": self.format,
        }
        return {"type": "string", **{name: rule for name, rule in rules.items() if rule}}

    def refuse(self, value: str) -> None:
        """Raises BadParameter for a value outside the rules."""
        rule, hint = "", ""
        if self.choices and value not in self.choices:
            rule, hint = "no such value", f"One of: {', '.join(self.choices)}."
        elif self.longest and len(value) > self.longest:
            rule, hint = f"at most {self.longest} characters", "Shorten it."
        elif self.numbers and not _within(value, *self.numbers):
            least, most = self.numbers
            rule, hint = f"a number from {least} to {most}", "Page on with next."
        if rule:
            raise BadParameter(name=self.name, value=value[:SHOWN], rule=rule, hint=hint)


def check(given: Mapping[str, Iterable[str]], parameters: Sequence[Parameter]) -> dict[str, str | tuple[str, ...]]:
    """The values given, by name: a tuple where a parameter may be repeated; empty ones are left out.

    Raises BadParameter for an unknown name (saying the nearest known one), or a value outside its rule.
    """
    known = {parameter.name: parameter for parameter in parameters}
    options: dict[str, str | tuple[str, ...]] = {}
    for name, values in given.items():
        parameter = known.get(name)
        # Spaces in a field are no words, no name and no date; among choices they are none.
        kept = [value for value in values if value.strip() or (value and parameter and parameter.choices)]
        if parameter is None:
            raise BadParameter(
                name=name[:SHOWN], value=" ".join(kept)[:SHOWN], rule="no such parameter", hint=nearest(name, known)
            )
        if not kept:
            continue
        if len(kept) > (MOST_VALUES if parameter.repeats else 1):
            rule = f"at most {MOST_VALUES} values" if parameter.repeats else "given more than once"
            raise BadParameter(name=name, value=kept[-1][:SHOWN], rule=rule, hint="Leave the others out.")
        for value in kept:
            parameter.refuse(value)
        options[name] = tuple(kept) if parameter.repeats else kept[0]
    return options


def _within(value: str, least: int, most: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= len(str(most)) and least <= int(value) <= most


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name: the known one most like it, where one is, and all of them."""
    names = list(known)
    alike = get_close_matches(name[:SHOWN].lower(), names, n=1)
    listed = f"Parameters: {', '.join(names)}." if names else "It takes no parameters."
    return f"Perhaps {alike[0]} is meant. {listed}" if alike else listed

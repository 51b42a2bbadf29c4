"""A page as a tree, as far as tests need one: elements with what they inherit, read by the standard HTML parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass
class Element:
    """An element: its tag, attributes, children (elements and texts) and parent."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def inherited(self, name: str) -> str | None:
        """An attribute's value here, or at the nearest element around."""
        if name in self.attributes:
            return self.attributes[name]
        return self.parent.inherited(name) if self.parent else None

    def all(self, tag: str = "", of: str = "", **attributes: str) -> Iterator[Element]:
        """Elements inside, in order: by tag, by class, by attributes (underscores stand for hyphens)."""
        for child in self.children:
            if isinstance(child, str):
                continue
            wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
            right_class = not of or of in child.attributes.get("class", "").split()
            if tag in ("", child.tag) and right_class and wanted.items() <= child.attributes.items():
                yield child
            yield from child.all(tag, of, **attributes)

    def one(self, tag: str = "", of: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, of, **attributes)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Element:
    """The tree of a page; fails where an element is not closed, or closed by another's end tag."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.at is builder.root, f"<{builder.at.tag}> is not closed"
    return builder.root

"""A page as a tree, read with nothing but Python's own HTML parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass(eq=False)
class Element:
    """A tag with its attributes, its children (elements and texts) and what it stands in."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def text(self) -> str:
        """What a reader sees, in single spaces; words for screen readers only are left out."""
        return re.sub(r"\s+", " ", "".join(self._texts())).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif "vh" not in child.classes:
                yield from child._texts()
                yield "" if child.tag in ("a", "b", "span", "strong", "em", "small") else " "

    def all(self, tag: str = "", cls: str = "", where: Callable[[Element], bool] | None = None) -> list[Element]:
        """Every element below of that tag and class, in the order of the page."""
        return [
            one
            for one in self._below()
            if (not tag or one.tag == tag) and (not cls or cls in one.classes) and (where is None or where(one))
        ]

    def first(self, tag: str = "", cls: str = "") -> Element | None:
        return next(iter(self.all(tag, cls)), None)

    def one(self, tag: str = "", cls: str = "") -> Element:
        """The only such element below."""
        (found,) = self.all(tag, cls)
        return found

    def by_id(self, id: str) -> Element | None:
        return next((one for one in self._below() if one.id == id), None)

    def within(self, tag: str = "", cls: str = "") -> Element | None:
        """The nearest element around this one of that tag and class."""
        around = self.parent
        while around and not ((not tag or around.tag == tag) and (not cls or cls in around.classes)):
            around = around.parent
        return around

    def section(self, heading: str) -> Element:
        """The section that a heading of this id names."""
        (found,) = self.all("section", where=lambda one: one.attributes.get("aria-labelledby") == heading)
        return found

    def next_row(self) -> Element | None:
        """The table row after this one."""
        rows = [one for one in (self.parent.children if self.parent else []) if isinstance(one, Element)]
        return next(iter(rows[rows.index(self) + 1 :]), None)

    def _below(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._below()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag, attrs) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag) -> None:
        if tag in VOID:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent or self.root

    def handle_data(self, data) -> None:
        self.here.children.append(data)


def read(html: str | bytes) -> Element:
    """The tree of a page; a tag that is closed out of turn fails the test."""
    builder = _Builder()
    builder.feed(html.decode() if isinstance(html, bytes) else html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is not closed"
    return builder.root


def words(html: str | bytes) -> str:
    """What a reader hears of a page: no tags, single spaces."""
    text = html.decode() if isinstance(html, bytes) else html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("&nbsp;", " ")


def heading(html: str, id: str) -> str:
    """The words of the h2 of this id."""
    return words(html.split(f'<h2 id="{id}">')[1].split("</h2>")[0]).strip()

"""Reads the tables of a page: every row as the texts of its cells, by the row's id or its first words."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "img", "path", "circle"}


class TableRows(HTMLParser):
    """Collects (id of the row, texts of its cells) of every row; words of nested elements are joined by a space."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, list[str]]] = []
        self.in_cell = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append((dict(attrs).get("id", ""), []))
        if tag in ("td", "th"):
            self.in_cell = True
            self.rows[-1][1].append("")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data):
        if self.in_cell:
            cells = self.rows[-1][1]
            cells[-1] = " ".join(f"{cells[-1]} {data}".split())


def rows(html: str) -> list[list[str]]:
    """The cells of every row, in the order of the page."""
    reader = TableRows()
    reader.feed(html)
    return [cells for _name, cells in reader.rows]


def rows_by_id(html: str) -> dict[str, list[str]]:
    """The cells of the rows that have an id."""
    reader = TableRows()
    reader.feed(html)
    return {name: cells for name, cells in reader.rows if name}


def row_of(html: str, first_word: str) -> list[str]:
    """The only row whose first cell starts with the word."""
    found = [cells for cells in rows(html) if cells and cells[0].split(" ")[0] == first_word and len(cells) > 1]
    assert len(found) == 1, (first_word, found)
    return found[0]

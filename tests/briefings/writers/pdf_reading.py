"""What stands in a PDF, read by pypdf: a witness that shares no line with the writer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader


class Read:
    """A PDF's pages as text, its structure, its bookmarks and its fonts."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.pages = [squeezed(page.extract_text()) for page in self.reader.pages]
        self.text = squeezed(" ".join(self.pages))

    @property
    def root(self):
        return self.reader.root_object

    def elements(self) -> list[tuple[str, str]]:
        """Every element of the structure as its tag and its alternative text, in reading order."""
        return list(_elements(self.root["/StructTreeRoot"]["/K"]))

    def drawings(self) -> list[str]:
        """The alternative texts of the pictures."""
        return [alt for tag, alt in self.elements() if tag == "/Figure"]

    def bookmarks(self) -> list[str]:
        """The titles of all bookmarks."""
        return [one.title for one in _flat(self.reader.outline)]

    def fonts(self) -> dict[str, bool]:
        """The fonts by name, each with whether it lies in the file."""
        found = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                kept = font["/DescendantFonts"][0].get_object()
                found[font["/BaseFont"]] = "/FontFile2" in kept["/FontDescriptor"]
        return found


def squeezed(text: str) -> str:
    """The text with every space alike, so that a line's end does not matter."""
    return " ".join(text.split())


def _elements(kept) -> Iterator[tuple[str, str]]:
    kept = kept.get_object()
    if isinstance(kept, list):
        for one in kept:
            yield from _elements(one)
    elif isinstance(kept, dict) and "/S" in kept:
        yield kept["/S"], str(kept.get("/Alt", ""))
        if "/K" in kept:
            yield from _elements(kept["/K"])


def _flat(outline) -> Iterator:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one

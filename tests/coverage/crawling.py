"""Opens every number of a dashboard page: its working there, its own address, its inputs; works each out again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.coverage import page_reading, written_numbers
from tests.coverage.page_reading import Element
from tests.coverage.written_numbers import MISSING, worked_out, written_as

OPERATOR = re.compile(r" [÷×−+] |[()]")
SIGNED = re.compile(r"(^ubah-tercakup|-perubahan|^laju-kini)$")


@dataclass
class Shown:
    """A figure as one working shows it: key, value, the line of digits (empty: counted, not computed), its address."""

    key: str
    value: str
    digits: str
    address: str

    @property
    def is_missing(self) -> bool:
        return self.value == MISSING


@dataclass
class Crawl:
    """One page and everything behind it. `opened` are the addresses that were visited and held."""

    client: object
    address: str
    language: str
    page: Element = field(init=False)
    shown: dict[str, Shown] = field(init=False)
    opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page = self.fetch(self.address)
        found = self.page.all(where=lambda one: one.id.startswith("hitung-"))
        self.shown = {one.key: one for one in map(self._working, found)}
        assert len(self.shown) == len(found), "two workings share an id"

    def fetch(self, address: str) -> Element:
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return page_reading.read(response.content)

    def _working(self, element: Element) -> Shown:
        """A working of the page, whichever of the two ways it is laid out."""
        key = element.id.removeprefix("hitung-")
        if element.tag == "li":
            bold, panel = element.first("b"), element.within("div", "how-panel")
            assert panel is not None
            digits = bold.text if bold and " = " in bold.text else ""
            value = digits.rpartition(" = ")[2] or (bold.text if bold else MISSING)
            assert bold or f": {MISSING} " in element.text, f"{key}: neither a number nor a reason"
            return Shown(key, value, digits, panel.all("a")[-1].attributes["href"])
        value, digits = element.one("p", "how-value"), element.first("p", "digits")
        number = value.text.partition(" kisaran ")[0].partition(" range ")[0]
        return Shown(key, number, digits.text if digits else "", element.one("a").attributes["href"])

    def check_workings(self) -> None:
        """What each working works out is what it shows."""
        for one in self.shown.values():
            self.check_digits(one.key, one.value, one.digits)

    def check_digits(self, key: str, value: str, digits: str) -> None:
        if digits:
            sum_, _equals, result = digits.rpartition(" = ")
            assert result == value, f"{key}: {digits} beside {value}"
            again = written_as(value, worked_out(sum_, self.language), self.language)
            assert again == value, f"{key}: {digits}, but it comes to {again}"
        if SIGNED.search(key) and value not in (MISSING, "0"):
            assert value[0] in "+−", f"{key}: a change without its sign: {value}"

    def check_own_address(self, one: Shown) -> None:
        """The figure's own page: the same value and digits, and inputs that lead to it again."""
        path, query = one.address.split("?")
        own = f"{path.rpartition('/cara-hitung/')[0]}/cara-hitung/{one.key}/?{query}"
        assert self.check_behind(own) == [one.key]

    def check_behind(self, address: str) -> list[str]:
        """Every figure of a working's address is as on the page and follows from the inputs listed; their keys."""
        page = self.fetch(address)
        self.opened.add(address)
        figures = page.all("div", where=lambda one: one.id.startswith("hitung-"))
        inputs = [read_input(line) for one in page.all("ul", "how-inputs") for line in one.all("li")]
        for element in figures:
            self.check_figure(element, inputs)
        return [one.id.removeprefix("hitung-") for one in figures]

    def check_figure(self, element: Element, inputs: list[Input]) -> None:
        key, value, digits = (
            element.id.removeprefix("hitung-"),
            element.one("p", "how-big"),
            element.first("p", "digits"),
        )
        made = Shown(key, value.text, digits.text if digits else "", "")
        self.check_digits(key, made.value, made.digits)
        if key in self.shown:
            same = self.shown[key]
            assert (made.value, made.digits) == (same.value, same.digits), f"{key} differs from the page"
        if not made.is_missing:
            formula = [one for one in element.all("p") if not one.classes][-1].text
            self.check_inputs(made, formula, inputs)

    def check_inputs(self, one: Shown, formula: str, inputs: list[Input]) -> None:
        """Every input is named with publisher, document and day; put into the words they come to the value."""
        assert inputs, f"{one.key}: no inputs"
        for found in inputs:
            assert found.value and found.publisher and found.document and found.day, f"{one.key}: {found}"
        if one.digits:
            sum_ = filled_in(formula, inputs)
            assert sum_ == one.digits.rpartition(" = ")[0], f"{one.key}: {formula} is {sum_}, not {one.digits}"
        else:
            assert one.value in [found.value for found in inputs], f"{one.key}: {one.value} is none of the inputs"

    def rows(self) -> dict[str, list[str]]:
        """The keys behind each address that several figures of the page share."""
        found: dict[str, list[str]] = {}
        for one in self.shown.values():
            if urlsplit(one.address).path.rstrip("/").rpartition("/")[2] != one.key:
                found.setdefault(one.address, []).append(one.key)
        return found


@dataclass
class Input:
    """One line of "counted from": its name, its value as written, who published it where, and its day."""

    label: str
    value: str
    publisher: str
    document: str
    day: str


def read_input(element: Element) -> Input:
    label, _colon, value = element.all("b")[0].text.rpartition(": ")
    text = element.one("span", "sub").text
    found = re.match(r"(?:Posisi|As at) (?P<day>\d+ \w+ \d{4})\. (?P<rest>.+)", text)
    assert found, f"no day in {text!r}"
    publisher, _comma, document = found["rest"].partition(", ")
    return Input(label, value, publisher, document, found["day"])


def filled_in(formula: str, inputs: list[Input]) -> str:
    """The formula with each of its words replaced by the value of the input of that name, in the order they stand."""
    left, parts, at = list(inputs), [], 0
    for sign in [*OPERATOR.finditer(formula), None]:
        word = formula[at : sign.start() if sign else len(formula)]
        if word.strip():
            parts.append(_value_of(word, left, inputs))
        parts.append(sign.group() if sign else "")
        at = sign.end() if sign else at
    return "".join(parts)


def _value_of(word: str, left: list[Input], inputs: list[Input]) -> str:
    """Of the next input of that name, or again of one that stood before."""
    found = next((one for one in left if _bare(one.label) == _bare(word)), None)
    if found:
        left.remove(found)
        return found.value
    again = [one for one in inputs if _bare(one.label) == _bare(word)]
    assert again, f"no input is named {word!r}: {[one.label for one in inputs]}"
    return again[-1].value


def _bare(name: str) -> str:
    return re.sub(r"[^\w]", "", name.replace("×", "x")).casefold()


def short_forms(one: Shown, language: str) -> set[str]:
    """The ways a page may write the figure: in full, or with three digits and a word."""
    if one.is_missing:
        return {MISSING}
    forms = {one.value}
    if "%" not in one.value and not one.value.startswith(("±", "~")) and not one.value.endswith(("poin", "pts")):
        sign = "+" if one.value.startswith("+") else ""
        forms.add(sign + written_numbers.three_digits(written_numbers.value(one.value, language), language))
    return forms


def number_cells(page: Element) -> list[tuple[Element, Element]]:
    """Every number that stands large or in a table, with the part of the page that must work it out.

    The table of sources gives what others published: inputs, not figures.
    """
    hero = page.one("section", "hero")
    found = [(one, hero) for one in (*page.one("h1").all("span", "num"), *hero.all("strong"), *_key(hero))]
    for section in page.all("section", "section"):
        if section.attributes.get("aria-labelledby") == "sumber":
            continue
        for cell in section.all("td", "n"):
            after = cell.within("tr").next_row()
            found.append((cell, after if after and "how-row" in after.classes else cell))
        for article in section.all("article"):
            numbers = article.all("dd", where=lambda one: any(letter.isdigit() for letter in one.text))
            found += [(one, article) for one in (article.one("p", "big"), *numbers)]
        for need in section.all("div", "need"):
            found += [(strong, strong.parent) for strong in need.all("strong")]
        found += [(bold, bold.parent) for line in section.all("p", "src") for bold in line.all("b")]
    return found


def address_in(around: Element) -> str:
    """The address of a working that a number itself leads to; empty when it leads nowhere."""
    links = [one for one in (around, *around.all("a")) if "/cara-hitung/" in one.attributes.get("href", "")]
    return links[0].attributes["href"] if links else ""


def keys_in(around: Element) -> list[str]:
    """The figures that are worked out in a part of the page."""
    return [one.id.removeprefix("hitung-") for one in around.all(where=lambda one: one.id.startswith("hitung-"))]


def _key(hero: Element) -> list[Element]:
    return [bold for key in hero.all("p", "waffle-key") for bold in key.all("b")]

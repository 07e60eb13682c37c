"""Values as canonical JSON and back: one text for one value, whatever database it comes from. Pure.

Every dataclass instance is written once, in a list, and referred to by its place there, since a briefing's figures
share their sources. Fractions stand as "736000/1190000", never as floats.
"""

from __future__ import annotations

import json
import types
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from typing import Any

from coverage_portal.briefings import blocks, document, wanted
from coverage_portal.coverage import arithmetic, dashboard, workings

_MODULES: tuple[types.ModuleType, ...] = (blocks, document, wanted, workings, arithmetic, dashboard)


def _classes(modules: Iterable[types.ModuleType]) -> dict[str, type]:
    """The dataclasses and choices of the modules by "module.Name": two may share a name (a breakdown and a block)."""
    found = {}
    for module in modules:
        for name, thing in vars(module).items():
            own = isinstance(thing, type) and thing.__module__ == module.__name__
            if own and (is_dataclass(thing) or issubclass(thing, Enum)):
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = thing
    return found


CLASSES = _classes(_MODULES)
NAMES = {thing: name for name, thing in CLASSES.items()}


def freeze(value: Any) -> str:
    """The canonical JSON of a value made of dataclasses, tuples, text, numbers, days and bytes.

    Raises TypeError for anything else (a float, a list, a class that is not of the briefing).
    """
    writer = _Writer()
    root = writer.put(value)
    return json.dumps({"things": writer.things, "root": root}, ensure_ascii=False, separators=(",", ":"))


def thaw(text: str) -> Any:
    """The value of `freeze`; raises KeyError when the text names a class that is no more."""
    kept = json.loads(text)
    things: list[Any] = []
    for name, values in kept["things"]:
        kind = CLASSES[name]
        names = [field.name for field in fields(kind)]
        things.append(kind(**{key: _read(value, things) for key, value in zip(names, values, strict=False)}))
    return _read(kept["root"], things)


def digest(text: str) -> str:
    """The SHA-256 of a frozen value, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


class _Writer:
    """Keeps each instance once. Two that are equal have one place, so equal values give equal text."""

    def __init__(self) -> None:
        self.things: list[list[Any]] = []
        self._places: dict[Any, int] = {}

    def put(self, value: Any) -> Any:
        """The JSON of a value: text, whole numbers and truth as they are, the rest tagged by one letter."""
        match value:
            case None | bool() | int():
                return value
            case Enum():
                return {"e": NAMES[type(value)], "v": value.value}
            case str():
                return value
            case Fraction():
                return {"f": f"{value.numerator}/{value.denominator}"}
            case datetime():
                return {"t": value.isoformat()}
            case date():
                return {"d": value.isoformat()}
            case bytes():
                return {"b": b64encode(value).decode()}
            case tuple():
                return [self.put(one) for one in value]
        if type(value) not in NAMES:
            raise TypeError(f"{type(value).__name__} cannot be frozen")
        return {"r": self._place(value)}

    def _place(self, value: Any) -> int:
        if value not in self._places:
            written = [self.put(getattr(value, field.name)) for field in fields(value)]
            self._places[value] = len(self.things)
            self.things.append([NAMES[type(value)], written])
        return self._places[value]


def _read(value: Any, things: list[Any]) -> Any:
    if isinstance(value, list):
        return tuple(_read(one, things) for one in value)
    if not isinstance(value, dict):
        return value
    if "e" in value:
        return CLASSES[value["e"]](value["v"])
    tag, kept = next(iter(value.items()))
    readers: dict[str, Callable[[Any], Any]] = {
        "f": Fraction,
        "t": datetime.fromisoformat,
        "d": date.fromisoformat,
        "b": b64decode,
        "r": things.__getitem__,
    }
    return readers[tag](kept)

"""The schema laid out for the page that explains it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from coverage_portal.api.parameters import LANG

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class ParameterLine:
    """One parameter as its table shows it. `form` is a pattern, empty when `values` say all."""

    name: str
    says: str
    values: tuple[str, ...]
    form: str
    default: str
    example: str
    in_path: bool


@dataclass(frozen=True)
class ErrorLine:
    """One status an endpoint refuses with, and what it means."""

    status: str
    says: str


@dataclass(frozen=True)
class Endpoint:
    """One method of an address: what it answers, what may be asked, an address to try where it is read, an example of
    what is sent and of the answer as text.

    `lang` is not among the parameters: the conventions above say it once for all.
    """

    name: str
    method: str
    path: str
    summary: str
    says: str
    parameters: tuple[ParameterLine, ...]
    example_address: str
    sent: str
    example: str
    errors: tuple[ErrorLine, ...]


@dataclass(frozen=True)
class FieldLine:
    """One field of an object: its type in short ("text", "Figure[]") and what it means."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True)
class Shape:
    """One kind of object in the answers."""

    name: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True)
class Explained:
    """The whole API. `errors` are the refusals that every endpoint shares."""

    title: str
    version: str
    endpoints: tuple[Endpoint, ...]
    shapes: tuple[Shape, ...]
    error_example: str


def explained(schema: Schema) -> Explained:
    """The schema in reading order."""
    endpoints = tuple(
        _endpoint(path, method, operation)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    )
    shapes = tuple(_shape(name, component) for name, component in schema["components"]["schemas"].items())
    return Explained(schema["info"]["title"], schema["info"]["version"], endpoints, shapes, _error_example(schema))


def _endpoint(path: str, method: str, operation: Schema) -> Endpoint:
    parameters = tuple(_parameter(one) for one in operation["parameters"] if one["name"] != LANG.name)
    return Endpoint(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        says=operation.get("description", ""),
        parameters=parameters,
        example_address=_address(path, parameters, operation.get("x-asks", "")) if method == "get" else "",
        sent=_example(operation.get("requestBody", {})),
        example=_example(next(iter(operation["responses"].values()))),
        errors=tuple(
            ErrorLine(f"{status} {HTTPStatus(int(status)).phrase}", response.get("description", ""))
            for status, response in operation["responses"].items()
            if not status.startswith("2")
        ),
    )


def _parameter(parameter: Schema) -> ParameterLine:
    form = parameter["schema"]
    return ParameterLine(
        name=parameter["name"],
        says=parameter.get("description", ""),
        values=tuple(form.get("enum", ())),
        form=form.get("pattern", "").removeprefix("^").removesuffix("$"),
        default=form.get("default", ""),
        example=form.get("example", ""),
        in_path=parameter["in"] == "path",
    )


def _address(path: str, parameters: tuple[ParameterLine, ...], asks: str) -> str:
    """An address to try: the path with its examples, and a query."""
    for one in parameters:
        path = path.replace(f"{{{one.name}}}", one.example)
    return f"{path}?{asks}" if asks else path


def _example(response: Schema) -> str:
    content = response.get("content", {}).get("application/json", {})
    examples = list(content.get("examples", {}).values())
    return json.dumps(examples[0]["value"], ensure_ascii=False, indent=2) if examples else ""


def _error_example(schema: Schema) -> str:
    first = next(iter(schema["paths"].values()))
    return _example(first["get"]["responses"]["401"])


def _shape(name: str, component: Schema) -> Shape:
    fields = component.get("properties", {}).items()
    return Shape(name, tuple(FieldLine(field, _kind(form), form.get("description", "")) for field, form in fields))


def _kind(form: Schema) -> str:
    """The type of a field in short."""
    if "$ref" in form:
        return str(form["$ref"]).rpartition("/")[2]
    if "enum" in form:
        return " | ".join("null" if value is None else str(value) for value in form["enum"])
    for key in ("allOf", "oneOf", "anyOf"):
        if key in form:
            return " | ".join(_kind(one) for one in form[key])
    kind = form.get("type", "object")
    kinds = kind if isinstance(kind, list) else [kind]
    return " | ".join(f"{_kind(form['items'])}[]" if one == "array" else _named(one, form) for one in kinds)


def _named(kind: str, form: Schema) -> str:
    return f"{kind} ({form['format']})" if "format" in form and kind == "string" else kind

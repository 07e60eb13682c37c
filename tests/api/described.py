"""Holding an answer to the OpenAPI document: every member described, every described member there."""

from __future__ import annotations

from copy import deepcopy

from jsonschema import Draft202012Validator, FormatChecker

from coverage_portal.api.schema import schema_in


def response_schema(document: dict, operation: str, status: str = "200") -> dict:
    """The schema of what an operation answers with this status."""
    every = (one for path in document["paths"].values() for one in path.values())
    found = next(one for one in every if one["operationId"] == operation)
    return found["responses"][status]["content"]["application/json"]["schema"]


def problems(value: object, operation: str, status: str = "200") -> list[str]:
    """What of `value` is not as the document says; a member that it does not describe is a problem too."""
    document = deepcopy(schema_in("id"))
    for component in document["components"]["schemas"].values():
        component["additionalProperties"] = False
    schema = {"components": document["components"], **response_schema(document, operation, status)}
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]

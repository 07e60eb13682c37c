"""An endpoint is declared once: who may ask, what may be asked, what is answered. Gate, checks and schema follow it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, parser_classes, renderer_classes
from rest_framework.metadata import BaseMetadata
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from coverage_portal.api.errors import CODES, GENERAL, refuse
from coverage_portal.api.fields import one_of
from coverage_portal.api.json_body import Json
from coverage_portal.api.language import speak
from coverage_portal.api.parameters import LANG, Parameter, read
from coverage_portal.core.gate import access, refused_by

EXAMPLES = Path(__file__).with_name("examples")
METHODS = ("GET", "HEAD", "POST", "PATCH", "OPTIONS")
ALWAYS = (400, 401, 403, 406, 500)
Handler = Callable[..., Response]
View = Callable[..., HttpResponseBase]


class ErrorDetail(serializers.Serializer):
    """What was wrong."""

    code = one_of(*CODES)(help_text=_("Untuk program; tidak pernah diterjemahkan."))
    message = serializers.CharField(help_text=_("Untuk orang, dalam bahasa yang diminta."))
    parameter = serializers.CharField(allow_null=True, help_text=_("Parameter yang menjadi sebabnya, bila ada."))


class Error(serializers.Serializer):
    """Every refusal, of whatever status."""

    error = ErrorDetail()


class MethodsAllowed(BaseMetadata):
    """What OPTIONS answers: the methods, and where everything else stands."""

    def determine_metadata(self, request: Request, view: APIView) -> dict[str, object]:
        """What the view answers."""
        methods = [name for name in METHODS if name.lower() in view.http_method_names]
        return {"methods": methods, "schema": reverse("api_schema")}


@dataclass(frozen=True)
class About:
    """What the schema says of an endpoint.

    `example` names a file of examples/, `asks` is a query string to try; `errors` are the statuses beside ALWAYS, those
    in `shapes` with a body of their own. `body` is what is sent, with its example; `status` is that of the answer.
    """

    summary: Promise
    says: Promise
    answer: Any
    example: str = ""
    asks: str = ""
    parameters: tuple[Parameter, ...] = ()
    path: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()
    shapes: tuple[tuple[int, type[serializers.Serializer]], ...] = ()
    renderers: tuple[type[BaseRenderer], ...] = (JSONRenderer,)
    body: Any = None
    body_example: str = ""
    status: int = 200


class Operation(NamedTuple):
    """One method of an address: `rule` is a permission or SIGNED_IN, as in @access."""

    rule: str
    about: About
    handler: Handler


def endpoint(rule: str, about: About) -> Callable[[Handler], View]:
    """Declare a handler(request, query, **path) as an address that is only read.

    `query` holds the checked parameters: {"wilayah": "36.71"}.
    """

    def declare(handler: Handler) -> View:
        return address(GET=Operation(rule, about, handler))

    return declare


def address(**operations: Operation) -> View:
    """An address that answers each of these methods with its handler. The gate refuses in JSON."""
    first = next(iter(operations.values()))

    @wraps(first.handler)
    def answered(request: Request, **path: str) -> Response:
        speak(request)
        asked = operations["GET" if request.method == "HEAD" else str(request.method)]
        return asked.handler(request, read(request, (*asked.about.parameters, LANG)), **path)

    answered.metadata_class = MethodsAllowed  # type: ignore[attr-defined]  # where api_view looks for it
    methods = [name for method in operations for name in ((method, "HEAD") if method == "GET" else (method,))]
    view = api_view(methods)(parser_classes([Json])(renderer_classes(first.about.renderers)(answered)))
    for method, operation in operations.items():
        view = _described(method, operation)(view)
    rules = {method: operation.rule for method, operation in operations.items()}
    declared: View = access(**rules, OPTIONS=first.rule)(refused_by(refuse)(view))
    return declared


def _described(method: str, operation: Operation) -> Callable[[View], View]:
    about = operation.about
    shapes = dict(about.shapes)
    sent = (413, 415, 429) if about.body else (429,)
    errors = sorted({*ALWAYS, *sent, *about.errors, *shapes})
    decorator: Callable[[View], View] = extend_schema(
        methods=[method],
        operation_id=operation.handler.__name__,
        summary=about.summary,
        description=about.says,
        parameters=[parameter.described() for parameter in (*about.path, *about.parameters, LANG)],
        request=about.body,
        responses={
            about.status: OpenApiResponse(about.answer, about.summary),
            **{
                (status, "application/json"): OpenApiResponse(shapes.get(status, Error), GENERAL[status][1])
                for status in errors
            },
        },
        extensions={"x-asks": about.asks} if about.asks else None,
        examples=[*_sent(about.body_example), *_example(about), *(_refusal(status, shapes) for status in errors)],
    )
    return decorator


def _sent(name: str) -> list[OpenApiExample]:
    return [OpenApiExample(name, _read(name), request_only=True)] if name else []


def _example(about: About) -> list[OpenApiExample]:
    name = about.example
    return [OpenApiExample(name, _read(name), response_only=True, status_codes=[str(about.status)])] if name else []


def _read(name: str) -> Mapping[str, object]:
    value: Mapping[str, object] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return value


def _refusal(status: int, shapes: Mapping[int, type[serializers.Serializer]]) -> OpenApiExample:
    code, message = GENERAL[status]  # kept lazy: the schema is written in the language that is asked for
    more = getattr(shapes.get(status), "example", {})
    value = {"error": {"code": code, "message": message, "parameter": None, **more}}
    return OpenApiExample(code, value, response_only=True, status_codes=[str(status)])

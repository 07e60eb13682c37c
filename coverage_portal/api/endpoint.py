"""An endpoint is declared once: who may ask, what may be asked, what is answered. Gate, checks and schema follow it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, renderer_classes
from rest_framework.metadata import BaseMetadata
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from coverage_portal.api.errors import CODES, GENERAL, refuse
from coverage_portal.api.fields import one_of
from coverage_portal.api.language import speak
from coverage_portal.api.parameters import LANG, Parameter, read
from coverage_portal.core.gate import access, refused_by

EXAMPLES = Path(__file__).with_name("examples")
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

    def determine_metadata(self, request: Request, view: object) -> dict[str, object]:
        """Without a look at the view: all are alike."""
        return {"methods": ["GET", "HEAD", "OPTIONS"], "schema": reverse("api_schema")}


@dataclass(frozen=True)
class About:
    """What the schema says of an endpoint.

    `example` names a file of examples/, `asks` is a query string to try; `errors` are the statuses beside ALWAYS.
    """

    summary: Promise
    says: Promise
    answer: Any
    example: str = ""
    asks: str = ""
    parameters: tuple[Parameter, ...] = ()
    path: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()
    renderers: tuple[type[BaseRenderer], ...] = (JSONRenderer,)


def endpoint(rule: str, about: About) -> Callable[[Handler], View]:
    """Declare a handler(request, query, **path) as an endpoint: `rule` is a permission or SIGNED_IN, as in @access.

    `query` holds the checked parameters: {"wilayah": "36.71"}. The gate refuses in JSON; only reading is allowed.
    """
    known = (*about.parameters, LANG)

    def declare(handler: Handler) -> View:
        @wraps(handler)
        def answered(request: Request, **path: str) -> Response:
            speak(request)
            return handler(request, read(request, known), **path)

        answered.metadata_class = MethodsAllowed  # type: ignore[attr-defined]  # where api_view looks for it
        view = api_view(["GET", "HEAD"])(renderer_classes(about.renderers)(answered))
        described = _described(handler.__name__, about, known)(view)
        declared: View = access(GET=rule, OPTIONS=rule)(refused_by(refuse)(described))
        return declared

    return declare


def _described(name: str, about: About, known: tuple[Parameter, ...]) -> Callable[[View], View]:
    errors = sorted({*ALWAYS, *about.errors})
    decorator: Callable[[View], View] = extend_schema(
        operation_id=name,
        summary=about.summary,
        description=about.says,
        parameters=[parameter.described() for parameter in (*about.path, *known)],
        responses={
            200: OpenApiResponse(about.answer, about.summary),
            **{(status, "application/json"): OpenApiResponse(Error, GENERAL[status][1]) for status in errors},
        },
        extensions={"x-asks": about.asks} if about.asks else None,
        examples=[*_example(about.example), *(_refusal(status) for status in errors)],
    )
    return decorator


def _example(name: str) -> list[OpenApiExample]:
    if not name:
        return []
    value: Mapping[str, object] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return [OpenApiExample(name, value, response_only=True, status_codes=["200"])]


def _refusal(status: int) -> OpenApiExample:
    code, message = GENERAL[status]  # kept lazy: the schema is written in the language that is asked for
    value = {"error": {"code": code, "message": message, "parameter": None}}
    return OpenApiExample(code, value, response_only=True, status_codes=[str(status)])

"""In which language the API answers: `lang`, else the browser's, else Indonesian. Its addresses have no /en/."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


def speak(request: HttpRequest, *, as_pages: bool = False) -> str:
    """Write the rest of this answer in the language asked for; LocaleMiddleware names it in Content-Language.

    `as_pages`: like the portal's pages, which ask no browser for its language.
    """
    language = request.GET.get("lang", "")
    if language not in LANGUAGES:
        language = settings.LANGUAGE_CODE if as_pages else translation.get_language_from_request(request)
    translation.activate(language)
    return language

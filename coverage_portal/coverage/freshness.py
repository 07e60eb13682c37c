"""Whether what a browser keeps still holds. A page of totals follows from the data version, the code, the question, the
session and today's rights of who asks; when none of these changed, the answer is 304 and nothing is computed.

One query reads them all, before session, user and gate are asked one by one. A 304 carries nothing: whoever sends a
mark that is not theirs goes the full way, with its gate.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from coverage_portal.core.models import DataVersion, User
from coverage_portal.core.spells import today
from coverage_portal.coverage.keeping_back import limits
from coverage_portal.coverage.models import DefaultScope
from regions.models import Assignment, Branch

View = Callable[..., HttpResponse]
WATCHED = ("*.py", "*.html", "*.mo", "*.csv", "*.css")
PARTS = ("coverage_portal", "regions", "employers", "workers", "templates")
NO_MARK = ""
KEPT_QUESTION = 7  # its place in a row of _QUERY


def kept_by_browser(view: View) -> View:
    """A view whose page a browser may keep for itself, but must ask about before it shows it again."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = _standing_of(request, request.user.pk or 0)
        if known:
            request.default_query = known[0][KEPT_QUESTION] or ""  # type: ignore[attr-defined] # asked once a request
        mark = _mark(request, request.user.pk or 0, known)
        response = view(request, *args, **kwargs)
        if not mark or response.status_code != 200:
            return response
        response.headers["ETag"] = f'"{mark}"'
        return _private(response)

    return answered


class Unchanged:
    """Middleware, before the session's: answers 304 to a browser whose page still holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """304 for the mark that this very request would get now, else the full way."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if key and not (key.isascii() and key.isalnum()):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]  # PostgreSQL takes no NUL, which a cookie can spell
        sent = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
        number = sent.partition(".")[0]
        readable = request.method in ("GET", "HEAD") and number.isdecimal() and len(number) < 18
        if readable and sent == mark_of(request, int(number)):
            return _private(HttpResponseNotModified(headers={"ETag": f'W/"{sent}"'}))
        return self.get_response(request)


def mark_of(request: HttpRequest, user_id: int) -> str:
    """The mark of the answer to this request by that user: "12.5f…"; empty when it may not be kept, because nobody is
    signed in or a message waits to be shown once."""
    return _mark(request, user_id, _standing_of(request, user_id))


def _mark(request: HttpRequest, user_id: int, rows: list[tuple[Any, ...]]) -> str:
    if not rows or rows[0][0] is None:
        return NO_MARK
    key = request.COOKIES[settings.SESSION_COOKIE_NAME]
    csrf = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")  # the page's forms carry a token of this cookie
    told = repr((code_mark(), limits(), today(), request.get_full_path(), key, csrf, rows)).encode()
    return f"{user_id}.{blake2b(told, digest_size=16, key=settings.SECRET_KEY.encode()[:64]).hexdigest()}"


def _standing_of(request: HttpRequest, user_id: int) -> list[tuple[Any, ...]]:
    """The session, the account, its kept question and the data version, a row for each of today's assignments; no row
    when the answer may not be kept anyway."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not key or "messages" in request.COOKIES:
        return []
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    day = connection.ops.adapt_datefield_value(today())
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [key, now, day, day, user_id])
        return list(cursor.fetchall())


# Written out, since composing it anew takes the ORM longer than the databases need to answer it.
_QUERY = f"""
SELECT s.session_data, u.password, u.is_active, u.username, u.first_name, u.last_name, v.number, d.query,
  a.role, a.branch_id, b.code, b.name
FROM {User._meta.db_table} u
LEFT JOIN {Session._meta.db_table} s ON s.session_key = %s AND s.expire_date > %s
LEFT JOIN {DataVersion._meta.db_table} v ON v.id = 1
LEFT JOIN {DefaultScope._meta.db_table} d ON d.user_id = u.id
LEFT JOIN {Assignment._meta.db_table} a
  ON a.user_id = u.id AND a.started_on <= %s AND (a.ended_on IS NULL OR a.ended_on > %s)
LEFT JOIN {Branch._meta.db_table} b ON b.id = a.branch_id
WHERE u.id = %s ORDER BY a.id
"""  # noqa: S608 - names of our own tables, no value


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie",))
    return response


@lru_cache
def code_mark() -> str:
    """A mark of the code and the texts this process runs: another release, another mark."""
    known = blake2b((settings.BASE_DIR / "requirements.txt").read_bytes(), digest_size=8)
    for folder in PARTS:
        for pattern in WATCHED:
            for path in sorted((settings.BASE_DIR / folder).rglob(pattern)):
                known.update(path.name.encode() + path.read_bytes())
    return known.hexdigest()

"""Template words every page may use: numbers and dates in the page's language, icons, drawings, the language switch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction

from django import template
from django.core.paginator import Page
from django.template import defaulttags
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from coverage_portal.core import formatting
from coverage_portal.core.formatting import Exact
from coverage_portal.core.icons import ICONS
from coverage_portal.core.own_address import kept_query, may_be_repeated, own_address

register = template.Library()


def active_language() -> str:
    """The language of the page being written: "en", else "id"."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def number(value: Exact | None) -> str:
    """1.190.000"""
    return formatting.number(value, active_language())


@register.filter
def whole(value: Exact) -> int:
    """454000, for an address."""
    return round(Fraction(value))


@register.filter
def short_size(value: Exact | None) -> str:
    """13,1 ribu of a change by 13,060 either way: the words beside it say which."""
    return formatting.short(abs(Fraction(value)) if value is not None else None, active_language())


@register.filter
def short(value: Exact | None) -> str:
    """1,19 juta"""
    return formatting.short(value, active_language())


@register.filter
def percent(share: Exact | None) -> str:
    """61,8% of a share of one."""
    return formatting.percent(share, active_language())


@register.filter
def percent_tick(share: Exact | None) -> str:
    """70% of a share of one, with the decimals it has."""
    return formatting.percent_tick(share, active_language())


@register.filter
def get(mapping: Mapping[str, str], key: str) -> str:
    """What stands under a key; empty when nothing does."""
    return mapping.get(key, "")


@register.filter
def count_word(count: int) -> str:
    """empat"""
    return formatting.count_word(count, active_language())


@register.filter
def long_date(day: date | None) -> str:
    """22 Maret 2024"""
    return formatting.long_date(day, active_language())


@register.filter
def short_date(day: date | None) -> str:
    """12 Mar 2024"""
    return formatting.short_date(day, active_language())


@register.filter
def month(day: date | None) -> str:
    """Desember 2023"""
    return formatting.month(day, active_language())


@register.filter
def moment(at: datetime | None) -> str:
    """22 Mar 2024, 16.05 WIB"""
    return formatting.moment(at, active_language())


@register.filter
def web_address(link: str) -> str:
    """`link` when it leads to a web page, else nothing: no other scheme (javascript:) may stand behind a word."""
    return link if link.lower().startswith(("http://", "https://")) else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word; screen readers hear the word only."""
    return SafeString(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>')


@register.filter
def drawing(svg: str) -> SafeString:
    """An SVG of core.charts, which escapes every text it is given."""
    return SafeString(svg)


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    """The numbers a pager shows: the ends, this page and its neighbours, an ellipsis for the rest."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def address_in(context: template.Context, language: str) -> str:
    """This page's address in another language, path and query kept but for what may be a NIK; a page without /en/ gives
    `address_by_language`."""
    own: dict[str, str] = context.get("address_by_language") or {}
    request = context.get("request")
    return own.get(language) or (translate_url(own_address(request), language) if request else "/")


@register.simple_tag(takes_context=True)
def querystring(context: template.Context, **changes: object) -> str:
    """Django's tag of this name, in whose place it stands: this page's query with some of it changed (None: without);
    what may be a NIK is left out."""
    request = context["request"]
    return str(defaulttags.querystring(context, kept_query(request), **changes)) or ("?" if request.GET else "")


@register.filter
def repeatable(text: str) -> str:
    """A piece of an address when it may be written into the page; nothing where it may hold a NIK."""
    return text if may_be_repeated(text) else ""

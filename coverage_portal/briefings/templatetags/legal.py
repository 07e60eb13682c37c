"""What a legal basis says of itself, in the language of the page."""

from __future__ import annotations

from django import template

from coverage_portal.briefings.legal.shipped import about_of, note_of
from coverage_portal.briefings.models import Basis
from coverage_portal.core.templatetags.portal import active_language

register = template.Library()


@register.filter
def about(basis: Basis) -> str:
    """What the basis is about."""
    return about_of(basis, active_language())


@register.filter
def note(basis: Basis) -> str:
    """What must be known before citing it."""
    return note_of(basis, active_language())

"""The demo accounts for the sign-in page."""

from __future__ import annotations

from django import template

from regions.demo_accounts import DemoAccount, usable_demo_accounts

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[DemoAccount]:
    """`{% demo_accounts as accounts %}`: those one can sign in with on this machine, usually none."""
    return usable_demo_accounts()

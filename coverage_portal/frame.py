"""What stands around every page: the Ilustrasi mark while demo data are in, and who is signed in as what."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from coverage_portal.core.illustration import holds_demo
from regions.access import keep_rights
from regions.models import Assignment


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template variables `illustrative_data` and `roles`; neither asks the database before a template does."""
    return {
        "illustrative_data": SimpleLazyObject(holds_demo),
        "roles": SimpleLazyObject(lambda: _roles(request)),
    }


def _roles(request: HttpRequest) -> list[tuple[str, str]]:
    """The visitor's roles today in words, each with the name of its branch ("" for all branches)."""
    return [(str(Assignment.Role(role).label), branch) for role, branch in keep_rights(request.user).roles]

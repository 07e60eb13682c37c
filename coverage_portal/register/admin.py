"""The register in the stewards' site: employers to look at, of the branches whose staff or admin one is as well."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from employers.models import Employer
from employers.names import plain_words
from regions.admin import FigureAdmin, site
from regions.admin_site import StewardAdmin
from regions.models import ReferenceFigure
from workers.compliance import judge_again


class EmployerAdmin(StewardAdmin):
    """Employers, seen as the register's pages let one see them and never written here: that takes the verbs of
    `register`, which keep figures and history right."""

    permission = "view_employers"
    list_display = ("name", "npp", "division", "branch", "district", "registered_on", "closed_on")
    list_filter = ("branch", "scale")
    list_select_related = ("branch", "district")
    search_fields = ("search_text",)
    exclude = ("search_text", "row_hash")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Employer]:
        """Those of the visitor's branches."""
        return Employer.objects.visible_to(request.user)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Every word, however it is written."""
        for word in plain_words(search_term[:200]):
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


class JudgingFigureAdmin(FigureAdmin):
    """Published figures, of which a minimum wage changes what is found of employers."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the verb, and then on to the employers."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            judge_again(obj)


site.register(Employer, EmployerAdmin)
site.unregister(ReferenceFigure)
site.register(ReferenceFigure, JudgingFigureAdmin)

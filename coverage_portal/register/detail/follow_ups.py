"""Reads the follow-up log of an employer, with the lines of the duplicates that were merged into it."""

from __future__ import annotations

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest

from coverage_portal.core.paging import page_asked_for
from employers.merging import counted_to
from employers.models import Employer, FollowUp
from regions.access import Visitor

PAGE_SIZE = 50


def lines_of(employer: Employer, visitor: Visitor) -> QuerySet[FollowUp]:
    """The lines of the employer and of its duplicates, the newest first; those of branches the visitor may see."""
    return all_lines_of(employer).filter(employer__in=Employer.objects.visible_to(visitor))


def all_lines_of(employer: Employer) -> QuerySet[FollowUp]:
    """The lines of the employer and of its duplicates, also of those at other branches."""
    return FollowUp.objects.filter(employer__in=list(counted_to([employer.pk])))


def hidden_lines(employer: Employer, visitor: Visitor) -> int:
    """How many lines are left out, being of duplicates at branches that the visitor may not see."""
    return all_lines_of(employer).count() - lines_of(employer, visitor).count()


def log_of(request: HttpRequest, employer: Employer) -> Page:
    """A page of the log."""
    rows = lines_of(employer, request.user).select_related("by", "employer", "settled_by")
    return page_asked_for(request, rows, PAGE_SIZE)


def open_actions(employer: Employer, visitor: Visitor) -> QuerySet[FollowUp]:
    """The lines that left something to do which no later line has settled, the most urgent first."""
    waiting = lines_of(employer, visitor).filter(next_on__isnull=False, settled_by__isnull=True)
    return waiting.order_by("next_on", "pk")

"""Every address of a URL configuration, with arguments to try it with.

Whoever routes a new page that takes arguments says in ARGUMENTS what to try it with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from django.urls import NoReverseMatch, URLPattern, URLResolver, resolve, reverse

from coverage_portal.core.models import ImportBatch, User
from employers.models import Employer
from regions.gate import PACKAGE_SITES, rules_of
from regions.models import Assignment, Branch, Region
from workers.models import Membership

OF_ONE_IMPORT = (
    *(
        "detail",
        "progress",
        "piece",
        "resume",
        "cancel",
        "columns",
        "review",
        "correct",
        "allow",
        "save",
        "undo",
        "rejects",
    ),
)
# By URL name: asked in the world of tests/access/test_matrix.py, whose rows all belong to Cikokol, another branch than
# the one that "budi" and "admin" are at.
ARGUMENTS: dict[str, Callable[[], dict[str, object]]] = {
    "admin:app_list": lambda: {"app_label": "regions"},
    "admin:core_user_change": lambda: {"object_id": User.objects.get(username="joko").pk},
    "admin:regions_assignment_change": lambda: {"object_id": Assignment.objects.get(user__username="budi").pk},
    "admin:regions_branch_change": lambda: {"object_id": Branch.objects.get(code="CKK").pk},
    "district": lambda: {"code": "36.71.05"},
    "working": lambda: {"key": "penyebut"},
    "download": lambda: {"block": "jawaban", "format": "csv"},
    "briefing_file": lambda: {"code": "K7QM2TXR", "format": "pdf"},
    "api_coverage_figure": lambda: {"key": "cakupan"},
    "api_region": lambda: {"code": "36.71"},
    **{
        f"employer_{name}": lambda: {"key": Employer.objects.get().npp}
        for name in ("detail", "close", "reopen", "move", "merge", "merge_undo")
    },
    **{f"employer_{name}": lambda: {"key": Employer.objects.get().npp} for name in ("edit", "enrol")},
    "employer_detail": lambda: {"key": Employer.objects.get().npp},
    "api_employer": lambda: {"key": Employer.objects.get().npp},
    "worker_detail": lambda: {"pk": Membership.objects.get().person_id},
    **{f"import_{name}": lambda: {"pk": ImportBatch.objects.get().pk} for name in OF_ONE_IMPORT},
    "employer_download": lambda: {"format": "csv"},
    "briefing_draft_file": lambda: {"format": "pdf"},
    "import_template": lambda: {"slug": "pekerja"},
    "admin:regions_region_change": lambda: {"object_id": Region.objects.get(code="36.71").pk},
}
# By argument, for pages that need no row: 404 is an answer too, and says that the gate let the visitor through.
ARGUMENT_BY_NAME: dict[str, object] = {
    "object_id": 999999,
    "pk": 999999,
    "content_type_id": 999999,
    "basis": "uu-40-2004",  # a legal basis that nobody loaded
    "code": "K7QM2TXR",  # of a briefing that nobody issued
}


@dataclass(frozen=True)
class Address:
    """One routed page: its name with namespace ("?": none) and its pattern."""

    name: str
    pattern: URLPattern
    urlconf: str

    def path(self) -> str:
        """Where to try it. Raises LookupError when nobody said what its arguments may be."""
        wanted = self.pattern.pattern.regex.groupindex
        given = ARGUMENT_BY_NAME | (ARGUMENTS[self.name]() if self.name in ARGUMENTS else {})
        arguments = {key: given[key] for key in wanted if key in given}
        try:
            path = reverse(self.name, urlconf=self.urlconf, kwargs=arguments)
        except NoReverseMatch as error:
            raise LookupError(f"ARGUMENTS must say what to try {self.name} with: {list(wanted)}") from error
        if resolve(path, urlconf=self.urlconf).func is not self.pattern.callback:
            raise LookupError(f"two pages share the name {self.name}, or one hides the other")
        return path

    def rules(self):
        """The access rules of its view, by method; empty when it has none."""
        if self.in_a_site_with_a_rule():
            return PACKAGE_SITES[self.name.partition(":")[0]]
        return rules_of(self.pattern.callback, resolve(self.path(), urlconf=self.urlconf)) if self.named() else {}

    def named(self) -> bool:
        return not self.name.endswith("?")

    def in_a_site_with_a_rule(self) -> bool:
        return self.name.partition(":")[0] in PACKAGE_SITES and ":" in self.name


def addresses(urlconf: str) -> list[Address]:
    """Every page that is routed, by name."""
    found = [Address(name, pattern, urlconf) for name, pattern in patterns(import_module(urlconf).urlpatterns)]
    return sorted(found, key=lambda address: address.name)


def patterns(urls, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in urls:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name or '?'}", entry


def undeclared(urlconf: str) -> list[str]:
    """The pages that say no rule for any method, and those without a name, which no matrix can show."""
    return [f"{address.name} ({address.pattern.pattern})" for address in addresses(urlconf) if not address.rules()]

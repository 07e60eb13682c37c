"""Fill a database with the product's own commands: run by worlds.py in a process of its own, once Django is set up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.models import F

from coverage_portal.briefings.drafting.actions import make_draft
from coverage_portal.briefings.issuing.actions import accept_warning, issue
from coverage_portal.briefings.issuing.review import review
from coverage_portal.briefings.models import Signatory
from coverage_portal.briefings.wanted import AskKind, AskWanted, Part, Wanted
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal
from coverage_portal.coverage.scope import Scope
from coverage_portal.imports import demo_registry
from coverage_portal.imports.models import ImportIssue
from coverage_portal.register.detail.merging import merge
from employers.addresses import key_of
from employers.models import Employer
from regions.actions import enter_figure
from regions.models import Branch, ReferenceFigure, Region, Target
from tests import people
from tests.browser import imports
from tests.browser.worlds import CITY, DEMO, EMPTY
from workers.models import Membership

SCALE = 0.02
COUNTED = ("memberships", "persons", "jkk", "jkm", "jht", "jp", "jkp", "employers", "declared_employers", "declared")
ROLES = {"ratna": "staff", "sari": "official", "tuti": "admin", "wulan": "steward", "joko": ""}
LONG_NAME = "contoh_pekerja_dengan_nama_berkas_yang_panjang_sekali_2023-12-31.csv"


def prepare(state: str) -> dict[str, int]:
    """A database in one of three states; what stands for the names in the paths of pages.py."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if state != EMPTY:
        call_command("load_reference", stdout=StringIO())
        call_command("load_law", stdout=StringIO())
        call_command("load_legal_bases", stdout=StringIO())
    numbers = load_demo() if state == DEMO else {}
    users = {name: people.person(name, role) for name, role in ROLES.items()}
    if state == DEMO:
        numbers |= imports.make(users["tuti"], Path(settings.VAR_DIR) / "demo")
        numbers |= merged(users["tuti"])
        numbers |= drafted(users["sari"])
        numbers |= went_out(users["sari"])
    return numbers


def drafted(by: User) -> dict[str, int]:
    """A draft of a briefing about the city's latest month."""
    scope = Scope(CITY, answer(Scope(CITY)).month)
    wanted = Wanted(
        title="Bahan audiensi dengan Wali Kota Tangerang", addressee="Wali Kota Tangerang", place="Balai Kota"
    )
    asks = (AskWanted(AskKind.VULNERABLE, workers=10_000), AskWanted(AskKind.OWN, title="Satu loket"))
    branch = Branch.objects.select_related("city").order_by("pk")[0]
    made = make_draft(by=by, branch=branch, scope=scope, wanted=replace(wanted, asks=asks))
    return {"draft": made.pk}


def went_out(by: User) -> dict[str, int | str]:
    """A short briefing that was issued before the data changed, and another that waits to be."""
    scope = Scope(CITY, answer(Scope(CITY)).month)
    branch = Branch.objects.select_related("city").order_by("pk")[0]
    head = Signatory.objects.create(
        branch=branch, name="Budi Santoso", title="Kepala Kantor Cabang", prefix="Pps.", started_on=people.LONG_AGO
    )
    wanted = Wanted(addressee="Wali Kota Tangerang", number="B/12/032024", signatory=head.pk)
    found = []
    for title in ("Bahan audiensi Maret", "Bahan audiensi April"):
        short = replace(wanted, title=title, parts=(Part.SUMMARY, Part.WHERE, Part.CLOSING))
        made = make_draft(by=by, branch=branch, scope=scope, wanted=short)
        for warning in review(made).warnings:
            accept_warning(briefing=made, mark=warning.mark, reason="Sudah dijelaskan kepada Sekda.", by=by)
        made.refresh_from_db()
        found.append(made)
    paper = issue(briefing=found[0], seen=review(found[0]).sha256, site="https://cakupan.contoh.go.id/", by=by)
    bump()
    return {"paper": str(paper.code), "ready": found[1].pk}


def merged(by: User) -> dict[str, int | str]:
    """One employer that has closed, and two prospects that were merged into one."""
    closed = Employer.objects.filter(closed_on__isnull=False).order_by("pk")[0]
    twins = [Employer(name="PT Contoh Kembar", branch=closed.branch, district=closed.district) for _ in range(2)]
    for twin in twins:
        twin.save()
    done = merge(kept=twins[0], duplicate=twins[1], by=by, note="Dicatat dua kali")
    return {"closed": key_of(closed), "kept": key_of(twins[0]), "merge": done.pk}


def load_demo() -> dict[str, int]:
    """The demo registry, small but with numbers as wide as the whole city's, so that pages are as full as in earnest;
    a target that the rate is compared with; a receipt with problems in it."""
    demo_registry.load(Path(settings.VAR_DIR) / "demo", scale=SCALE, say=lambda line: None)
    CoverageTotal.objects.update(**{name: F(name) * round(1 / SCALE) for name in COUNTED})
    batch = ImportBatch.objects.get(kind="workers")
    removed = {"state": ImportBatch.State.REMOVED, "file_name": LONG_NAME, "file_sha256": "ab" * 32}
    wrong = ImportBatch.objects.create(
        kind="workers", position=batch.position, rows_read=3, rows_new=1, rows_rejected=2, **removed
    )
    for row, column, code in ((14, "NIK", "nik_form"), (15, "KPJ", "kpj_form"), (0, "", "sheets_several")):
        ImportIssue.objects.create(batch=wrong, row_number=row, column=column, code=code, severity="error")
    city = Region.objects.get(code=CITY)
    aim = Target(region=city, year=2026, measure="M1", percent=Decimal(75), decree="Keputusan contoh 1/2024")
    target = enter_figure(figure=aim, by=User.objects.get(username="pengelola"))
    figures = ReferenceFigure.objects.filter(region=city, kind="labour_force").order_by("pk")
    largest = Employer.objects.order_by("-declared_headcount", "pk")[0]
    found = {"name": "PT Contoh Prospek", "found_on": batch.position, "found_in": Employer.FoundIn.VISIT}
    prospect = Employer.objects.create(branch=largest.branch, district=largest.district, **found)
    return {
        "worker": Membership.objects.order_by("pk")[0].person_id,
        "employer": key_of(largest),
        "prospect": key_of(prospect),
        "receipt": batch.pk,
        "problems": wrong.pk,
        "figure": figures[0].pk,
        "target": target.pk,
    }

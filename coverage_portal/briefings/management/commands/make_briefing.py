"""manage.py make_briefing --region 36.71 --month 2023-12 --out DIR: the monthly pack, for cron. A pack with a missing
number refuses to be built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.monthly import branch_of, looked_at, usual_document, written
from coverage_portal.core import formatting
from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.asking import sentence_for
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.scope import BadScope, Scope, parse_scope
from regions.models import Branch
from regions.places import UnknownRegion, region_by_code


class Command(BaseCommand):
    """Exit code 1 with every error in words, and nothing written, when the checklist finds one; warnings are printed.

    The files are drafts and say so: only an issued briefing is stamped. With `--verbosity 0` a pack that was made is
    made without a word.
    """

    help = "Menyusun bahan audiensi bulanan sebuah wilayah: PDF, PPTX, DOCX, dan XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is asked and where the files go."""
        parser.add_argument("--region", default=Scope().region, help=_("kode wilayah, misalnya 36.71"))
        parser.add_argument("--month", default="", help=_("posisi data, misalnya 2023-12; kosong: yang terbaru"))
        parser.add_argument("--out", required=True, help=_("folder untuk keempat berkas"))
        parser.add_argument("--language", choices=["id", "en"], default="id", help=_("bahasa bahan"))
        parser.add_argument("--branch", default="", help=_("kode kantor cabang; kosong: yang di wilayah itu"))
        parser.add_argument("--by", metavar="USERNAME", default="", help=_("nama pengguna untuk jejak audit"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the pack, or say why not."""
        scope, by = _scope(options["region"], options["month"]), _user(options["by"])
        branch = _branch(options["branch"], scope.region)
        document = _document(scope, branch, options["language"])
        say = self.stdout.write if options["verbosity"] else _nobody_listens
        if not options["branch"]:
            say(_("Kantor cabang: %(name)s (%(code)s)") % {"name": branch.name, "code": branch.code})
        errors, warnings = looked_at(document)
        for finding in warnings:
            say(_("Peringatan: %(text)s") % {"text": finding.text})
        if errors:
            listed = "\n".join(f"- {finding.text}" for finding in errors)
            raise CommandError(_("Bahan tidak disusun, dan tidak ada berkas yang ditulis:") + f"\n{listed}")
        try:
            files = written(document, Path(options["out"]))
        except OSError as error:
            raise CommandError(_("Berkas tidak dapat ditulis: %(why)s") % {"why": error}) from None
        record(by=by, verb="briefing_pack_made", subject=branch, region=document.region.code, month=str(document.month))
        for path in files:
            size = formatting.number(path.stat().st_size, active_language())
            say(_("%(file)s, %(size)s bita") % {"file": path, "size": size})


def _nobody_listens(_words: str) -> None:
    """Where cron asked for silence."""


def _scope(region: str, month: str) -> Scope:
    try:
        scope = parse_scope({"wilayah": region, "posisi": month})
        region_by_code(scope.region)
    except BadScope as error:
        raise CommandError(sentence_for(error)) from None
    except UnknownRegion as error:
        raise CommandError(str(error)) from None
    return scope


def _document(scope: Scope, branch: Branch, language: str) -> Document:
    try:
        return usual_document(scope, branch, language)
    except (NoSuchRegion, NoSuchMonth) as error:
        raise CommandError(error.sentence) from None


def _user(name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(_("Tidak ada pengguna bernama %(name)s.") % {"name": name})
    return found


def _branch(code: str, region: str) -> Branch:
    branches = list(Branch.objects.select_related("city").order_by("name"))
    found = next((one for one in branches if one.code == code), None) if code else branch_of(region, branches)
    if found is None:
        codes = ", ".join(f"{one.code} ({one.name})" for one in branches) or formatting.MISSING
        if code:
            said = _("Kantor cabang “%(code)s” tidak dikenal. Yang ada: %(codes)s.")
            raise CommandError(said % {"code": code, "codes": codes})
        raise CommandError(_("Sebutkan kantor cabangnya dengan --branch: %(codes)s.") % {"codes": codes})
    return found

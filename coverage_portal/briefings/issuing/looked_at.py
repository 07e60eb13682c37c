"""What the checklist looks at, in words: what of it is well, and where the rest is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.briefings.checklist import Finding
from coverage_portal.briefings.models import Briefing


@dataclass(frozen=True)
class Group:
    """Findings of one kind, by the codes that their keys begin with; what is said when there is none, and the name of
    the page on which they are mended."""

    well: str | Promise
    codes: tuple[str, ...]
    mended: str = "briefing_draft"

    def holds(self, finding: Finding) -> bool:
        """Whether the finding is of this kind."""
        return any(finding.key == code or finding.key.startswith(f"{code}-") for code in self.codes)


GROUPS = (
    Group(_("Judul dan tujuan terisi."), ("no-title", "no-addressee")),
    Group(_("Kop surat dan penanda tangan terisi."), ("no-signatory", "no-letterhead"), "briefing_letterhead"),
    Group(_("Penanda tangan bertugas pada hari itu."), ("not-signing",)),
    Group(_("Tidak ada angka yang hilang."), ("missing", "no-rate")),
    Group(_("Setiap persentase punya penyebut."), ("no-denominator", "no-division")),
    Group(_("Setiap angka menyebut sumbernya."), ("no-source",)),
    Group(_("Jumlah dan cara hitung cocok."), ("wrong-sum", "wrong-working")),
    Group(_("Data contoh bertanda Ilustrasi."), ("unmarked",)),
    Group(_("Penyebut satu terbitan."), ("mixed-denominators",)),
    Group(_("Tidak ada cakupan di atas 100%."), ("over-one",)),
    Group(_("Data cukup baru."), ("stale",)),
    Group(_("Dasar hukum sudah diverifikasi."), ("unverified-law",), "briefing_legal"),
    Group(_("Tarif dan keringanan sudah diverifikasi."), ("unverified-price", "relief-ends"), "programme_law"),
    Group(_("Tidak ada angka yang dirahasiakan."), ("withheld",)),
    Group(_("Setiap angka dalam kalimat ada dalam data."), ("edited", "own-words")),
    Group(_("Data di balik kalimat yang ditulis sendiri tidak berubah."), ("overtaken",)),
    Group(_("Kesimpulan utama bukan perkiraan."), ("estimated-headline",)),
    Group(_("Tidak ada pemberi kerja yang disebut namanya."), ("named-employers",)),
)


def well(findings: Iterable[Finding]) -> list[str]:
    """What was looked at and found to be well, in a sentence each."""
    found = list(findings)
    return [str(group.well) for group in GROUPS if not any(group.holds(one) for one in found)]


def mended_at(finding: Finding, draft: Briefing) -> str:
    """The address of the page on which a finding is mended: the draft's own unless it is of another kind."""
    name = next((group.mended for group in GROUPS if group.holds(finding)), "briefing_draft")
    return reverse(name, args=[draft.pk] if name == "briefing_draft" else [])

"""The shipped legal bases: exactly those that are known, none of them verified, loaded once."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from coverage_portal.briefings.legal.actions import load_bases, verify
from coverage_portal.briefings.legal.portal_law import PortalLaw, acts_in
from coverage_portal.briefings.legal.shipped import Shipped, about_of, note_of, shipped_bases
from coverage_portal.briefings.models import Basis
from coverage_portal.core.models import AuditEvent
from coverage_portal.programmes.actions import load_law
from tests import people

pytestmark = pytest.mark.django_db
CITATIONS = [
    "UU 40/2004",
    "UU 24/2011",
    "UU 6/2023",
    "PP 86/2013",
    "Perpres 109/2013",
    "PP 44/2015 jo. PP 82/2019 jo. PP 49/2023",
    "PP 45/2015",
    "PP 46/2015 jo. PP 60/2015",
    "PP 37/2021 jo. PP 6/2025",
    "PP 50/2025",
    "Permenaker 44/2015",
    "Permenaker 5/2021",
    "Permenaker 4/2023",
    "Inpres 2/2021",
    "Inpres 4/2022",
    "SE Mendagri 842.2/5193/SJ (11 November 2021)",
    "Permendagri tentang pedoman APBD",
    "Perwal Kota Tangerang 113/2023",
    "SE Wali Kota 19349",
]


def test_the_shipped_bases_are_loaded_in_their_order_and_none_is_verified():
    load_bases(by=None)
    assert list(Basis.objects.values_list("citation", flat=True)) == CITATIONS
    assert not Basis.objects.filter(verified_on__isnull=False).exists()
    assert Basis.objects.get(code="perwal-tangerang-113-2023").note == "Isi belum diketahui."


def test_loading_twice_changes_nothing():
    said = StringIO()
    call_command("load_legal_bases", stdout=said)
    before = list(Basis.objects.values())
    call_command("load_legal_bases", stdout=said)
    assert list(Basis.objects.values()) == before
    assert AuditEvent.objects.filter(verb="legal_bases_loaded").count() == 1
    assert said.getvalue().splitlines() == [
        "Dasar hukum: 19 baris baru, 0 disesuaikan, 0 sudah ada.",
        "Dasar hukum: 0 baris baru, 0 disesuaikan, 19 sudah ada.",
    ]


def test_words_follow_the_file_until_somebody_has_verified_them():
    old = (Shipped("a", "PP 1/2015", "Lama"), Shipped("b", "PP 2/2015", "Lama"))
    new = (Shipped("b", "PP 2/2015", "Baru"), Shipped("a", "PP 1/2015", "Baru"))
    load_bases(by=None, bases=old)
    verify(Basis.objects.get(code="a"), on=date(2026, 1, 2), by=people.person("wulan", "steward"))
    loaded = load_bases(by=None, bases=new)
    assert (loaded.new, loaded.changed, loaded.same) == (0, 1, 1)
    assert dict(Basis.objects.values_list("code", "about")) == {"a": "Lama", "b": "Baru"}


def test_what_a_basis_is_about_is_said_in_english_too():
    load_bases(by=None)
    for one in shipped_bases():
        assert bool(one.about) == bool(one.about_en)
        assert bool(one.note) == bool(one.note_en)
    basis = Basis.objects.get(code="pp-45-2015")
    assert (about_of(basis, "id"), about_of(basis, "en")) == ("Jaminan Pensiun", "Pension (JP)")
    assert note_of(Basis.objects.get(code="se-wali-kota-19349"), "en") == "Of 2024 or 2025: sources differ."
    basis.about = "Kata lain"
    assert about_of(basis, "en") == "Kata lain"


def test_acts_in_a_citation():
    assert acts_in("PP 44/2015 Lampiran II; PP 46/2015") == {"PP 44/2015", "PP 46/2015"}
    assert acts_in("SE Mendagri 842.2/5193/SJ (11 November 2021)") == frozenset()


def test_what_the_portals_own_law_says_of_a_basis():
    load_law(by=None)
    law = PortalLaw()
    relief, migrants, unknown = (law.knows(name) for name in ("PP 50/2025", "Permenaker 4/2023", "Inpres 2/2021"))
    assert (relief.rules, relief.unverified, relief.read_on) == (2, 0, date(2026, 2, 28))
    assert (migrants.verified, migrants.read_on) == (0, None)
    assert migrants.unverified == migrants.rules == 10
    assert (unknown.rules, unknown.read_on) == (0, None)
    joined = law.knows("PP 44/2015 jo. PP 82/2019 jo. PP 49/2023")
    assert joined.rules >= law.knows("PP 44/2015").rules > 0

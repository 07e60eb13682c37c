"""Two employers side by side on the page that merges them: in words, and with what makes one look twice."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import User
from coverage_portal.programmes.models import JkkRiskExample
from coverage_portal.register.detail.merging import merge
from employers.models import Employer
from tests import people
from tests.employers import made


@pytest.fixture
def tutis(db):
    client = Client()
    client.force_login(people.person("tuti", "admin"))
    return client


@pytest.fixture
def pair(db):
    """The one to keep and its duplicate, of another branch."""
    made.at_year_end()
    return made.employer("PT Contoh Boga"), made.employer("PT Contoh Boga Tbk", "TC999999", people.cikokol())


def test_both_sides_stand_in_words_with_their_names_and_only_what_can_be_taken_is_tinted(tutis, pair):
    kept, twin = pair
    roti = {"business": "Pabrik roti", "citation": "PP 82/2019 Lampiran I"}
    JkkRiskExample.objects.create(group=2, number=25, **roti)
    facts = {"declared_headcount": 120, "declared_wages": 600_000_000, "declared_on": date(2023, 6, 30)}
    Employer.objects.filter(pk=twin.pk).update(risk_group=2, risk_code="2-25", risk_as_of=date(2023, 1, 1), **facts)
    Employer.objects.filter(pk=kept.pk).update(contact_name="Ibu Contoh")
    html = tutis.get(f"/pemberi-kerja/{kept.npp}/gabungkan/?duplikat=TC999999").content.decode()
    assert '120<span class="sub">Jumlah upah dilaporkan: Rp600.000.000</span>' in html
    assert '<span class="sub">Dilaporkan pada: 30 Juni 2023</span>' in html
    assert '2<span class="sub" lang="id">Pabrik roti (PP 82/2019 Lampiran I)</span>' in html
    assert '<span class="sub">KBLI 2020: 56101</span>' in html
    assert not any(raw in html for raw in ("120 · ", "600000000", "2-25<"))
    assert html.count("cell-warn") == html.count('name="ambil"')
    assert "Ibu Contoh" in html and 'value="contact_name"' not in html


def test_what_makes_one_look_twice_at_the_one_that_is_kept_is_said(tutis, pair):
    kept, twin = pair
    address = f"/pemberi-kerja/{kept.npp}/gabungkan/?duplikat=TC999999"
    other = f"Kantornya berbeda: yang dipertahankan di {kept.branch.name}, duplikatnya di {twin.branch.name}."
    html = tutis.get(address).content.decode()
    assert other in html and "tetap begitu" not in html
    Employer.objects.filter(pk=kept.pk).update(closed_on=date(2023, 5, 1), closed_as="nonaktif")
    Employer.objects.filter(pk=twin.pk).update(branch=kept.branch)
    html = tutis.get(address).content.decode()
    assert "Yang dipertahankan nonaktif sejak 1 Mei 2023, dan tetap begitu sesudah penggabungan." in html
    assert "Duplikatnya tidak ditutup: bila itu yang benar, tukar keduanya." in html and "Kantornya berbeda" not in html


def test_merge_and_undo_say_that_they_are_at_work_where_a_script_runs(tutis, pair):
    kept, twin = pair
    html = tutis.get(f"/pemberi-kerja/{kept.npp}/gabungkan/?duplikat=TC999999").content.decode()
    done = merge(kept=kept, duplicate=twin, by=User.objects.get(), note="Sama")
    undo = tutis.get(f"/pemberi-kerja/{kept.npp}/gabungkan/{done.pk}/batalkan/").content.decode()
    for page in (html, undo):
        assert 'data-once="Sedang diproses."' in page and 'role="status"></p>' in page and "once" in page

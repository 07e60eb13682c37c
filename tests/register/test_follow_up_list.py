"""The gap by name: parts that add up to the dashboard's gap, ranked lists, and a sheet to take along."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from coverage_portal.core.models import AuditEvent
from coverage_portal.core.spells import today
from coverage_portal.coverage import rollups
from coverage_portal.programmes.codes import Programme
from employers.models import Compliance, Employer, FollowUp
from regions.models import ReferenceFigure, Region
from tests import people
from tests.employers import made
from workers import compliance

ADDRESS = "/tindak-lanjut/"
QUERIES = 25
"""Five of them count the lists for their tabs."""


@pytest.fixture
def city(db):
    """A labour force of 1,000; at Cimone's employers 3 + 10 are missing, at Cikokol's 5."""
    call_command("load_law", verbosity=0)
    made.at_year_end()
    made.minimum_wage()
    ReferenceFigure.objects.create(
        kind="labour_force", region=people.city(), as_at=date(2023, 12, 31), period="2023", value=1000, unit="orang",
        half_step=0, basis="statement", publisher="BPS", document="Sakernas",
    )  # fmt: skip
    ours = made.employer("PT Kurang Tiga", "TC1", declared_headcount=5, address="Jalan Contoh 1")
    made.member(ours, programmes=int(Programme.JKK | Programme.JKM))
    made.member(ours, wage=1_000_000)
    made.employer("CV Belum Daftar", "", declared_headcount=10, found_on=date(2023, 4, 1))
    made.employer("PT Kantor Lain", "TC2", people.cikokol(), declared_headcount=5)
    whole = made.employer("PT Lengkap", "TC3", declared_headcount=1)
    made.member(whole)
    rollups.rebuild()
    compliance.rebuild()
    return ours


def page(user, address=ADDRESS):
    client = Client()
    client.force_login(user)
    return client.get(address)


def text_of(response):
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows_of(response):
    """The numbers of the table of parts, by their first words."""
    table = response.content.decode().split("Bagian-bagian celah")[1].split("</table>")[0]
    found = re.findall(
        r'<th scope="row">(.*?)</th>.*?<td class="n"[^>]*>(.*?)</td><td class="n"[^>]*>(.*?)</td>', table, re.S
    )
    plain = [[re.sub(r"<[^>]+>", "\n", cell).strip() for cell in row] for row in found]
    return {row[0].partition("\n")[0]: (row[1], row[2]) for row in plain}


def test_the_parts_add_up_to_the_gap_of_the_dashboard(city, budi, settings):
    settings.SMALL_CELL_PERSONS = 1  # the city's three members may be told
    parts = rows_of(page(budi))
    numbers = {name: int(re.sub(r"\D", "", value) or 0) for name, (_n, value) in parts.items()}
    gap = numbers.pop("Celah pada Ringkasan")
    assert gap == 1000 - 3
    assert sum(numbers.values()) == gap
    assert numbers["Kekurangan di pemberi kerja terdaftar"] == 3
    assert numbers["Kekurangan di pemberi kerja kantor lain"] == 5
    assert numbers["Pekerja pada pemberi kerja yang belum daftar (PWBD)"] == 10


def test_another_branchs_employers_are_counted_and_not_named(city, budi, ratna):
    assert "PT Kantor Lain" not in text_of(page(budi))
    assert "PT Kantor Lain" in text_of(page(ratna))
    assert "Kekurangan di pemberi kerja kantor lain" not in rows_of(page(ratna))


@pytest.mark.parametrize(
    ("listing", "shown", "hidden"),
    [
        ("kekurangan", "PT Kurang Tiga", "CV Belum Daftar"),
        ("pwbd", "CV Belum Daftar", "PT Kurang Tiga"),
        ("program", "PT Lambat", "PT Lengkap"),
        ("upah", "PT Kurang Tiga", "PT Lengkap"),
    ],
)
def test_each_list_holds_those_it_is_of(city, budi, listing, shown, hidden):
    slow = made.employer("PT Lambat", "TC4", declared_headcount=1)
    made.member(slow, programmes=int(Programme.JKK))
    compliance.rebuild()
    listed = text_of(page(budi, f"{ADDRESS}?daftar={listing}"))
    assert shown in listed
    assert hidden not in listed


def test_the_largest_shortfall_stands_first(city, ratna):
    listed = text_of(page(ratna))
    assert listed.index("PT Kantor Lain") < listed.index("PT Kurang Tiga")


def test_what_is_due_comes_with_its_day_and_goes_when_it_is_settled(city, budi):
    entry = FollowUp.objects.create(
        employer=city, kind="surat", done_on=date(2023, 12, 1), note="Surat pertama", next_action="Kunjungi HRD",
        next_on=today() - timedelta(days=1), by=budi,
    )  # fmt: skip
    listed = text_of(page(budi, f"{ADDRESS}?daftar=jatuh-tempo"))
    assert "Kunjungi HRD" in listed
    assert "Lewat" in listed
    later = FollowUp.objects.create(employer=city, kind="kunjungan", done_on=today(), note="Bertemu", by=budi)
    entry.settled_by = later
    entry.save()
    assert "Daftar ini kosong" in text_of(page(budi, f"{ADDRESS}?daftar=jatuh-tempo"))


def test_an_action_far_ahead_is_not_due_yet(city, budi):
    ahead = {"next_action": "Telepon", "next_on": today() + timedelta(days=30)}
    FollowUp.objects.create(employer=city, kind="surat", done_on=today(), note="Surat", by=budi, **ahead)
    assert "Daftar ini kosong" in text_of(page(budi, f"{ADDRESS}?daftar=jatuh-tempo"))


def wait_at(employer, by, day, action="Kunjungi HRD"):
    return FollowUp.objects.create(
        employer=employer, kind="surat", done_on=date(2023, 12, 1), note="Surat", next_action=action, next_on=day, by=by
    )


def merged_into(kept, *duplicates):
    for duplicate in duplicates:
        Employer.objects.filter(pk=duplicate.pk).update(merged_into=kept)
        kept = duplicate
    compliance.rebuild()


def test_what_a_duplicate_left_to_do_is_due_at_the_one_that_is_kept(city, budi, ratna):
    near, far = made.employer("PT Kembar", "TC7"), made.employer("PT Kembar Lama", "TC8")
    merged_into(city, near, far)
    wait_at(city, budi, today() + timedelta(days=3), "Telepon")
    wait_at(near, budi, today() + timedelta(days=2), "Surat lagi")
    wait_at(far, budi, today() - timedelta(days=1))
    made.employer("PT Lain", "TC6")
    wait_at(made.employer("PT Sebelumnya", "TC9", declared_headcount=1), budi, today())
    compliance.rebuild()
    for user in (budi, ratna):
        listed = text_of(page(user, f"{ADDRESS}?daftar=jatuh-tempo"))
        assert listed.index("PT Kurang Tiga") < listed.index("PT Sebelumnya")
        assert "Kunjungi HRD" in listed and "PT Kembar" not in listed and "PT Lain" not in listed
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(page(budi, f"{ADDRESS}lembar-kunjungan.xlsx?daftar=jatuh-tempo").content)
    )
    rows = book.get_sheet_by_name("Kunjungan").to_python()
    assert any("PT Kurang Tiga" in row and any("Kunjungi HRD" in str(cell) for cell in row) for row in rows)


def test_an_action_of_a_duplicate_elsewhere_is_due_for_those_who_see_its_branch(city, budi, ratna):
    twin = made.employer("PT Kembar", "TC7", people.cikokol())
    merged_into(city, twin)
    wait_at(twin, ratna, today())
    assert "Kunjungi HRD" in text_of(page(ratna, f"{ADDRESS}?daftar=jatuh-tempo"))
    assert "Daftar ini kosong" in text_of(page(budi, f"{ADDRESS}?daftar=jatuh-tempo"))


def test_one_sees_ones_own_employers_or_those_without_an_officer(city, budi):
    assert "PT Kurang Tiga" not in text_of(page(budi, f"{ADDRESS}?pembina=saya"))
    city.officer = budi
    city.save()
    assert "PT Kurang Tiga" in text_of(page(budi, f"{ADDRESS}?pembina=saya"))
    assert "PT Kurang Tiga" not in text_of(page(budi, f"{ADDRESS}?pembina=tanpa"))


def test_without_a_denominator_the_named_are_counted_and_the_rest_is_not_made_up(city, budi):
    ReferenceFigure.objects.filter(kind="labour_force").delete()
    response = page(budi)
    assert "Belum bernama" not in rows_of(response)
    assert "18 pekerja belum terdaftar pada pemberi kerja yang dikenal" in text_of(response)


def test_the_sheet_holds_the_whole_list_with_room_to_write_and_is_audited(city, ratna):
    response = page(ratna, f"{ADDRESS}lembar-kunjungan.xlsx?daftar=kekurangan")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_name("Kunjungan").to_python()
    assert [row[2] for row in rows[1:]] == ["PT Kantor Lain", "PT Kurang Tiga"]
    assert rows[0][-3:] == ["Tanggal kunjungan", "Ditemui", "Hasil"]
    assert rows[2][5:8] == [5, 2, 3]
    about = dict(row[:2] for row in book.get_sheet_by_name("Tentang").to_python())
    assert about["Baris"] == "2 dari 2 pemberi kerja pada daftar ini yang boleh Anda lihat"
    assert AuditEvent.objects.get(verb="visit_sheet_exported").detail["rows"] == 2


def test_a_name_that_would_be_a_formula_stays_text_in_the_sheet(city, ratna):
    Compliance.objects.filter(employer=city).update(missing=99)
    city.name = '=HYPERLINK("http://x")'
    city.save()
    response = page(ratna, f"{ADDRESS}lembar-kunjungan.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_name("Kunjungan").to_python()
    assert rows[1][2] == '=HYPERLINK("http://x")'


@pytest.mark.parametrize("query", ["?daftar=lain", "?pembina=siapa", "?hal=99", "?wilayah=99.99"])
def test_a_question_there_is_no_answer_to_is_not_found(city, budi, query):
    assert page(budi, ADDRESS + query).status_code == 404


def test_a_question_that_cannot_be_read_is_refused_in_words(city, budi):
    response = page(budi, f"{ADDRESS}?wilayah=x")
    assert response.status_code == 400
    assert "Kode wilayah" in text_of(response)


def test_queries_do_not_grow_with_the_list(city, budi, django_assert_max_num_queries):
    for n in range(30):
        made.employer(f"PT Ke {n}", f"TX{n}", declared_headcount=n)
    compliance.rebuild()
    client = Client()
    client.force_login(budi)
    client.get(ADDRESS)
    with django_assert_max_num_queries(QUERIES):
        client.get(ADDRESS)


def test_what_remains_of_an_estimated_gap_is_no_more_exact_than_it(city, budi, settings):
    settings.SMALL_CELL_PERSONS = 1
    other = made.district("36.71.07", "Karawaci")
    for parent in (city.district, other):
        code = f"{parent.code}.1001"
        Region.objects.create(code=code, level=4, name="Kelurahan", parent=parent, path=f"{parent.path}1001.")
    parts = rows_of(page(budi, f"{ADDRESS}?wilayah=36.71.05"))
    assert parts["Celah pada Ringkasan"][1].startswith("±")
    assert parts["Belum bernama"][1].startswith("±")

"""Two rows of one employer become one, figures follow, later files keep to it, and it can all be undone."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import CoverageTotal, Dimension
from coverage_portal.imports.undoing import blocking
from coverage_portal.register.detail.actions import note_follow_up
from coverage_portal.register.detail.merging import NoMerge, in_the_way, merge, undo_merge
from coverage_portal.register.detail.standing import move_branch
from coverage_portal.register.writing import change, facts_of, version_of
from employers.models import Compliance, Employer, Merge
from tests import people
from tests.employers import made
from tests.imports import extracts
from tests.register.test_standing import assert_counted_right, counted
from workers import compliance
from workers.models import Membership


@pytest.fixture
def tuti(db):
    return people.person("tuti", "admin")


@pytest.fixture
def tutis(tuti):
    client = Client()
    client.force_login(tuti)
    return client


@pytest.fixture
def pair(db):
    """The one to keep and its duplicate, of another branch and scale, with two memberships."""
    made.at_year_end()
    kept = made.employer("PT Contoh Boga", declared_headcount=5)
    twin = made.employer(
        "PT Contoh Boga Tbk", "TC999999", people.cikokol(), scale=2, declared_headcount=2, nib="1234567890123"
    )
    made.member(kept)
    made.member(twin, row_hash=11)
    made.member(twin, row_hash=12, ended=date(2023, 5, 1))
    rollups.rebuild()
    compliance.rebuild()
    return kept, twin


def join(kept, twin, by, **more):
    return merge(kept=kept, duplicate=twin, by=by, note="Sama orangnya", **more)


def employers_counted():
    totals = CoverageTotal.objects.filter(dimension=Dimension.ALL)
    return totals.order_by("-employers").values_list("employers", flat=True).first()


def test_memberships_move_and_every_figure_follows(pair, tuti):
    kept, twin = pair
    assert employers_counted() == 2
    join(kept, twin, tuti)
    assert set(Membership.objects.values_list("employer", "row_hash")) == {(kept.pk, None)}
    assert Employer.objects.get(pk=twin.pk).merged_into == kept
    assert employers_counted() == 1
    assert list(Compliance.objects.values_list("employer", "active", "missing")) == [(kept.pk, 2, 3)]
    assert_counted_right()


def test_the_one_that_is_kept_keeps_its_facts_but_those_taken(pair, tuti):
    kept, twin = pair
    join(kept, twin, tuti, taken=["nib", "scale"])
    stored = Employer.objects.get(pk=kept.pk)
    assert (stored.name, stored.nib, stored.scale, stored.declared_headcount) == (
        "PT Contoh Boga",
        "1234567890123",
        2,
        5,
    )
    assert " 1234567890123 " in stored.search_text
    assert_counted_right()


def test_undoing_puts_everything_back(pair, tuti):
    kept, twin = pair
    before, facts = counted(), [facts_of(Employer.objects.get(pk=one.pk)) for one in pair]
    done = join(kept, twin, tuti, taken=["nib", "scale", "declared_headcount"])
    undo_merge(merge=done, by=tuti)
    assert counted() == before
    assert [facts_of(Employer.objects.get(pk=one.pk)) for one in pair] == facts
    assert set(Membership.objects.filter(employer=twin).values_list("row_hash", flat=True)) == {11, 12}
    assert Merge.objects.get().undone_by == tuti
    with pytest.raises(NoMerge, match="sudah dibatalkan"):
        undo_merge(merge=done, by=tuti)
    join(*(Employer.objects.get(pk=one.pk) for one in pair), tuti)
    assert_counted_right()


def test_memberships_that_moved_on_meanwhile_go_back_to_their_own_branch(pair, tuti):
    kept, twin = pair
    done = join(kept, twin, tuti)
    there = people.branch("BTC", "Tangerang Batuceper")
    moving = Employer.objects.get(pk=kept.pk)
    move_branch(employer=moving, by=tuti, to=there, with_members=True, on=date(2023, 6, 1), note="Alamat baru")
    undo_merge(merge=done, by=tuti)
    assert set(Membership.objects.filter(employer=twin).values_list("branch__code", flat=True)) == {"CKK"}
    assert set(Membership.objects.filter(employer=kept).values_list("branch__code", flat=True)) == {"BTC"}
    assert_counted_right()


def test_what_was_built_on_a_merge_stands_in_the_way_by_name(pair, tuti):
    kept, twin = pair
    done = join(kept, twin, tuti, taken=["nib"])
    change(Employer.objects.get(pk=kept.pk), {"nib": "9999999999999"}, by=tuti, verb="employer_changed")
    third = made.employer("PT Ketiga", "TC333333")
    Membership.objects.filter(row_hash=None, ended_on__isnull=False).update(employer=third)
    done.refresh_from_db()
    assert in_the_way(done) == [
        "NIB sudah diubah lagi sesudah penggabungan.",
        "1 kepesertaan yang ikut pindah tidak lagi ada pada PT Contoh Boga.",
    ]
    with pytest.raises(NoMerge):
        undo_merge(merge=done, by=tuti)
    assert Employer.objects.get(pk=twin.pk).merged_into == kept


def test_one_merged_further_is_taken_apart_last_first(pair, tuti):
    kept, twin = pair
    first = join(kept, twin, tuti)
    third = made.employer("PT Ketiga", "TC333333")
    rollups.rebuild()
    second = join(third, Employer.objects.get(pk=kept.pk), tuti)
    assert Membership.objects.filter(employer=third).count() == 3
    assert "sendiri sudah digabungkan ke PT Ketiga" in in_the_way(Merge.objects.get(pk=first.pk))[0]
    undo_merge(merge=second, by=tuti)
    undo_merge(merge=Merge.objects.get(pk=first.pk), by=tuti)
    assert Membership.objects.filter(employer=twin).count() == 2
    assert_counted_right()


@pytest.mark.parametrize("wrong", ["itself", "merged", "no_npp"])
def test_what_cannot_be_merged_is_refused(pair, tuti, wrong):
    kept, twin = pair
    if wrong == "itself":
        twin = kept
    if wrong == "merged":
        join(made.employer("PT Ketiga", "TC333333"), twin, tuti)
    if wrong == "no_npp":
        kept = made.employer("PT Prospek", "")
    with pytest.raises(NoMerge):
        join(kept, Employer.objects.get(pk=twin.pk), tuti)


def test_next_months_files_still_name_the_duplicate_and_change_nothing_back(tmp_path, tuti):
    extracts.world()
    firms = [extracts.employer(), extracts.employer(NPP="00005678", NAMA="PT Maju Jaya Tbk")]
    rows = [extracts.worker(1), extracts.worker(2, NPP="00005678")]
    extracts.load(extracts.write_employers(tmp_path, firms), "employers")
    extracts.load(extracts.write_workers(tmp_path, rows))
    kept, twin = (Employer.objects.get(npp=npp) for npp in ("00001234", "00005678"))
    done = join(kept, twin, tuti)
    stored = facts_of(Employer.objects.get(pk=kept.pk))
    later = {"position": date(2024, 1, 31)}
    extracts.load(extracts.write_employers(tmp_path, firms, "pk_2024-01-31.xlsx"), "employers", **later)
    same = extracts.load(extracts.write_workers(tmp_path, rows, "pekerja_2024-01-31.csv"), **later)
    assert (same.counts["changed"], same.counts["new"]) == (0, 0)
    assert set(Membership.objects.values_list("employer", flat=True)) == {kept.pk}
    assert facts_of(Employer.objects.get(pk=kept.pk)) == stored
    assert Employer.objects.get(pk=twin.pk).merged_into_id == kept.pk
    third = extracts.worker(3, NPP="00005678")
    grown = extracts.load(
        extracts.write_workers(tmp_path, [*rows, third], "pekerja_2024-02-29.csv"), position=date(2024, 2, 29)
    )
    assert Membership.objects.filter(employer=kept).count() == 3
    reasons = in_the_way(Merge.objects.get(pk=done.pk))
    assert reasons == [f"Impor {grown.batch_id} menambah atau mengubah 1 kepesertaan sesudah penggabungan."]


def test_undone_after_a_file_that_said_nothing_new_the_next_one_sets_nothing_wrong(tmp_path, tuti):
    extracts.world()
    firms = [extracts.employer(), extracts.employer(NPP="00005678", NAMA="PT Maju Jaya Tbk")]
    rows = [extracts.worker(1), extracts.worker(2, NPP="00005678")]
    extracts.load(extracts.write_employers(tmp_path, firms), "employers")
    extracts.load(extracts.write_workers(tmp_path, rows))
    kept, twin = (Employer.objects.get(npp=npp) for npp in ("00001234", "00005678"))
    done = join(kept, twin, tuti)
    extracts.load(extracts.write_workers(tmp_path, rows, "pekerja_2024-01-31.csv"), position=date(2024, 1, 31))
    undo_merge(merge=Merge.objects.get(pk=done.pk), by=tuti)
    extracts.load(extracts.write_workers(tmp_path, rows, "pekerja_2024-02-29.csv"), position=date(2024, 2, 29))
    assert dict(Membership.objects.values_list("kpj", "employer")) == {
        "16000000001": kept.pk,
        "16000000002": twin.pk,
    }


def test_the_pages_compare_merge_redirect_and_undo(tutis, tuti, pair):
    kept, twin = pair
    note_follow_up(employer=twin, by=tuti, kind="lain", done_on=date(2023, 1, 1), note="Catatan duplikat")
    address = f"/pemberi-kerja/{kept.npp}/gabungkan/"
    assert "PT Contoh Boga Tbk" in tutis.get(address).content.decode()
    both = tutis.get(f"{address}?duplikat=TC999999").content.decode()
    assert "Ambil dari duplikat" in both and "2 kepesertaan duplikat pindah" in both and "1234567890123" in both
    sent = {"note": "Sama", "ambil": ["nib"], "version": version_of(kept), "other_version": version_of(twin)}
    answer = tutis.post(f"{address}?duplikat=TC999999", sent)
    assert answer.status_code == 302
    html = tutis.get(answer.url).content.decode()
    assert "Duplikat digabungkan ke sini" in html and "2 kepesertaan ikut berpindah." in html
    done = Merge.objects.get()
    undo = f"/pemberi-kerja/{kept.npp}/gabungkan/{done.pk}/batalkan/"
    assert f'href="{undo}"' in html
    moved = tutis.get("/pemberi-kerja/TC999999/")
    assert (moved.status_code, moved.url) == (302, f"/pemberi-kerja/{kept.npp}/")
    assert "Digabungkan ke pemberi kerja lain" in tutis.get("/pemberi-kerja/TC999999/?tab=riwayat").content.decode()
    assert "Pada duplikat" in tutis.get(f"/pemberi-kerja/{kept.npp}/?tab=tindak-lanjut").content.decode()
    assert "2 kepesertaan kembali ke PT Contoh Boga Tbk." in tutis.get(undo).content.decode()
    assert tutis.post(undo).status_code == 302
    assert tutis.get("/pemberi-kerja/TC999999/").status_code == 200
    assert tutis.post(undo).status_code == 409
    verbs = AuditEvent.objects.filter(object_type="employers.employer").values_list("verb", "object_id")
    assert set(verbs) == {
        ("duplicate_merged", str(kept.pk)),
        ("merged_into", str(twin.pk)),
        ("merge_undone", str(kept.pk)),
        ("merge_undone", str(twin.pk)),
    }


def test_staff_of_the_duplicates_branch_see_its_history_and_not_whom_it_went_to(pair, tuti):
    kept, twin = pair
    join(kept, twin, tuti)
    client = Client()
    client.force_login(people.person("wati", "staff", people.cikokol()))
    html = client.get("/pemberi-kerja/TC999999/").content.decode()
    assert "Digabungkan</span></h1>" in html and "pemberi kerja di kantor lain" in html
    assert kept.npp not in html and "PT Contoh Boga<" not in html


def test_a_stale_comparison_is_shown_anew(tutis, pair):
    kept, twin = pair
    sent = {"note": "Sama", "version": version_of(kept), "other_version": version_of(twin)}
    Employer.objects.filter(pk=twin.pk).update(address="Jalan Baru")
    answer = tutis.post(f"/pemberi-kerja/{kept.npp}/gabungkan/?duplikat=TC999999", sent)
    assert answer.status_code == 409 and "Jalan Baru" in answer.content.decode()
    assert not Merge.objects.exists()


@pytest.mark.parametrize("named", ["TIDAKADA", "TC100214", "~~", "no-999999999999999", "%_'"])
def test_a_duplicate_that_is_none_is_said_to_be_none(tutis, pair, named):
    answer = tutis.get(f"/pemberi-kerja/{pair[0].npp}/gabungkan/", {"duplikat": named})
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()


def test_a_nik_is_neither_named_as_the_duplicate_nor_given_as_the_reason(tutis, pair):
    nik, (kept, twin) = "3671/0101/0190/0001", pair
    address = f"/pemberi-kerja/{kept.npp}/gabungkan/"
    answer = tutis.get(address, {"duplikat": nik})
    assert (answer.status_code, answer.url) == (302, address)
    sent = {"note": nik, "version": version_of(kept), "other_version": version_of(twin)}
    html = tutis.post(f"{address}?duplikat=TC999999", sent).content.decode()
    assert "sepanjang NIK" in html and nik not in html
    assert not Merge.objects.exists()


def test_an_admin_of_one_branch_cannot_take_in_what_is_another_branchs(pair):
    client = Client()
    client.force_login(people.person("wati", "admin", people.cimone()))
    html = client.get(f"/pemberi-kerja/{pair[0].npp}/gabungkan/?duplikat=TC999999").content.decode()
    assert "Tidak ada pemberi kerja dengan NPP itu yang boleh Anda ubah." in html and "Contoh Boga Tbk" not in html


def test_an_import_of_the_memberships_cannot_be_taken_back_over_a_merge(tmp_path, tuti):
    extracts.world()
    extracts.load(
        extracts.write_employers(tmp_path, [extracts.employer(), extracts.employer(NPP="00005678")]), "employers"
    )
    receipt = extracts.load(extracts.write_workers(tmp_path, [extracts.worker(2, NPP="00005678")]))
    kept, twin = (Employer.objects.get(npp=npp) for npp in ("00001234", "00005678"))
    join(kept, twin, tuti)
    assert blocking(ImportBatch.objects.get(pk=receipt.batch_id))

"""The follow-up log: lines are added and settled, never edited, and hold no NIK."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.core.spells import today
from coverage_portal.register.detail.actions import AlreadySettled, note_follow_up
from employers.models import FollowUp
from tests import people
from tests.employers import made


@pytest.fixture
def firm(db):
    return made.employer()


@pytest.fixture
def budis(budi):
    client = Client()
    client.force_login(budi)
    return client


def send_to(employer):
    return f"/pemberi-kerja/{employer.npp}/?tab=tindak-lanjut"


def typed(**given):
    known = {"kind": "kunjungan", "done_on": today().isoformat(), "note": "Bertemu pemilik.", "letter": ""}
    return known | {"next_action": "", "next_on": ""} | given


def send(client, firm, **given):
    return client.post(send_to(firm), typed(**given))


def text_in(answer):
    return unescape(answer.content.decode())


def test_a_visit_is_noted_with_what_comes_next(budis, firm, budi):
    soon = today() + timedelta(days=7)
    answer = send(budis, firm, letter="B/12/112026", next_action="Kirim surat kedua", next_on=soon.isoformat())
    assert answer.status_code == 302 and answer.url.endswith("?tab=tindak-lanjut")
    entry = FollowUp.objects.get()
    assert (entry.employer, entry.by, entry.letter, entry.next_on) == (firm, budi, "B/12/112026", soon)
    event = AuditEvent.objects.get(verb="follow_up_noted")
    assert (event.actor, event.object_id) == (budi, str(entry.pk))
    html = budis.get(f"/pemberi-kerja/{firm.npp}/?tab=tindak-lanjut").content.decode()
    assert "Bertemu pemilik." in html and "B/12/112026" in html and "Kirim surat kedua" in html and "budi" in html


def test_a_later_line_settles_what_was_open(budis, firm, budi):
    first = note_follow_up(
        employer=firm, by=budi, kind="surat", done_on=today(), note="Surat", next_action="Telepon", next_on=today()
    )
    send(budis, firm, kind="telepon", note="Sudah ditelepon.", settles=first.pk)
    first.refresh_from_db()
    assert first.settled_by.note == "Sudah ditelepon."
    with pytest.raises(AlreadySettled):
        note_follow_up(employer=firm, by=budi, kind="telepon", done_on=today(), note="Lagi", settles=first)
    assert FollowUp.objects.count() == 2


def test_what_another_employer_left_open_cannot_be_settled_here(budis, firm, budi):
    other = made.employer("PT Lain", "TC999999")
    theirs = note_follow_up(
        employer=other, by=budi, kind="surat", done_on=today(), note="x", next_action="y", next_on=today()
    )
    note_follow_up(employer=firm, by=budi, kind="surat", done_on=today(), note="x", next_action="z", next_on=today())
    assert send(budis, firm, settles=theirs.pk).status_code == 200
    theirs.refresh_from_db()
    assert theirs.settled_by is None


def test_the_same_form_sent_twice_makes_one_line(budis, firm):
    send(budis, firm)
    send(budis, firm)
    assert FollowUp.objects.count() == 1
    assert AuditEvent.objects.filter(verb="follow_up_noted").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"note": ""}, "Isian ini belum diisi."),
        ({"note": "NIK 3671 0718 0582 9074"}, "sepanjang NIK"),
        ({"letter": "3671071805829074"}, "sepanjang NIK"),
        ({"done_on": (today() + timedelta(days=2)).isoformat()}, "Tanggal ini belum tiba."),
        ({"done_on": "0001-01-01"}, "Tanggal harus sejak tahun 1901."),
        ({"next_action": "Telepon"}, "Isi kapan tindakan itu akan dilakukan."),
        ({"next_on": today().isoformat()}, "Isi apa yang akan dilakukan pada tanggal itu."),
        ({"next_action": "Telepon", "next_on": "2020-01-01"}, "Tanggal ini sebelum tanggal tindak lanjut"),
        ({"note": "x" * 1001}, "Paling banyak 1000 huruf. Yang diisi: 1001."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_noted(budis, firm, wrong, said):
    answer = send(budis, firm, **wrong)
    html = answer.content.decode()
    assert answer.status_code == 200 and said in html and "<title>Galat:" in html
    assert not FollowUp.objects.exists()


def test_who_may_only_look_gets_no_form_and_cannot_send_one(firm):
    client = Client()
    client.force_login(people.person("tuti", "admin", people.cikokol()))
    assert send(client, firm).status_code == 404
    client.force_login(people.person("sari", "official"))
    assert send(client, firm).status_code == 403
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("field", ["note", "letter", "next_action", "kind"])
@pytest.mark.parametrize(
    "nik",
    [
        *(
            "3671010101900001",
            "36710101019000015",
            "03671010101900001",
            "3671  0101  0190  0001",
            "3671/0101/0190/0001",
        ),
        *("3671,0101,0190,0001", "3671_0101_0190_0001", "3671:0101:0190:0001", "3671–0101–0190–0001"),
        *(
            "(3671)(0101)(0190)(0001)",
            "36710101\u200b01900001",
            "3671\n0101\n0190\n0001",
            "３６７１０１０１０１９００００１",
        ),
    ],
)
def test_a_nik_however_written_is_neither_noted_nor_shown_again(budis, firm, field, nik):
    typed = {"next_action": "Telepon", "next_on": today().isoformat()} | {field: nik}
    html = send(budis, firm, **typed).content.decode()
    assert "sepanjang NIK" in html and nik not in html
    assert not FollowUp.objects.exists()
    assert "3671" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_telephones_dates_and_letters_are_noted(budis, firm):
    note = "Telepon 0812-3456-7890, 12/03/2024, surat B/1328/022020, NIB 9120000123456, kantor +62 21 5555555"
    assert send(budis, firm, note=note).status_code == 302
    assert FollowUp.objects.get().note == note


def test_the_day_of_the_log_is_shown_newest_first(budis, firm, budi):
    for day, note in ((date(2023, 1, 1), "Lama"), (date(2023, 6, 1), "Baru")):
        note_follow_up(employer=firm, by=budi, kind="lain", done_on=day, note=note)
    html = budis.get(f"/pemberi-kerja/{firm.npp}/?tab=tindak-lanjut").content.decode()
    assert html.index("Baru</p>") < html.index("Lama</p>")


def test_the_log_of_the_kept_one_holds_those_of_all_its_duplicates_the_visitor_may_see(budis, firm, budi):
    near = made.employer("PT Dekat", "TC7", merged_into=firm)
    far = made.employer("PT Jauh", "TC8", merged_into=near)
    elsewhere = made.employer("PT Kantor Lain", "TC9", people.cikokol(), merged_into=firm)
    for one in (near, far, elsewhere):
        given = {"kind": "surat", "done_on": today(), "next_action": f"Telepon {one.name}", "next_on": today()}
        note_follow_up(employer=one, by=budi, note=f"Catatan {one.name}", **given)
    html = budis.get(f"/pemberi-kerja/{firm.npp}/?tab=tindak-lanjut").content.decode()
    assert "Catatan PT Dekat" in html and "Catatan PT Jauh" in html and "PT Kantor Lain" not in html
    assert "1 catatan pada duplikat di kantor lain tidak ditampilkan." in html


def test_a_line_for_one_that_was_merged_meanwhile_is_noted_at_the_one_that_is_kept(budis, firm, budi):
    between = made.employer("PT Tengah", "TC7", merged_into=firm)
    gone = made.employer("PT Kembar", "TC8", merged_into=between)
    answer = budis.post(send_to(gone), typed(note=""))
    assert answer.status_code == 200 and "Isian ini belum diisi." in answer.content.decode()
    answer = budis.post(send_to(gone), typed(), follow=True)
    assert answer.redirect_chain == [(f"/pemberi-kerja/{firm.npp}/?tab=tindak-lanjut", 302)]
    assert "PT Kembar sudah digabungkan ke PT Contoh Boga. Tindak lanjut Anda dicatat di sini." in text_in(answer)
    assert FollowUp.objects.get().employer == firm


def test_a_line_for_one_merged_into_another_branchs_is_shown_back(budis, budi):
    kept = made.employer("PT Rahasia", "TC7", people.cikokol())
    gone = made.employer("PT Kembar", "TC8", merged_into=kept)
    answer = budis.post(send_to(gone), typed(note="Bertemu pemilik lama."))
    assert answer.status_code == 409 and not FollowUp.objects.exists()
    assert "Bertemu pemilik lama." in text_in(answer) and "PT Rahasia" not in text_in(answer)
    assert "PT Kembar sudah digabungkan ke pemberi kerja di kantor lain. Belum ada yang dicatat" in text_in(answer)


def test_the_same_words_may_settle_two_actions(budis, firm, budi):
    given = {"employer": firm, "by": budi, "kind": "surat", "done_on": today(), "next_on": today()}
    first, second = (note_follow_up(**given, note=word, next_action=word) for word in ("Satu", "Dua"))
    for entry in (first, second):
        send(budis, firm, settles=entry.pk)
    assert FollowUp.objects.filter(settled_by__isnull=True, next_on__isnull=False).count() == 0
    assert FollowUp.objects.count() == 4
    send(budis, firm)
    assert FollowUp.objects.count() == 4

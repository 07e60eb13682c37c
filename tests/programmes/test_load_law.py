"""Loading the law: once, again, and when the file and the stored rows disagree."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from coverage_portal.core.models import AuditEvent
from coverage_portal.programmes.actions import LawConflict, load_law
from coverage_portal.programmes.models import JakonBracket, JkkRiskExample, Obligation, Parameter, Rate, Relief
from coverage_portal.programmes.seed import LawFileError, read_law, read_risk_examples

MODELS = (Rate, Parameter, JakonBracket, Obligation, Relief, JkkRiskExample)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def law_file(tmp_path, text):
    path = tmp_path / "law.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    first = load_law(by=None)
    stored = everything()
    again = load_law(by=None)
    assert first.new == again.same == sum(len(rows) for rows in stored) > 191
    assert (first.same, again.new) == (0, 0)
    assert everything() == stored
    assert [event.detail for event in AuditEvent.objects.filter(verb="law.load")] == [{"new": first.new, "same": 0}]


@pytest.mark.django_db
def test_a_stored_row_is_never_overwritten():
    load_law(by=None)
    Rate.objects.filter(programme=2, segment=1).update(employer=Decimal("0.31"))
    Relief.objects.filter(code="pp-7-2025").delete()
    stored = everything()
    with pytest.raises(LawConflict) as conflict:
        load_law(by=None)
    assert str(conflict.value) == (
        "Tarif iuran PU JKM sejak 1 Juli 2015 sudah tercatat dan tidak diubah: "
        "employer tercatat 0.310, berkas 0.3. Tulis koreksi sebagai baris baru dengan tanggal mulainya sendiri."
    )
    assert everything() == stored


@pytest.mark.django_db
def test_a_relief_that_moved_is_refused():
    load_law(by=None)
    Relief.objects.filter(code="pp-7-2025").update(started_on=date(2025, 3, 1))
    with pytest.raises(CommandError, match=r"pp-7-2025.*started_on tercatat 2025-03-01, berkas 2025-02-01"):
        call_command("load_law")


@pytest.mark.django_db
def test_what_people_entered_verified_or_reworded_stays():
    load_law(by=None)
    Parameter.objects.filter(key="plafon_jp", value=10_547_400).update(verified_on=date(2026, 3, 5), note="JDIH")
    JkkRiskExample.objects.filter(group=1, number=1).update(business="Konveksi")
    Parameter.objects.create(
        key="plafon_jp", value=11_111_100, unit="rupiah", effective_from=date(2026, 3, 1), citation="uji"
    )
    stored = everything()
    assert load_law(by=None).new == 0
    assert everything() == stored


@pytest.mark.django_db
def test_the_same_row_twice_in_the_file_is_refused():
    row = {"key": "plafon_jp", "unit": "rupiah", "effective_from": date(2026, 3, 1), "citation": "uji"}
    twice = {Parameter: [Parameter(value=value, **row) for value in (11_111_100, 11_111_200)]}
    with pytest.raises(LawConflict, match="Plafon upah JP sejak 1 Maret 2026 tertulis dua kali"):
        load_law(by=None, rows=twice)
    assert not Parameter.objects.exists()


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys):
    call_command("load_law")
    call_command("load_law")
    first, second = capsys.readouterr().out.splitlines()
    count = sum(model.objects.count() for model in MODELS)
    assert first == f"Hukum: {count} baris baru, 0 sudah ada."
    assert second == f"Hukum: 0 baris baru, {count} sudah ada."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tarif: []", "tarif"),
        ("rates: [{segment: PU, programme: JKX, effective_from: 2015-07-01, citation: uji}]", "JKX"),
        ("rates: [{segment: PU, programme: JKM, rate: 0.3, effective_from: 2015-07-01, citation: uji}]", "rate"),
        ("rates: [{segment: PU, programme: JKM, employer: 0.3, effective_from: 2015-07-01}]", "citation"),
        ("rates: [{segment: PU, programme: JKM, employer: 0.3, citation: uji}]", "effective_from"),
        ("parameters: [{key: plafon, value: 1, unit: rupiah, effective_from: 2015-07-01, citation: uji}]", "plafon"),
    ],
)
def test_a_file_that_is_not_law_is_refused_and_named(tmp_path, text, named):
    with pytest.raises(LawFileError, match=named):
        read_law(law_file(tmp_path, text))


def test_only_what_a_published_source_says_is_marked_verified():
    rows = read_law()
    doubted = {row.effective_from.year for row in rows[Parameter] if row.key == "plafon_jp" and not row.verified_on}
    assert doubted == {2022, 2025}
    brackets = {(row.programme, row.above) for row in rows[JakonBracket] if not row.verified_on}
    assert brackets == {(2, 500_000_000), (2, 1_000_000_000), (2, 5_000_000_000)}
    reliefs = {row.code for row in rows[Relief] if not row.verified_on}
    assert reliefs == {"pp-49-2020-jkk-jkm", "pp-49-2020-jp"}
    assert all(row.verified_on for row in rows[Rate])


def test_the_191_kinds_of_business_are_suggestions_nobody_verified():
    examples = read_risk_examples()
    assert Counter(example.group for example in examples) == {1: 23, 2: 25, 3: 96, 4: 23, 5: 24}
    assert not any(example.verified_on for example in examples)
    assert all(example.business and example.citation and example.note for example in examples)

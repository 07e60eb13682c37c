"""Published figures in the database: the four of the audiensi, the choice for a month, loading twice, replacing."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import TestCase

from coverage_portal.core.models import AuditEvent
from regions.figure_kinds import trouble_with
from regions.figures import figure_for, figures_for, speaking
from regions.models import ReferenceFigure, Region, Target
from regions.seeds.figures import load_figures, load_targets
from regions.seeds.places import DATA, load_places

Kind = ReferenceFigure.Kind
Basis = ReferenceFigure.Basis


def value(figure):
    return figure and figure.value


class TestLoadedFigures(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_places()
        cls.figures, cls.targets = load_figures(), load_targets()
        cls.city = Region.objects.get(code="36.71")
        cls.banten = Region.objects.get(code="36")

    def test_all_are_there_with_publisher_and_document(self):
        assert (self.figures.added, ReferenceFigure.objects.count()) == (204, 204)
        assert (self.targets.added, Target.objects.count()) == (8, 8)
        assert not ReferenceFigure.objects.filter(publisher="").exists()
        assert not ReferenceFigure.objects.filter(document="").exists()

    def test_the_four_figures_of_the_audiensi_and_their_bands(self):
        four = ReferenceFigure.objects.filter(document__startswith="Republika")
        assert {figure.kind: (figure.value, figure.half_step) for figure in four} == {
            Kind.POPULATION: (1_930_000, 5_000),
            Kind.LABOUR_FORCE: (1_190_000, 5_000),
            Kind.MEMBERS: (736_000, 500),
            Kind.EMPLOYERS: (15_702, Decimal("0.5")),
        }
        assert set(four.values_list("region__code", "as_at", "period", "basis", "label", "derived")) == {
            ("36.71", date(2023, 12, 31), "2023", Basis.STATEMENT, "", False)
        }
        assert set(four.values_list("publisher", "document", "link")) == {
            (
                "BPJS Ketenagakerjaan Kantor Cabang Tangerang Cimone (pernyataan kepala cabang)",
                'Republika, "BPJS Ketenagakerjaan Cimone Audiensi dengan Pj Wali Kota Tangerang", 22 Maret 2024',
                "https://republika.co.id/berita/sars7n451",
            )
        }

    def test_no_target_was_published_for_the_city(self):
        assert not Target.objects.filter(region__path__startswith=self.city.path).exists()

    def test_the_labour_force_of_a_month(self):
        chosen = {
            month: value(figure_for(self.city, Kind.LABOUR_FORCE, month))
            for month in (
                date(2019, 12, 1),
                date(2020, 3, 1),
                date(2021, 1, 1),
                date(2022, 12, 1),
                date(2023, 1, 1),
                date(2023, 12, 1),
                date(2026, 11, 1),
            )
        }
        assert list(chosen.values()) == [None, 1_128_000, 1_141_500, 1_191_700, 1_190_000, 1_190_000, 1_190_000]

    def test_within_a_year_published_before_derived_then_the_latest_day(self):
        """Banten 2025: TPT published for February and November, derived for August."""
        tpt = figure_for(self.banten, Kind.UNEMPLOYMENT_RATE, date(2025, 3, 1))
        assert (tpt.value, tpt.as_at, tpt.derived) == (Decimal("6.63"), date(2025, 11, 30), False)
        ReferenceFigure.objects.filter(
            region=self.banten, kind=Kind.UNEMPLOYMENT_RATE, as_at__gt=date(2025, 10, 1)
        ).delete()
        tpt = figure_for(self.banten, Kind.UNEMPLOYMENT_RATE, date(2025, 3, 1))
        assert (tpt.value, tpt.as_at) == (Decimal("6.64"), date(2025, 2, 28))

    def test_a_derived_figure_of_a_later_year_goes_before_a_published_one_of_an_earlier(self):
        ReferenceFigure.objects.filter(region=self.banten, as_at__year=2025, derived=False).delete()
        assert figure_for(self.banten, Kind.PARTICIPATION_RATE, date(2025, 3, 1)).derived

    def test_a_figure_of_one_sex_never_stands_for_the_whole(self):
        ReferenceFigure.objects.filter(region=self.city, kind=Kind.UNEMPLOYMENT_RATE, label="").delete()
        month = date(2022, 12, 1)
        assert figure_for(self.city, Kind.UNEMPLOYMENT_RATE, month) is None
        assert value(figure_for(self.city, Kind.UNEMPLOYMENT_RATE, month, label="TPT perempuan")) == Decimal("9.44")

    def test_population_keeps_to_one_concept(self):
        month = date(2024, 12, 1)
        assert value(figure_for(self.city, Kind.POPULATION, month)) == 1_930_000
        assert value(figure_for(self.city, Kind.POPULATION, month, basis=Basis.CIVIL_REGISTER)) == 1_957_349
        assert value(figure_for(self.city, Kind.POPULATION, month, basis=Basis.CENSUS)) == 1_895_486
        assert figure_for(self.city, Kind.POPULATION, date(2022, 12, 1)) is None
        cipondoh = Region.objects.get(code="36.71.05")
        assert figure_for(cipondoh, Kind.POPULATION, month) is None
        assert value(figure_for(cipondoh, Kind.POPULATION, month, basis=Basis.CENSUS)) == 248_210

    def test_the_minimum_wage_stands_from_the_first_day_of_its_year(self):
        assert value(figure_for(self.city, Kind.MINIMUM_WAGE, date(2026, 1, 1))) == Decimal("5399405.69")
        assert value(figure_for(self.city, Kind.MINIMUM_WAGE, date(2025, 12, 1))) == Decimal("5069708.36")

    def test_a_wage_two_files_give_is_cited_from_the_fuller_source(self):
        wage = figure_for(self.banten, Kind.MINIMUM_WAGE, date(2025, 6, 1))
        assert wage.document == "metrotvnews.com, 26 Desember 2025"

    def test_several_kinds_in_one_query_choose_as_one_by_one(self):
        kinds = list(Kind)
        for place in (self.city, self.banten, Region.objects.get(code="00")):
            for month in (date(2019, 6, 1), date(2022, 12, 1), date(2023, 12, 1), date(2025, 12, 1)):
                with self.assertNumQueries(1):
                    together = figures_for(place, kinds, month)
                assert together == {kind: one for kind in kinds if (one := figure_for(place, kind, month))}
        assert set(figures_for(self.city, [Kind.POPULATION, Kind.EMPLOYED], date(2023, 12, 1))) == {Kind.POPULATION}

    def test_loaded_figures_choose_as_the_database_does(self):
        for place in (self.city, self.banten, Region.objects.get(code="00"), Region.objects.get(code="36.71.05")):
            loaded = list(ReferenceFigure.objects.current().filter(region=place).order_by("?"))
            for month in (date(2010, 12, 1), date(2019, 6, 1), date(2022, 12, 1), date(2023, 1, 1), date(2025, 12, 1)):
                with self.assertNumQueries(0):
                    chosen = {kind: speaking(loaded, kind, month) for kind in Kind}
                assert chosen == {kind: figure_for(place, kind, month) for kind in Kind}
                census = speaking(loaded, Kind.POPULATION, month, population_basis=Basis.CENSUS)
                assert census == figure_for(place, Kind.POPULATION, month, basis=Basis.CENSUS)

    def test_no_loaded_figures_no_choice(self):
        assert speaking((), Kind.LABOUR_FORCE, date(2023, 12, 1)) is None

    def test_figures_for_passes_the_population_concept_on(self):
        register = figures_for(self.city, [Kind.POPULATION], date(2023, 12, 1), population_basis=Basis.CIVIL_REGISTER)
        assert register[Kind.POPULATION].value == 1_912_679

    def test_loading_again_adds_nothing(self):
        before = list(ReferenceFigure.objects.order_by("pk").values()) + list(Target.objects.order_by("pk").values())
        assert (load_figures().added, load_figures().changed, load_targets().added) == (0, 0, 0)
        after = list(ReferenceFigure.objects.order_by("pk").values()) + list(Target.objects.order_by("pk").values())
        assert after == before

    def test_a_replaced_figure_is_not_current_and_never_chosen(self):
        """The correction stands at an earlier day, so only being replaced keeps the old one out."""
        old = figure_for(self.city, Kind.LABOUR_FORCE, date(2023, 12, 1))
        new = ReferenceFigure.objects.create(
            kind=Kind.LABOUR_FORCE,
            region=self.city,
            as_at=date(2022, 8, 31),
            period="2022-08",
            value=1_200_000,
            unit="orang",
            basis=Basis.SAKERNAS,
            publisher="BPS Kota Tangerang",
            document="Koreksi",
            replaces=old,
        )
        assert figure_for(self.city, Kind.LABOUR_FORCE, date(2023, 12, 1)) == new
        assert old not in ReferenceFigure.objects.current()
        assert ReferenceFigure.objects.filter(pk=old.pk).exists()

    def test_a_figure_without_publisher_or_document_is_refused_by_the_database(self):
        figure = ReferenceFigure.objects.first()
        for name in ("publisher", "document"):
            with pytest.raises(IntegrityError), transaction.atomic():
                ReferenceFigure.objects.filter(pk=figure.pk).update(**{name: ""})

    def test_a_number_that_cannot_be_is_refused_by_the_database(self):
        labour_force = ReferenceFigure.objects.filter(kind=Kind.LABOUR_FORCE)
        employers = ReferenceFigure.objects.filter(kind=Kind.EMPLOYERS)
        for rows, wrong in (
            (labour_force, {"value": -1}),
            (labour_force, {"value": 10**12}),
            (labour_force, {"half_step": 10**12}),
            (labour_force, {"value": Decimal("1.19"), "unit": "juta orang"}),
            (employers, {"unit": "orang"}),
        ):
            with self.subTest(wrong), pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**wrong)

    def test_every_shipped_figure_and_target_is_one_a_steward_could_enter(self):
        for row in (*ReferenceFigure.objects.all(), *Target.objects.all()):
            row.full_clean(exclude=["replaces"])
        for figure in ReferenceFigure.objects.all():
            assert trouble_with(figure.kind, figure.value, figure.unit, figure.half_step) == {}, figure

    def test_a_seeded_row_enters_once_even_when_two_loads_race(self):
        twin = ReferenceFigure.objects.first()
        twin.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


def edited_copy(tmp_path, file, old, new):
    data = tmp_path / "data"
    if not data.exists():
        shutil.copytree(DATA, data)
    path = data / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return data


OLD_ROW = "36.71,Kota Tangerang,2023-08,TPT,6.76"
NEW_ROW = "36.71,Kota Tangerang,2023-08,TPT,6.80"


@pytest.mark.django_db
def test_a_changed_row_replaces_and_a_row_changed_back_replaces_again(tmp_path):
    load_places()
    load_figures()
    city = Region.objects.get(code="36.71")
    data = edited_copy(tmp_path, "ketenagakerjaan_banten", OLD_ROW, NEW_ROW)
    done = load_figures(data)
    assert (done.added, done.changed, done.kept) == (0, 1, 0)
    new = figure_for(city, Kind.UNEMPLOYMENT_RATE, date(2023, 12, 1))
    assert (new.value, new.replaces.value) == (Decimal("6.80"), Decimal("6.76"))
    assert (load_figures(data).added, load_figures(data).changed) == (0, 0)

    data = edited_copy(tmp_path, "ketenagakerjaan_banten", NEW_ROW, OLD_ROW)
    assert load_figures(data).changed == 1
    back = figure_for(city, Kind.UNEMPLOYMENT_RATE, date(2023, 12, 1))
    assert (back.value, back.replaces) == (Decimal("6.76"), new)
    assert ReferenceFigure.objects.count() == 206
    assert ReferenceFigure.objects.current().count() == 204


@pytest.mark.django_db
def test_what_a_steward_replaced_stays_replaced(tmp_path):
    load_places()
    load_figures()
    old = ReferenceFigure.objects.get(region__code="36.71", kind=Kind.UNEMPLOYMENT_RATE, as_at=date(2023, 8, 31))
    fields = {name: getattr(old, name) for name in ("kind", "region", "as_at", "period", "unit", "basis", "document")}
    own = ReferenceFigure.objects.create(**fields, value=7, publisher="BPS Kota Tangerang", replaces=old)
    assert load_figures().changed == 0
    done = load_figures(edited_copy(tmp_path, "ketenagakerjaan_banten", OLD_ROW, NEW_ROW))
    assert (done.added, done.changed, done.kept) == (0, 0, 1)
    assert figure_for(old.region, Kind.UNEMPLOYMENT_RATE, date(2023, 12, 1)) == own


@pytest.mark.django_db
def test_a_changed_target_replaces(tmp_path):
    load_places()
    load_targets()
    data = edited_copy(tmp_path, "bpjstk_cakupan_publik", "2025,target UCJ,52.15,", "2025,target UCJ,53.15,")
    assert load_targets(data).changed == 1
    assert Target.objects.current().get(region__code="00", measure="UCJ").replaces.percent == Decimal("52.15")


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_leaves_one_audit_event():
    said = StringIO()
    call_command("load_reference", stdout=said)
    assert said.getvalue().splitlines() == [
        "Wilayah: 7.942 dibaca, 7.942 baru, 0 berubah.",
        "Kantor cabang: 3 dibaca, 3 baru, 0 berubah.",
        "Angka terbit: 204 dibaca, 204 baru, 0 berubah.",
        "Target: 8 dibaca, 8 baru, 0 berubah.",
    ]
    event = AuditEvent.objects.get(verb="load_reference")
    assert event.detail == {"loaded": {"places": 7942, "branches": 3, "figures": 204, "targets": 8}}
    call_command("load_reference", stdout=StringIO())
    assert AuditEvent.objects.filter(verb="load_reference").count() == 1


@pytest.mark.django_db
def test_a_damaged_file_is_one_sentence_and_nothing_is_written(tmp_path, monkeypatch):
    data = edited_copy(tmp_path, "ketenagakerjaan_banten", OLD_ROW, "77.77,Entah,2023-08,TPT,6.76")
    monkeypatch.setattr("regions.management.commands.load_reference.load_figures", lambda: load_figures(data))
    with pytest.raises(CommandError, match=r"Kode wilayah tidak dikenal: 77\.77"):
        call_command("load_reference", stdout=StringIO())
    assert not Region.objects.exists()
    assert not ReferenceFigure.objects.exists()

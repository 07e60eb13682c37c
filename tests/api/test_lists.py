"""Places, published figures and targets: filters, pages, history, and as many queries for a hundred rows as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import ReferenceFigure, Region, Target
from tests.api.asking import as_role, ask, places, published


@pytest.fixture
def client(db):
    places()
    published()
    return as_role()


def codes(answer):
    return [row["code"] for row in answer["results"]]


def test_regions_stand_in_order_with_their_parents(client):
    answer = ask(client, "/api/v1/regions/")
    assert codes(answer) == ["00", "36", "36.71", "36.71.05", "36.71.11"]
    assert (answer["count"], answer["next"], answer["previous"]) == (5, None, None)
    assert answer["results"][0]["parent"] is None
    assert answer["results"][3] == ask(client, "/api/v1/regions/36.71.05/")
    assert answer["results"][3] == {
        "code": "36.71.05",
        "name": "Cipondoh",
        "level": 3,
        "level_label": "Kecamatan",
        "bps_code": "3671005",
        "parent": {"code": "36.71", "name": "Kota Tangerang"},
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("level=3", ["36.71.05", "36.71.11"]),
        ("parent=36", ["36.71"]),
        ("search=PINANG", ["36.71.11"]),
        ("level=3&parent=36.71&search=pon", ["36.71.05"]),
        ("level=4", []),
    ],
)
def test_regions_are_found_by_level_parent_and_name(client, query, found):
    assert codes(ask(client, f"/api/v1/regions/?{query}")) == found


def test_a_long_list_comes_in_pages_of_a_hundred(client):
    city = Region.objects.get(code="36.71")
    Region.objects.bulk_create(
        Region(code=f"36.71.05.{n}", path=f"ID.36.71.05.{n}.", level=4, name=f"Kelurahan {n}", parent=city)
        for n in range(1001, 1202)
    )
    seen, address = [], "/api/v1/regions/?level=4"
    while address:
        answer = ask(client, address)
        seen += codes(answer)
        assert len(answer["results"]) <= 100
        assert answer["previous"] is None or len(seen) > 100
        address = answer["next"]
    assert seen == [f"36.71.05.{n}" for n in range(1001, 1202)]


def test_a_reference_figure_has_all_that_was_entered(client, ratna):
    ReferenceFigure.objects.update(entered_by=ratna)
    figure = ask(client, "/api/v1/reference-figures/7/")
    stored = ReferenceFigure.objects.get(pk=7)
    assert figure["region"] == {"code": "36.71", "name": "Kota Tangerang", "level": 2}
    assert (figure["kind"], figure["kind_label"]) == ("labour_force", "Angkatan kerja")
    assert figure["value"] == int(stored.value)
    assert isinstance(figure["value"], int)
    for name in ("label", "unit", "basis", "derived", "period", "publisher", "document", "link", "note"):
        assert figure[name] == getattr(stored, name)
    assert figure["entered_by"] == "ratna"
    assert figure["entered_at"] == "2026-11-20T10:05:00+07:00"
    assert (figure["replaces"], figure["replaced_by"]) == (None, None)


def test_a_figure_with_decimals_is_a_string(client):
    city = Region.objects.get(code="36.71")
    rate = {
        "kind": "unemployment_rate",
        "value": "6.76",
        "unit": "persen",
        "half_step": "0.005",
        "basis": "bps_sakernas",
    }
    made = ReferenceFigure.objects.create(
        region=city, as_at="2023-08-31", period="Agustus 2023", publisher="BPS", document="Sakernas", **rate
    )
    answer = ask(client, f"/api/v1/reference-figures/{made.pk}/")
    assert (answer["value"], answer["half_step"]) == ("6.76", "0.005")


def corrected():
    """The figure of 2023 was corrected, and another place, kind and day have figures too."""
    old = ReferenceFigure.objects.get(pk=7)
    new = ReferenceFigure.objects.get(pk=7)
    new.pk, new.replaces, new.seed_key, new.derived = 8, old, "", True
    new.save(force_insert=True)
    ReferenceFigure.objects.create(
        pk=9,
        region=Region.objects.get(code="36"),
        kind="members",
        value=2_631_601,
        half_step=0,
        unit="orang",
        basis="registration",
        as_at="2021-12-31",
        period="Desember 2021",
        publisher="Kemnaker",
        document="Satudata",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [9, 8]),
        ("state=all", [9, 7, 8]),
        ("state=replaced", [7]),
        ("region=36.71", [8]),
        ("region=36.71.05", []),
        ("kind=members", [9]),
        ("basis=registration", [9]),
        ("derived=true", [8]),
        ("derived=false", [9]),
        ("as_at_to=2021-12-31", [9]),
        ("as_at_from=2022-01-01", [8]),
        ("as_at_from=2021-12-31&as_at_to=2023-12-31", [9, 8]),
    ],
)
def test_figures_are_found_by_what_they_say_where_and_when(client, query, found):
    corrected()
    assert [row["id"] for row in ask(client, f"/api/v1/reference-figures/?{query}")["results"]] == found


def test_a_corrected_figure_and_its_correction_name_each_other(client):
    corrected()
    assert ask(client, "/api/v1/reference-figures/7/")["replaced_by"] == 8
    assert ask(client, "/api/v1/reference-figures/8/")["replaces"] == 7


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [3, 4]),
        ("region=00", [3, 4]),
        ("region=36", []),
        ("year=2029", [4]),
        ("programme=JHT", [4]),
        ("state=replaced", []),
    ],
)
def test_targets_are_found_by_place_year_and_programme(client, query, found):
    Target.objects.create(
        pk=4, region=Region.objects.get(code="00"), year=2029, programme="JHT", measure="Uji", percent=50, decree="Uji"
    )
    answer = ask(client, f"/api/v1/targets/?{query}")
    assert [row["id"] for row in answer["results"]] == found


def test_a_target_is_as_the_decree_writes_it(client):
    target = ask(client, "/api/v1/targets/")["results"][0]
    assert (target["year"], target["measure"], target["percent"]) == (2025, "UCJ", "52.15")
    assert (target["entered_by"], target["programme"]) == ("", "")


def test_labels_are_in_the_language_asked_for(client):
    assert ask(client, "/api/v1/reference-figures/7/?lang=en")["kind_label"] != "Angkatan kerja"
    assert ask(client, "/api/v1/reference-figures/7/?lang=id")["kind_label"] == "Angkatan kerja"


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/api/v1/regions/", 5), ("/api/v1/reference-figures/?state=all", 5), ("/api/v1/targets/?state=all", 5)],
)
def test_a_list_asks_as_often_for_many_rows_as_for_one(client, ratna, address, queries):
    """Session, user and today's roles, then the count and the rows with what they refer to."""
    for count in (0, 60):
        for model, pk in ((ReferenceFigure, 7), (Target, 3)):
            row = model.objects.get(pk=pk)
            for number in range(count):
                row.pk, row.replaces_id, row.seed_key, row.entered_by = 1000 + number, None, "", ratna
                row.save(force_insert=True)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) == queries, [query["sql"] for query in asked]

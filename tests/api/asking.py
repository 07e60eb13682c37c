"""Asking the API as somebody, and a registry of places, figures and law to ask about."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime

from django.test import Client

from coverage_portal.programmes.models import JakonBracket, Obligation, Parameter, Rate, Relief
from coverage_portal.programmes.seed import read_law
from regions.models import ReferenceFigure, Region, Target
from regions.seeds.published import published_figures, published_targets
from tests import people
from tests.employers import made
from workers import compliance
from workers.models import Person

BORN = date(1990, 4, 5)
ENTERED = datetime(2026, 11, 20, 3, 5, tzinfo=UTC)
ADDRESSES = (
    *("/api/v1/coverage/", "/api/v1/coverage/cakupan/", "/api/v1/regions/", "/api/v1/regions/36.71/"),
    *("/api/v1/reference-figures/", "/api/v1/reference-figures/7/", "/api/v1/targets/", "/api/v1/programmes/"),
    "/api/schema/",
)


def as_role(role: str = "staff", name: str = "wulan") -> Client:
    """The client of somebody who holds a role for all branches."""
    client = Client()
    client.force_login(people.person(name, role))
    return client


def ask(client: Client, address: str, status: int = 200, **headers: str) -> dict:
    """The JSON of an answer of that status."""
    response = client.get(address, headers=headers)
    assert response.status_code == status, response.content.decode()[:500]
    assert response["Content-Type"] == "application/json"
    return response.json()


def error(client: Client, address: str, status: int) -> tuple[str, str | None]:
    """The code and the parameter of a refusal, which has the one shape and a sentence."""
    said = ask(client, address, status)
    assert set(said) == {"error"}
    assert set(said["error"]) == {"code", "message", "parameter"}
    assert said["error"]["message"].endswith(".")
    return said["error"]["code"], said["error"]["parameter"]


def places() -> None:
    """The country, a province, a city and two of its kecamatan."""
    above = None
    for code, path, level, name in (
        ("00", "ID.", 0, "Indonesia"),
        ("36", "ID.36.", 1, "Banten"),
        ("36.71", "ID.36.71.", 2, "Kota Tangerang"),
    ):
        above = Region.objects.create(code=code, path=path, level=level, name=name, parent=above)
    for last, name in (("05", "Cipondoh"), ("11", "Pinang")):
        code = f"36.71.{last}"
        Region.objects.create(code=code, bps_code=f"36710{last}", path=f"ID.{code}.", level=3, name=name, parent=above)


def published() -> tuple[ReferenceFigure, Target]:
    """The city's labour force of 2023 and the national target of 2025 as shipped, under numbers of their own."""
    figure = next(row for row in published_figures() if row.region_code == "36.71" and row.kind == "labour_force")
    target = next(row for row in published_targets() if row.region_code == "00" and row.measure == "UCJ")
    return stored(ReferenceFigure, figure, 7), stored(Target, target, 3)


def stored(model, row, pk):
    fields = asdict(row)
    fields["region"] = Region.objects.get(code=fields.pop("region_code"))
    made = model.objects.create(pk=pk, **fields)
    model.objects.filter(pk=pk).update(entered_at=ENTERED)
    return made


def registered() -> None:
    """An employer with a worker and what it looks like, under numbers of their own."""
    made.at_year_end()
    firm = made.employer(
        legal_form="PT", nib="1234567890123", declared_headcount=3, declared_on=made.POSITION, changed_on=made.POSITION
    )
    made.joins(firm, 1, 2)
    person = Person.objects.create(pk=41, nik_hash="0" * 32, key_version=1, name="Siti Rahayu", sex=2, birth_date=BORN)
    made.member(firm, pk=41, person=person, kpj="12345670214")
    compliance.rebuild()


def law() -> None:
    """The law as shipped."""
    rows = read_law()
    for model in (Rate, Parameter, JakonBracket, Obligation, Relief):
        model.objects.bulk_create(rows[model])

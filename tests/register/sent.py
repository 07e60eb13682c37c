"""What the registration form sends, for a firm of Tangerang Cimone that is in order."""

from __future__ import annotations

from coverage_portal.programmes.models import JkkRiskExample
from tests import people
from tests.employers import made


def registration(**changed):
    """The fields of a registration as a browser sends them; `changed` replaces some."""
    people.cimone()
    made.district()
    bakery = {"business": "Pabrik roti dan kue", "citation": "PP 82/2019 Lampiran I"}
    JkkRiskExample.objects.get_or_create(group=3, number=45, defaults=bakery)
    sent = {
        "kind": "terdaftar",
        "name": "PT Contoh Boga Cipondoh",
        "legal_form": "PT",
        "npp": "TC100214",
        "division": "",
        "registered_on": "2020-03-01",
        "nib": "9120000123456",
        "npwp": "01.234.567.4-411.000",
        "branch": "CMN",
        "district": "36.71.05",
        "address": "Jalan Contoh Raya 12",
        "kbli_version": "2020",
        "kbli": "56101",
        "scale": "3",
        "scale_basis": "pekerja",
        "scale_as_of": "2023-01-01",
        "risk_code": "3-45",
        "risk_as_of": "2023-01-01",
        "declared_headcount": "240",
        "registered_headcount": "96",
        "declared_wages": "1.190.000.000",
        "declared_on": "2023-06-30",
        "programmes_joined": ["JKK", "JKM", "JHT"],
        "contact_name": "Ibu Contoh",
        "contact_phone": "021-5555555",
        "contact_email": "sdm@contoh.co.id",
    }
    return sent | changed


def prospect(**changed):
    """A firm that was found and has no NPP."""
    none = {"npp": "", "registered_on": "", "programmes_joined": []}
    return registration(**{"kind": "prospek", "found_on": "2023-05-02", "found_in": "wlkp", **none, **changed})

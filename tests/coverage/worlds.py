"""Small registries for coverage tests: a country, a city with three kecamatan, two branches, a few employers."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from random import Random

from coverage_portal.core.models import ImportBatch
from coverage_portal.programmes.codes import Programme, Segment, Sex
from employers.models import Employer
from regions.models import Branch, ReferenceFigure, Region
from workers.models import Membership, Person

BASIC = int(Programme.JKK | Programme.JKM)


class World:
    """A registry under construction; every method returns the row it made."""

    def __init__(self) -> None:
        self.country = self._region(None, "00", "ID.", 0, "Indonesia")
        self.province = self._region(self.country, "36", "ID.36.", 1, "Banten")
        self.city = self._region(self.province, "36.71", "ID.36.71.", 2, "Kota Tangerang")
        self.other_city = self._region(self.province, "36.74", "ID.36.74.", 2, "Kota Tangerang Selatan")
        names = {"01": "Tangerang", "05": "Cipondoh", "07": "Karawaci"}
        self.districts = [
            self._region(self.city, f"36.71.{code}", f"ID.36.71.{code}.", 3, name) for code, name in names.items()
        ]
        self.branches = [
            Branch.objects.create(code=code, name=f"Tangerang {name}", city=self.city)
            for code, name in (("CMN", "Cimone"), ("CKK", "Cikokol"))
        ]
        self.number = 0

    def _region(self, parent: Region | None, code: str, path: str, level: int, name: str) -> Region:
        return Region.objects.create(code=code, parent=parent, path=path, level=level, name=name)

    def employer(self, *, branch: int = 0, district: int = 0, **more: object) -> Employer:
        self.number += 1
        fields = {
            "npp": f"{self.number:08d}",
            "name": f"PT Contoh {self.number}",
            "branch": self.branches[branch],
            "district": self.districts[district],
            "registered_on": date(2018, 1, 1),
            "scale": 2,
            "kbli_version": 2020,
            "kbli_code": "47111",
            "kbli_section": "G",
        }
        return Employer.objects.create(**{**fields, **more})

    def person(self, *, home: Region | None = None, born: date = date(1990, 5, 17), sex: int = Sex.MALE) -> Person:
        self.number += 1
        return Person.objects.create(
            nik_hash=uuid.UUID(int=self.number),
            key_version=1,
            name=f"Orang {self.number}",
            sex=sex,
            birth_date=born,
            home=home,
        )

    def membership(self, person: Person, *, district: int = 0, branch: int = 0, **more: object) -> Membership:
        self.number += 1
        fields = {
            "kpj": f"{self.number:011d}",
            "person": person,
            "branch": self.branches[branch],
            "segment": Segment.PU if more.get("employer") else Segment.BPU,
            "programmes": BASIC,
            "workplace": self.districts[district],
            "started_on": date(2020, 1, 1),
        }
        return Membership.objects.create(**{**fields, **more})

    def applied(
        self, position: date = date(2023, 12, 31), *, illustrative: bool = False, kind: str = ImportBatch.Kind.WORKERS
    ) -> ImportBatch:
        return ImportBatch.objects.create(
            kind=kind,
            state=ImportBatch.State.APPLIED,
            file_name=f"pekerja_{position}.csv",
            file_sha256="0" * 64,
            position=position,
            illustrative=illustrative,
        )

    def villages(self, *numbers: int) -> None:
        """So many kelurahan in each of the kecamatan."""
        Region.objects.bulk_create(
            Region(code=f"{one.code}.{1001 + n}", path=f"{one.path}{1001 + n}.", level=4, name=f"{n}", parent=one)
            for one, number in zip(self.districts, numbers, strict=True)
            for n in range(number)
        )

    def crowd(self, random: Random, people: int = 30) -> None:
        """People with jobs as chance has it: two at once, ended, at no known place, at employers nobody described."""
        described = (
            {"kbli_section": letter, "kbli_version": version, "scale": random.choice([None, 1, 2, 3, 4])}
            for letter, version in (("C", 2020), ("C", 2025), ("V", 2025), ("", None), ("G", 2020))
        )
        told = ({"declared_headcount": 9, "declared_on": date(2022, 6, 30)}, {}, {"closed_on": date(2023, 6, 1)})
        employers = [self.employer(district=random.randrange(3), **one, **random.choice(told)) for one in described]
        places = [*self.districts, self.city, self.other_city]
        for _n in range(people):
            person = self.person(home=random.choice([*places, None]))
            for _job in range(random.choice([1, 1, 2])):
                started = date(2020, 1, 1) + timedelta(days=random.randrange(1400))
                employer = random.choice([*employers, None])
                segment = random.choice([Segment.PU, Segment.JAKON]) if employer else random.choice(Segment.values[1:])
                self.membership(
                    person,
                    workplace=random.choice(places[:4]),
                    segment=segment,
                    employer=employer,
                    programmes=random.choice([3, 7, 15, 31]),
                    started_on=started,
                    ended_on=random.choice([None, None, started + timedelta(days=random.randrange(1, 900))]),
                )

    def published(self, kind: str, value: int, half_step: int | None, **more: object) -> ReferenceFigure:
        fields = {
            "region": self.city,
            "as_at": date(2023, 12, 31),
            "period": "2023",
            "unit": "perusahaan" if kind == ReferenceFigure.Kind.EMPLOYERS else "orang",
            "basis": ReferenceFigure.Basis.STATEMENT,
            "publisher": "Kantor cabang",
            "document": "Surat kabar, 22 Maret 2024",
        }
        return ReferenceFigure.objects.create(kind=kind, value=value, half_step=half_step, **{**fields, **more})

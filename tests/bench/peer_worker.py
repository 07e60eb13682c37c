"""The peer's process: django-import-export brings in the first rows of the same file, under the same rules."""

from __future__ import annotations

import sys
import time
from datetime import date, datetime
from pathlib import Path

from tests.bench import imports_worker as loading  # sets Django up

import tablib  # isort: skip
from django.conf import settings  # isort: skip
from import_export import fields, resources  # isort: skip

from coverage_portal.programmes.codes import Programme, Segment  # isort: skip
from employers.models import Employer  # isort: skip
from regions.models import Branch, Region  # isort: skip
from workers.identity import NikHasher, read_nik  # isort: skip
from workers.models import Membership, Person  # isort: skip

SEXES = {"L": 1, "P": 2}


class WorkersResource(resources.ModelResource):
    """The workers' extract as a resource: look-ups, the rules of a row, and the person behind it."""

    kpj = fields.Field(column_name="KPJ", attribute="kpj")

    class Meta:
        model = Membership
        import_id_fields = ("kpj",)
        fields = ("kpj",)
        use_transactions = True
        clean_model_instances = True  # the model's own rules, as everywhere in Django
        skip_unchanged = True

    def before_import(self, dataset, **options):
        """The look-ups, asked once as a careful user of the library would."""
        self.regions = dict(Region.objects.values_list("code", "id"))
        self.branches = dict(Branch.objects.values_list("code", "id"))
        self.hasher = NikHasher(bytes.fromhex(settings.NIK_KEY))
        self.today = date.today()

    def after_init_instance(self, instance, new, row, **options):
        """The same rules as ours: raises ValueError for a row that breaks one."""
        nik = read_nik(row["NIK"], self.today)
        if nik.problem:
            raise ValueError(nik.problem)
        instance.branch_id = self.branches[row["KODE_KANTOR"]]
        instance.workplace_id = self.regions[row["KODE_TEMPAT_KERJA"]]
        instance.segment = Segment[row["SEGMEN"]].value
        instance.programmes = sum(Programme[name].value for name in row["PROGRAM"].split("+"))
        instance.wage = int(row["UPAH"]) if row["UPAH"] else None
        instance.started_on, instance.ended_on = day(row["TGL_MULAI"]), day(row["TGL_AKHIR"])
        if instance.ended_on and instance.ended_on <= instance.started_on:
            raise ValueError("ends_before_start")
        if row["NPP"]:
            instance.employer = Employer.objects.get(npp=row["NPP"], division=row["DIVISI"])
        instance.person, _made = Person.objects.get_or_create(
            nik_hash=self.hasher.digest(row["NIK"].encode()).hex(),
            defaults={
                "key_version": 1,
                "name": row["NAMA"],
                "sex": SEXES[row["JENIS_KELAMIN"]],
                "birth_date": day(row["TGL_LAHIR"]),
                "home_id": self.regions.get(row["KODE_DOMISILI"]),
            },
        )


def day(text: str) -> date | None:
    """A day as the file writes it."""
    return datetime.strptime(text, "%d-%m-%Y").date() if text else None


def main() -> None:
    """Import the first rows; print the seconds a row took."""
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    loading.prepare(folder)
    with (folder / loading.FIRST).open(encoding="utf-8") as file:
        lines = [next(file).rstrip("\r\n").split(";") for _row in range(rows + 1)]
    dataset = tablib.Dataset(*lines[1:], headers=lines[0])
    began = time.monotonic()
    result = WorkersResource().import_data(dataset, dry_run=False, raise_errors=False)
    took = time.monotonic() - began
    assert not result.has_errors() and not result.has_validation_errors(), result.invalid_rows[:1]
    assert Membership.objects.count() == rows
    print(took / rows, flush=True)
    loading.empty()
    began = time.monotonic()
    receipt, took = loading.load(loading.ImportBatch.Kind.WORKERS, folder / loading.FIRST)
    print((took - receipt.counting_seconds) / receipt.read, flush=True)

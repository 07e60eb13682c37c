"""Reads the law as shipped: law.yaml and the list of kinds of business, as rows not yet stored."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.models import Cited, JakonBracket, JkkRiskExample, Obligation, Parameter, Rate, Relief

LAW_FILE = Path(__file__).parent / "law.yaml"
RISK_FILE = Path(__file__).parent / "data" / "jkk_kelompok_risiko.csv"

LawRow = Rate | Parameter | JakonBracket | Obligation | Relief
SECTIONS: dict[str, type[LawRow]] = {
    "rates": Rate,
    "jakon_brackets": JakonBracket,
    "parameters": Parameter,
    "obligations": Obligation,
    "reliefs": Relief,
}


class LawFileError(ValueError):
    """law.yaml says something that cannot be a row of law; the message names the section and the row."""


def read_law(path: Path = LAW_FILE) -> dict[type[LawRow], list[LawRow]]:
    """Every row of the file as an unsaved, checked model instance, by model. Raises LawFileError."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(document) - set(SECTIONS)
    if unknown:
        raise LawFileError(_("Bagian %(name)s tidak dikenal.") % {"name": ", ".join(sorted(unknown))})
    return {model: [_row(model, values) for values in _flat(document, name)] for name, model in SECTIONS.items()}


def read_risk_examples(path: Path = RISK_FILE) -> list[JkkRiskExample]:
    """The 191 kinds of business of PP 82/2019's annex I, none of them verified: `verified_on` stays null."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            JkkRiskExample(
                group=int(line["kelompok"]),
                number=int(line["no"]),
                business=line["jenis_usaha"],
                citation=line["dasar"],
                note=line["sumber"],
            )
            for line in csv.DictReader(lines)
        ]


def _flat(document: Mapping[str, Any], section: str) -> Iterator[dict[str, Any]]:
    """The rows of a section; what a group says holds for each of its `rows` that does not say otherwise."""
    for group in document.get(section) or ():
        shared = {name: value for name, value in group.items() if name != "rows"}
        for row in group.get("rows", ({},)):
            yield {**shared, **row}


def _row(model: type[LawRow], values: Mapping[str, Any]) -> LawRow:
    try:
        row = model(**{name: _value(model, name, value) for name, value in values.items()})
        row.clean_fields()
    except (FieldDoesNotExist, KeyError, TypeError, ValidationError) as problem:
        sentence = _("Baris %(model)s tidak dapat dibaca: %(row)s (%(problem)s).")
        detail = {"model": model._meta.verbose_name, "row": dict(values), "problem": problem}
        raise LawFileError(sentence % detail) from problem
    return row


def _value(model: type[Cited], name: str, value: Any) -> Any:
    """A YAML value as the field wants it: code words become codes, numbers become exact decimals."""
    model._meta.get_field(name)
    if name in {"programme", "programmes", "requires"}:
        return sum(Programme[word].value for word in str(value).split("+"))
    if name == "segment":
        return Segment[value]
    if name == "scale":
        return Scale[value]
    return Decimal(str(value)) if isinstance(value, float) else value


def starts_on(row: LawRow) -> date:
    """The first day a row of law counts."""
    return row.started_on if isinstance(row, Relief) else row.effective_from

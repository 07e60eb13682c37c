"""The registration form: every rule an employer's facts have to keep, in words. It checks; `actions` writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from coverage_portal.core.models import User
from coverage_portal.programmes.codes import PROGRAMMES
from coverage_portal.register.entering import rules
from coverage_portal.register.entering.declared import PROSPECT, REGISTERED, RegistrationFields
from coverage_portal.register.entering.guarded import GuardedForm
from coverage_portal.register.entering.kinds_of_business import GROUPS, letters, risk_group_of, section_of
from coverage_portal.register.entering.opening import initial_of, places
from coverage_portal.register.entering.typed import PastDayField
from employers.models import Employer

EMPTIED = "dikosongkan"
"""What a form is sent with that was emptied of a NIK when it was sent before: the fields' names."""


class EmployerForm(GuardedForm, RegistrationFields):
    """An employer's registration, or a correction of `employer`, by somebody who may edit.

    `facts()` and `programmes()` say what is to be written once the form is valid. `so_far` is what a form that is not
    sent was opened with beside its employer.
    """

    WHEN_REGISTERED: ClassVar = ("npp", "division", "registered_on")
    WHEN_FOUND: ClassVar = ("found_on", "found_in")

    def __init__(self, user: User, data: Mapping[str, Any] | None = None, employer: Employer | None = None) -> None:
        self.so_far: Mapping[str, Any] = {}
        super().__init__(user, data, employer, initial=initial_of(employer))

    def prepare(self) -> None:
        """Days of programmes, places, and no fields about what a correction cannot say."""
        self._add_days_of_programmes()
        self._fit_to(self.employer)

    def _add_days_of_programmes(self) -> None:
        for programme in PROGRAMMES:
            label = _("%(programme)s sejak") % {"programme": programme.name}
            self.fields[f"since_{programme.name}"] = PastDayField(label=label, required=False)

    def _fit_to(self, employer: Employer | None) -> None:
        """Only what can be said of it: a correction moves no branch and registers no prospect."""
        for name, found in zip(("branch", "district"), places(self.user, employer), strict=True):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
            field.error_messages |= rules.OF_PLACES[name]
            field.widget.attrs["class"] = "in"
        if employer is None:
            del self.fields["note"]
            return
        prospect = employer.registered_on is None
        programmes = [name for name in self.fields if name.startswith("since_")] + ["programmes_joined"]
        gone = (*self.WHEN_REGISTERED, *programmes) if prospect else self.WHEN_FOUND
        for name in ("kind", "branch", *gone):
            del self.fields[name]

    def opened_with(self, values: Mapping[str, list[str]]) -> None:
        """Say that the form was opened with these values (as sent), whatever is stored by now: only what differs from
        them was changed by whoever sent it."""
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):
                self.initial[name] = values.get(name, [])
            elif name in values:
                first = next(iter(values[name]), "")
                self.initial[name] = first if isinstance(field, forms.ModelChoiceField) else field.to_python(first)

    @property
    def emptied(self) -> list[str]:
        """The fields that were emptied of a NIK, now or when the form was sent before, and that are empty still."""
        sent: Mapping[str, Any] = dict(self.typed.lists()) if self.is_bound else self.so_far
        named = dict.fromkeys([*self.withheld, *sent.get(EMPTIED, [])])
        return [name for name in named if name in self.fields and not any(sent.get(name, []))]

    @property
    def is_prospect(self) -> bool:
        """Whether the form is about one that is found and not registered."""
        if self.employer is not None:
            return self.employer.registered_on is None
        return (self["kind"].value() or REGISTERED) == PROSPECT

    @property
    def risk_group(self) -> int | None:
        """The JKK risk group that was picked, where it was picked rightly."""
        return risk_group_of(self.cleaned_data.get("risk_code") or "")

    def programme_rows(self) -> list[tuple[Any, Any]]:
        """Each programme's box and the field of its day."""
        boxes = list(self["programmes_joined"])
        return [(box, self[f"since_{box.data['value']}"]) for box in boxes]

    def clean_kbli(self) -> str:
        """A section's letter, or a code of five digits."""
        return rules.kbli(self.cleaned_data["kbli"].upper(), self.cleaned_data.get("kbli_version"))

    def clean_risk_code(self) -> str:
        """A kind of Lampiran I, or a bare group."""
        return rules.risk(self.cleaned_data["risk_code"])

    def clean_npp(self) -> str:
        """In capitals, without the signs people put into it; as `clean_nib` otherwise."""
        if self._as_stored("npp"):
            return str(self.cleaned_data["npp"])
        return rules.npp(self.cleaned_data["npp"])

    def clean_nib(self) -> str:
        """13 digits; what an import stored stays as it is until somebody changes it."""
        if self._as_stored("nib"):
            return str(self.cleaned_data["nib"])
        return rules.nib(self.cleaned_data["nib"])

    def clean_npwp(self) -> str:
        """The long form: 16 digits, or 22 with the number of a branch; as `clean_nib` otherwise."""
        if self._as_stored("npwp"):
            return str(self.cleaned_data["npwp"])
        return rules.npwp(self.cleaned_data["npwp"])

    def _as_stored(self, name: str) -> bool:
        return self.employer is not None and getattr(self.employer, name) == self.cleaned_data[name]

    def check(self) -> None:
        """The rules over several fields."""
        rules.check_together(self)

    def facts(self) -> dict[str, Any]:
        """Column -> value of an employer, once the form is valid; a correction leaves out what it cannot say."""
        said = self.cleaned_data
        wanted = ["name", "legal_form", "nib", "npwp", "address", "kbli_version", "scale", "scale_basis", "scale_as_of"]
        wanted += ["contact_name", "contact_phone", "contact_email"]
        wanted += ["declared_headcount", "registered_headcount", "declared_wages", "declared_on"]
        wanted += self.WHEN_FOUND if self.is_prospect else self.WHEN_REGISTERED
        facts = {name: said[name] for name in wanted}
        facts["district_id"] = said["district"].pk
        if self.employer is None:
            facts["branch_id"] = said["branch"].pk
        return facts | self._sector() | self._risk()

    def programmes(self) -> dict[int, date]:
        """The bit of each programme joined -> its first day."""
        said = self.cleaned_data
        joined = said.get("programmes_joined") or []
        return {
            int(programme): said[f"since_{programme.name}"] or said["registered_on"]
            for programme in PROGRAMMES
            if programme.name in joined
        }

    def _sector(self) -> dict[str, str]:
        """The code and the section; a code of KBLI 2025 keeps the section that was stored with it."""
        version, value = self.cleaned_data["kbli_version"], self.cleaned_data["kbli"]
        if not value or value in letters(version):
            return {"kbli_code": "", "kbli_section": value}
        kept, section = self.employer, section_of(version, value)
        if kept is not None and (kept.kbli_version, kept.kbli_code) == (version, value):
            section = kept.kbli_section
        return {"kbli_code": value, "kbli_section": section}

    def _risk(self) -> dict[str, Any]:
        """The group, the kind it was picked by, and the day."""
        code = self.cleaned_data["risk_code"]
        return {
            "risk_code": "" if code in GROUPS else code,
            "risk_group": self.risk_group,
            "risk_as_of": self.cleaned_data["risk_as_of"] if code else None,
        }

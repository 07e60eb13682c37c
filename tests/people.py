"""The three people of every access test, and the two branches their world has."""

from __future__ import annotations

from datetime import date

from coverage_portal.core.models import User
from employers.models import Employer
from regions.models import Assignment, Branch, Region

LONG_AGO = date(2020, 1, 1)
PASSWORD = "kunci-rumah-lama-7"


def city() -> Region:
    region, _ = Region.objects.get_or_create(
        code="36.71", defaults={"name": "Kota Tangerang", "level": Region.Level.REGENCY, "path": "ID.36.71."}
    )
    return region


def branch(code: str, name: str) -> Branch:
    made, _ = Branch.objects.get_or_create(code=code, defaults={"name": name, "city": city()})
    return made


def cimone() -> Branch:
    return branch("CMN", "Tangerang Cimone")


def cikokol() -> Branch:
    return branch("CKK", "Tangerang Cikokol")


def person(username: str, role: str = "", at: Branch | None = None, **spell: date) -> User:
    """A user with a password, holding `role` at a branch (None: all branches), or no role at all."""
    user = User.objects.create_user(username, password=PASSWORD)
    if role:
        Assignment.objects.create(user=user, role=role, branch=at, **{"started_on": LONG_AGO, **spell})
    return user


def employer_at(at: Branch) -> Employer:
    return Employer.objects.create(npp="12345678", name="PT Contoh", branch=at, district=city(), registered_on=LONG_AGO)


def ratna() -> User:
    """Sees the rows of all branches."""
    return person("ratna", "staff")


def budi() -> User:
    """Sees the rows of Cimone."""
    return person("budi", "staff", cimone())


def joko() -> User:
    """Can sign in and sees nothing."""
    return person("joko")

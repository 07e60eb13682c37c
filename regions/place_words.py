"""What people write in a sheet where a code of a place or a branch belongs: its name, or its code without dots.

Only a text that can mean one place is here; another stays as it is written and the check names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coverage_portal.core.spellings import unambiguous
from regions.models import Branch, Region
from regions.places import plain_name

Level = Region.Level
ALIASES = {"36.71.02": ("Jati Uwung",), "36.71.03": ("Batu Ceper",), "36.71.12": ("Karangtengah",)}
"""Other spellings of names of kecamatan in Kota Tangerang."""
BEFORE_A_DISTRICT = ("Kecamatan", "Kec")
BEFORE_A_BRANCH = ("", "KC", "Kantor Cabang", "Cabang")
SHORT_LEVELS = (
    ("Kabupaten Administrasi ", ("Kabupaten", "Kab", "Kab Adm")),
    ("Kota Administrasi ", ("Kota", "Kota Adm")),
    ("Kabupaten ", ("Kab",)),
    ("Kota ", ("Kota",)),
)
"""How the first words of a kabupaten or kota are shortened."""


def district_words(cities: Iterable[Region]) -> dict[str, str]:
    """For a column of kecamatan: names of those in `cities`, and undotted codes of all (CIPONDOH, 367105 -> 36.71.05).

    A name that two kecamatan of `cities` share is left out.
    """
    names = [*_district_names(cities, bare=True), *_undotted(Level.DISTRICT)]
    return unambiguous(names)


def regency_words() -> dict[str, str]:
    """For a column of kabupaten and kota: names and undotted codes of all (KAB. TANGERANG -> 36.03; 3671 -> 36.71).

    A name without its Kabupaten or Kota is here when only one has it: Depok, but not Tangerang.
    """
    regencies = list(Region.objects.filter(level=Level.REGENCY))
    bare = [(_without_level(region.name), region.code) for region in regencies]
    return unambiguous([*_regency_names(regencies), *bare, *_undotted(Level.REGENCY)])


def place_words(cities: Iterable[Region]) -> dict[str, str]:
    """For a column that takes places of any level: what the two functions above know, less what is not sure there.

    A kecamatan's bare name stands for it unless a place that lies elsewhere has the name too: "Jatiuwung" is also a
    kelurahan of Cibodas, "Tangerang" a kota and a kabupaten. Neither is a kabupaten's or kota's bare name sure.
    """
    cities = list(cities)
    taken = {plain_name(_without_level(region.name)) for region in Region.objects.filter(level=Level.REGENCY)}
    villages: dict[str, set[str]] = {}
    for village in Region.objects.filter(level=Level.VILLAGE, parent__parent__in=cities):
        villages.setdefault(plain_name(village.name), set()).add(village.code)
    sure = [
        (name, code)
        for name, code in _district_names(cities, bare=True)
        if plain_name(name) not in taken
        and all(village.startswith(f"{code}.") for village in villages.get(plain_name(name), ()))
    ]
    led = _district_names(cities, bare=False)
    regencies = _regency_names(Region.objects.filter(level=Level.REGENCY))
    codes = [*_undotted(Level.REGENCY), *_undotted(Level.DISTRICT)]
    return unambiguous([*sure, *led, *regencies, *codes])


def branch_words(branches: Iterable[Branch]) -> dict[str, str]:
    """For a column of branch offices: their names, with and without their city's (KC CIMONE -> CMN)."""
    pairs = []
    for branch in branches:
        city = _without_level(branch.city.name)
        short = branch.name.removeprefix(city).strip() if branch.name.startswith(f"{city} ") else ""
        for name in filter(None, (branch.name, short)):
            pairs += [(f"{before} {name}", branch.code) for before in BEFORE_A_BRANCH]
    return unambiguous(pairs)


def branch_cities() -> list[Region]:
    """The kabupaten and kota that have a branch office: a name without more is looked for there."""
    return list(Region.objects.filter(branches__isnull=False).distinct())


def _district_names(cities: Iterable[Region], *, bare: bool) -> Iterator[tuple[str, str]]:
    """Names of the kecamatan in `cities`, with the word for what they are before them, or `bare` and with it."""
    for district in Region.objects.filter(level=Level.DISTRICT, parent__in=cities):
        for name in (district.name, *ALIASES.get(district.code, ())):
            if bare:
                yield name, district.code
            for before in BEFORE_A_DISTRICT:
                yield f"{before} {name}", district.code


def _regency_names(regencies: Iterable[Region]) -> Iterator[tuple[str, str]]:
    for region in regencies:
        yield region.name, region.code
        for full, shorter in SHORT_LEVELS:
            if region.name.startswith(full):
                for word in shorter:
                    yield f"{word} {region.name.removeprefix(full)}", region.code
                break


def _without_level(name: str) -> str:
    """ "Kota Tangerang" -> "Tangerang"."""
    for full, _shorter in SHORT_LEVELS:
        if name.startswith(full):
            return name.removeprefix(full)
    return name


def _undotted(level: Level) -> list[tuple[str, str]]:
    codes = Region.objects.filter(level=level).values_list("code", flat=True)
    return [(code.replace(".", ""), code) for code in codes]

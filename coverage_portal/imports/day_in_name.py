"""The day that a file's name tells, as a proposal for the day its contents stand at. Pure.

The patterns are written so that Python and a browser's script read them alike: app.js is given the same ones.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from coverage_portal.core.cell_dates import MONTHS

_YEAR, _NAME = r"(?P<y>20\d\d)", f"(?P<m>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_MONTH, _DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_ONE_DIGIT_MONTH, _ONE_DIGIT_DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_BEFORE, _AFTER, _ALONE = r"(?<!\d)", r"(?!\d)", r"(?<!\d[-_.])"
_SIGN, _GAP, _NO_LETTER = "[-_. ]", "[-_., ]*", "(?<![a-z])"
PATTERNS = (
    f"{_BEFORE}{_YEAR}{_SIGN}{_ONE_DIGIT_MONTH}{_SIGN}{_ONE_DIGIT_DAY}{_AFTER}",
    f"{_BEFORE}{_ONE_DIGIT_DAY}{_SIGN}{_ONE_DIGIT_MONTH}{_SIGN}{_YEAR}{_AFTER}",
    f"{_BEFORE}{_YEAR}{_MONTH}{_DAY}{_AFTER}",
    f"{_BEFORE}{_DAY}{_MONTH}{_YEAR}{_AFTER}",
    f"{_BEFORE}{_ONE_DIGIT_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}{_AFTER}",
    f"{_NO_LETTER}{_NAME}{_GAP}{_ONE_DIGIT_DAY}[-_., ]+{_YEAR}{_AFTER}",
    f"{_BEFORE}{_YEAR}{_GAP}{_NAME}{_GAP}{_DAY}{_AFTER}",
    f"{_NO_LETTER}{_NAME}{_GAP}{_YEAR}{_AFTER}",
    f"{_BEFORE}{_YEAR}{_GAP}{_NAME}(?![a-z])",
    f"{_BEFORE}{_ALONE}{_YEAR}{_SIGN}?{_MONTH}{_AFTER}",
    f"{_BEFORE}{_ALONE}{_MONTH}{_SIGN}{_YEAR}{_AFTER}",
)
"""Full days first: what one pattern has read is not read again by the next. A month without a day is its last day."""
_READ = "|"
FOR_A_SCRIPT = {"patterns": [each.replace("?P<", "?<") for each in PATTERNS], "months": MONTHS}
"""The same for app.js, which goes through them as `_days` does."""


def days_in_name(name: str) -> set[date]:
    """Every day that the name tells, in the form of one of PATTERNS; a day that no calendar has is passed over."""
    return set(_days(name.lower()))


def day_in_name(name: str) -> date | None:
    """The one day that the name tells; None where it tells none, or several."""
    found = days_in_name(name)
    return found.pop() if len(found) == 1 else None


def _days(name: str) -> Iterator[date]:
    for pattern in PATTERNS:
        for found in re.finditer(pattern, name, re.ASCII):
            if day := _day(found.groupdict()):
                yield day
        name = re.sub(pattern, _READ, name, flags=re.ASCII)


def _day(parts: dict[str, str]) -> date | None:
    year, month = int(parts["y"]), int(MONTHS.get(parts["m"], parts["m"]))
    last = monthrange(year, month)[1]
    day = int(parts.get("d") or last)
    return date(year, month, day) if day <= last else None

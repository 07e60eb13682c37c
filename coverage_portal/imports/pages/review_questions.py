"""What somebody has to look at before a file is saved: alarms and warnings, each to be ticked by name, and who is gone.

What stands against the file as a whole is no question: it cannot be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage_portal.core.formatting import count_word, number, short_date, signed_percent
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.imports.effects.alarms import LEAP_TIMES, TOTAL_SHARE
from coverage_portal.imports.field_names import label_of
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.messages import problem, value_shown
from coverage_portal.imports.pages.effect_shown import MEASURES
from coverage_portal.imports.stage import Stage

MOST_ROWS = 10
Alarm = Mapping[str, Any]


OPTIONS = {"position_older": "allow_older", "column_damaged": "accept_zeros"}
"""What stands against a file and a person may insist on -> the batch's option that says so."""
ALLOWED: dict[str, Any] = {
    "position_older": gettext_lazy("Memang berkas lama: periksa ulang dan izinkan"),
    "column_damaged": gettext_lazy("Isinya memang begitu: periksa ulang dan izinkan"),
}
SAID_OF_FILES: dict[str, Any] = {
    "position_older": gettext_lazy(
        "Posisi data lebih lama daripada berkas yang sudah disimpan; isinya akan menimpa keadaan yang lebih baru."
    ),
    "column_damaged": gettext_lazy(
        "Lebih dari 30 persen isi kolom ini berakhir dengan 0: kolom mungkin rusak sebelum dikirim. Periksa sumbernya."
    ),
    "demo_unmarked": gettext_lazy(
        "Berkas berisi NIK contoh (nomor urut 9000-9999). Batalkan, lalu unggah lagi dengan tanda data contoh."
    ),
    "demo_sheet": gettext_lazy(
        "Berkas berisi pemberi kerja contoh. Batalkan, lalu unggah lagi dengan tanda data contoh."
    ),
    "registries_mixed": gettext_lazy(
        "Portal berisi data lain jenis: data contoh dan data cabang tidak dicampur. Mintalah pengelola menghapus data"
        " contoh lebih dahulu."
    ),
}
"""What is said of a file in the browser otherwise than on the command line, which names its own options."""


@dataclass(frozen=True)
class Refusal:
    """Something against the whole file; `option` is what somebody may insist on, with the words of that button."""

    sentence: str
    option: str
    insist: str


@dataclass(frozen=True)
class Question:
    """Something to look at. `lines`: more in detail; `about`: an import that it speaks of (0: none).

    `rows`: how many rows it is about, where they can be shown.
    """

    code: str
    sentence: str
    lines: tuple[str, ...] = ()
    about: int = 0
    rows: int = 0
    ticked: bool = False

    @property
    def tick(self) -> str:
        """The id of its box."""
        return f"tahu-{self.code}"


def questions_of(batch: ImportBatch, ticked: Collection[str] = ()) -> list[Question]:
    """Alarms first, then warnings; `ticked` are the codes that were just sent along."""
    known = {*ticked, *batch.acknowledged}
    found = [*_alarms(batch.summary.get("alarms", [])), *_warnings(batch)]
    return [replace(one, ticked=one.code in known) for one in found]


def refusals_of(batch: ImportBatch) -> list[Refusal]:
    """What stands against the file as a whole: while there is any, nothing can be saved."""
    return [
        Refusal(_named(one), OPTIONS.get(one["code"], ""), str(ALLOWED.get(one["code"], "")))
        for one in batch.summary.get("refusals", [])
    ]


def _named(refusal: Alarm) -> str:
    said = str(SAID_OF_FILES.get(refusal["code"], "")) or problem(refusal["code"])
    return f"{refusal['column']}: {said}" if refusal["column"] else said


def _alarms(alarms: Sequence[Alarm]) -> list[Question]:
    found: dict[str, Question] = {}
    for alarm in alarms:
        sentence, lines = SAID.get(alarm["code"], _plainly)(alarm)
        before = found.get(alarm["code"])
        if before:
            found[before.code] = Question(before.code, before.sentence, (*before.lines, sentence, *lines), before.about)
        else:
            found[alarm["code"]] = Question(alarm["code"], sentence, lines, alarm.get("batch", 0))
    return list(found.values())


def _warnings(batch: ImportBatch) -> list[Question]:
    counted: Mapping[str, int] = batch.summary.get("warnings", {})
    stage = Stage.of(batch) if counted else None
    if stage is None:
        return []
    return [
        _with_sums(code, batch, stage) if code == "control_sum" else _warning(code, count, stage)
        for code, count in counted.items()
    ]


def _with_sums(code: str, batch: ImportBatch, stage: Stage) -> Question:
    """A sum that does not add up belongs to a column, not to a row."""
    names = {field.name: label_of(field) for field in kind_of(batch).fields()}
    problems = stage.problems(stage.warned_rows(code))
    told = [(row, each.column, each.value) for row, found in problems.items() for each in found if each.code == code]
    sums = [
        _("%(column)s, baris %(row)s: %(sums)s")
        % {"column": names.get(column, column), "row": _written(row), "sums": value_shown(code, value)}
        for row, column, value in told
    ]
    return Question(code, problem(code), tuple(sums))


def _warning(code: str, count: int, stage: Stage) -> Question:
    """A warning with the first of its rows and what stands in them."""
    rows = stage.warned_rows(code)
    said = ngettext("%(n)s baris: %(problem)s", "%(n)s baris: %(problem)s", count)
    lines = [*_rows_told(code, rows[:MOST_ROWS], stage), *(["…"] if len(rows) > MOST_ROWS else [])]
    told = said % {"n": _written(count), "problem": problem(code)}
    return Question(code, told, tuple(lines), rows=len(rows))


def _rows_told(code: str, rows: Sequence[int], stage: Stage) -> list[str]:
    """Rows with the text that the warning is about; just their numbers where it is about none."""
    problems = stage.problems(rows)
    texts = [(row, each.value) for row in rows for each in problems.get(row, ()) if each.code == code]
    untold = _("di kantor cabang lain") if code == "employer_look_alike" else ""
    if untold or any(text for _row, text in texts):
        return [
            _("Baris %(row)s: %(text)s") % {"row": _written(row), "text": text or untold or "–"} for row, text in texts
        ]
    return [_("Nomor baris: %(rows)s") % {"rows": ", ".join(map(_written, rows))}] if rows else []


def _total_moves(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    left = alarm["after"] - alarm["leaving"]
    label = str(MEASURES[alarm["measure"]])
    said = {"city": alarm["city"], "measure": label[:1].lower() + label[1:], **_counts(alarm, "before")}
    saved = _("%(city)s: %(measure)s berubah dari %(before)s menjadi %(after)s (%(change)s).") % {
        **said,
        "after": _written(alarm["after"]),
        "change": _change(alarm["before"], alarm["after"]),
    }
    ended = _(
        "%(city)s: %(measure)s berubah dari %(before)s menjadi %(after)s (%(change)s) bila yang tidak ada lagi di"
        " berkas ini dihitung keluar."
    ) % {**said, "after": _written(left), "change": _change(alarm["before"], left)}
    if not alarm["leaving"]:
        return saved, ()
    return (saved, (ended,)) if abs(alarm["after"] - alarm["before"]) > TOTAL_SHARE * alarm["before"] else (ended, ())


def _employers_lose(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    said = ngettext(
        "%(n)s pemberi kerja kehilangan lebih dari 30 persen pekerjanya bila yang tidak ada lagi dihitung keluar.",
        "%(n)s pemberi kerja kehilangan lebih dari 30 persen pekerjanya bila yang tidak ada lagi dihitung keluar.",
        alarm["count"],
    ) % {"n": _written(alarm["count"])}
    return said, _by_name(alarm)


def _employers_declare_fewer(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    said = ngettext(
        "%(n)s pemberi kerja melaporkan lebih dari 30 persen pekerja lebih sedikit daripada laporan WLKP sebelumnya.",
        "%(n)s pemberi kerja melaporkan lebih dari 30 persen pekerja lebih sedikit daripada laporan WLKP sebelumnya.",
        alarm["count"],
    )
    return said % {"n": _written(alarm["count"])}, _by_name(alarm)


def _employers_declare_leaps(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    said = ngettext(
        "%(n)s pemberi kerja melaporkan lebih dari %(times)s kali jumlah pekerja di laporan WLKP sebelumnya.",
        "%(n)s pemberi kerja melaporkan lebih dari %(times)s kali jumlah pekerja di laporan WLKP sebelumnya.",
        alarm["count"],
    )
    times = count_word(LEAP_TIMES, active_language())
    return said % {"n": _written(alarm["count"]), "times": times}, _by_name(alarm)


def _by_name(alarm: Alarm) -> tuple[str, ...]:
    """The employers whose workers move most."""
    named = [
        _("%(name)s: %(before)s menjadi %(after)s pekerja") % {"name": one["name"], **_counts(one, "before", "after")}
        for one in alarm["employers"]
    ]
    return (*named, *(["…"] if alarm["count"] > len(named) else []))


def _same_file(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    day = short_date(date.fromisoformat(alarm["position"]), active_language())
    return _("Berkas yang sama persis sudah pernah disimpan, posisi %(day)s.") % {"day": day}, ()


def _fewer_rows(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    said = _("Berkas ini hanya berisi %(rows)s baris; sebelumnya %(before)s baris dari cabang yang sama.")
    return said % _counts(alarm, "rows", "before"), ()


def _nothing_new(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    day = short_date(date.fromisoformat(alarm["position"]), active_language())
    said = _("Isinya sama persis dengan posisi %(day)s. Mungkin berkas bulan lalu terunggah lagi.") % {"day": day}
    return said, ()


def _plainly(alarm: Alarm) -> tuple[str, tuple[str, ...]]:
    return problem(alarm["code"]), ()


SAID: dict[str, Callable[[Alarm], tuple[str, tuple[str, ...]]]] = {
    "total_moves": _total_moves,
    "employers_lose_workers": _employers_lose,
    "employers_declare_fewer": _employers_declare_fewer,
    "employers_declare_leaps": _employers_declare_leaps,
    "same_file": _same_file,
    "fewer_rows": _fewer_rows,
    "nothing_new": _nothing_new,
}


def _counts(alarm: Alarm, *names: str) -> dict[str, str]:
    return {name: _written(alarm[name]) for name in names}


def _change(before: int, after: int) -> str:
    return signed_percent(Fraction(after - before, before), active_language())


def _written(count: int) -> str:
    return number(count, active_language())

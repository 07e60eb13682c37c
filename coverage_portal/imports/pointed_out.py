"""How the shell's file is read: as it was found, with the columns and the texts for all rows that were pointed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coverage_portal.core.models import User
from coverage_portal.core.sheet_look import Choices, Look
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.tabular_checks import shown
from coverage_portal.core.unseen import seen_text
from coverage_portal.imports.kind_parts import KindOfFile
from coverage_portal.imports.kinds import KINDS, SIPP
from coverage_portal.imports.looking import is_own_form, look_into
from coverage_portal.imports.new_workers import choices_for, for_employer, is_new_workers
from coverage_portal.imports.one_text import choices_of, may_be_one_text, read_one_text
from coverage_portal.imports.receipt import Request


@dataclass(frozen=True, slots=True)
class PointedOut:
    """What is said of a file by hand: field -> the header of its column (`headers`), field -> one text for all rows
    (`texts`), and the employer of a Data TK Baru."""

    headers: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    npp: str = ""


class Doubtful(Exception):
    """A person has to say something about the columns first; `names` are the fields it is about."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


class ColumnsMissing(Unreadable):
    """Required columns are not there; `headers` are those that the file has, `once` the missing ones of which one text
    may stand for all rows."""

    def __init__(self, row: int, names: Sequence[str], *, headers: Sequence[str], once: Sequence[str]) -> None:
        super().__init__("columns_missing", row, names)
        self.headers, self.once = list(headers), list(once)


class WrongHeaders(Exception):
    """What was pointed out by hand is not there. `about`: the `fields` and `headers` in question, and those that there
    are: `known_fields` of the kind and `known_headers` of the file."""

    def __init__(self, **about: Sequence[str]) -> None:
        super().__init__(", ".join([*about["fields"], *about["headers"]]))
        self.about = {name: list(texts) for name, texts in about.items()}


class WrongTexts(Exception):
    """One text for all rows that cannot be. `about`: `fields` the kind does not have (`known_fields` has it), `columns`
    that the file has, `unfit` fields that differ from row to row, `texts` that are not understood, with the `choices`
    where these are few."""

    def __init__(self, **about: Sequence[str]) -> None:
        super().__init__(", ".join([*about["fields"], *about["columns"], *about["unfit"], *about["texts"]]))
        self.about = {name: list(texts) for name, texts in about.items()}


def read_by_shell(request: Request, choices: Choices, told: PointedOut) -> Request:
    """The request with how the shell reads its file: by the portal's own form, else by what was found.

    Raises Doubtful, WrongHeaders, WrongTexts, NotForThisFile and tabular.Unreadable.
    """
    look = look_into(KINDS[request.kind], request.path, choices)
    if not is_new_workers(request.kind, look):
        look = _pointed_out(look, KINDS[request.kind], request.path, choices, told.headers)
        look = _with_texts(look, KINDS[request.kind], told.texts, request.by)
        if told.headers or choices != Choices() or not is_own_form(look):
            _refuse_doubts(look, KINDS[request.kind])
        return replace(request, layout=None if look.canonical else look.layout)
    choices = choices_for(look, choices)
    look = _pointed_out(look_into(SIPP, request.path, choices), SIPP, request.path, choices, told.headers)
    look = _with_texts(look, SIPP, told.texts, request.by)
    layout = for_employer(look.layout, told.npp or told.texts.get("NPP", ""), request.position, request.by)
    missing = tuple(name for name in look.missing if name not in layout.constants)
    _refuse_doubts(replace(look, missing=missing), SIPP)
    return replace(request, layout=layout, sipp=True, partial=True)


def _pointed_out(look: Look, kind: KindOfFile, path: Path, choices: Choices, headers: Mapping[str, str]) -> Look:
    """The look with the columns that `headers` points out; the same look where it points out none."""
    if not headers:
        return look
    found = [text.strip() for text in look.layout.header]
    places = {text.casefold(): at for at, text in enumerate(found)}
    fields = [field.name for field in kind.fields()]
    unknown = [name for name in headers if name not in fields]
    absent = [header for header in headers.values() if header.casefold() not in places]
    if unknown or absent:
        known = [text for text in found if text]
        raise WrongHeaders(fields=unknown, known_fields=fields, headers=absent, known_headers=known)
    named = {header.casefold() for header in headers.values()}
    if twice := [text for text in dict.fromkeys(found) if text.casefold() in named and found.count(text) > 1]:
        raise Unreadable("columns_repeated", look.layout.header_row, twice)
    columns = {name: (places[header.casefold()],) for name, header in headers.items()}
    return look_into(kind, path, replace(choices, columns={**look.layout.columns, **columns}))


def _with_texts(look: Look, kind: KindOfFile, texts: Mapping[str, str], by: User | None) -> Look:
    """The look with one text for all rows in fields that have no column, as the columns page takes them."""
    fields = {each.name: each for each in kind.fields()}
    known = [fields[name] for name in texts if name in fields]
    free = [each for each in known if may_be_one_text(each, kind) and each.name not in look.layout.columns]
    read = {each.name: shown(seen_text(read_one_text(each, texts[each.name], by))) for each in free}
    wrong = [each for each in free if not read[each.name]]
    about = {
        "fields": [name for name in texts if name not in fields],
        "known_fields": list(fields),
        "columns": [each.name for each in known if each.name in look.layout.columns],
        "unfit": [each.name for each in known if not may_be_one_text(each, kind)],
        "texts": [f"{each.name}={texts[each.name]}" for each in wrong],
        "choices": [code for each in wrong for code, _name in choices_of(each, by)],
    }
    if about["fields"] or about["columns"] or about["unfit"] or about["texts"]:
        raise WrongTexts(**about)
    missing, needed = (tuple(name for name in names if name not in read) for names in (look.missing, look.needed))
    return replace(look, layout=replace(look.layout, constants=read), missing=missing, needed=needed)


def _refuse_doubts(look: Look, kind: KindOfFile) -> None:
    if look.missing:
        headers = [text for text in look.layout.header if text]
        once = [each.name for each in kind.fields() if each.name in look.missing and may_be_one_text(each, kind)]
        raise ColumnsMissing(look.layout.header_row, look.missing, headers=headers, once=once)
    if look.repeated:
        raise Unreadable("columns_repeated", look.layout.header_row, sorted(look.repeated))
    if look.ambiguous:
        raise Doubtful(look.ambiguous)

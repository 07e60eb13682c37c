"""A figure is entered once: also when a button is pressed twice, or when two stewards correct the same row."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from coverage_portal.core.models import AuditEvent
from coverage_portal.reference import entry_views
from coverage_portal.reference.entering import AlreadyThere, ReplacedMeanwhile, enter_once
from regions.actions import enter_figure
from regions.models import ReferenceFigure
from tests import people
from tests.coverage.worlds import World
from tests.reference_pages.figures import FORM, Kind
from tests.reference_pages.test_list import text_of


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def steward(client, db):
    user = people.person("pengelola", "steward")
    client.force_login(user)
    return user


def send(client, address="/sumber/baru/", **more):
    return client.post(address, {**FORM, "langkah": "simpan", **more})


def text(response):
    return text_of(response.content.decode())


def figures():
    return ReferenceFigure.objects.order_by("pk")


def test_pressing_twice_enters_once(world, client, steward):
    assert send(client).status_code == 302
    again = send(client)
    assert again.status_code == 200
    assert "Angka yang sama persis sudah ada" in text(again)
    assert f'<a href="/sumber/{figures().get().pk}/">' in again.content.decode()


def test_an_unknown_precision_is_the_same_when_it_is_unknown_again(world, client, steward):
    for _ in range(2):
        send(client, precision="tidak-diketahui")
    assert figures().count() == 1


def test_another_value_for_the_same_thing_is_another_figure(world, client, steward):
    send(client)
    assert send(client, publisher="Disnaker").status_code == 302
    assert figures().count() == 2


def test_a_correction_that_corrects_nothing_is_refused(world, client, steward):
    send(client)
    page = send(client, f"/sumber/{figures().get().pk}/ganti/")
    assert "Angka yang sama persis sudah ada" in text(page)
    assert figures().count() == 1


def test_a_row_that_somebody_else_replaced_meanwhile_is_not_replaced_again(world, client, steward):
    old = world.published(Kind.LABOUR_FORCE, 8, 1)
    newer = world.published(Kind.LABOUR_FORCE, 9, 1, replaces=old, entered_by=people.person("sari", "steward"))
    newest = world.published(Kind.LABOUR_FORCE, 10, 1, replaces=newer, entered_by=people.person("tono", "steward"))
    for page in (client.get(f"/sumber/{old.pk}/ganti/"), send(client, f"/sumber/{old.pk}/ganti/")):
        assert page.status_code == 409
        assert "tono menggantinya pada" in text(page)
        assert f'href="/sumber/{newest.pk}/"' in page.content.decode()
    assert "Isian Anda tidak disimpan" in text(page)
    assert figures().count() == 3


def quicker(monkeypatch, rival):
    """Somebody else's row lands between the form's checks and the entering of ours."""
    slow = entry_views.enter_once

    def after_the_rival(*, row, by):
        rival()
        return slow(row=row, by=by)

    monkeypatch.setattr(entry_views, "enter_once", after_the_rival)


def test_two_stewards_at_once_make_one_replacement(world, client, steward, monkeypatch):
    old = world.published(Kind.LABOUR_FORCE, 8, 1)
    quicker(monkeypatch, lambda: world.published(Kind.LABOUR_FORCE, 9, 1, replaces=old))
    assert send(client, f"/sumber/{old.pk}/ganti/", value="10", precision="0.5").status_code == 409
    assert [figure.value for figure in figures()] == [8, 9]


def test_two_clicks_at_once_make_one_figure(world, client, steward, monkeypatch):
    again = {"value": "10", "precision": "0.5"}
    form = entry_views.FigureForm({**FORM, **again})
    assert form.is_valid()
    quicker(monkeypatch, lambda: enter_figure(figure=form.row(), by=None))
    assert "Angka yang sama persis sudah ada" in text(send(client, **again))
    assert figures().count() == 1


def test_the_database_itself_refuses_a_second_replacement(world, client, steward, monkeypatch):
    old = world.published(Kind.LABOUR_FORCE, 8, 1)

    def too_late(*, row, by):
        world.published(Kind.LABOUR_FORCE, 9, 1, replaces=old)
        raise IntegrityError

    monkeypatch.setattr(entry_views, "enter_once", too_late)
    assert send(client, f"/sumber/{old.pk}/ganti/", value="10", precision="0.5").status_code == 409


def test_entering_refuses_before_it_writes(world):
    old = world.published(Kind.LABOUR_FORCE, 8, 1)
    newer = world.published(Kind.LABOUR_FORCE, 9, 1, replaces=old)
    late = ReferenceFigure(
        **{name: getattr(old, name) for name in ("kind", "region", "as_at", "period", "value", "unit")}
    )
    late.replaces = old
    with pytest.raises(ReplacedMeanwhile) as refused:
        enter_once(row=late, by=None)
    assert refused.value.row == newer
    twin = ReferenceFigure.objects.get(pk=newer.pk)
    twin.pk, twin.replaces = None, None
    with pytest.raises(AlreadyThere):
        enter_once(row=twin, by=None)
    assert AuditEvent.objects.count() == 0

"""The stewards' site: what can be done there, by whom, and what it leaves in the audit trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from coverage_portal.core.models import AuditEvent, User
from coverage_portal.core.spells import today
from regions.admin import site
from regions.models import Assignment, ReferenceFigure
from tests.people import PASSWORD, cimone, city, person

SECRET = "gerobak-biru-42"
FIGURE = {
    "kind": "labour_force",
    "label": "",
    "as_at": "2023-12-31",
    "period": "2023",
    "value": "1190000",
    "unit": "orang",
    "half_step": "5000",
    "basis": "statement",
    "publisher": "Contoh",
    "document": "Contoh",
    "link": "",
    "note": "",
    "replaces": "",
}


@pytest.fixture
def steward(client, db):
    user = person("pengelola", "steward")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"admin:{name}", args=args)


def events():
    return list(AuditEvent.objects.order_by("id").values_list("verb", "actor__username"))


def test_only_these_tables_are_there():
    assert {model._meta.label for model in site._registry} == {
        "core.User",
        "employers.Employer",
        "regions.Assignment",
        "regions.Branch",
        "regions.ReferenceFigure",
        "regions.Target",
        "regions.Region",
    }


def test_an_account_is_made_changed_and_given_a_password(client, steward):
    new = {"username": "sari", "first_name": "Sari", "last_name": "", "password1": SECRET, "password2": SECRET}
    assert client.post(address("core_user_add"), new).status_code == 302
    sari = User.objects.get(username="sari")
    assert sari.check_password(SECRET)
    assert not sari.is_staff
    changed = {"first_name": "Sari", "last_name": "Dewi", "is_active": "on", "new_password": "perahu-merah-77"}
    assert client.post(address("core_user_change", sari.pk), changed).status_code == 302
    sari.refresh_from_db()
    assert (sari.last_name, sari.check_password("perahu-merah-77")) == ("Dewi", True)
    assert events() == [(verb, "pengelola") for verb in ("account_created", "account_changed", "password_reset")]


def test_saving_an_account_unchanged_is_no_event(client, steward, budi):
    same = {"first_name": "", "last_name": "", "is_active": "on", "new_password": ""}
    assert client.post(address("core_user_change", budi.pk), same).status_code == 302
    assert events() == []


def test_a_weak_password_is_refused_with_its_reason(client, steward, budi):
    weak = {"first_name": "", "last_name": "", "is_active": "on", "new_password": "12345678"}
    response = client.post(address("core_user_change", budi.pk), weak)
    assert response.context["adminform"].form.errors["new_password"]
    budi.refresh_from_db()
    assert budi.check_password(PASSWORD)


def test_no_page_shows_a_password_hash_or_a_switch_that_gives_rights(client, steward, budi):
    page = client.get(address("core_user_change", budi.pk)).content.decode()
    assert budi.password not in page
    for field in ("is_superuser", "is_staff", "groups", "user_permissions"):
        assert f'name="{field}"' not in page
    client.post(address("core_user_change", budi.pk), {"is_active": "on", "is_superuser": "on", "password": "x"})
    budi.refresh_from_db()
    assert not budi.is_superuser
    assert budi.check_password(PASSWORD)


def test_ones_own_account_and_roles_are_shown_but_not_changed(client, steward):
    own_role = steward.assignments.get()
    for page in (address("core_user_change", steward.pk), address("regions_assignment_change", own_role.pk)):
        assert client.get(page).status_code == 200
        assert client.post(page, {"is_active": ""}).status_code == 403
    mine = {"user": steward.pk, "role": "staff", "branch": "", "started_on": today(), "ended_on": ""}
    response = client.post(address("regions_assignment_add"), mine)
    assert "pengelola lain" in str(response.context["adminform"].form.errors["user"])
    assert events() == []


def test_a_role_is_given_ended_and_one_given_by_mistake_withdrawn(client, steward, budi, joko):
    given = {"user": joko.pk, "role": "staff", "branch": cimone().pk, "started_on": today(), "ended_on": ""}
    assert client.post(address("regions_assignment_add"), given).status_code == 302
    held = budi.assignments.get()
    assert client.post(address("regions_assignment_change", held.pk), {"ended_on": today()}).status_code == 302
    held.refresh_from_db()
    assert held.ended_on == today()
    mistake = joko.assignments.get()
    assert client.post(address("regions_assignment_delete", mistake.pk), {"post": "yes"}).status_code == 302
    assert client.post(address("regions_assignment_delete", held.pk), {"post": "yes"}).status_code == 403
    assert [verb for verb, _ in events()] == ["role_assigned", "role_ended", "role_withdrawn"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "steward"}, "branch"),
        ({"ended_on": today()}, "ended_on"),
        ({"ended_on": today() - timedelta(3)}, "ended_on"),
    ],
)
def test_a_role_that_cannot_be_is_refused_in_words(client, steward, joko, wrong, field):
    given = {"user": joko.pk, "role": "staff", "branch": cimone().pk, "started_on": today(), "ended_on": "", **wrong}
    response = client.post(address("regions_assignment_add"), given)
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert not Assignment.objects.filter(user=joko).exists()


def test_a_branch_keeps_its_code(client, steward):
    branch = cimone()
    changed = {"code": "ZZZ", "name": "Cimone Baru", "city": city().pk}
    assert client.post(address("regions_branch_change", branch.pk), changed).status_code == 302
    branch.refresh_from_db()
    assert (branch.code, branch.name) == ("CMN", "Cimone Baru")
    assert events() == [("branch_changed", "pengelola")]


def test_a_figure_is_entered_shown_and_replaced_by_a_new_row(client, steward):
    add = address("regions_referencefigure_add")
    assert client.post(add, {**FIGURE, "region": city().pk}).status_code == 302
    first = ReferenceFigure.objects.get()
    assert first.entered_by == steward
    shown = client.get(address("regions_referencefigure_change", first.pk)).content.decode()
    assert f"{add}?replaces={first.pk}" in shown
    assert 'name="value"' not in shown
    form = client.get(add, {"replaces": first.pk}).context["adminform"].form
    assert (form.initial["value"], form.initial["replaces"]) == (first.value, first.pk)
    correction = {**FIGURE, "region": city().pk, "value": "1200000", "replaces": first.pk}
    assert client.post(add, correction).status_code == 302
    assert ReferenceFigure.objects.get(replaces=first).value == 1_200_000
    assert "Sudah diganti" in client.get(address("regions_referencefigure_change", first.pk)).content.decode()
    assert client.post(add, correction).status_code == 200  # replaced already
    assert [verb for verb, _ in events()] == ["figure_entered", "figure_entered"]


def test_a_figure_replaces_only_one_of_its_own_kind_and_place(client, steward):
    client.post(address("regions_referencefigure_add"), {**FIGURE, "region": city().pk})
    other = {**FIGURE, "region": city().pk, "kind": "population", "replaces": ReferenceFigure.objects.get().pk}
    response = client.post(address("regions_referencefigure_add"), other)
    assert response.context["adminform"].form.non_field_errors()
    assert ReferenceFigure.objects.count() == 1


def test_an_entered_figure_can_be_neither_changed_nor_deleted(client, steward):
    client.post(address("regions_referencefigure_add"), {**FIGURE, "region": city().pk})
    figure = ReferenceFigure.objects.get()
    for action in ("change", "delete"):
        page = address(f"regions_referencefigure_{action}", figure.pk)
        assert client.post(page, {**FIGURE, "post": "yes", "value": "1"}).status_code == 403
    figure.refresh_from_db()
    assert figure.value == 1_190_000


def test_a_target_is_entered_with_its_decree(client, steward):
    target = {"region": city().pk, "year": 2030, "programme": "", "measure": "UCJ", "percent": "80"}
    assert client.post(address("regions_target_add"), target).status_code == 200  # no decree
    assert client.post(address("regions_target_add"), {**target, "decree": "Contoh"}).status_code == 302
    assert events() == [("figure_entered", "pengelola")]


def test_the_site_signs_nobody_in_or_out_itself(client, steward):
    assert client.post("/kelola/logout/")["Location"] == "/keluar/"
    assert client.get("/kelola/password_change/")["Location"] == "/akun/kata-sandi/"
    assert client.get("/kelola/").status_code == 200


def test_its_pages_give_up_trusted_types_only(client, steward):
    policy = client.get("/kelola/")["Content-Security-Policy"]
    assert "trusted-types" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))

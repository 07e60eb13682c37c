"""Headers of what is sent: the strict policy on collected files too, and no signed-in page kept by anybody."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.access.test_gate import POLICY, signed_in
from tests.people import person

pytestmark = pytest.mark.urls("tests.access.urls")
KEPT_BY_NOBODY = {"private", "no-store"}


def kept_by(response):
    return set(response["Cache-Control"].replace(" ", "").split(",")) if response.has_header("Cache-Control") else set()


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>go()</script></svg>")
    return "/static/drawing.svg"


def test_a_collected_file_has_the_strict_policy_and_may_be_kept(collected, ratna):
    for client in (Client(), signed_in(ratna)):
        response = client.get(collected)
        assert response.status_code == 200
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "max-age" in response["Cache-Control"]
        assert "no-store" not in kept_by(response)
        response.close()


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/uji/", "/akun/kata-sandi/", "/tidak-ada/", "/tanpa-aturan/", "/kelola/"]
)
def test_a_signed_in_page_is_kept_by_nobody(db, path):
    user = person("wulan", "admin")
    user.assignments.create(role="steward", started_on="2020-01-01")
    assert kept_by(signed_in(user).get(path)) >= KEPT_BY_NOBODY


def test_an_error_on_the_way_is_kept_by_nobody_either(joko):
    client = signed_in(joko)
    client.raise_request_exception = False
    assert kept_by(client.get("/uji/rusak/")) >= KEPT_BY_NOBODY


def test_what_a_visitor_reads_is_nobodys(client, db):
    assert "no-store" not in kept_by(client.get("/semua/"))

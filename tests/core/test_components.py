"""The pieces pages are made of: template words, marks, pager, notices, the stylesheet."""

import gzip
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from coverage_portal.core.icons import ICONS
from tests.coverage.examples import LABOUR_FORCE
from tests.house import tree

STATIC = tree.ROOT / "coverage_portal" / "static"
# Put together from a role or a kind where they are used: c-{role}, note-{kind}.
SPELLED_OUT_NOWHERE = {"c-cov", "c-gap", "c-track"}
MADE_OF_A_LETTER_AND_A_NUMBER = re.compile(r"[qxy]\d+")  # class, column and row of a tile


def write(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "indonesian", "english"),
    [
        ("{{ v|number }}", 1_190_000, "1.190.000", "1,190,000"),
        ("{{ v|short }}", 454_000, "454\u00a0ribu", "454\u00a0thousand"),
        ("{{ v|percent }}", Fraction(736, 1190), "61,8%", "61.8%"),
        ("{{ v|number }}", None, "–", "–"),
        ("{{ v|count_word }}", 4, "empat", "four"),
        ("{{ v|long_date }}", date(2024, 3, 22), "22 Maret 2024", "22 March 2024"),
        ("{{ v|short_date }}", date(2024, 3, 22), "22 Mar 2024", "22 Mar 2024"),
        ("{{ v|month }}", date(2023, 12, 1), "Desember 2023", "December 2023"),
        ("{{ v|moment }}", datetime(2024, 3, 22, 9, 5, tzinfo=UTC), "22 Mar 2024, 16.05 WIB", "22 Mar 2024, 16:05 WIB"),
    ],
)
def test_values_follow_the_language_of_the_page(source, value, indonesian, english):
    with translation.override("id"):
        assert write(source, v=value) == indonesian
    with translation.override("en"):
        assert write(source, v=value) == english


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://bps.go.id/a", True),
        ("HTTP://bps.go.id/a", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example/", False),
        ("https:evil", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("template", ["components/source.html", "coverage/_sources.html"])
def test_a_source_is_a_link_only_to_a_web_page(template, address, followed):
    source = SimpleNamespace(
        label="Angkatan kerja", quantity=LABOUR_FORCE.quantity, provenance="official", as_at=date(2023, 12, 31),
        publisher="BPS", document="Sakernas", link=address, note="", batches=(), extra_batches=0, estimated=False,
    )  # fmt: skip
    page = SimpleNamespace(sources=[SimpleNamespace(source=source, count=1)])
    html = render_to_string(template, {"source": source, "page": page, "found": None})
    assert "Sakernas" in html
    assert ("<a " in html) is followed


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("official", "Rilis resmi"),
        ("computed", "Hitungan"),
        ("estimated", "Perkiraan"),
        ("illustrative", "Ilustrasi"),
    ],
)
def test_a_provenance_mark_is_a_shape_and_a_word(kind, word):
    html = render_to_string("components/provenance.html", {"provenance": kind})
    assert word in html
    assert "<svg" in html


def test_the_four_marks_are_four_shapes():
    shapes = {
        re.search(r"<svg.*</svg>", render_to_string("components/provenance.html", {"provenance": kind}))[0]
        for kind in ("official", "computed", "estimated", "illustrative")
    }
    assert len(shapes) == 4


def test_an_illustration_that_rests_on_an_estimate_carries_both_marks():
    html = render_to_string("components/provenance.html", {"provenance": "illustrative", "estimated": True})
    assert "Ilustrasi" in html and "Perkiraan" in html


def test_every_icon_a_template_names_exists_and_every_icon_is_used():
    named = {name for path in tree.templates() for name in re.findall(r'{% icon "([\w-]+)" %}', tree.text(path))}
    assert named == set(ICONS)


def test_the_address_in_another_language_keeps_path_and_query():
    request = RequestFactory().get("/pemberi-kerja/?q=boga&hal=2")
    assert write('{% address_in "en" %}', request=request) == "/en/pemberi-kerja/?q=boga&amp;hal=2"
    back = RequestFactory().get("/en/pemberi-kerja/?q=boga")
    with translation.override("en"):
        assert write('{% address_in "id" %}', request=back) == "/pemberi-kerja/?q=boga"


def test_a_pager_keeps_the_query_and_marks_the_page():
    page = Paginator(range(1000), 50).page(7)
    html = render_to_string("components/pager.html", {"page": page}, RequestFactory().get("/?q=a%20b&hal=7"))
    assert 'href="?q=a+b&amp;hal=8" rel="next"' in html
    assert 'href="?q=a+b&amp;hal=7" aria-current="page"' in html
    assert re.findall(r"</span>(\d+)</a>", html) == ["1", "6", "7", "8", "20"]
    assert "301–350 dari 1.000" in html


def test_one_page_needs_no_pager():
    page = Paginator(range(3), 50).page(1)
    assert render_to_string("components/pager.html", {"page": page}, RequestFactory().get("/")).strip() == ""


def test_texts_given_to_components_are_escaped():
    hostile = "<script>alert(1)</script>"
    for name in ("notice", "empty"):
        assert "<script" not in render_to_string(f"components/{name}.html", {"title": hostile, "text": hostile})


def test_the_stylesheet_the_font_and_their_licence_keep_within_the_budget():
    css = (STATIC / "app.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 10 * 1024
    assert b"@import" not in css
    assert (STATIC / "fonts/plus-jakarta-sans-latin-wght-normal.woff2").stat().st_size <= 30 * 1024
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text()


def test_no_rule_of_the_stylesheet_is_dead():
    css = re.sub(r'url\("[^"]*"\)|/\*.*?\*/', "", (STATIC / "app.css").read_text(), flags=re.DOTALL)
    defined = set(re.findall(r"\.([a-z][\w-]*)", css))
    defined = {name for name in defined if not MADE_OF_A_LETTER_AND_A_NUMBER.fullmatch(name)}
    written = " ".join(tree.text(path) for path in [*tree.templates(), *tree.modules(tests=False)])
    assert {
        name for name in defined if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)
    } == SPELLED_OUT_NOWHERE

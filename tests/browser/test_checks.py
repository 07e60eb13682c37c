"""The checks of this folder catch what they are for."""

import pytest

from tests.browser import checks


@pytest.fixture
def page(visitor):
    return visitor.open("/masuk/", actor="", width=390)


def add(page, markup):
    """Put something wrong at the end of the page, past the page's own policy."""
    page.evaluate(
        """markup => { const policy = trustedTypes.createPolicy('app', { createHTML: text => text })
        document.querySelector('main').insertAdjacentHTML('beforeend', policy.createHTML(markup)) }""",
        markup,
    )


def test_a_picture_without_words_is_a_barrier(page):
    assert checks.barriers(page) == []
    add(page, '<img src="/static/mark.svg">')
    assert any(one.startswith("image-alt (critical)") for one in checks.barriers(page))


def test_what_is_wider_than_the_window_is_named(page):
    assert checks.beyond(page) == []
    add(page, "<p>" + "x" * 100 + "</p>")
    assert checks.beyond(page)[-1].startswith("<p>xxx")


def test_a_target_that_a_finger_misses_is_named_and_a_link_in_a_sentence_is_not(page):
    assert checks.small_targets(page) == []
    add(page, '<p>Lihat <a href="/">beranda</a>.</p><button>x</button>')
    assert [one.partition(": ")[2] for one in checks.small_targets(page)] == ["<button>x</button>"]


def test_a_second_heading_and_a_link_to_nowhere_are_named(page):
    add(page, '<h1>Lagi</h1><a href="#hilang">lihat</a>')
    assert checks.structure(page, "id") == ["2 h1", "leads nowhere: #hilang"]
    assert checks.structure(page, "en")[0] == "lang is id"


def test_what_the_policy_refuses_is_heard(page, visitor):
    assert visitor.complaints == []
    with page.expect_console_message(lambda message: message.text.startswith("policy: style-src")):
        add(page, '<p style="color: red">merah</p>')
    assert any("style-src" in one for one in visitor.complaints)

"""On a slow line and a busy machine: what one does before a page's script has come, and before an answer, counts."""

import pytest

from tests.browser.held import Held
from tests.browser.test_imports import LINES

NEW = "/pemberi-kerja/baru/"
UNDO = "/pemberi-kerja/{kept}/gabungkan/{merge}/batalkan/"
SHOWN = "persisted => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))"
"""A page is shown once it has loaded, which may be after its button was pressed, and when one comes back to it."""


@pytest.fixture
def before_its_script(visitor):
    """A page whose script is still on its way, and what lets the script through."""

    def open_at(path, script, actor="tuti"):
        page = visitor.open("/akun/", actor=actor)
        held = Held(page, f"**/static/{script}*.js")
        page.goto(visitor.portal.address(path), wait_until="commit")
        held.arrived()

        def let_it_come():
            held.let_go()
            page.wait_for_load_state("load")

        return page, let_it_come

    return open_at


def test_a_file_that_was_picked_before_the_script_came_has_its_day_read(before_its_script):
    page, let_the_script_come = before_its_script("/impor/unggah/", "app")
    page.set_input_files("#id_file", {"name": "pekerja_2023-12-31.csv", "mimeType": "text/csv", "buffer": LINES})
    let_the_script_come()
    assert page.input_value("[name=position]") == "2023-12-31"
    assert page.locator("[data-day=one]").is_visible()


def test_another_file_that_was_picked_before_the_script_came_is_not_sent(before_its_script):
    page, let_the_script_come = before_its_script("/impor/{uploading}/", "app")
    page.set_input_files("#id_file", {"name": "lain.csv", "mimeType": "text/csv", "buffer": LINES})
    let_the_script_come()
    page.click("[data-resume] .btn-1")
    said = page.evaluate("document.querySelector('#id_file').validationMessage")
    assert said.startswith("Ini bukan berkas yang sama.")
    assert page.locator("[data-sending]").is_hidden()


def test_what_was_ticked_before_the_script_came_stays_ticked(before_its_script):
    page, let_the_script_come = before_its_script("/impor/{review}/tinjau/", "ticks")
    page.locator("[name=tahu]").first.check()
    page.check("#hilang-akhiri")
    let_the_script_come()
    page.goto(page.url.replace("tinjau/", "tinjau/?baris=ubah"))
    assert page.locator("[name=tahu]").first.is_checked()
    assert page.is_checked("#hilang-akhiri")


def test_a_review_that_one_goes_back_to_shows_what_was_ticked_since(visitor):
    page = visitor.open("/impor/{review}/tinjau/", actor="tuti")
    key = page.evaluate("key")
    page.locator("[name=tahu]").first.check()
    page.evaluate("key => sessionStorage.setItem(key, JSON.stringify(['hilang-akhiri']))", key)
    page.evaluate(SHOWN, True)
    assert not page.locator("[name=tahu]").first.is_checked()
    assert page.is_checked("#hilang-akhiri")


def test_what_was_typed_before_the_script_came_is_looked_at(before_its_script):
    page, let_the_script_come = before_its_script(NEW, "entering")
    page.fill("[name=risk_words]", "roti")
    let_the_script_come()
    page.wait_for_selector("#hasil-risiko >> text=Pabrik roti")


def with_a_late_answer(visitor):
    """A search with its finds, all answers to what is typed next, and the first of them: held back."""
    page = visitor.open(NEW, actor="tuti")
    page.fill("[name=risk_words]", "roti")
    page.wait_for_selector("#hasil-risiko >> text=Pabrik roti")
    answers = Held(page, "**/baru/periksa/", method="POST")
    page.fill("[name=risk_words]", "pabrik")
    return page, answers, answers.first()


def test_an_answer_that_comes_late_takes_nothing_back(visitor):
    """What one picks among the finds of a search, while the answer to a letter typed before is on its way."""
    page, answers, late = with_a_late_answer(visitor)
    page.check("text=Pabrik roti")
    picked = page.locator("[name=risk_code]:checked").input_value()
    with page.expect_response("**/baru/periksa/"):
        late.continue_()
    assert page.locator("[name=risk_code]:checked").input_value() == picked
    assert f"{picked}\r\n" in answers.arrived().request.post_data
    answers.let_go()


def test_the_keyboard_stays_where_it_went_while_an_answer_was_on_its_way(visitor):
    page, answers, late = with_a_late_answer(visitor)
    page.locator("#hasil-risiko input").first.focus()
    mine = page.evaluate("document.activeElement.id")
    late.continue_()
    page.wait_for_function("() => document.querySelectorAll('#hasil-risiko input').length > 6")
    assert page.evaluate("document.activeElement.id") == mine
    answers.let_go()


def test_a_button_that_was_pressed_stays_off_until_one_comes_back(visitor):
    page = visitor.open(UNDO, actor="tuti")
    page.evaluate("document.querySelector('[data-once]').addEventListener('submit', event => event.preventDefault())")
    page.click("[data-once] .btn-1")
    page.evaluate(SHOWN, False)
    assert page.is_disabled("[data-once] .btn-1")
    assert page.inner_text("[data-once] [role=status]") == "Sedang diproses."
    page.evaluate(SHOWN, True)
    assert page.is_enabled("[data-once] .btn-1")
    assert page.inner_text("[data-once] [role=status]") == ""


def test_whoever_gives_up_is_not_called_back_by_work_that_ends_just_then(visitor):
    page = visitor.open("/akun/", actor="tuti")
    cancelled, progress = Held(page, "**/batal/"), Held(page, "**/keadaan/")
    page.goto(visitor.portal.address("/impor/{checking}/"))
    asked = progress.first()
    page.click("main .btn", no_wait_after=True)
    sent = cancelled.first()
    with page.expect_response("**/keadaan/"):
        asked.fulfill(json={"state": "review"})
    page.wait_for_timeout(300)  # in which a script that knows no better loads the page anew
    sent.fulfill(body="Dibatalkan.")
    page.wait_for_url("**/batal/")

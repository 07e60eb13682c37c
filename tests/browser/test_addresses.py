"""The question stands in the address: without scripts, shared, gone back to, and in the other language."""

from tests.browser.visitor import picture

NAMES = ("wilayah", "posisi", "banding", "dasar", "sejak")
ASKED = "/?wilayah=36.71&posisi=2022-12&banding=bekerja&dasar=tempat-kerja&sejak=2021-12&perkiraan=tidak"


def chosen(page):
    """What the filter shows."""
    return {
        name: page.input_value(f"select[name={name}]") for name in ("wilayah", "posisi", "banding", "dasar", "sejak")
    }


def ask(page, **choices):
    """Choose in the filter and press its button."""
    for name, value in choices.items():
        page.select_option(f"select[name={name}]", value)
    with page.expect_navigation():
        page.click(".filter .btn")


def test_without_scripts_everything_is_there(visitor):
    page = visitor.open("/", java_script_enabled=False)
    ask(page, posisi="2022-12", banding="bekerja")
    assert "banding=bekerja" in page.url
    assert chosen(page)["posisi"] == "2022-12"
    page.locator("main details summary").first.click()
    assert page.locator("main details .how-panel").first.is_visible()
    with page.expect_navigation():
        page.locator("main .tiles a").first.click()
    assert "/kecamatan/36.71." in page.url
    page.goto(f"{visitor.portal.url}/program/hitung/")
    page.fill("[name=upah]", "5.000.000")
    page.select_option("[name=risiko]", "1")
    with page.expect_navigation():
        page.click("main form .btn-1")
    assert "upah=" in page.url
    assert page.locator("#hasil table").is_visible()


def test_the_copied_address_shows_another_person_the_same(visitor):
    mine = visitor.open("/", actor="sari")
    ask(mine, posisi="2022-12", banding="bekerja", sejak="2021-12")
    theirs = visitor.open(mine.url.removeprefix(visitor.portal.url), actor="ratna")
    shown = mine.inner_text("main").replace("Siapkan bahan audiensi\n", "", 1)  # what only an official may do
    assert theirs.inner_text("main") == shown


def test_back_and_forward_bring_the_question_back(visitor):
    page = visitor.open("/")
    first = chosen(page)
    ask(page, posisi="2022-12", sejak="2021-12")
    second = chosen(page)
    with page.expect_navigation():
        page.click("main .tiles a >> nth=0")
    third = chosen(page)
    assert third["wilayah"] != second["wilayah"]
    assert (third["posisi"], third["sejak"]) == ("2022-12", "2021-12")
    page.go_back()
    assert chosen(page) == second
    page.go_back()
    assert chosen(page) == first
    page.go_forward()
    page.go_forward()
    assert chosen(page) == third
    assert visitor.complaints == []


def test_the_language_switch_keeps_the_question(visitor):
    page = visitor.open(ASKED)
    with page.expect_navigation():
        page.click("[hreflang=en]")
    assert page.url.removeprefix(visitor.portal.url) == f"/en{ASKED}"
    assert "December 2022" in page.inner_text(".hero .kicker")


def test_a_working_has_an_address_of_its_own_and_leads_back(visitor):
    page = visitor.open(ASKED)
    page.locator("main details summary").first.click()
    with page.expect_navigation(url="**/cara-hitung/**"):
        page.locator("main .how-panel a[href*=cara-hitung]").first.click()
    picture(page, "cara-hitung-dari-ringkasan")
    with page.expect_navigation():
        page.locator("main .kicker a").click()
    assert chosen(page)["posisi"] == "2022-12"


def test_signing_out_is_one_button_away(visitor):
    page = visitor.open("/", actor="joko")
    page.click(".account summary")
    with page.expect_navigation():
        page.click(".account button")
    assert page.url == f"{visitor.portal.url}/masuk/"
    assert page.locator("nav").count() == 0
    visitor.portal.signed_in.pop("joko")

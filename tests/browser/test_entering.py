"""What stands beside a form follows what is typed, under the strict policy; Enter saves nothing."""


def test_the_panel_and_the_searches_follow_what_is_typed(visitor):
    page = visitor.open("/pemberi-kerja/baru/", actor="tuti")
    page.check("[name=scale][value='3']")
    page.wait_for_selector("#sisi >> text=Belum diikuti: JKK, JKM, JHT, JP")
    page.fill("[name=risk_words]", "roti")
    page.wait_for_selector("#hasil-risiko >> text=Pabrik roti")
    page.locator("#hasil-risiko input").first.check()
    page.fill("[name=declared_headcount]", "240")
    page.fill("[name=declared_wages]", "1.190.000.000")
    page.wait_for_selector("#sisi >> text=Rp4.958.333")
    assert page.locator("#hasil-risiko input").first.is_checked()
    assert "Perkiraan iuran sebulan: Rp" in page.locator("#kabar").inner_text()
    assert page.evaluate("document.activeElement.name") == "declared_wages"
    assert "declared_wages" not in page.url
    assert visitor.complaints == []


def test_enter_in_a_field_checks_and_does_not_save(visitor):
    page = visitor.open("/pemberi-kerja/baru/", actor="tuti")
    page.fill("[name=name]", "PT Contoh Enter")
    with page.expect_navigation():
        page.press("[name=name]", "Enter")
    assert page.title().startswith("Galat:")
    assert page.evaluate("document.activeElement.id") == "galat"
    assert page.input_value("[name=name]") == "PT Contoh Enter"


def test_the_usual_words_of_a_briefing_follow_its_language_and_typed_ones_stay(visitor):
    page = visitor.open("/laporan/baru/", actor="sari")
    title = page.input_value("[name=title]")
    page.fill("[name=step-0-what]", "Menyusun jadwal")
    page.select_option("[name=language]", "en")
    page.wait_for_selector("[name=semula][value=en]", state="attached")
    assert page.input_value("[name=title]").startswith("Briefing for")
    assert page.input_value("[name=step-0-what]") == "Menyusun jadwal"
    assert page.input_value("[name=step-1-what]").startswith("Begin to")
    page.select_option("[name=language]", "id")
    page.wait_for_selector("[name=semula][value=id]", state="attached")
    assert page.input_value("[name=title]") == title
    assert visitor.complaints == []

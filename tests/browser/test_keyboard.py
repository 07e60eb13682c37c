"""The keyboard alone: every stop is seen, every working opens, and none hides or pushes out what is beside."""

import pytest

from tests.browser.checks import beyond
from tests.browser.visitor import picture

RING = """() => { const e = document.activeElement, style = getComputedStyle(e)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"""
# Where a fixed bar lies over the focused element (WCAG 2.2, 2.4.11), or the element is out of the window altogether.
COVERED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), name = e.outerHTML.slice(0, 100)
  if (e.closest('.nav')) return ''
  const bar = [...document.querySelectorAll('.nav')].find(nav => getComputedStyle(nav).position === 'fixed')
  const floor = bar ? bar.getBoundingClientRect().top : innerHeight
  return box.top >= floor - 1 || box.bottom <= 0 ? `${Math.round(box.top)} of ${Math.round(floor)}: ${name}` : ''
}"""
# Opens each <details> of the page in turn and tells where its panel leaves the window or lies over other words.
OPEN_EACH = """() => {
  const wrong = [], wide = document.documentElement.clientWidth
  const words = [...document.querySelectorAll('main *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && !e.closest('.vh, option, caption'))
  const all = [...document.querySelectorAll('main details')]
  all.forEach(d => { d.removeAttribute('name') })
  for (const d of all) {
    for (let p = d; p; p = p.parentElement.closest('details')) p.open = true
    const box = (d.querySelector('.how-panel') ?? d).getBoundingClientRect(), said = d.innerText.slice(0, 60)
    if (box.left < -.5 || box.right > wide + .5) wrong.push(`leaves the page: ${said}`)
    const under = words.find(e => {
      if (d.contains(e) || !e.checkVisibility()) return false
      const other = e.getBoundingClientRect()
      return other.width > 1 && other.left < box.right - 1 && other.right > box.left + 1
        && other.top < box.bottom - 1 && other.bottom > box.top + 1
    })
    if (under && !under.contains(d)) wrong.push(`${said} lies over ${under.outerHTML.slice(0, 80)}`)
    d.open = false
  }
  return wrong
}"""
STOPS = 400


def test_every_working_opens_by_keyboard_with_focus_in_sight(visitor):
    page = visitor.open("/?sejak=2022-12")
    page.keyboard.press("Tab")
    workings = page.locator("main details").all()
    assert len(workings) > 13 + 5, "the kecamatan and the programmes alone have so many"
    for working in workings:
        working.locator("summary").first.focus()
        assert page.evaluate(RING)
        page.keyboard.press("Enter")
        assert working.evaluate("e => e.open && e.children[1].checkVisibility()")
    assert beyond(page) == []
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [1440, 700, 390, 320])
@pytest.mark.parametrize("path", ["/?sejak=2022-12", "/program/hitung/?segmen=pu&upah=12000000&risiko=2"])
def test_no_open_working_lies_over_a_neighbour_or_leaves_the_page(visitor, path, width):
    page = visitor.open(path, width=width)
    assert page.locator("main details").count()
    assert page.evaluate(OPEN_EACH) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_walk_through_the_page_shows_where_it_stands_at_every_stop(visitor, width):
    page = visitor.open("/", width=width)
    seen = []
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML")
        seen.append(page.evaluate(COVERED))
    assert len(seen) > 50
    assert [one for one in seen if one] == []


def test_the_first_stop_leads_past_the_navigation(visitor):
    page = visitor.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    page.wait_for_url("**#isi")


def test_a_number_of_the_picture_leads_into_its_working(visitor):
    page = visitor.open("/")
    page.locator(".waffle-key a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    assert page.locator(page.evaluate("location.hash")).is_visible()
    picture(page, "ringkasan-dari-gambar")


def test_what_is_wrong_in_a_form_is_where_the_keyboard_stands(visitor):
    page = visitor.open("/sumber/baru/")
    page.locator("main .btn-1").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.title().startswith("Galat:")
    assert page.evaluate("document.activeElement.matches('[role=alert], .note-err')")

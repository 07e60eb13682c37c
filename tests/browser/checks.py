"""What holds of every page in every state; each check answers a list of what is wrong, empty when nothing is."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = {
    "runOnly": {"type": "tag", "values": list(RULES)},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
TELL_AXE = """async options => (await axe.run(document, options)).violations.flatMap(rule => rule.nodes.map(node =>
  `${rule.id} (${rule.impact}) ${node.target.join(' ')}: ${node.html.slice(0, 160)} ${node.failureSummary}`))"""
BEYOND = """() => {
  const wide = document.documentElement.clientWidth, full = document.documentElement.scrollWidth
  const out = e => !e.parentElement.closest('.scroll, .vh')
    && (e.getBoundingClientRect().right > wide + .5 || e.getBoundingClientRect().left + e.scrollWidth > wide + .5)
  return full <= wide ? [] : [`${full} px of ${wide}`,
    ...[...document.querySelectorAll('body *')].filter(out).slice(-5).map(e => e.outerHTML.slice(0, 120))]
}"""
TARGET = 44
SMALL = """least => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
  .filter(e => !e.matches('.skip, [type=checkbox], [type=radio]') && getComputedStyle(e).display !== 'inline'
    && e.checkVisibility())
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && Math.min(box.height, box.width) < least - .1)
  .map(([e, box]) => `${Math.round(box.width)} x ${Math.round(box.height)} px: ${e.outerHTML.slice(0, 120)}`)"""
STRUCTURE = """language => [
  document.documentElement.lang === language ? '' : `lang is ${document.documentElement.lang}`,
  document.querySelectorAll('h1').length === 1 ? '' : `${document.querySelectorAll('h1').length} h1`,
  document.title.trim() ? '' : 'no title',
  ...[...document.querySelectorAll('[id]')].map(e => e.id)
    .filter((id, at, all) => all.indexOf(id) !== at).map(id => `id twice: ${id}`),
  ...[...document.querySelectorAll('a[href^="#"]')].map(e => e.getAttribute('href'))
    .filter(href => !document.getElementById(href.slice(1))).map(href => `leads nowhere: ${href}`),
].filter(Boolean)"""


def barriers(page: Any) -> list[str]:
    """What axe-core finds, of any impact."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(TELL_AXE, AXE)


def beyond(page: Any) -> list[str]:
    """What makes the page wider than its window."""
    return page.evaluate(BEYOND)


def small_targets(page: Any) -> list[str]:
    """What a finger would miss: links, buttons and fields below 44 px. Links within a sentence may be small."""
    return page.evaluate(SMALL, TARGET)


def structure(page: Any, language: str) -> list[str]:
    """What is wrong with the language, the heading, the title, and addresses within the page."""
    return page.evaluate(STRUCTURE, language)

"""What no template and no module may contain: the strict policy and the escaping hold by construction."""

import ast
import re

import pytest

from tests.house import tree

MARKS_TEXT_AS_HTML = {
    "coverage_portal/core/templatetags/portal.py": "icons and drawings: own SVG, built from escaped values",
}
FORBIDDEN_IN_TEMPLATES = {
    "inline style": r"<style\b|\sstyle\s*=",
    "inline script": r"<script\b(?![^>]*\bsrc=)|javascript:",
    "event attribute": r"<[^>]*\son[a-z]+\s*=",
    "unescaped text": r"\|\s*safe\b|\|\s*safeseq\b|\{%\s*autoescape\s+off",
    "something from elsewhere": r"""<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//""",
}


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_no_template_has(what):
    pattern = re.compile(FORBIDDEN_IN_TEMPLATES[what], re.IGNORECASE)
    found = [f"{path}: {match.group(0)!r}" for path in tree.templates() for match in pattern.finditer(tree.text(path))]
    assert found == []


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("inline style", '<p style="color:red">'),
        ("inline script", "<script>go()</script>"),
        ("event attribute", '<button type="button" onclick="go()">'),
        ("unescaped text", "{{ name|safe }}"),
        ("something from elsewhere", '<img alt="" src="//cdn.example/x.png">'),
    ],
)
def test_the_patterns_catch(what, sample):
    assert re.search(FORBIDDEN_IN_TEMPLATES[what], sample, re.IGNORECASE)


def test_only_named_modules_mark_text_as_html():
    def marks(path):
        names = {"mark_safe", "SafeString", "SafeText", "html_safe"}
        return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(tree.tree(path)))

    assert {str(path) for path in tree.modules(tests=False) if marks(path)} == set(MARKS_TEXT_AS_HTML)


def test_every_form_that_posts_carries_its_token():
    pattern = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
    found = [
        str(path)
        for path in tree.templates()
        for match in pattern.finditer(tree.text(path))
        if "{% csrf_token %}" not in match.group(1)
    ]
    assert found == []

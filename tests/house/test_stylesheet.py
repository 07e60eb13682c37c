"""One stylesheet, small enough for a slow line."""

import gzip

from tests.house import tree

CSS_LIMIT = 10 * 1024


def test_the_stylesheet_keeps_its_budget():
    css = (tree.ROOT / "coverage_portal/static/app.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= CSS_LIMIT

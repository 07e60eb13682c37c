"""What a first visit costs on a slow line: bytes as they travel, and how many requests."""

import gzip

import pytest

KB = 1024
LIMITS = {"document": 15 * KB, "stylesheet": 10 * KB, "script": 3 * KB, "font": 30 * KB}
FIRST_VISIT = 70 * KB
REQUESTS = 5
TRAVELS_AS_IT_IS = {"font"}
"""A woff2 is compressed already; everything else a proxy or WhiteNoise compresses."""


def loads(visitor, path):
    """The kind and the weight of everything a first visit fetches."""
    page = visitor.open(path)
    page.wait_for_load_state("networkidle")
    assert all(answer.ok for answer in visitor.answers)
    assert all(answer.url.startswith((visitor.portal.url, "data:")) for answer in visitor.answers)
    return [(answer.request.resource_type, weight(answer)) for answer in visitor.answers if "data:" not in answer.url]


def weight(answer):
    body = answer.body()
    return len(body) if answer.request.resource_type in TRAVELS_AS_IT_IS else len(gzip.compress(body, 9))


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_a_first_visit_to_the_city_is_light(visitor, path):
    found = loads(visitor, path)
    heaviest = {kind: max((w for k, w in found if k == kind), default=0) for kind in LIMITS}
    assert {kind: w for kind, w in heaviest.items() if w > LIMITS[kind]} == {}
    assert heaviest["script"] == 0
    assert sum(w for _kind, w in found) <= FIRST_VISIT
    assert len(found) <= REQUESTS


def test_static_files_travel_compressed_and_are_kept(visitor):
    visitor.open("/")
    sheets = [answer for answer in visitor.answers if answer.request.resource_type == "stylesheet"]
    assert [sheet.headers.get("content-encoding") for sheet in sheets] in (["gzip"], ["br"])
    assert "immutable" in sheets[0].headers["cache-control"]

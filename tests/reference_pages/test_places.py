"""The place a steward types: by code or by name; a name that several have is answered with their codes."""

import pytest
from django.core.exceptions import ValidationError

from coverage_portal.reference.places import place_typed
from regions.seeds.places import load_places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    load_places()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("36.71", "36.71"),
        (" 36.71 Kota Tangerang ", "36.71"),
        ("Kota Tangerang (36.71)", "36.71"),
        ("kota tangerang", "36.71"),
        ("Kab. Tangerang", "36.03"),
        ("Kabupaten  Tangerang", "36.03"),
        ("kecamatan tangerang", "36.71.01"),
        ("Kec. Cipondoh", "36.71.05"),
        ("kec. batu ceper", "36.71.03"),
        ("Banten", "36"),
        ("Indonesia", "00"),
    ],
)
def test_a_place_is_found(text, code):
    assert place_typed(text).code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Karangtengah", [": 36.71.12 Karang Tengah (Kecamatan, Kota Tangerang); ", "32.03.07 Karangtengah"]),
        (
            "Tangerang",
            ["36.03 Kabupaten Tangerang", "36.71 Kota Tangerang", "36.71.01 Tangerang (Kecamatan, Kota Tangerang)"],
        ),
        (
            "Jatiuwung",
            ["36.71.02 Jatiuwung (Kecamatan, Kota Tangerang)", "36.71.09.1006 Jatiuwung (Kelurahan/desa, Cibodas)"],
        ),
    ],
)
def test_a_name_of_several_places_is_answered_with_their_codes(text, codes):
    with pytest.raises(ValidationError) as several:
        place_typed(text)
    said = several.value.messages[0]
    assert said.startswith(f"Ada beberapa wilayah bernama “{text}”: ") and said.endswith("Tulis kodenya.")
    assert all(code in said for code in codes)


@pytest.mark.parametrize("text", ["Atlantis", "99.99", "36.71.99", "36,71", "%", "kec.", ".", "1" * 100])
def test_what_is_no_place_is_said_to_be_none(text):
    with pytest.raises(ValidationError) as none:
        place_typed(text)
    assert "tidak dikenal" in none.value.messages[0]

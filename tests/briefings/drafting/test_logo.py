"""A logo is kept as a bare PNG, or refused in words."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from coverage_portal.briefings.drafting.logo import MOST_BYTES, clean_logo


def picture(kind="PNG", size=(60, 30), mode="RGB", **more) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "green").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("content", [picture(), picture("JPEG"), picture(mode="P"), picture(mode="L")])
def test_png_and_jpeg_become_a_png(content):
    with Image.open(BytesIO(clean_logo(content))) as kept:
        assert (kept.format, kept.size) == ("PNG", (60, 30))


def test_what_the_file_carried_beside_the_picture_is_gone():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "rahasia kantor")
    told.add_itxt("XML:com.adobe.xmp", "rahasia lain")
    exif = Image.Exif()
    exif[0x010E] = "rahasia kamera"
    for content in (picture(pnginfo=told), picture("JPEG", exif=exif)):
        kept = clean_logo(content + b"<?php rahasia ?>")
        assert b"rahasia" not in kept
        assert Image.open(BytesIO(kept)).info == {}


def test_a_large_one_is_made_smaller():
    with Image.open(BytesIO(clean_logo(picture(size=(3_000, 1_500))))) as kept:
        assert kept.size == (800, 400)


def test_equal_pictures_give_equal_bytes():
    assert clean_logo(picture()) == clean_logo(picture())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tidak dapat dibaca"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "tidak dapat dibaca"),
        (picture("GIF"), "tidak dapat dibaca"),
        (picture()[:60], "tidak dapat dibaca"),
        (b"x" * (MOST_BYTES + 1), "paling besar 1 MB"),
        (picture(size=(4_001, 1)), "4001 × 1"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(content, said):
    with pytest.raises(ValidationError, match=said):
        clean_logo(content)


def test_a_bomb_is_refused_before_it_is_opened():
    head = picture(size=(10, 10))
    wide = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(ValidationError):
        clean_logo(head[:16] + wide + head[24:])

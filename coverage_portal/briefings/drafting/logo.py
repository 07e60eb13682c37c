"""An uploaded logo, looked at and written anew: what is kept is a small PNG that holds a picture and nothing else."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES = 1_000_000
MOST_SIDE = 4_000
KEPT = (1_200, 400)
FORMATS = ("PNG", "JPEG")
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error)


def clean_logo(content: bytes) -> bytes:
    """The picture as a PNG of at most 1,200 by 400 pixels, without anything the file carried beside it.

    Raises ValidationError in words: for what is no PNG or JPEG, is too large, or would be far larger once unpacked.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("Logo paling besar 1 MB. Perkecil gambarnya, lalu unggah lagi."))
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            if max(opened.size) > MOST_SIDE:
                raise ValidationError(too_wide(*opened.size))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail(KEPT)
            return _written(turned.convert("RGBA"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_("Gambar ini terlalu besar bila dibuka. Perkecil, lalu unggah lagi.")) from None
    except UNREADABLE:
        raise ValidationError(_("Berkas ini tidak dapat dibaca sebagai gambar. Unggah PNG atau JPEG.")) from None


def too_wide(width: int, height: int) -> str:
    """Why a picture of so many pixels is refused."""
    words = {"width": width, "height": height, "most": MOST_SIDE}
    return _("Sisi gambar paling panjang %(most)s piksel. Yang diunggah %(width)s × %(height)s piksel.") % words


def _written(picture: Image.Image) -> bytes:
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()

"""Owns making a photo of a sign anew from its picture points alone: what a camera wrote beside them is left out.

Place, time and device stand in a photo's metadata, and people's places are no business of ours. A photo is made small
enough to see a sign's text, and no larger.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from app.signage.refusals import PhotoIsHeic, PhotoTooLarge, PhotoUnusable

LARGEST_MB = 12
LARGEST = LARGEST_MB * 1024 * 1024
"""Bytes of one photo (``product.sign_photo``)."""
MOST_POINTS = 60_000_000
_SIDE, _QUALITY = 2_000, 82
_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1")
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)
"""What Pillow raises at damaged files."""


def cleaned_photo(data: bytes) -> bytes:
    """Return a photo as JPEG, the right way up, at most 2,000 points wide and high, without any metadata.

    :raises PhotoIsHeic: if it is in a format only Apple's telephones write.
    :raises PhotoTooLarge: if it has more bytes or picture points than we take.
    :raises PhotoUnusable: if it is nothing we can read.
    """
    if len(data) > LARGEST:
        raise PhotoTooLarge(most=LARGEST_MB)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise PhotoIsHeic
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MOST_POINTS:
            raise PhotoTooLarge(most=LARGEST_MB)
        image.draft("RGB", (_SIDE, _SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((_SIDE, _SIDE))
        bare = Image.new("RGB", upright.size)
        bare.paste(upright, (0, 0))
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise PhotoTooLarge(most=LARGEST_MB) from problem
    except (UnidentifiedImageError, *_FAULTS) as problem:
        raise PhotoUnusable from problem
    return out.getvalue()

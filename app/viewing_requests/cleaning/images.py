"""Owns making an image anew from its picture points alone: what a camera wrote beside them (place, time) is left out.

JPEG keeps all colour and the quality at which print stays readable; the others lose nothing. An image that would need
more memory than a page of a letter could is refused before it is opened.
"""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from app.viewing_requests.intake_refusals import FileExpands, FileUnreadable
from app.viewing_requests.papers_in import MEDIA_NAMES, MediaType

MOST_POINTS = 50_000_000
"""Picture points of all pages: ten pages of A4 at 200 dots an inch are 39 million."""
MOST_PAGES = 50
_SIDE = 720
_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.TIFF: "TIFF"}
_QUALITY = 95
_PLAIN = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)
"""What Pillow raises at damaged files."""


def opened_image(data: bytes, media: MediaType) -> Image.Image:
    """Return an image of exactly that format, not yet unpacked, and small enough to be.

    :raises FileExpands: if it has too many picture points or pages.
    :raises FileUnreadable: if it is damaged or of another format.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=(_FORMATS[media],))
        points = sum(page.width * page.height for page in _pages(image, media))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise FileExpands(found=MEDIA_NAMES[media]) from problem
    except (UnidentifiedImageError, *_FAULTS) as problem:
        raise FileUnreadable(kind=MEDIA_NAMES[media]) from problem
    if points > MOST_POINTS:
        raise FileExpands(found=MEDIA_NAMES[media])
    image.seek(0)
    return image


def remade(data: bytes, media: MediaType) -> tuple[bytes, tuple[Image.Image, ...]]:
    """Return an image written anew without anything but its points, and its pages as they look, made small.

    :raises FileExpands: if it has too many picture points or pages.
    :raises FileUnreadable: if it is damaged or of another format.
    """
    image = opened_image(data, media)
    try:
        pages = tuple(_bare(page) for page in _pages(image, media))
        return _written(pages, media), tuple(_small(page) for page in pages)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise FileExpands(found=MEDIA_NAMES[media]) from problem
    except _FAULTS as problem:
        raise FileUnreadable(kind=MEDIA_NAMES[media]) from problem


def _pages(image: Image.Image, media: MediaType) -> Iterator[Image.Image]:
    """Yield the pages of a TIFF, and of the others what is seen first: a second picture is how one hides."""
    if media is not MediaType.TIFF:
        yield image
        return
    for count, page in enumerate(ImageSequence.Iterator(image), start=1):
        if count > MOST_PAGES:
            raise FileExpands(found=MEDIA_NAMES[media])
        yield page


def _bare(page: Image.Image) -> Image.Image:
    """Return the points of a page the right way up, in a picture that knows nothing else."""
    upright = ImageOps.exif_transpose(page)
    if upright.mode not in _PLAIN:
        upright = upright.convert("RGB")
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette("RGBA") or [], "RGBA")
    bare.paste(upright, (0, 0))
    return bare


def _small(page: Image.Image) -> Image.Image:
    """Return a page small enough that many can be looked at; its sides keep their ratio."""
    plain = page if page.mode in {"L", "RGB", "RGBA"} else page.convert("RGBA")
    return ImageOps.contain(plain, (_SIDE, _SIDE)) if max(plain.size) > _SIDE else plain


def _written(pages: tuple[Image.Image, ...], media: MediaType) -> bytes:
    out, first = io.BytesIO(), pages[0]
    if media is MediaType.JPEG:
        shown = first if first.mode in {"L", "RGB"} else first.convert("RGB")
        shown.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    elif media is MediaType.PNG:
        first.save(out, "PNG", optimize=True)
    else:
        packing = "group4" if all(page.mode == "1" for page in pages) else "tiff_adobe_deflate"
        first.save(out, "TIFF", compression=packing, save_all=True, append_images=pages[1:])
    return out.getvalue()

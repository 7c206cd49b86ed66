"""Owns pictures of pages: the very PDF as an image, for previews beside a form."""

import io
import threading
from math import sqrt

import pypdfium2

_one_at_a_time = threading.Lock()
"""PDFium is not safe for threads."""
_MOST = 4_000_000


def png(pdf: bytes, *, page: int = 0, width: int = 900, most: int = _MOST) -> bytes:
    """Return one page of a PDF as a PNG, so many pixels wide; narrower where that would be more than ``most`` pixels.

    :param most: pixels of the whole image: a strip 80 mm wide and 1.2 m high would else be a picture of 13,500 lines.
    """
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page]
            across, up = sheet.get_size()
            image = sheet.render(scale=min(width / across, sqrt(most / (across * up)))).to_pil()
        finally:
            document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()

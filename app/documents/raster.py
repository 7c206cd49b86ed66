"""Owns pictures of pages: the very PDF as an image, for previews beside a form."""

import io
import threading

import pypdfium2

_one_at_a_time = threading.Lock()
"""PDFium is not safe for threads."""


def png(pdf: bytes, *, page: int = 0, width: int = 900) -> bytes:
    """Return one page of a PDF as a PNG, so many pixels wide."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page]
            image = sheet.render(scale=width / sheet.get_width()).to_pil()
        finally:
            document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()

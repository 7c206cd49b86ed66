"""Owns a sign as a picture before what it says is recorded: marked all over, so that nobody hangs it up."""

import io
from dataclasses import replace
from functools import partial

from PIL import Image, ImageDraw, ImageFont

from app.documents import fonts
from app.documents.raster import png
from app.documents.streaming import StreamedCanvas
from app.signage.domain import UNISSUED, SignContent, sign_number
from app.signage.layout.sheets import Place
from app.signage.pdf.drawing import brush_of, define_art, draw_sign
from app.signage.pdf.writing import Manner, drawable, laid_out

_CODE = "PREVIEW"
"""What the code says: the address of a sign that is not so would lead people astray."""
_MARK = "미리 보기 · 인쇄 금지"
_RED = (176, 0, 32, 110)
_TIMES, _ANGLE = 3, 18
_WIDTH, _MOST = 560, 1_200_000  # Pixels across, and of the whole picture.


def draft_png(content: SignContent, manner: Manner) -> bytes:
    """Return a sign as a marked picture; it needs no number yet. There is no PDF of it to print.

    :raises Undrawable: if a character is in no font.
    :raises SignDoesNotFit: if it does not fit its size.
    """
    numbered = drawable(replace(content, number=content.number or sign_number(0)))
    size, looks = manner.size, manner.looks
    told = replace(numbered, number=content.number or UNISSUED)
    sign = laid_out(
        told,
        url=numbered.url,
        size=size,
        languages=manner.languages,
        variant=manner.variant,
        logo=looks.logo.aspect if looks.logo else None,
    )
    buffer = io.BytesIO()
    with fonts.drawing:
        canvas = StreamedCanvas(buffer, tagged=False)
        canvas.setTitle(_MARK)
        canvas.begin_page((sign.width, sign.height))
        brush = brush_of(canvas, looks=looks, variant=manner.variant)
        define_art(brush, sign)
        draw_sign(brush, told, sign, url=_CODE, boxed=partial(Place(0, 0, turned=False).box, size=size))
        canvas.showPage()
        canvas.save()
    return _marked(png(buffer.getvalue(), width=_WIDTH, most=_MOST))


def _marked(picture: bytes) -> bytes:
    """Return the picture with the mark across it several times, at a slant, each time whole."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    face = ImageFont.truetype(str(fonts.FOLDER / fonts.FILES[fonts.BOLD]), size=max(16, image.width // 12))
    left, top, right, bottom = (round(edge) for edge in face.getbbox(_MARK))
    stamp = Image.new("RGBA", (right - left, bottom - top), (0, 0, 0, 0))
    ImageDraw.Draw(stamp).text((-left, -top), _MARK, font=face, fill=_RED)
    turned = stamp.rotate(_ANGLE, resample=Image.Resampling.BILINEAR, expand=True)
    for place in range(_TIMES):
        middle = round(image.height * (place + 0.5) / _TIMES)
        image.alpha_composite(turned, (max(0, (image.width - turned.width) // 2), max(0, middle - turned.height // 2)))
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()

"""Owns how signs looked when somebody last looked at them: every page in grey at 72 dpi, a pixel for 8×8 of its points.

``python -m tests.golden_signs`` paints them anew, after a change that was meant and was looked at in full size.
"""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from app.documents.artwork import read_artwork
from app.signage.layout.size import parse_size
from app.signage.looks import DEFAULT, Looks, Variant
from app.signage.pdf import render
from tests.builders.signage import a_sign

FOLDER = Path(__file__).resolve().parent
RENDERER = "5.15.2"
"""The release of pypdfium2 that painted them: another renderer draws edges a little otherwise."""
BLOCK = 8
TOLERATED = 3
"""Steps of grey, of 255, by which a block may differ."""
LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><style>.a{fill:#005BAC}</style>
<g transform="translate(10 10)"><path class="a" d="M0 0h80a40 40 0 0 1 0 80h-80z"/>
<circle cx="140" cy="40" r="34" fill="none" stroke="#E60012" stroke-width="8"/></g></svg>"""

_LONG = "강원특별자치도 횡성군 갑천면 마옥로 112-5 마옥 지구정압기실 (구 마옥 제5공급관리소, 종합운동장 맞은편)"
SIGNS = {
    f"{size.label}-{languages[-1]}": {"size": size, "languages": languages}
    for size in (
        parse_size("A4"), parse_size("A4", landscape=True), parse_size("A3"), parse_size("A5", landscape=True),
        parse_size("100x140"), parse_size("80x80"),
    )
    for languages in (("ko",), ("ko", "en"))
} | {
    "plate": {"size": parse_size("A4"), "variant": Variant.PLATE},
    "print-shop": {
        "size": parse_size("A5"),
        "variant": Variant.PRINT_SHOP,
        "languages": ("ko", "en", "zh", "ja", "vi"),
        "looks": Looks(ground="#0B2E6B", ink="#FFFFFF", frame="#0B2E6B", logo=read_artwork(LOGO), logo_name="예시"),
    },
}  # fmt: skip


def painted(name: str, **changed: str) -> Image.Image:
    """Return the blocks of a sign as it is drawn today."""
    order = {"languages": ("ko", "en"), "variant": Variant.PLAIN, "looks": DEFAULT} | SIGNS[name]
    sign = a_sign(**({"place": _LONG} if "landscape" in name else {}) | changed)
    document = pypdfium2.PdfDocument(render([sign], **order))
    try:
        return document[0].render(scale=1, grayscale=True).to_pil().convert("L").reduce(BLOCK)
    finally:
        document.close()


def golden(name: str) -> Image.Image:
    """Return the blocks of a sign as it was."""
    return Image.open(FOLDER / f"{name}.png")


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return the most by which a block differs; 255 if the pages are not of one size."""
    if one.size != other.size:
        return 255
    return int(ImageChops.difference(one, other).getextrema()[1])

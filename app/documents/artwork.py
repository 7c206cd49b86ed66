"""Owns an organisation's logo as papers take it: a picture of points (PNG), or a drawing of lines (SVG); nothing else.

A file somebody uploads is not trusted. A PNG is decoded and laid on white. An SVG may hold shapes alone: no text, no
picture, no script, no reference outside itself, no style that loads anything; what else it holds is refused by name.
"""

import io
import re
import warnings
from dataclasses import dataclass

from lxml import etree
from PIL import Image, UnidentifiedImageError

from app.kernel.errors import Refusal
from app.kernel.messages import N_

LARGEST_FILE = 1_000_000
"""Bytes."""
_LARGEST_SIDE, _KEPT_SIDE = 6_000, 1_200  # Pixels: of what is read, and of what is printed.
_NARROW, _WIDE = 0.2, 8.0
_ENDLESS = 1e6
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon title desc defs style metadata".split()  # noqa: SIM905  # Words.
)
_OUTWARD = re.compile(r"url\s*\(|@import|javascript:|expression\s*\(|opacity", re.IGNORECASE)
"""What reaches outside the file; and what is seen through, which would come out as solid."""
_NEEDS_RESOURCES = re.compile(r"/\S+ (?:gs|Do|sh|scn|SCN|Tf)\b")


class UnusableLogo(Refusal):
    """A file is no logo that can be printed."""

    text = N_("이 파일은 로고로 쓸 수 없습니다: {reason}")


@dataclass(frozen=True, slots=True)
class Artwork:
    """A logo: how much wider than high it is, and either its points or its lines."""

    aspect: float
    pixels: bytes = b""  # Red, green and blue of each point, from the upper left,
    size: tuple[int, int] = (0, 0)  # and how many there are across and down.
    operators: str = ""  # PDF operators that draw it in a box one unit high.


def read_artwork(content: bytes) -> Artwork:
    """Return the logo in a PNG or SVG file.

    :raises UnusableLogo: saying what is wrong with the file.
    """
    if len(content) > LARGEST_FILE:
        raise UnusableLogo(reason=N_("1MB보다 큽니다."))
    artwork = _picture(content) if content.startswith(b"\x89PNG") else _drawing(content)
    if not _NARROW <= artwork.aspect <= _WIDE:
        raise UnusableLogo(reason=N_("너무 길거나 좁습니다."))
    return artwork


def _picture(content: bytes) -> Artwork:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # A picture that unpacks without end.
            image = Image.open(io.BytesIO(content), formats=("PNG",))
            if max(image.size) > _LARGEST_SIDE:
                raise UnusableLogo(reason=N_("6000픽셀보다 큽니다."))
            layered = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise UnusableLogo(reason=N_("PNG 파일이 손상되었습니다.")) from None
    flat = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")
    flat.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    return Artwork(flat.width / flat.height, pixels=flat.tobytes(), size=flat.size)


def _drawing(content: bytes) -> Artwork:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise UnusableLogo(reason=N_("PNG도 SVG도 아닙니다.")) from None
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise UnusableLogo(reason=N_("PNG도 SVG도 아닙니다."))
    for node in root.iter(etree.Element):
        _check(node)
    return _lines(root)


def _check(node: etree._Element) -> None:
    name = str(node.tag)
    if name.startswith("{") and not name.startswith(_SVG):
        return  # An editor's own notes: never drawn.
    local = name.removeprefix(_SVG)
    if local not in _SHAPES:
        raise UnusableLogo(reason=f"<{local}>")
    said = [node.text or ""] if local == "style" else []
    for key, value in node.attrib.items():
        if "href" in str(key) or str(key).lower().startswith("on"):
            raise UnusableLogo(reason=f"<{local} {key}>")
        said.append(f"{key}={value}" if str(value) not in {"1", "1.0", "100%"} else "")
    for text in said:
        if found := _OUTWARD.search(text):
            raise UnusableLogo(reason=f"<{local}> {found[0]}")


def _lines(root: etree._Element) -> Artwork:
    from reportlab.graphics import renderPDF  # noqa: PLC0415  # Only a logo needs these, and they load slowly.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # The same.
    from svglib.svglib import SvgRenderer  # noqa: PLC0415  # The same.

    scratch = Canvas(io.BytesIO())
    try:
        drawing = SvgRenderer("").render(root)
        width, height = float(drawing.width), float(drawing.height)
        left, bottom, right, top = drawing.getBounds()
        renderPDF.draw(drawing, scratch, 0, 0)
    except Exception:  # noqa: BLE001  # Whatever a stranger's file does to the reader, it is refused.
        raise UnusableLogo(reason=N_("SVG 파일이 손상되었습니다.")) from None
    if right <= left or top <= bottom or not (0 < width < _ENDLESS and 0 < height < _ENDLESS):
        raise UnusableLogo(reason=N_("그림이 비어 있습니다."))
    code = "\n".join(scratch._code)  # noqa: SLF001  # The operators, which ReportLab keeps.
    drawn = "\n".join(line for line in code.splitlines() if line and not line.startswith("BT "))  # No text is drawn.
    if _NEEDS_RESOURCES.search(drawn):
        raise UnusableLogo(reason=N_("투명도나 그러데이션이 있습니다."))
    scale = 1 / height
    return Artwork(
        width / height, operators=f"q {scale:.6f} 0 0 {scale:.6f} 0 0 cm 0 0 {width:g} {height:g} re W n\n{drawn}\nQ"
    )

"""Owns the limit: the signs of given display lists as a PDF written by hand, with nothing that can be left out.

Type0 fonts of two bytes a glyph, one form for what all share, the QR code as an inline picture of one bit a module,
deflate at its quickest. The layout is not counted; the QR code is made by the encoder that the product uses.
"""

import zlib
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics

from app.documents import fonts, pictograms, qr
from app.documents.canvas import painted
from app.signage.layout.shapes import DisplayList
from app.signage.looks import DEFAULT
from app.signage.pdf.drawing import _box

PAINTS = DEFAULT.paints()
_BITS = bytes.maketrans(bytes([0, 255]), b"01")


class Face:
    """The glyphs that are used of one face, numbered as they come."""

    def __init__(self, name: str) -> None:
        self.name, self.face = name, pdfmetrics.getFont(name).face
        self.codes: list[int] = []
        self.glyphs: dict[int, int] = {0: 0}  # Number in the whole face: here.
        self.known: dict[str, str] = {}

    def encoded(self, text: str) -> str:
        return "".join([self.known.get(character) or self.added(character) for character in text])

    def added(self, character: str) -> str:
        self.codes.append(ord(character))
        number = self.glyphs.setdefault(self.face.charToGlyph[ord(character)], len(self.glyphs))
        self.known[character] = f"{number:04x}"
        return self.known[character]


def handwritten(signs: Sequence[tuple[DisplayList, str]]) -> bytes:
    """Return the PDF of display lists, each with what its QR code says."""
    objects: list[bytes] = [b""] * 14
    faces = {True: Face(fonts.BOLD), False: Face(fonts.REGULAR)}
    first = signs[0][0]
    objects[2] = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 %g %g]" % (first.width, first.height), art(first))
    box = b"[0 0 %g %g]" % (first.width, first.height)
    kids = []
    for sign, url in signs:
        content = stream(b"", page(sign, url, faces))
        kids.append(b"%d 0 R" % len(objects))
        objects += [
            b"<</Type/Page/Parent 1 0 R/MediaBox%b/Resources 3 0 R/Contents %d 0 R>>" % (box, len(objects) + 1),
            content,
        ]
    objects[0] = b"<</Type/Catalog/Pages 1 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))
    objects[3] = b"<</Font<</B 4 0 R/R 9 0 R>>/XObject<</A 2 0 R>>>>"
    for at, bold in ((4, True), (9, False)):
        objects[at : at + 5] = font(faces[bold], at)
    return written(objects)


def art(sign: DisplayList) -> bytes:
    camera = sign.pictures[0]
    colours = {"figure": PAINTS["ink"], "ground": PAINTS["ground"], "beam": PAINTS["beam"]}
    drawn = [_box(box, PAINTS[box.colour]) for box in sign.art]
    drawn.append(f"q {camera.width:.3f} 0 0 {camera.width:.3f} {camera.x:.2f} {camera.y:.2f} cm")
    drawn.append(pictograms.operators(pictograms.CAMERA, colours))
    return "\n".join((*drawn, "Q")).encode()


def page(sign: DisplayList, url: str, faces: dict[bool, Face]) -> bytes:
    drawn = ["/A Do", painted(PAINTS["rule"])]
    drawn += [f"{rule.x:.2f} {rule.y:.2f} {rule.width:.2f} {rule.height:.2f} re" for rule in sign.rules]
    drawn.append("f BT")
    ink, face, x, y = "", (False, 0.0), 0.0, 0.0
    for text in sign.texts:
        if text.colour != ink:
            ink = text.colour
            drawn.append(painted(PAINTS[ink]))
        if (text.bold, text.size) != face:
            face = (text.bold, text.size)
            drawn.append(f"/{'B' if text.bold else 'R'} {text.size:.2f} Tf")
        drawn.append(f"{text.x - x:.2f} {text.y - y:.2f} Td <{faces[text.bold].encoded(text.text)}> Tj")
        x, y = text.x, text.y
    code, modules = sign.pictures[1], qr.matrix(url)
    side = len(modules)
    drawn.append(
        f"ET q {painted(PAINTS['text'])} {code.width:.2f} 0 0 {code.width:.2f} {code.x:.2f} {code.y:.2f} cm "
        f"BI /W {side} /H {side} /IM true /BPC 1 ID "
    )
    long = -(-side // 8)
    bits = b"".join([(int(row.translate(_BITS), 2) << (long * 8 - side)).to_bytes(long, "big") for row in modules])
    return "\n".join(drawn).encode() + bits + b"\nEI Q"


def font(face: Face, at: int) -> list[bytes]:
    """Return five objects: the font, what it consists of, its looks, its glyphs, and what they mean."""
    name = f"ABCDEF+{face.name}".encode()
    glyphs = face.face.makeSubset(face.codes)
    widths = b" ".join(b"%d" % face.face.getCharWidth(code) for code in face.codes)
    means = b"\n".join(b"<%b><%04x>" % (face.known[chr(code)].encode(), code) for code in face.codes)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, at + 1, at + 4),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        b"/FontDescriptor %d 0 R/W[1[%b]]>>" % (name, at + 2, widths),
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[-100 -300 1100 1000]/ItalicAngle 0"
        b"/Ascent 950/Descent -250/CapHeight 700/StemV 90/FontFile2 %d 0 R>>" % (name, at + 3),
        stream(b"/Length1 %d" % len(glyphs), glyphs),
        stream(
            b"",
            b"/CIDInit/ProcSet findresource begin begincmap /CMapName/X def /CMapType 2 def 1 begincodespacerange"
            b"<0000><ffff>endcodespacerange %d beginbfchar %b endbfchar endcmap end" % (len(face.codes), means),
        ),
    ]


def stream(words: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 1)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (words, len(packed), packed)


def written(objects: Sequence[bytes]) -> bytes:
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects):
        places.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number or len(objects), body))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in (*places[1:], places[0]))
    count = len(objects) + 1
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(objects), at)
    )
    return b"".join(parts)

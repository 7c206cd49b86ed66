"""Draws files people upload: letters, cards, and what is made to do harm. Nothing is copied from real ones."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from app.database import unit_of_work
from app.viewing_requests import commands
from app.viewing_requests.papers_in import AttachmentKind
from tests.builders.viewing_requests import NOW, OLGA

RESIDENT = "900101-1234567"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def attach(number, data, *, name="공문.pdf", kind=AttachmentKind.LETTER, masked=None, actor=OLGA, now=NOW):
    paper = commands.ready_paper(file_name=name, data=data, masked=masked, now=now)
    with unit_of_work() as session:
        return commands.attach_paper(session, number=number, kind=kind, paper=paper, actor=actor, now=now)


def written(image, form="JPEG", **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def letter_image(size=(620, 877)):
    page = Image.new("RGB", size, (252, 252, 250))
    draw = ImageDraw.Draw(page)
    for line in range(12):
        for word in range(6):
            left = size[0] * (0.1 + word * 0.13)
            draw.rectangle((left, 120 + line * 40, left + 50 + (line * 7 + word * 3) % 20, 134 + line * 40), fill=40)
    return page


def card_image(width=860):
    card = Image.new("RGB", (width, round(width / 1.586)), (228, 236, 240))
    draw = ImageDraw.Draw(card)
    draw.rectangle((width * 0.66, card.height * 0.2, width * 0.93, card.height * 0.75), fill=(150, 140, 130))
    for line in range(5):
        top = card.height * (0.15 + line * 0.15)
        draw.rectangle((width * 0.06, top, width * (0.3 + 0.05 * line), top + width * 0.03), fill=(50, 50, 60))
    draw.rectangle((0, 0, card.width - 1, card.height - 1), outline=(170, 170, 175), width=3)
    return card


def card_on(ground, *, angle=0, share=0.4):
    desk = Image.new("RGB", (1000, 750), ground)
    card = card_image(round(1000 * share)).convert("RGBA").rotate(angle, expand=True)
    desk.paste(card, (120, 90), card)
    return desk


def photo_with_place(image=None):
    """Return a JPEG that says where it was taken, as phones write it."""
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (37.0, 33.0, 58.0), "E", (126.0, 58.0, 40.0)
    return written(image or letter_image(), "JPEG", exif=exif.tobytes(), comment=b"taken at home")


def pdf(*lines, author="Kim Secret", draw=None):
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setAuthor(author)
    canvas.setTitle("Secret title")
    for at, line in enumerate(lines or ("Request for footage", "Criminal affairs")):
        canvas.drawString(72, 760 - 20 * at, line)
    if draw:
        draw(canvas)
    canvas.save()
    return out.getvalue()


def raw_pdf(catalog=b"", page=b"", *objects):
    """Return a PDF written by hand, with more in its catalogue, its page, or as objects from number 4 on."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + page + b">>",
        *objects,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)


def zipped(parts, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **more}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(text="영상 제공 요청", **more):
    """Return a DOCX whose words are cut in the middle, as Word cuts them."""
    half = len(text) // 2
    words = f"<w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t>{text[half:]}</w:t></w:r>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document><w:body><w:p>{words}</w:p></w:body></w:document>",
            "docProps/core.xml": "<cp:coreProperties><dc:creator>Kim Secret</dc:creator></cp:coreProperties>",
            **more,
        }
    )


def hwpx(text="영상 제공 요청", **more):
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/section0.xml": f"<hs:sec><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hs:sec>",
            "Scripts/sourceScripts.js": "var Documents = XHwpDocuments;",
            **more,
        }
    )


def huge_png(width=20_000, height=5_000):
    """Return a PNG of a hundred million picture points in some kilobytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    lines = zlib.compress(bytes((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")

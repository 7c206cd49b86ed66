"""Owns PDFs for tests as other programs print them: untagged, ruled or not, over pages, in columns."""

import io

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from app.documents import fonts

BODY = {"fontName": fonts.REGULAR, "fontSize": 10, "leading": 15, "wordWrap": "CJK"}


def text(words, **more):
    """Return a paragraph; a larger ``fontSize`` makes it a heading."""
    fonts.register()
    return Paragraph(words, ParagraphStyle("text", **(BODY | more)))


def table(rows, *styles, ruled=True, heads=1):
    """Return a table; texts become paragraphs when it is ruled."""
    cells = [[text(cell) if cell and ruled else cell for cell in row] for row in rows]
    style = [("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10), *styles]
    return Table(
        cells, repeatRows=heads, hAlign="LEFT", style=[*style, *([("GRID", (0, 0), (-1, -1), 0.5, "black")] * ruled)]
    )


def pdf_of(*story, head="주식회사 예시"):
    """Return a PDF with a head and a page number on every page."""
    fonts.register()
    buffer = io.BytesIO()

    def furniture(canvas, document):
        canvas.setFont(fonts.REGULAR, 8)
        canvas.drawString(50, 820, head)
        canvas.drawString(280, 20, f"- {document.page} -")

    SimpleDocTemplate(buffer).build(list(story), onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


def drawn(draw, **more):
    """Return a PDF of one page drawn by hand."""
    fonts.register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **more)
    canvas.setFont(fonts.REGULAR, 10)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def untagged(content):
    """Return one of our own PDFs as if it had no structure."""
    return content.replace(b"/StructTreeRoot", b"/StructTreeXoot").replace(b"/Artifact", b"/Artifacx")

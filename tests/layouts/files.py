"""Turns a laid-out policy into files: PDF with and without rules, DOCX."""

from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from tests.layouts.paper import Heading, Points, Tab, Text

FONT = "Layout"
FONTS = Path(__file__).resolve().parents[2] / "app/fonts"
EDGE = 40
SIZES = {1: 15, 2: 12, 3: 10.5, 4: 10}


@cache
def _font():
    pdfmetrics.registerFont(TTFont(FONT, str(FONTS / "PretendardGOV-Regular.ttf")))
    return FONT


def pdf(blocks, *, ruled=True):
    """Return a PDF: tables with rules round merged cells, or without any line, as a word processor prints them."""
    wide = any(len(block.heads) > 7 for block in blocks if isinstance(block, Tab))
    page = landscape(A4) if wide else A4
    story, room = [], page[0] - 2 * EDGE
    for block in blocks:
        match block:
            case Heading():
                story += [Spacer(1, 6), _line(block.whole, SIZES[block.rank])]
            case Text(text):
                story.append(_line(text, 9))
            case Points(entries):
                story += [_line(entry.whole, 9, indent=12 * (entry.depth + 1)) for entry in entries]
            case Tab():
                story += [_pdf_table(block, room, ruled=ruled), Spacer(1, 6)]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=page, leftMargin=EDGE, rightMargin=EDGE, invariant=1).build(story)
    return out.getvalue()


def _line(text, size, *, indent=0):
    style = ParagraphStyle("x", fontName=_font(), fontSize=size, leading=size * 1.5, leftIndent=indent, wordWrap="CJK")
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _pdf_table(tab, room, *, ruled):
    spans = tab.spans() if ruled else [[1] * len(row) for row in tab.rows]  # Without rules nobody could see a merger.
    cells = [[_line(head, 8) for head in tab.heads]]
    cells += [
        [_line(text, 8) if span else "" for text, span in zip(row, of, strict=True)]
        for row, of in zip(tab.rows, spans, strict=True)
    ]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        style += [
            ("SPAN", (column, number), (column, number + span - 1))
            for number, of in enumerate(spans, start=1)
            for column, span in enumerate(of)
            if span > 1
        ]
    return Table(cells, colWidths=_widths(tab, room), repeatRows=1, style=style)


def _widths(tab, room):
    longest = [
        max(4, min(30, max(len(part) for row in (tab.heads, *tab.rows) for part in row[place].split("\n"))))
        for place in range(len(tab.heads))
    ]
    return [room * one / sum(longest) for one in longest]


def word(blocks):
    """Return a DOCX: headings by style, lists as paragraphs, tables with vertically merged cells."""
    file = docx.Document()
    for block in blocks:
        match block:
            case Heading(rank=1):
                file.add_heading(block.text, 0)
            case Heading():
                file.add_heading(block.whole, block.rank - 1)
            case Text(text):
                file.add_paragraph(text)
            case Points(entries):
                for entry in entries:
                    bullet = entry.mark in {"-", "○"}
                    style = ("List Bullet" if entry.depth == 0 else "List Bullet 2") if bullet else None
                    file.add_paragraph(entry.text if bullet else entry.whole, style=style)
            case Tab():
                _word_table(file, block)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _word_table(file, tab):
    table = file.add_table(rows=len(tab.rows) + 1, cols=len(tab.heads))
    grid = [list(row.cells) for row in table.rows]
    for place, head in enumerate(tab.heads):
        grid[0][place].text = head
    for number, (row, spans) in enumerate(zip(tab.rows, tab.spans(), strict=True), start=1):
        for place, (text, span) in enumerate(zip(row, spans, strict=True)):
            if not span:
                continue
            cell = grid[number][place]
            if span > 1:
                cell = cell.merge(grid[number + span - 1][place])
            cell.text = text

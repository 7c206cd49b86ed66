"""172 signs: ours tagged, ours untagged, and Platypus as tutorials use it; the register against LongTable."""

import io

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from app.documents import fonts, qr
from app.documents.register import Column, register_pdf
from app.signage.domain import LABELS, SignContent, spoken
from app.signage.layout.size import parse_size
from app.signage.pdf import render
from app.signage.wording import wordings
from tests.benchmarks.timing import Ratio, medians
from tests.builders.signage import a_sign, many_signs

SHEET = parse_size("A4")
COLUMNS = ("번호", "일시", "구분", "카메라", "담당자", "목적·사유", "제공받는 자", "근거")


def forget() -> None:
    """Empty what is remembered between documents, so that every round pays for its own text and codes."""
    qr.matrix.cache_clear()
    fonts.width.cache_clear()


def ours(signs: list[SignContent], *, tagged: bool) -> bytes:
    forget()
    return render(signs, size=SHEET, tagged=tagged)


def platypus(signs: list[SignContent]) -> bytes:
    """Return the same facts on yellow, set with Tables, Paragraphs and ReportLab's own QR code."""
    bold = {"fontName": fonts.BOLD, "textColor": HexColor("#0E1116")}
    head = ParagraphStyle("head", fontSize=44, leading=60, alignment=1, **bold)
    value, label = (
        ParagraphStyle("value", fontSize=18, leading=24, **bold),
        ParagraphStyle("label", fontSize=12, **bold),
    )
    small = ParagraphStyle("small", fontName=fonts.REGULAR, fontSize=9)
    story = []
    for sign in signs:
        story += [Spacer(1, 160), Paragraph("CCTV 설치 안내", head), Spacer(1, 40)]
        rows = [
            [
                [Paragraph(LABELS[field], label), Paragraph(wordings(("ko", "en"))[0].labels[field.value], small)],
                Paragraph(text, value),
            ]
            for field, text in sign.lines
        ]
        story.append(
            Table(rows, colWidths=[120, 330], style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor("#CCCCCC"))])
        )
        code = Drawing(80, 80, transform=[1, 0, 0, 1, 0, 0])
        code.add(QrCodeWidget(sign.url, barWidth=80, barHeight=80, barLevel="Q"))
        foot = [Paragraph(sign.organisation, value), Paragraph(f"관리번호 {spoken(sign.number)}", small)]
        story += [Spacer(1, 20), Table([[foot, code]], colWidths=[370, 80]), PageBreak()]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def entries(count: int) -> list[tuple[str, ...]]:
    return [
        (
            str(n), f"2026-11-{n % 28 + 1:02} 03:{n % 60:02}:08", "재생", f"CAM-{n % 172:04}", "상황실 근무자",
            f"도난 신고 {n} 확인을 위하여 {n % 97}분 동안 재생하였음, 요청 번호 2026-{n:05}", "예시경찰서",
            "형사소송법 제199조",
        )
        for n in range(count)
    ]  # fmt: skip


def our_register(rows: list[tuple[str, ...]], *, tagged: bool) -> bytes:
    forget()
    shares = (1, 2, 1, 1.2, 1.6, 5, 1.5, 2.5)
    columns = [Column(title, share) for title, share in zip(COLUMNS, shares, strict=True)]
    return register_pdf(title="개인영상정보 관리대장", author="예시", columns=columns, rows=rows, tagged=tagged)


def long_table(rows: list[tuple[str, ...]]) -> bytes:
    style = ParagraphStyle("cell", fontName=fonts.REGULAR, fontSize=7.5, leading=10)
    table = [[Paragraph(text, style) for text in row] for row in (COLUMNS, *rows)]
    buffer = io.BytesIO()
    drawn = LongTable(
        table, colWidths=[45, 90, 45, 55, 75, 235, 70, 115], repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.4, HexColor("#BBBBBB")), ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 7.5)],
    )  # fmt: skip
    SimpleDocTemplate(buffer, pagesize=landscape(A4), leftMargin=30, rightMargin=30).build([drawn])
    return buffer.getvalue()


def run(*, smoke: bool) -> list[Ratio]:
    count, few, rounds, long = (12, 4, 1, 40) if smoke else (172, 43, 5, 2_000)
    signs, rows = many_signs(count), entries(long)
    fonts.register()
    one = [a_sign()]
    took = medians(
        {
            "tagged": lambda: ours(signs, tagged=True),
            "untagged": lambda: ours(signs, tagged=False),
            "platypus": lambda: platypus(signs[:few]),
            "single": lambda: ours(one, tagged=True),
            "register": lambda: our_register(rows, tagged=True),
            "plain register": lambda: our_register(rows, tagged=False),
            "long table": lambda: long_table(rows),
        },
        rounds=rounds,
    )
    naive = took["platypus"] / few
    megabytes = [len(ours(signs, tagged=tagged)) / 1e6 for tagged in (True, False)]
    return [
        Ratio("signs: naive Platypus / ours", naive / (took["tagged"] / count), ">= 20", f"{count} A4 signs, tagged"),
        Ratio("signs: tagged / untagged", took["tagged"] / took["untagged"], "<= 1.7"),
        Ratio("signs: pages per second, tagged", count / took["tagged"], ""),
        Ratio("signs: milliseconds for one, warm", took["single"] * 1000, "<= 25"),
        Ratio("signs: MB tagged", megabytes[0], "<= 1.3", f"untagged {megabytes[1]:.2f}"),
        Ratio(
            "register: LongTable / ours", took["long table"] / took["plain register"], ">= 12", f"{long} rows, untagged"
        ),
        Ratio("register: rows per second, tagged", long / took["register"], ""),
    ]

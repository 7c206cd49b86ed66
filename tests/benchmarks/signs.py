"""172 signs against typst, Platypus and a PDF written by hand; 10,000 of them; one by a page; the register too."""

import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count as counting
from pathlib import Path

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from app.database import db
from app.documents import fonts, qr
from app.documents.raster import png
from app.documents.register import Column, register_pdf
from app.factory import create_app
from app.signage.domain import LABELS, SignContent, sign_number, spoken
from app.signage.layout.size import parse_size
from app.signage.pdf import laid_out, render
from app.signage.wording import wordings
from tests.benchmarks.handwritten_signs import handwritten
from tests.benchmarks.pages import filled
from tests.benchmarks.timing import Ratio, medians
from tests.benchmarks.typst_signs import by_typst, compiler
from tests.builders.signage import many_signs
from tests.databases import settings_for

SHEET = parse_size("A4")
LANGUAGES = ("ko", "en")
CHILD = """
import json, re, sys, time
from pathlib import Path
from app.documents import fonts
from app.signage.layout.size import parse_size
from app.signage.pdf import render
from tests.builders.signage import many_signs
fonts.register()
sheet = parse_size("A4")
render(many_signs(9), size=sheet)
signs = many_signs(int(sys.argv[1]))
begin = time.process_time()
size = len(render(signs, size=sheet))
seconds = time.process_time() - begin
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([seconds, peak / 1024, size / 1e6]))
"""
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


def fresh_signs(count: int) -> Callable[[], list[SignContent]]:
    """Return what gives so many signs that nobody has drawn before: what a rival remembers helps it no more than us."""
    turns, standing = counting(), many_signs(count)

    def signs() -> list[SignContent]:
        turn = next(turns)
        return [
            replace(
                sign,
                number=sign_number((place * 7_919 + turn * 104_729) % 2**30),
                place=f"{sign.place} {turn}",
                coverage=f"{sign.coverage} {turn}",
            )
            for place, sign in enumerate(standing)
        ]

    return signs


def laid(signs: list[SignContent]) -> Callable[[], object]:
    """Return what draws by hand the signs laid out beforehand; their codes are made anew each time."""
    lists = [(laid_out(sign, url=sign.url, size=SHEET, languages=LANGUAGES), sign.url) for sign in signs]

    def draw() -> object:
        forget()
        return handwritten(lists)

    return draw


def typst_of(drawing: object, signs: list[SignContent]) -> bytes:
    forget()
    return by_typst(drawing, signs)


def alone(count: int) -> tuple[float, float, float]:
    """Return seconds, peak megabytes and megabytes written of so many signs in a process of its own."""
    ran = subprocess.run([sys.executable, "-c", CHILD, str(count)], capture_output=True, text=True, check=True)
    seconds, peak, written = json.loads(ran.stdout)
    return seconds, peak, written


def by_a_page(*, rounds: int) -> tuple[float, float, float, float]:
    """Return seconds of the request that prints one sign of 164 sites, and of drawing that sign alone.

    Then those of the request of its picture, and of drawing that picture alone, in the same run.
    """
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(Path(folder), f"sqlite:///{folder}/bench.db"))
        with app.app_context():
            client = filled(app, 164)
        [token, *_] = re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', client.get("/signs").text)
        order = {"size": "A4", "sheet": "", "english": "y", "target": "Z-00007", "csrf_token": token}

        def request() -> None:
            answer = client.post("/signs/print", data=order)
            assert answer.data.startswith(b"%PDF"), answer.status_code

        def look() -> None:
            answer = client.get(f"/signs/{number}.png")
            assert answer.data.startswith(b"\x89PNG"), answer.status_code

        request()
        [number, *_] = re.findall(r'href="/signs/([0-9A-Z]{8})"', client.get("/signs?site=S-00007").text)
        one = many_signs(1)
        ways: dict[str, Callable[[], object]] = {
            "request": request,
            "drawing": lambda: ours(one, tagged=True),
            "look": look,
            "picture": lambda: png(ours(one, tagged=True)),
        }
        took = medians(ways, rounds=rounds)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    return took["request"], took["drawing"], took["look"], took["picture"]


def rivals_of(
    drawing: object, batch: Callable[[], list[SignContent]], one: Callable[[], list[SignContent]], *, rounds: int
) -> list[Ratio]:
    """Return how typst compares, by the clock on the wall: it works on every core. Nothing where it is missing."""
    if drawing is None:
        return []
    took = medians(
        {
            "ours": lambda: ours(batch(), tagged=True),
            "typst": lambda: typst_of(drawing, batch()),
            "our one": lambda: ours(one(), tagged=True),
            "one": lambda: typst_of(drawing, one()),
        },
        rounds=rounds,
    )
    return [
        Ratio("signs: typst / ours", took["typst"] / took["ours"], ">= 1.5", "a batch on A4, both tagged"),
        Ratio("signs: one, warm / typst", took["our one"] / took["one"], "<= 1.0"),
    ]


def run(*, smoke: bool) -> list[Ratio]:
    count, few, rounds, long = (12, 4, 1, 40) if smoke else (172, 43, 7, 2_000)
    many = 60 if smoke else 10_000
    fonts.register()
    drawing = compiler()
    batch, part, one = fresh_signs(count), fresh_signs(few), fresh_signs(1)
    rows = entries(long)
    ways: dict[str, Callable[[], object]] = {
        "tagged": lambda: ours(batch(), tagged=True),
        "untagged": lambda: ours(batch(), tagged=False),
        "limit": laid(batch()),
        "platypus": lambda: platypus(part()),
        "single": lambda: ours(one(), tagged=True),
    }
    took = medians(ways, rounds=rounds, clock=time.process_time)
    rival = rivals_of(drawing, batch, one, rounds=rounds)
    tables = medians(
        {
            "register": lambda: our_register(rows, tagged=True),
            "plain register": lambda: our_register(rows, tagged=False),
            "long table": lambda: long_table(rows),
        },
        rounds=min(rounds, 5),
    )
    signs = many_signs(count)
    megabytes = [len(ours(signs, tagged=tagged)) / 1e6 for tagged in (True, False)]
    fewer, all_of_them = alone(many // 10), alone(many)
    request, drawn, seen, pictured = by_a_page(rounds=rounds)
    return [
        *rival,
        Ratio(
            "signs: naive Platypus / ours", took["platypus"] / few / (took["tagged"] / count), ">= 20",
            f"{count} A4 signs, tagged",
        ),
        Ratio("signs: untagged / written by hand", took["untagged"] / took["limit"], "<= 2.5", "ours lays out"),
        Ratio("signs: tagged / written by hand", took["tagged"] / took["limit"], "<= 3.5"),
        Ratio("signs: tagged / untagged", took["tagged"] / took["untagged"], "<= 1.7"),
        Ratio("signs: pages per second, tagged", count / took["tagged"], ""),
        Ratio("signs: milliseconds for one, warm", took["single"] * 1000, "<= 25"),
        Ratio("signs: MB tagged", megabytes[0], "<= 1.3", f"untagged {megabytes[1]:.2f}"),
        Ratio(f"signs: peak MB of {many}", all_of_them[1], "<= 300", f"{all_of_them[2]:.0f} MB written"),
        Ratio(
            f"signs: time of one of {many} / of one of {many // 10}", all_of_them[0] / 10 / fewer[0], "<= 1.25",
            f"{all_of_them[0]:.1f} s",
        ),
        Ratio(
            "signs: milliseconds of the request that prints one", request * 1000, "<= 250",
            f"drawing is {drawn * 1000:.1f} of them; 164 sites",
        ),
        Ratio("signs: request of the picture of one / drawing it alone", seen / pictured, "<= 2.0", "164 sites"),
        Ratio(
            "register: LongTable / ours", tables["long table"] / tables["plain register"], ">= 12",
            f"{long} rows, untagged",
        ),
        Ratio("register: rows per second, tagged", long / tables["register"], ""),
    ]  # fmt: skip

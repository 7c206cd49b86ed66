"""Owns the rival: the same signs drawn by typst, which lays them out itself and tags them, as it does by default."""

import json
from collections.abc import Sequence

from app.documents import fonts, pictograms, qr
from app.signage.domain import LABELS, SignContent, spoken
from app.signage.wording import wordings

SOURCE = r"""
#let data = json(bytes(sys.inputs.signs))
#set document(title: "CCTV 설치 안내판", author: data.at(0).organisation)
#set page(width: 210mm, height: 297mm, margin: 8mm)
#set text(font: "Pretendard GOV", lang: "ko", size: 18pt, fill: rgb("#0E1116"))
#set par(leading: 0.5em)
#let navy = rgb("#10243F")
#let camera = bytes(sys.inputs.camera)
#let sign(s) = box(width: 100%, height: 100%, radius: 5.6mm, stroke: 1.1mm + navy, clip: true, stack(
  box(width: 100%, height: 43.5%, fill: rgb("#FFD100"), align(center + horizon, stack(spacing: 7mm,
    image(camera, format: "svg", width: 62%, alt: "CCTV"),
    heading(level: 1, text(size: 68pt, weight: "bold")[CCTV 설치 안내]),
    text(size: 23pt, weight: "bold", lang: "en")[CCTV IN OPERATION]))),
  box(width: 100%, height: 42.5%, inset: (x: 6.2mm), align(horizon, table(
    columns: (40mm, 1fr), stroke: (x, y) => if y > 0 { (top: 0.25mm + rgb("#CCD1D9")) },
    inset: (x: 0mm, y: 3.4mm), align: horizon,
    ..s.rows.map(row => (
      stack(spacing: 1.5mm, text(size: 16pt, weight: "bold", fill: navy, row.at(0)),
        text(size: 10pt, lang: "en", fill: rgb("#4A5460"), row.at(1))),
      text(weight: "bold", size: s.size * 1pt, row.at(2)))).flatten()))),
  box(width: 100%, height: 14%, fill: navy, inset: (x: 6.2mm), align(horizon, grid(columns: (1fr, 32mm), align: horizon,
    stack(spacing: 3mm, text(size: 26pt, weight: "bold", fill: white, s.organisation),
      text(size: 13.5pt, fill: white)[고정형 영상정보처리기기 운영·관리 방침],
      text(size: 12pt, fill: rgb("#CCD1D9"), lang: "en")[Scan the QR code to read our CCTV policy],
      text(size: 12pt, fill: rgb("#CCD1D9"), s.number)),
    box(fill: white, radius: 1.3mm, inset: 2.5mm, image(bytes(s.code), format: "svg", width: 27mm, alt: s.url)))))))
#for (n, s) in data.enumerate() { if n > 0 { pagebreak() }; sign(s) }
"""
_CAMERA = pictograms.svg(pictograms.CAMERA, {"figure": "#0E1116", "ground": "#FFD100", "beam": "#E09E00"}, title="CCTV")
_ENGLISH = wordings(("ko", "en"))[0].labels


def compiler() -> object:
    """Return a compiler that has loaded its fonts, or None where typst is not installed (extra ``bench``)."""
    try:
        import typst  # noqa: PLC0415  # Of the extra.
    except ImportError:
        return None
    return typst.Compiler(font_paths=[str(fonts.FOLDER)], ignore_system_fonts=True)


def by_typst(drawing: object, signs: Sequence[SignContent]) -> bytes:
    """Return the signs as typst draws them."""
    inputs = {"signs": json.dumps([_told(sign) for sign in signs]), "camera": _CAMERA}
    return bytes(drawing.compile(SOURCE.encode(), sys_inputs=inputs))  # type: ignore[attr-defined]  # Of the extra.


def _told(sign: SignContent) -> dict[str, object]:
    modules = qr.matrix(sign.url)
    runs = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in qr.runs(modules))
    view = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(modules)} {len(modules)}">'
    return {
        "rows": [[LABELS[field], _ENGLISH[field.value], value] for field, value in sign.lines],
        "size": 18 if len(sign.place) < 50 else 16,  # It does not look for the largest that fits.
        "organisation": sign.organisation,
        "number": f"관리번호 {spoken(sign.number)} · {sign.revision}",
        "code": f'{view}<path d="{runs}"/></svg>',
        "url": sign.url,
    }

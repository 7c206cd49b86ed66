"""Owns the result of a round as a file: the same rows as CSV and on paper, which names the CSV's digest."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.documents import fonts
from app.documents.register import Column, register_pdf
from app.kernel.clock import KST
from app.ledger.papers import seal_for_paper
from app.signage.columns import COLUMNS, rows, summary
from app.signage.queries.rounds import Report

FORMATS = ("csv", "pdf")
_SHARES = (19, 30, 42, 26, 30, 25, 16, 9, 17, 25, 12)
_FORMULA_STARTS = frozenset("=+-@\t\r")
_TITLE = "안내판 현장 점검 보고서"


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A file that was made: its bytes, what they are, and their SHA-256 in hexadecimal digits."""

    content: bytes
    format: str

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file."""
        return sha256(self.content).hexdigest()


def round_file(
    session: Session,
    report: Report,
    *,
    format: str,  # noqa: A002  # As exports call it.
    names: Mapping[int, str],
    organisation: str,
    now: datetime,
) -> RoundFile:
    """Return what a round has found as a file: each sign with its finding, who saw it and when, and the sum of it.

    What is on paper names the SHA-256 of the CSV of the same rows and ends with the seal of the ledger. A character
    that is in no font is drawn as □ and said.

    :param format: one of ``FORMATS``.
    """
    told = _csv(report, names)
    if format == "csv":
        return RoundFile(told, format)
    missing = 0

    def drawable(text: str) -> str:
        nonlocal missing
        drawn, replaced = fonts.with_stand_ins(text)
        missing += replaced
        return drawn

    drawn = [[drawable(cell) for cell in row] for row in rows(report, names=names)]
    closing = [drawable(line) for line in summary(report, names=names)]
    closing.append(f"같은 내용의 CSV 파일의 SHA-256: {sha256(told).hexdigest()}")
    if missing:
        closing.append(f"인쇄 글꼴에 없는 글자 {missing}자를 □로 찍었습니다. 원래 글자는 CSV에 있습니다.")
    row = report.round
    paper = register_pdf(
        title=_TITLE,
        author=drawable(organisation),
        columns=[Column(title, share) for title, share in zip(COLUMNS, _SHARES, strict=True)],
        rows=drawn,
        note=drawable(
            f"{row.region or f'설치장소 {len(row.sites)}곳'} · {row.due_on}까지 · "
            f"{now.astimezone(KST):%Y-%m-%d %H:%M} 현재의 대장과 견줌"
        ),
        closing=closing,
        seal=seal_for_paper(session),
    )
    return RoundFile(paper, format)


def _csv(report: Report, names: Mapping[int, str]) -> bytes:
    """Return the rows for Excel; a cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(report, names=names):
        writer.writerow([f"'{cell}" if cell[:1] in _FORMULA_STARTS else cell for cell in row])
    return BOM_UTF8 + text.getvalue().encode()

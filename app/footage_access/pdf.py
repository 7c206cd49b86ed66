"""Owns the register on paper: the statutory form's columns (별지 제3호), then ours, and under them what seals them."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.documents import fonts
from app.documents.register import Column, register_pdf
from app.documents.seal import Seal

_SHARES = (10.5, 11.5, 20.5, 17, 17.5, 34, 22, 26, 14, 17, 26, 20.5, 18, 20, 13)
"""About millimetres, in the order of the form."""


def footage_register_pdf(
    *,
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    organisation: str,
    first_day: date,
    last_day: date,
    seal: Seal,
) -> bytes:
    """Return the register as PDF in Korean, as the form is; the same rows and seal give the same bytes.

    A character that is in no font is drawn as □, and the closing lines say so: an export must not fail over a reason
    that can no longer be changed.

    :raises ValueError: if a row has another number of cells than there are titles.
    """
    missing = 0

    def drawable(text: str) -> str:
        nonlocal missing
        drawn, replaced = fonts.with_stand_ins(text)
        missing += replaced
        return drawn

    author = drawable(organisation)
    drawn = [[drawable(cell) for cell in row] for row in rows]
    closing = [f"모두 {len(drawn)}건. 봉인된 원장에서 옮겼습니다."]
    if missing:
        closing.append(f"인쇄 글꼴에 없는 글자 {missing}자를 □로 찍었습니다. 원래 글자는 원장과 XLSX·CSV에 있습니다.")
    return register_pdf(
        title="개인영상정보 관리대장",
        author=author,
        columns=[Column(title, share) for title, share in zip(titles, _SHARES, strict=True)],
        rows=drawn,
        note=f"기간 {first_day} – {last_day} · 표준 개인정보 보호지침 별지 제3호서식의 열과 덧붙인 열",
        closing=closing,
        seal=seal,
    )

"""Owns the register on paper: the statutory form's columns (별지 제3호), then ours, and under them what seals them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import BinaryIO

from app.documents import fonts
from app.documents.register import Column, Ending, write_register_pdf
from app.documents.seal import Seal

_SHARES = (12, 11.5, 20.5, 17, 17.5, 32.5, 22, 26, 14, 17, 26, 20.5, 18, 20, 13)
"""About millimetres, in the order of the form; the first holds six digits."""
_MOST_REMEMBERED = 4_096  # Texts of cells, seen to be drawable.


def write_footage_register_pdf(
    target: BinaryIO,
    *,
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    organisation: str,
    first_day: date,
    last_day: date,
    seal: Callable[[], Seal],
) -> int:
    """Write the register as PDF in Korean, as the form is, and return how many rows it has.

    The same rows and seal give the same bytes. A character that is in no font is drawn as □, and the closing lines say
    so: an export must not fail over a reason that can no longer be changed.

    :param seal: asked for when all rows have been read.
    :raises ValueError: if a row has another number of cells than there are titles.
    """
    count, missing = 0, 0
    stand_ins = lru_cache(_MOST_REMEMBERED)(fonts.with_stand_ins)

    def drawable(text: str) -> str:
        nonlocal missing
        drawn, replaced = stand_ins(text)
        missing += replaced
        return drawn

    def drawn() -> Iterator[list[str]]:
        nonlocal count
        for count, row in enumerate(rows, start=1):  # noqa: B007  # The ending says how many there were.
            yield [drawable(cell) for cell in row]

    def ending() -> Ending:
        closing = [f"모두 {count}건. 봉인된 원장에서 옮겼습니다."]
        if missing:
            closing.append(
                f"인쇄 글꼴에 없는 글자 {missing}자를 □로 찍었습니다. 원래 글자는 원장과 XLSX·CSV에 있습니다."
            )
        return Ending(closing, seal())

    write_register_pdf(
        target,
        title="개인영상정보 관리대장",
        author=drawable(organisation),
        columns=[Column(title, share) for title, share in zip(titles, _SHARES, strict=True)],
        rows=drawn(),
        note=f"기간 {first_day} – {last_day} · 표준 개인정보 보호지침 별지 제3호서식의 열과 덧붙인 열",
        ending=ending,
    )
    return count

"""Owns what papers say of the ledger at their foot, in Korean; courtesy copies of letters say it in English."""

from sqlalchemy.orm import Session

from app.documents.seal import Seal
from app.kernel.clock import KST
from app.ledger.heads import short_code, shown_head
from app.ledger.proofs import head


def seal_for_paper(session: Session) -> Seal:
    """Return the seal of a paper made from the ledger as it is now."""
    present, shown = head(session), shown_head(session)
    lines = [
        "이 면을 사진으로 찍거나 보관하면, 나중에 원장이 바뀌었는지 이것으로 확인할 수 있습니다.",
        (
            f"원장의 크기 {present.size}건, 짧은 코드 {short_code(present.root)}, "
            f"마지막 기록 {present.last_at.astimezone(KST):%Y-%m-%d %H:%M:%S} (KST)"
        ),
        f"루트 해시 {present.shown_root}",
    ]
    if shown.note is None:
        lines.append("서명된 체크포인트는 아직 없습니다.")
    else:
        lines += [
            (
                f"가장 최근에 서명된 체크포인트(QR): {shown.size}건, 짧은 코드 {shown.short_code}, "
                f"{shown.at.astimezone(KST):%Y-%m-%d %H:%M:%S} (KST)"
            ),
            *filter(None, shown.note.splitlines()),
        ]
    return Seal(
        "원장 봉인",
        tuple(lines),
        shown.qr_text,
        f"원장 체크포인트의 QR 코드: {shown.size}건, 짧은 코드 {shown.short_code}",
    )


def seal_in_english(session: Session) -> Seal:
    """Return the same seal for a courtesy copy in English; a checkpoint's note is signed text and stays as it is."""
    present, shown = head(session), shown_head(session)
    lines = [
        "Photograph or keep this page: with it anybody can see later whether the ledger was changed.",
        (
            f"Size of the ledger {present.size}, short code {short_code(present.root)}, "
            f"last entry {present.last_at.astimezone(KST):%Y-%m-%d %H:%M:%S} (KST)"
        ),
        f"Root hash {present.shown_root}",
    ]
    if shown.note is None:
        lines.append("There is no signed checkpoint yet.")
    else:
        lines += [
            (
                f"Newest signed checkpoint (QR): size {shown.size}, short code {shown.short_code}, "
                f"{shown.at.astimezone(KST):%Y-%m-%d %H:%M:%S} (KST)"
            ),
            *filter(None, shown.note.splitlines()),
        ]
    alt = f"QR code of the ledger's checkpoint: size {shown.size}, short code {shown.short_code}"
    return Seal("Seal of the ledger", tuple(lines), shown.qr_text, alt)

"""Owns how a line of the register reads: the columns of the statutory form (별지 제3호), then ours. In Korean."""

from datetime import datetime
from functools import lru_cache

from app.footage_access.domain import (
    ACT_NAMES,
    FORM_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    PURPOSE_NAMES,
    Act,
    Kind,
    erased,
)
from app.footage_access.queries import EntryRow, LetterRow, RegisterLine
from app.kernel.clock import KST
from app.law.grounds import ground
from app.viewing_requests.domain import KIND_NAMES as REQUEST_NAMES
from app.viewing_requests.domain import Place
from app.viewing_requests.queries import Asker, RefusedViewing

COLUMNS = (
    "번호",
    "구분",
    "일시",
    "파일명/형태",
    "담당자",
    "목적/사유",
    "이용·제공받는 제3자 / 열람등 요구자",
    "이용·제공 근거",
    "이용·제공 형태",
    "기간",
    "카메라·구역",
    "영상 구간",
    "요청 번호",
    "제한·안전조치 요청",
    "상태",
)
"""The first ten are the statutory form's, in its order (law note §1.6)."""


def cells(line: RegisterLine) -> tuple[str, ...]:
    """Return one line as text, in the order of ``COLUMNS``."""
    if line.refused is not None:
        return _refused(line.refused)
    if line.entry is None:
        raise ValueError("a line is an entry or a refused viewing")
    return _entry(line.entry, line.asker, line.letter)


def _entry(row: EntryRow, asker: Asker | None, letter: LetterRow | None) -> tuple[str, ...]:
    form = METHOD_NAMES[row.method] if row.method else FORM_NAMES[row.form] if row.form else ""
    cycle = f"자동 파기 {row.cycle_days}일 주기, {row.cycle_checked_on} 작동 확인" if row.cycle_days else ""
    copied = f"사본: {row.copied} ({row.copy_reason})" if row.copied else ""
    copied = f"사본: {erased(row.erased_on)}" if row.copy_erased else copied
    return (
        str(row.number),
        KIND_NAMES[row.kind],
        _times(row),
        _joined(row.file_name, f"요구 내용: {REQUEST_NAMES[asker.kind]}" if asker else ""),
        row.handler,
        _joined(PURPOSE_NAMES[row.purpose], erased(row.erased_on) if row.erased_on else row.text, copied),
        erased(row.erased_on) if row.recipient_erased else row.recipient or _asked_by(asker, row.request_number),
        _joined(_citation(row.ground), row.document, _consent(row)),
        _joined(form, cycle),
        f"{row.period_until}까지" if row.period_until else "",
        _places(row.places),
        _span(row.span_from, row.span_to),
        row.request_number or "",
        _letter(row, letter),
        _state(row),
    )


def _refused(refused: RefusedViewing) -> tuple[str, ...]:
    return (
        "",
        KIND_NAMES[Kind.VIEWING],
        _moment(refused.decided_at),
        f"요구 내용: {REQUEST_NAMES[refused.asker.kind]}",
        refused.decided_by,
        f"거부 사유: {refused.reason or erased(refused.erased_on)}",
        _asked_by(refused.asker, refused.number),
        _citation(refused.ground),
        "",
        "",
        _places(refused.places),
        _span(refused.span_from, refused.span_to),
        refused.number,
        "",
        "거부",
    )


def _joined(*texts: str | None) -> str:
    return " / ".join(text for text in texts if text)


def _asked_by(asker: Asker | None, number: str | None) -> str:
    if asker is not None and asker.name:
        return _joined(asker.name, asker.contact)
    if asker is not None and asker.erased_on:
        return _joined(erased(asker.erased_on), f"요청 {number}의 청구인")
    return f"요청 {number}의 청구인" if number else ""


def _consent(row: EntryRow) -> str:
    if row.consent_on is None:
        return ""
    return f"{row.consent_on} 동의(법 제18조제3항의 {len(row.consent_items)}가지 고지)"


def _letter(row: EntryRow, letter: LetterRow | None) -> str:
    if row.kind is not Kind.PROVISION or row.act is Act.WITHDRAWN:
        return ""
    if letter is None:
        return "문서 없음"
    words = (erased(letter.erased_on),) if letter.words_erased else (letter.limits, letter.measures)
    return _joined(f"{letter.sent_on} {letter.document}", *words)


def _times(row: EntryRow) -> str:
    if not row.runs:
        return _moment(row.occurred_at)
    ended = _moment(row.ended_at)[11:] if row.ended_at else "종료 기록 없음"
    return f"{_moment(row.occurred_at)} – {ended}"


@lru_cache(maxsize=1_000)
def _places(places: tuple[Place, ...]) -> str:
    return "; ".join(f"{place.code} {place.label}" for place in places)


@lru_cache(maxsize=100)
def _citation(key: str | None) -> str:
    return ground(key).citation if key else ""


def _span(start: datetime | None, end: datetime | None) -> str:
    return f"{_moment(start)} – {_moment(end)}" if start and end else ""


def _moment(value: datetime | None) -> str:
    return value.astimezone(KST).isoformat(" ", "seconds")[:19] if value else ""


def _state(row: EntryRow) -> str:
    said = [ACT_NAMES[row.act]] if row.act is not Act.ACCESSED else []
    if row.corrects_leaf is not None:
        said.append(f"{row.corrects_leaf + 1}번을 대신함")
    if row.replaced_by is not None:
        said.append(f"{row.replaced_by + 1}번으로 바뀜")
    return ", ".join(said)

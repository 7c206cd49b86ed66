"""Owns how a line of the register reads: the columns of the statutory form (별지 제3호), then ours. In Korean."""

from datetime import UTC, datetime
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
    names_copy,
    names_recipient,
)
from app.footage_access.queries import RegisterEntry, RegisterLine
from app.kernel.clock import KST
from app.law.grounds import ground
from app.viewing_requests.domain import KIND_NAMES as REQUEST_NAMES
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
_ACTS = {str(word): name for word, name in ACT_NAMES.items()}
_KINDS = {str(word): name for word, name in KIND_NAMES.items()}
_PURPOSES = {str(word): name for word, name in PURPOSE_NAMES.items()}
_FORMS = {str(word): name for word, name in FORM_NAMES.items()}
_METHODS = {str(word): name for word, name in METHOD_NAMES.items()}


def cells(line: RegisterLine) -> tuple[str, ...]:
    """Return one line as text, in the order of ``COLUMNS``."""
    return _entry(line) if isinstance(line, RegisterEntry) else _refused(line)


def _entry(row: RegisterEntry) -> tuple[str, ...]:
    """Return the cells of an entry; most are empty for most kinds, and a hundred thousand rows must not take long."""
    number = row.request_number
    return (
        str(row.leaf + 1),
        _KINDS[row.kind],
        _times(row) if row.runs else _moment(row.occurred_at),
        _joined(row.file_name, _asked_for(row.asker)) if row.asker else row.file_name or "",
        row.handler,
        _reason(row),
        _party(row, number) if number or row.recipient or row.erased_on else "",
        _joined(_citation(row.ground), row.document, _consent(row)) if row.ground or row.document else "",
        _form(row) if row.form or row.method or row.cycle_days else "",
        f"{row.period_until}까지" if row.period_until else "",
        row.places or "",
        f"{_moment(row.span_from)} – {_moment(row.span_to)}" if row.span_from and row.span_to else "",
        number or "",
        _letter(row) if number else "",
        "" if row.act == Act.ACCESSED and row.replaced_by is None else _state(row),
    )


def _refused(refused: RefusedViewing) -> tuple[str, ...]:
    return (
        "",
        KIND_NAMES[Kind.VIEWING],
        _shown(refused.decided_at),
        _asked_for(refused.asker),
        refused.decided_by,
        f"거부 사유: {refused.reason or erased(refused.erased_on)}",
        _asked_by(refused.asker, refused.number),
        _citation(refused.ground),
        "",
        "",
        "; ".join(f"{place.code} {place.label}" for place in refused.places),
        f"{_shown(refused.span_from)} – {_shown(refused.span_to)}",
        refused.number,
        "",
        "일부 거부" if refused.in_part else "거부",
    )


def _joined(*texts: str | None) -> str:
    return " / ".join(text for text in texts if text)


def _asked_by(asker: Asker | None, number: str | None) -> str:
    if asker is not None and asker.name:
        return _joined(asker.name, asker.contact)
    if asker is not None and asker.erased_on:
        return _joined(erased(asker.erased_on), f"요청 {number}의 청구인")
    return f"요청 {number}의 청구인" if number else ""


def _asked_for(asker: Asker) -> str:
    return f"요구 내용: {REQUEST_NAMES[asker.kind]}"


def _reason(row: RegisterEntry) -> str:
    purpose = _PURPOSES[row.purpose]
    if row.erased_on:
        is_gone = names_copy(row.kind, row.form, row.version)
        return _joined(purpose, erased(row.erased_on), f"사본: {erased(row.erased_on)}" if is_gone else "")
    if row.copied:
        return _joined(purpose, row.text, f"사본: {row.copied} ({row.copy_reason})")
    return f"{purpose} / {row.text}" if row.text else purpose


def _party(row: RegisterEntry, number: str | None) -> str:
    if row.recipient is None and row.erased_on and names_recipient(row.kind):
        return erased(row.erased_on)
    return row.recipient or _asked_by(row.asker, number)


def _consent(row: RegisterEntry) -> str:
    if row.consent_on is None:
        return ""
    told = row.consent_items.split(",") if row.consent_items else ()
    return f"{row.consent_on} 동의(법 제18조제3항의 {len(told)}가지 고지)"


def _form(row: RegisterEntry) -> str:
    name = _METHODS[row.method] if row.method else _FORMS[row.form] if row.form else ""
    cycle = f"자동 파기 {row.cycle_days}일 주기, {row.cycle_checked_on} 작동 확인" if row.cycle_days else ""
    return _joined(name, cycle)


def _letter(row: RegisterEntry) -> str:
    letter = row.letter
    if row.kind != Kind.PROVISION or row.act == Act.WITHDRAWN:
        return ""
    if letter is None:
        return "문서 없음"
    words = (erased(letter.erased_on),) if letter.words_erased else (letter.limits, letter.measures)
    return _joined(f"{letter.sent_on} {letter.document}", *words)


def _times(row: RegisterEntry) -> str:
    ended = _moment(row.ended_at)[11:] if row.ended_at else "종료 기록 없음"
    return f"{_moment(row.occurred_at)} – {ended}"


@lru_cache(maxsize=100)
def _citation(key: str | None) -> str:
    return ground(key).citation if key else ""


def _shown(value: datetime) -> str:
    return value.astimezone(KST).isoformat(" ", "seconds")[:19]


def _moment(stored: str) -> str:
    """Return a moment in Korea, given as text in UTC; minutes and seconds are the same in both."""
    return _hour(stored[:13]) + stored[13:19]


@lru_cache(maxsize=1_000)
def _hour(stored: str) -> str:
    return _shown(datetime.fromisoformat(f"{stored}:00").replace(tzinfo=UTC))[:13]


def _state(row: RegisterEntry) -> str:
    said = [_ACTS[row.act]] if row.act != Act.ACCESSED else []
    if row.corrects_leaf is not None:
        said.append(f"{row.corrects_leaf + 1}번을 대신함")
    if row.replaced_by is not None:
        said.append(f"{row.replaced_by + 1}번으로 바뀜")
    return ", ".join(said)

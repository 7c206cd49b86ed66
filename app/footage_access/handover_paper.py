"""Owns the hand-over of a shift on paper: what it recorded, what it leaves open, two signatures, the ledger's seal."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.documents import fonts
from app.documents.flow import Flow
from app.documents.flowables import Cell
from app.documents.seal import Seal
from app.footage_access.domain import ACT_NAMES, KIND_NAMES, PURPOSE_NAMES, Act, erased
from app.footage_access.queries import EntryRow, ShiftReport
from app.kernel.clock import KST
from app.viewing_requests.queries import RequestRow

_MOST_PLACES = 3
_ROOM = "\u00a0\n\u00a0\n\u00a0"
"""Three empty lines, to sign on."""


def shift_paper(report: ShiftReport, *, seal: Seal, printed_by: str, printed_at: datetime) -> bytes:
    """Return the hand-over as PDF in Korean. A character that is in no font is drawn as □."""
    shift = report.shift
    title = f"근무 인계서 · {_minute(shift.start)} – {_minute(shift.end)[11:]} {shift.name}"
    flow = Flow(title=title, author=_drawn(printed_by), wide=True)
    flow.heading("근무 인계서", 1)
    flow.paragraph(f"{_minute(shift.start)} – {_minute(shift.end)} · {shift.name}")
    flow.heading("남긴 기록", 2)
    kinds = ", ".join(f"{name} {count}건" for name, count in report.totals.kind_names) or "없음"
    people = ", ".join(f"{name} {count}건" for name, count in report.totals.people)
    flow.paragraph(f"모두 {report.totals.total}건: {kinds}")
    if people:
        flow.paragraph(_drawn(people), lead="기록한 사람")
    if report.rows:
        _table(
            flow,
            ("번호", "시각", "열람자", "카메라·구역", "유형", "목적·사유", "상태"),
            (1, 1.6, 1.4, 3.6, 1, 4.6, 1.4),
            (_entry(row) for row in report.rows),
        )
    if report.is_more:
        flow.paragraph(f"앞의 {report.totals.total - len(report.rows)}건은 관리대장에 있습니다.", kind="note")
    flow.heading("남은 일", 2)
    _table(flow, ("무엇", "내용"), (1.4, 4), _open(report))
    flow.heading("인계와 인수", 2)
    for handed in report.handed:
        remark = erased(handed.erased_on) if handed.erased_on else handed.remark or "인계 사항 없음"
        flow.paragraph(_drawn(remark), lead=f"{_second(handed.handed_at)} 인계")
        taken = f"{handed.taken_by_name} ({_second(handed.taken_at)})" if handed.taken_at else "아직 없음"
        flow.paragraph(_drawn(f"인계 {handed.handed_by_name} · 인수 {taken} · 원장 {handed.number}번"), kind="note")
    _table(flow, ("인계자 서명", "인수자 서명"), (1, 1), [(_ROOM, _ROOM)])
    flow.paragraph(f"{_second(printed_at)} 출력, {_drawn(printed_by)}", kind="note")
    flow.seal(seal)
    return flow.pdf()


def _open(report: ShiftReport) -> Iterable[tuple[str, str]]:
    """Yield a row for everything that is open, and one for each kind of which nothing is."""
    parts: tuple[tuple[str, list[str]], ...] = (
        ("진행 중인 열람", [_running(row) for row in report.running]),
        ("결정할 요청", [_request(row) for row in report.to_decide]),
        ("승인되어 이행할 요청", [_request(row) for row in report.to_fulfil]),
        ("곧 지워질 영상", [_request(row) for row in report.going]),
        ("제한 요청 문서(법 제18조제5항)가 없는 제공", [_given(row) for row in report.without_letter]),
        ("정정과 철회", [_correction(row) for row in report.corrections]),
    )
    for name, found in parts:
        yield from ((f"{name} {count}", text) for count, text in enumerate(found, start=1))
        if not found:
            yield name, "없음"


def _table(flow: Flow, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
    drawn = [[Cell(_drawn(text)) for text in row] for row in rows]
    flow.table(head=[head], rows=drawn, widths=widths)


def _entry(row: EntryRow) -> tuple[str, ...]:
    state = [ACT_NAMES[row.act]] if row.act is not Act.ACCESSED else []
    if row.replaced_by is not None:
        state.append(f"{row.replaced_by + 1}번으로 바뀜")
    if row.is_running:
        state.append("진행 중")
    words = erased(row.erased_on) if row.erased_on else row.text
    ended = f" – {_second(row.ended_at)[11:]}" if row.ended_at else ""
    return (
        str(row.number),
        f"{_second(row.occurred_at)[11:]}{ended}",
        row.handler,
        _places(row),
        KIND_NAMES[row.kind],
        " / ".join(filter(None, (PURPOSE_NAMES[row.purpose], row.request_number, words))),
        ", ".join(state),
    )


def _running(row: EntryRow) -> str:
    return f"{row.number}번 {_places(row)} · {row.handler}, {_second(row.occurred_at)}부터"


def _request(row: RequestRow) -> str:
    clocks = ", ".join(clock.short for clock in row.clocks)
    return " · ".join(filter(None, (row.number, row.kind_name, row.status_name, clocks)))


def _given(row: EntryRow) -> str:
    party = erased(row.erased_on) if row.recipient_erased else row.recipient or ""
    return f"{row.number}번 요청 {row.request_number} · {_second(row.occurred_at)} {party}"


def _correction(row: EntryRow) -> str:
    return f"{row.number}번이 {(row.corrects_leaf or 0) + 1}번을 {ACT_NAMES[row.act]} · {row.handler}"


def _places(row: EntryRow) -> str:
    names = ", ".join(f"{place.code} {place.label}" for place in row.places[:_MOST_PLACES])
    more = len(row.places) - _MOST_PLACES
    return f"{names} 외 {more}곳" if more > 0 else names


def _drawn(text: str) -> str:
    return fonts.with_stand_ins(text)[0]


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M}"


def _second(moment: datetime | None) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M:%S}" if moment else ""

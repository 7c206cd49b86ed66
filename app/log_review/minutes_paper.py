"""Owns the minutes of a review on paper: what was looked at and how, what was found, said and decided, and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.access_record.queries import CopiesFor, copies_by_use
from app.documents import fonts
from app.documents.flow import Flow
from app.documents.flowables import Cell
from app.documents.seal import Seal
from app.kernel.clock import KST, kst_day
from app.kernel.uses import USE_NAMES, Use
from app.ledger.papers import seal_for_paper
from app.log_review.domain import ODDITY_NAMES, Settings
from app.log_review.queries import ItemRow, MoveRow, ReviewRow
from app.log_review.states import MOVE_NAMES, STATE_NAMES, Move, State
from app.registry import queries as registry

_ROOM = "\u00a0\n\u00a0\n\u00a0"
"""Three empty lines, to sign on."""
_MOST_NUMBERS = 8
_ERASED = "(파기됨)"


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the minutes."""

    organisation: str
    document: str
    signer: str
    at: datetime


def minutes_paper(
    session: Session, review: ReviewRow, items: Sequence[ItemRow], *, document: str, signer: str, now: datetime
) -> bytes:
    """Return the minutes as PDF in Korean, with the ledger's head as it is now.

    A character that is in no font is drawn as □: minutes must not fail over a word that can no longer be changed.
    """
    company = registry.snapshot(session, as_of=kst_day(now)).organisation
    head = _Head(company.name if company is not None else "", document, signer, now)
    last = review.month.day_after - timedelta(days=1)
    copies = copies_by_use(session, first_day=review.month.first_day, last_day=last)
    return draw_minutes(review, items, copies, head=head, seal=seal_for_paper(session))


def draw_minutes(
    review: ReviewRow, items: Sequence[ItemRow], copies: Sequence[CopiesFor], *, head: _Head, seal: Seal
) -> bytes:
    """Return the minutes of a review whose items are all decided."""
    month = review.month
    last = month.day_after - timedelta(days=1)
    flow = Flow(title=f"접속기록 점검 회의록 {month}", author=_drawn(head.organisation), wide=True)
    flow.heading("접속기록 점검 회의록", 1)
    _table(
        flow,
        ("항목", "내용"),
        (1, 4.4),
        (
            ("문서번호", head.document),
            ("운영자", head.organisation or "대장에 적히지 않음"),
            ("점검한 기간", f"{month.first_day:%Y-%m-%d} – {last:%Y-%m-%d} (한국 시각)"),
            ("연 사람", f"{review.opener}, {_minute(review.opened_at)}"),
            ("끝낸 사람", f"{head.signer}, {_minute(head.at)}"),
            ("점검 기한", f"{review.due_on:%Y-%m-%d} (내부 관리계획의 주기. 기본 월 1회이며 법령이 정한 수가 아님)"),
        ),
    )
    flow.heading("무엇을 보았나", 2)
    flow.items(_sources(review))
    flow.heading("어떤 기준으로 찾았나", 2)
    _table(
        flow,
        ("규칙", "기준", "찾은 수"),
        (1.4, 4, 0.7),
        (
            (ODDITY_NAMES[oddity], text, f"{review.counts.get(oddity, 0)}건")
            for oddity, text in zip(ODDITY_NAMES, _thresholds(review.settings), strict=True)
        ),
    )
    flow.paragraph(
        "기준은 회사가 정한 것이고 법령이 정한 수가 아닙니다. 규칙에 걸린 것은 설명을 듣기 위한 것이지 "
        "잘못이라는 뜻이 아닙니다. 한 항목이 여러 규칙에 걸릴 수 있습니다.",
        kind="note",
    )
    found = [item for item in items if item.is_asked]
    flow.heading(f"소명과 판단 {len(found)}건", 2)
    if found:
        head_row = ("번호", "시각", "한 사람", "원장 기록", "무엇이", "소명", "판단")
        _table(flow, head_row, (0.55, 1.5, 1.1, 1.3, 2.7, 3.1, 2.9), (_explained(item) for item in found))
    else:
        flow.paragraph("규칙에 걸린 것이 없습니다.")
    samples = [item for item in items if not item.is_asked]
    flow.heading(f"이상 없는 표본 {len(samples)}건", 2)
    flow.paragraph(
        f"표본은 원장이 {review.size}건일 때의 루트 해시로 뽑았습니다({review.root}). "
        "누구도 고르지 않았고, 누구나 같은 표본을 다시 뽑을 수 있습니다.",
        kind="note",
    )
    if samples:
        _table(
            flow,
            ("번호", "시각", "한 사람", "원장 기록", "본 사람", "의견"),
            (0.6, 1.5, 1.1, 1.1, 2.6, 3.2),
            (_looked_at(item) for item in samples),
        )
    _draw_copies(flow, copies)
    flow.heading("결과", 2)
    flow.items(_outcome(items))
    _table(flow, ("점검을 끝낸 사람 서명", "확인자 서명"), (1, 1), [(_ROOM, _ROOM)])
    flow.paragraph("이 회의록의 SHA-256 해시는 원장에 봉인되어 있습니다. 끝난 점검은 더 바뀌지 않습니다.", kind="note")
    flow.seal(seal)
    return flow.pdf()


def _draw_copies(flow: Flow, copies: Sequence[CopiesFor]) -> None:
    """Draw what left as a file or on paper in the month, and what for; words said beside a use stay in the ledger."""
    flow.heading(f"내보내기·출력·내려받기 {sum(len(one.leaves) for one in copies)}건의 용도", 2)
    if not copies:
        flow.paragraph("그 달에 파일이나 종이로 나간 것이 없습니다.")
        return
    head_row = ("용도", "건수", "사람 수", "사건 없이 밝힌 것", "확인할 원장 기록")
    _table(flow, head_row, (2.2, 0.7, 0.8, 1.2, 4), (_for_use(one) for one in copies))
    flow.paragraph(
        "용도는 가져간 사람이 밝힌 것입니다. 정보주체 요구나 수사기관 제공이라고 했지만 요청의 문서가 아닌 것, 기타, "
        "자동 작업, 용도가 없는 것은 원장 기록의 번호를 적습니다. "
        "용도 설명은 접속기록과 함께 파기되므로 옮기지 않습니다.",
        kind="note",
    )


def _for_use(one: CopiesFor) -> tuple[str, ...]:
    asked = "밝히지 않음" if one.was_asked else "용도를 묻기 전의 기록"
    listed = one.leaves if one.was_asked and one.use in {None, Use.OTHER, Use.SCRIPTED} else one.of_no_case
    return (
        asked if one.use is None else USE_NAMES[one.use],
        f"{len(one.leaves)}건",
        f"{one.people}명",
        f"{len(one.of_no_case)}건" if one.of_no_case else "",
        _numbers(listed) if listed else "",
    )


def _sources(review: ReviewRow) -> list[str]:
    found = [f"개인영상정보 관리대장: 그 달의 유효한 기록 {review.entries}건 모두"]
    known = review.shifts - review.unanswerable
    duty = f"근무 인계: 근무 {review.shifts}회 가운데 {known}회는 누가 근무했는지 알 수 있음"
    if review.unanswerable:
        duty += f". 나머지 {review.unanswerable}회는 인계 기록이 없어 '근무 밖 열람'을 답할 수 없음"
    found.append(duty)
    if not review.recorders:
        found.append("녹화기 로그: 등록한 녹화기가 없어 '녹화기와 다름'을 답할 수 없음")
    for recorder in review.recorders:
        if recorder.compared:
            found.append(
                f"녹화기 {_drawn(recorder.code)}의 로그: 열람 {recorder.viewings}건과 대조, "
                f"점검을 열 때 풀리지 않은 것 {recorder.gaps}건"
            )
        else:
            found.append(f"녹화기 {_drawn(recorder.code)}: 그 달의 로그가 없어 답할 수 없음")
    return found


def _thresholds(chosen: Settings) -> tuple[str, ...]:
    return (
        f"{chosen.night_from}시부터 {chosen.night_until}시 사이, 사고조사·점검이 아닌 목적, 신청·공문 없음",
        f"근무 인계에 적힌 근무자가 아님(앞뒤 {chosen.shift_grace_minutes}분은 봐 줌)",
        f"{chosen.many_minutes}분 안에 카메라·구역 {chosen.many_cameras}곳 이상, 신청·공문 없음",
        f"{chosen.repeated_days}일 안에 같은 곳을 {chosen.repeated_looks}번 이상, 신청·공문 없음",
        "신청이나 공문 없이 파일·사진·출력물로 반출",
        f"열람이 끝나고 {chosen.late_hours}시간이 지나서 적음",
        "녹화기 로그와 관리대장이 다르고 아직 풀리지 않음",
    )


def _outcome(items: Sequence[ItemRow]) -> list[str]:
    def count(state: State) -> int:
        return sum(item.state is state for item in items)

    return [
        f"소명을 받아들인 것 {count(State.ACCEPTED)}건",
        f"조치가 필요한 것 {count(State.FOLLOW_UP)}건",
        f"이상 없는 표본 {count(State.LOOKED_AT)}건",
    ]


def _explained(item: ItemRow) -> tuple[str, ...]:
    why = [str(each.message) for each in item.why]
    marked = item.last(Move.MARKED_ODD)
    if marked is not None:
        why.append(f"표본에서 {marked.by}: {_words(marked)}")
    said = item.last(Move.EXPLAINED)
    decided = item.last(Move.ACCEPTED, Move.FOLLOW_UP)
    judged = "" if decided is None else f"{MOVE_NAMES[decided.move]}\n{_who(decided)}\n{_words(decided)}"
    return (
        str(item.number),
        _minute(item.at),
        item.handler or "알 수 없음",
        _numbers(item.entries),
        "\n".join(why),
        "소명 없음" if said is None else f"{_who(said)}\n{_words(said)}",
        judged.strip() or STATE_NAMES[item.state],
    )


def _looked_at(item: ItemRow) -> tuple[str, ...]:
    seen = item.last(Move.LOOKED_AT)
    who, words = ("", "") if seen is None else (_who(seen), _words(seen))
    return (str(item.number), _minute(item.at), item.handler, _numbers(item.entries), who, words)


def _table(flow: Flow, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
    drawn = [[Cell(_drawn(text)) for text in row] for row in rows]
    flow.table(head=[head], rows=drawn, widths=widths)


def _who(move: MoveRow) -> str:
    return f"{move.by}, {_minute(move.at)}"


def _words(move: MoveRow) -> str:
    return _ERASED if move.erased_on is not None else move.words


def _numbers(leaves: Sequence[int]) -> str:
    """Return the numbers of entries, neighbours as one span."""
    spans: list[list[int]] = []
    for number in sorted(leaf + 1 for leaf in leaves):
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    shown = ", ".join("–".join(map(str, dict.fromkeys(span))) + "번" for span in spans[:_MOST_NUMBERS])
    return f"{shown} 등 {len(leaves)}건" if len(spans) > _MOST_NUMBERS else shown or "기록 없음"


def _drawn(text: str) -> str:
    return "\n".join(fonts.with_stand_ins(line)[0] for line in text.splitlines())


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M}"

"""Owns the paper of a frozen year: how many of each colour, what answers each question, what is planned."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.documents import fonts
from app.documents.flow import Flow
from app.documents.flowables import Cell
from app.documents.seal import Seal
from app.ledger.papers import seal_for_paper
from app.self_check.domain import Light
from app.self_check.frozen import FrozenQuestion, FrozenYear

_ROOM = "\u00a0\n\u00a0\n\u00a0"
"""Three empty lines, to sign on."""
_MEANS = {
    Light.MET: "찾은 문제가 없거나, 사람이 증거와 함께 지킨다고 답했고 그 기한이 남아 있음",
    Light.LOOK: "주의·참고가 있거나, 일부만 지키거나, 답의 기한이 지나 다시 확인해야 함",
    Light.NOT_MET: "위반이 있거나, 지키지 못한다고 답했거나, 법령의 의무에 아무도 답하지 않음",
    Light.NOT_JUDGED: "판단할 것이 없거나(예: 수탁자 없음) 해당하지 않는다고 답함",
}


def year_paper(session: Session, year: FrozenYear) -> bytes:
    """Return a frozen year as PDF in Korean, with the ledger's head as it is now.

    A character that is in no font is drawn as □: what was recorded must not keep a year from being frozen.
    """
    return draw_year(year, seal=seal_for_paper(session))


def draw_year(year: FrozenYear, *, seal: Seal) -> bytes:
    """Return the paper of a frozen year."""
    flow = Flow(title=f"고정형 영상정보처리기기 자가점검 {year.year}년", author=_drawn(year.organisation), wide=True)
    flow.heading(f"고정형 영상정보처리기기 자가점검 {year.year}년", 1)
    _table(
        flow,
        ("항목", "내용"),
        (1, 4.4),
        (
            ("문서번호", year.document),
            ("운영자", year.organisation),
            ("확정한 날", f"{year.frozen_on} ({year.role})"),
            ("대장의 판", year.revision),
            (
                "요약",
                _summary(year),
            ),
        ),
    )
    flow.heading("답을 읽는 법", 2)
    _table(
        flow,
        ("답", "뜻", "수"),
        (1, 6, 0.7),
        ((year.names[light.value], _MEANS[light], str(year.count(light))) for light in Light),
    )
    flow.paragraph(
        "기록으로 알 수 있는 것은 프로그램의 점검이 답하고, 알 수 없는 것은 사람이 증거와 기한을 적어 답합니다. "
        "확정한 날의 질문·답·근거를 그대로 옮겼으며, 그 뒤에 규칙이나 법령이 바뀌어도 달라지지 않습니다. "
        "사람의 이름과 설명은 옮기지 않았습니다. 법률 자문이 아닙니다.",
        kind="note",
    )
    _weak(flow, year)
    for area, questions in year.areas.items():
        flow.heading(area, 2)
        _table(
            flow,
            ("답", "질문과 지키는 기준", "무엇으로 답했나", "근거"),
            (0.75, 3.2, 3, 2),
            ((each.word, f"{each.text}\n{each.met}", "\n".join(answered(each)), _sources(each)) for each in questions),
        )
    _plan(flow, year)
    flow.heading("서명", 2)
    _table(flow, ("개인정보 보호책임자 서명", "확인자 서명"), (1, 1), [(_ROOM, _ROOM)])
    flow.paragraph("이 문서의 SHA-256 해시는 원장에 봉인되어 있습니다.", kind="note")
    flow.seal(seal)
    return flow.pdf()


def _summary(year: FrozenYear) -> str:
    return (
        f"질문 {len(year.questions)}개 가운데 지킴 {year.count(Light.MET)}, 살필 것 {year.count(Light.LOOK)}, "
        f"어긋남 {year.count(Light.NOT_MET)}, 해당 없음 {year.count(Light.NOT_JUDGED)}"
    )


def answered(question: FrozenQuestion) -> list[str]:
    """Return what answered a question, a line each: why, what was there, what rules found, or what a person said."""
    lines = [question.why, *([f"대상: {question.ground}"] if question.ground else [])]
    if question.rules:
        return [*lines, *question.found, f"점검 규칙: {', '.join(question.rules)}"]
    if question.outcome:
        lines.append(f"답: {question.outcome} ({question.answered})")
    if question.evidence:
        lines.append(f"증거: {question.evidence}")
    return [*lines, "사람이 답하는 질문"]


def _weak(flow: Flow, year: FrozenYear) -> None:
    """List what is red and amber first: an inspector begins there."""
    weak = [each for each in year.questions if each.colour in {Light.NOT_MET, Light.LOOK}]
    weak.sort(key=lambda each: each.colour is not Light.NOT_MET)
    flow.heading(f"바로잡거나 살필 것 {len(weak)}개", 2)
    if not weak:
        flow.paragraph("바로잡거나 살필 것이 없습니다.")
        return
    rows = ((each.word, each.area, each.text, each.why) for each in weak)
    _table(flow, ("답", "분야", "질문", "까닭"), (0.75, 1, 3.6, 3), rows)


def _plan(flow: Flow, year: FrozenYear) -> None:
    flow.heading("조치 계획", 2)
    rows = [
        (each.text, line.what, line.role, line.until, line.state) for each in year.questions for line in each.actions
    ]
    if rows:
        _table(flow, ("질문", "무엇을", "누가", "언제까지", "상태"), (3, 3, 1.4, 1, 1.1), rows)
    else:
        flow.paragraph("적어 둔 조치가 없습니다.")


def _sources(question: FrozenQuestion) -> str:
    marks = {"A": "", "B": ""}
    return "\n".join(
        f"{source.citation}{marks.get(source.confirmed, f' ({source.confirmed_words})')}" for source in question.sources
    )


def _table(flow: Flow, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
    drawn = [[Cell(_drawn(text)) for text in row] for row in rows]
    flow.table(head=[head], rows=drawn, widths=widths)


def _drawn(text: str) -> str:
    return "\n".join(fonts.with_stand_ins(line)[0] for line in text.splitlines())

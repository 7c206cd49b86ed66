"""Owns mutations that undo a duty by a habit: taken once a month, erased when there is time, posted in the hall."""

from tests.unit.policy.linting.changing import after, swap
from tests.unit.policy.linting.mutations import PURPOSE, Mutation
from tests.unit.policy.linting.mutations_of_words import AGENT, COST, ERASED, NUMBERS, REFUSED, SIGN, SILENT, TOLD


def _said(words):
    return swap(SILENT, f"{SILENT} {words}")


MUTATIONS_OF_HABITS = (
    Mutation("once a month", after(NUMBERS, "열람 요구는 매달 첫째 월요일에만 받습니다."), "POL-10"),
    Mutation("customers only", swap(AGENT, "우리 고객이 아닌 분의 요구는 받지 않습니다."), "POL-33"),
    Mutation("a flat price", swap(COST, "사본 한 개에 오만 원입니다."), "REQ-11"),
    Mutation("taught to machines", _said("저장된 영상은 인공지능 학습 자료로 씁니다."), "POL-31"),
    Mutation("given to a landlord", _said("건물 주인이 달라고 하면 영상을 복사해 줍니다."), "POL-31"),
    Mutation(
        "erased when there is time",
        swap(ERASED, "보관기간이 지난 영상정보는 담당자가 시간이 날 때 지우고"),
        "RET-14",
    ),
    Mutation("answered some day", swap(REFUSED, REFUSED.replace("10일 이내에", "적당한 때에")), "POL-08"),
    Mutation("a sign to come", swap(SIGN, "안내판은 달 예정입니다."), "SGN-01"),
    Mutation("posted in the hall", swap(TOLD, "이 방침은 본사 게시판에만 붙입니다."), "POL-03"),
    Mutation(
        "evidence against staff",
        swap(PURPOSE, "- 노사 분쟁 때의 증거 확보 — 「개인정보 보호법」 제25조제1항제3호"),
        "CAM-01",
    ),
)

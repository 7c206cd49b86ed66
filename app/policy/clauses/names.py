"""Owns what the blocks of clauses and the values in them are called on pages; their keys are permanent."""

from collections.abc import Mapping

from app.kernel.messages import N_, Message

_BLOCKS: Mapping[str, str] = {
    "opening": N_("여는 말"),
    "heading": N_("제목"),
    "purposes": N_("목적을 알리는 말"),
    "bases": N_("설치 근거를 알리는 말"),
    "by_place": N_("장소별 목적을 알리는 말"),
    "closed": N_("비공개 장소"),
    "count": N_("모두 몇 대인지"),
    "no_control": N_("임의 조작과 녹음을 하지 않음"),
    "intro": N_("첫머리"),
    "processing": N_("처리방법"),
    "who": N_("누가 요구할 수 있는지"),
    "channels": N_("요구하는 방법"),
    "form": N_("서식"),
    "identity": N_("본인 확인"),
    "answer": N_("답하는 기한"),
    "refusal": N_("거절하는 사유"),
    "notice": N_("거절을 알리는 방법과 이의 제기"),
    "masking": N_("다른 사람을 가림"),
    "fee": N_("비용"),
    "signs": N_("안내판"),
    "changes": N_("방침을 바꿀 때"),
}
GAP_NAMES: Mapping[str, str] = {
    "organisation": N_("기관 이름"),
    "topic": N_("이름 뒤의 조사(은, 는)"),
    "total": N_("모든 기기의 대수"),
    "channels": N_("요구를 받는 방법(대장의 조직 공통값)"),
    "form": N_("갖추어 둔 서식"),
    "answer_days": N_("열람 요구에 답하는 날수"),
    "deletion_days": N_("삭제 요구에 답하는 날수"),
    "suspension_days": N_("처리정지 요구에 답하는 날수"),
}
"""What stands in a gap, by its name."""


def block_name(key: str) -> Message:
    """Return what a block is called; a key nobody named is called by itself."""
    return Message(_BLOCKS.get(key, key))


def section_name(section: int) -> Message:
    """Return what a section is called beside its heading: which item of 영 25① it answers."""
    return Message(N_("여는 말")) if section == 0 else Message(N_("제{number}호"), {"number": section})

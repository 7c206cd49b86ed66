"""Owns the questions about what data subjects ask for."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

REQUEST_QUESTIONS = (
    Question(
        id="requests.in_time",
        area=Area.REQUEST,
        text=N_("열람·삭제·처리정지 요구에 10일 안에 답합니까?"),
        met=N_("기한이 지났는데 답하지 않은 요구가 없습니다."),
        sources=("decree.41.4", "decree.42.2", "decree.43.3", "decree.44.2"),
        rules=("REQ-01", "REQ-13"),
        scope=Scope.REQUESTS,
    ),
    Question(
        id="requests.identity",
        area=Area.REQUEST,
        text=N_("요구한 사람이 본인이나 정당한 대리인인지 확인하고, 신분증 사본을 갖지 않습니까?"),
        met=N_("확인하지 않고 보여 준 요구가 없고, 주민등록번호가 보이는 첨부가 없습니다."),
        sources=("decree.46.1", "decree.45.2", "pipa.24-2.1"),
        rules=("REQ-04", "REQ-05", "REQ-06", "REQ-14"),
        scope=Scope.REQUESTS,
    ),
    Question(
        id="requests.limits",
        area=Area.REQUEST,
        text=N_("열람을 제한하거나 거절할 때 법이 정한 사유만 쓰고, 사유와 이의 방법을 알립니까?"),
        met=N_("근거 없는 거절이 없고, 가리고 보여 줄 수 있는지 먼저 살폈습니다."),
        sources=("pipa.35.4.1", "pipa.35.4.2", "decree.42.1", "decree.42.2"),
        rules=("REQ-02", "REQ-03", "REQ-08"),
        scope=Scope.REQUESTS,
    ),
    Question(
        id="requests.others",
        area=Area.REQUEST,
        text=N_("함께 나온 다른 사람을 알아볼 수 없게 하고 보여 줍니까?"),
        met=N_("보여 주거나 건넨 것마다 가림이 필요한지 답했습니다."),
        sources=("guideline.46", "pipa.35.4.2"),
        rules=("REQ-07",),
        scope=Scope.REQUESTS,
    ),
    Question(
        id="requests.footage",
        area=Area.REQUEST,
        text=N_("요구받은 영상이 지워지지 않게 보존하고, 끝나면 보존을 풉니까?"),
        met=N_("지워질 영상을 늦지 않게 잠갔고, 끝난 요구의 잠금이 남아 있지 않습니다."),
        sources=("pipa.35.3", "pipa.21.1"),
        rules=("REQ-09", "REQ-10"),
        scope=Scope.REQUESTS,
    ),
    Question(
        id="requests.copies",
        area=Area.REQUEST,
        text=N_("사본을 준 까닭과 비용을 기록하고, 나간 사본의 회수·파기를 확인합니까?"),
        met=N_("준 사본마다 기록이 있고, 실비만 받았으며, 기한이 지난 사본을 확인했습니다."),
        sources=("guideline.44.5", "decree.47.1", "pipa.18.5"),
        rules=("REQ-11", "REQ-12", "REQ-15"),
        scope=Scope.REQUESTS,
    ),
)

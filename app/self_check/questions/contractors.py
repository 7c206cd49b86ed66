"""Owns the questions about contractors."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

CONTRACTOR_QUESTIONS = (
    Question(
        id="contractors.contract",
        area=Area.CONTRACTOR,
        text=N_("수탁자마다 정해진 내용을 담은 계약이 있고 방침에 공개했습니까?"),
        met=N_("계약일이 모두 있고, 시행 중인 방침에 수탁자와 맡긴 일이 있습니다."),
        sources=("pipa.26.1", "decree.28.1", "pipa.26.2"),
        rules=("CON-01", "CON-02"),
        scope=Scope.CONTRACTORS,
    ),
    Question(
        id="contractors.supervision",
        area=Area.CONTRACTOR,
        text=N_("수탁자를 교육하고 처리 현황을 점검합니까?"),
        met=N_("올해의 교육과 점검 기록이 수탁자마다 있습니다."),
        sources=("pipa.26.4", "decree.28.6"),
        scope=Scope.CONTRACTORS,
    ),
    Question(
        id="contractors.sub_contracts",
        area=Area.CONTRACTOR,
        text=N_("수탁자가 다시 맡길 때 우리의 동의를 받습니까?"),
        met=N_("재위탁의 동의 문서가 있거나, 재위탁이 없음을 확인했습니다."),
        sources=("pipa.26.6",),
        scope=Scope.CONTRACTORS,
    ),
)

"""Owns the questions about signs and about who answers for the cameras."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

SIGN_QUESTIONS = (
    Question(
        id="signs.hung",
        area=Area.SIGN,
        text=N_("공개된 곳의 카메라마다 누구나 쉽게 알아볼 안내판이 있습니까?"),
        met=N_("필요한 안내판이 모두 인쇄되었고, 출입구의 대표 안내판은 한 건물만 나타냅니다."),
        sources=("pipa.25.4", "decree.24.1"),
        rules=("SGN-01", "SGN-03"),
        scope=Scope.SIGNS,
    ),
    Question(
        id="signs.content",
        area=Area.SIGN,
        text=N_("안내판에 적을 것이 모두 있고 지금의 대장과 같습니까?"),
        met=N_("목적·장소·범위·시간·연락처와 수탁자가 있고, 걸린 뒤에 바뀐 값이 없습니다."),
        sources=("pipa.25.4", "pipa.25.4.1", "pipa.25.4.2", "pipa.25.4.3", "pipa.3.3"),
        rules=("SGN-02", "SGN-04", "SGN-05"),
        scope=Scope.SIGNS,
    ),
    Question(
        id="signs.instead",
        area=Area.SIGN,
        text=N_("안내판을 달지 않은 곳에 그럴 만한 사유와 문서가 있습니까?"),
        met=N_("갈음하거나 면제받은 곳마다 사유와 게재 또는 지정 문서가 있습니다."),
        sources=("decree.24.2.2", "decree.24.3", "decree.24.4"),
        rules=("SGN-06", "SGN-07"),
        scope=Scope.INSTEAD,
    ),
    Question(
        id="signs.seen",
        area=Area.SIGN,
        text=N_("걸린 안내판을 지난 12개월 안에 현장에서 확인했습니까?"),
        met=N_("모든 안내판을 현장 점검에서 보았고, 사라진 안내판이 없습니다."),
        sources=("product.sign.check_months", "guideline.39.2"),
        rules=("SGN-08",),
        scope=Scope.PRINTED,
    ),
)
PEOPLE_QUESTIONS = (
    Question(
        id="people.manager",
        area=Area.PEOPLE,
        text=N_("설치장소마다 관리책임자와 담당부서, 접근권한자가 정해져 있고 지금 일하는 사람입니까?"),
        met=N_("빠진 곳이 없고, 떠난 사람이 책임자로 남아 있지 않습니다."),
        sources=("decree.25.1.3", "guideline.37.1"),
        rules=("MGR-01", "MGR-02", "MGR-03"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="people.officer",
        area=Area.PEOPLE,
        text=N_("개인정보 보호책임자가 대표자나 임원 가운데에서 지정되어 있습니까?"),
        met=N_("자격이 맞는 보호책임자와 연락처가 적혀 있습니다."),
        sources=("decree.32.2.2", "pipa.30.1.6"),
        rules=("MGR-04",),
        scope=Scope.CAMERAS,
    ),
)

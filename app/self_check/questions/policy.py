"""Owns the questions about the published policy."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

POLICY_QUESTIONS = (
    Question(
        id="policy.in_force",
        area=Area.POLICY,
        text=N_("운영·관리 방침이 시행 중이고 홈페이지에 계속 게시되어 있습니까?"),
        met=N_("시행 중인 판이 있고, 게시한 곳과 변경 이력이 적혀 있으며, 법령이 바뀐 뒤에 고쳤습니다."),
        sources=("pipa.25.7", "decree.25.2", "pipa.30.2"),
        rules=("POL-40", "POL-03", "POL-13", "POL-14", "POL-32"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="policy.items",
        area=Area.POLICY,
        text=N_("방침에 법이 정한 여덟 항목과 보호 조치가 모두 있습니까?"),
        met=N_("빠진 항목이 없고, 목적 밖의 이용과 관리대장, 접속기록의 보관을 바르게 적었습니다."),
        sources=("decree.25.1", "decree.25.1.7", "guideline.47"),
        rules=("POL-01", "POL-11", "POL-12", "POL-31", "POL-35"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="policy.registry",
        area=Area.POLICY,
        text=N_("게시한 대수·장소·목적·보관기간이 지금의 대장과 같습니까?"),
        met=N_("시행 중인 방침과 공고한 방침이 대장과 다르지 않습니다."),
        sources=("pipa.30.2", "decree.25.1.2", "pipa.3.3"),
        rules=("POL-02", "POL-05", "POL-15", "POL-20", "POL-41", "POL-42"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="policy.rights",
        area=Area.POLICY,
        text=N_("정보주체가 열람을 요구하고 이의를 제기하는 방법을 바르게 알립니까?"),
        met=N_("요구 방법, 요구할 수 있는 사람, 답하는 기한, 거절 사유와 이의 방법이 법에 맞습니다."),
        sources=("pipa.38.4", "pipa.38.5", "pipa.35.4", "decree.42.2"),
        rules=("POL-07", "POL-08", "POL-09", "POL-10", "POL-33", "POL-34"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="policy.words",
        area=Area.POLICY,
        text=N_("방침의 글에 끊긴 곳, 서식의 빈칸, 다른 회사의 이름이 남아 있지 않습니까?"),
        met=N_("글이 온전하고 지금 쓰는 법률의 이름으로 적혀 있습니다."),
        sources=("product.policy_text", "pipa.30.2"),
        rules=(
            "POL-04", "POL-06", "POL-19", "POL-21", "POL-22", "POL-23", "POL-24", "POL-25", "POL-26", "POL-27",
            "POL-28", "POL-29", "POL-30",
        ),
        scope=Scope.CAMERAS,
    ),
)  # fmt: skip

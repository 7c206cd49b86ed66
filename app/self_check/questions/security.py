"""Owns the questions about accounts, the installation, and the company's own plan."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

SECURITY_QUESTIONS = (
    Question(
        id="security.internal_plan",
        area=Area.SECURITY,
        text=N_("영상정보를 다루는 내부 관리계획이 있고, 해마다 이행을 점검합니까?"),
        met=N_("시행 중인 계획서와 올해의 점검 기록이 있습니다."),
        sources=("safety.4", "decree.30.1.1"),
    ),
    Question(
        id="security.training",
        area=Area.SECURITY,
        text=N_("영상을 다루는 사람을 정기적으로 교육합니까?"),
        met=N_("올해의 교육 자료와 참석 명단이 있습니다."),
        sources=("pipa.28.2", "guideline.37.2"),
    ),
    Question(
        id="security.accounts",
        area=Area.SECURITY,
        text=N_("한 사람이 계정 하나를 쓰고, 권한은 업무에 필요한 만큼이며, 떠난 사람의 계정은 없습니까?"),
        met=N_("함께 쓰는 계정과 오래 쓰지 않은 계정이 없고, 권한을 다시 확인했습니다."),
        sources=("safety.5.1", "safety.5.2", "safety.5.4"),
        rules=("SEC-01", "SEC-02", "SEC-14"),
    ),
    Question(
        id="security.rights_record",
        area=Area.SECURITY,
        text=N_("권한을 주고 거둔 기록이 지워지지 않고 남아 있습니까?"),
        met=N_("권한 기록을 지키는 장치가 모두 있습니다."),
        sources=("safety.5.3",),
        rules=("SEC-03",),
    ),
    Question(
        id="security.sign_in",
        area=Area.SECURITY,
        text=N_("로그인에 여러 번 실패하면 막고, 쓰지 않으면 끊으며, 비밀번호를 되돌릴 수 없게 저장합니까?"),
        met=N_("모든 역할에 제한이 있고, 모든 비밀번호가 정해진 방식으로 저장되어 있습니다."),
        sources=("safety.5.6", "safety.6.4", "safety.7.1"),
        rules=("SEC-04", "SEC-05", "SEC-08"),
    ),
    Question(
        id="security.access_record",
        area=Area.SECURITY,
        text=N_("접속기록을 얼마나 보관해야 하는지 정했습니까?"),
        met=N_("1년과 2년 가운데 어느 쪽인지 사유와 함께 정했습니다."),
        sources=("safety.8.1", "safety.2.3"),
        rules=("SEC-06",),
    ),
    Question(
        id="security.log_review",
        area=Area.SECURITY,
        text=N_("접속기록과 관리대장을 정한 주기마다 점검합니까?"),
        met=N_("기한이 지났는데 끝내지 않은 달의 점검이 없습니다."),
        sources=("safety.8.2", "product.log_review.months"),
        rules=("SEC-07",),
        scope=Scope.REVIEWS,
    ),
    Question(
        id="security.export_purpose",
        area=Area.SECURITY,
        text=N_("내보내고 출력할 때 용도를 정하고 항목을 줄입니까?"),
        met=N_("누가 무엇을 어디에 쓰려고 내보냈는지 알 수 있습니다."),
        sources=("safety.12.1",),
        rules=("SEC-12",),
    ),
    Question(
        id="security.backups",
        area=Area.SECURITY,
        text=N_("기록을 정기적으로, 암호화하여 백업합니까?"),
        met=N_("마지막 백업이 오래되지 않았고 공개키로 암호화되어 있습니다."),
        sources=("product.backup_age", "pipa.29", "guideline.47.3"),
        rules=("OPS-01", "OPS-02"),
        scope=Scope.BACKUPS,
    ),
    Question(
        id="security.remote_access",
        area=Area.SECURITY,
        text=N_("밖에서 접속할 때 가상사설망처럼 안전한 수단을 씁니까?"),
        met=N_("접속 수단과 허용한 사람의 목록이 있거나, 밖에서 접속할 수 없음을 확인했습니다."),
        sources=("pipa.29",),
    ),
    Question(
        id="security.storage_room",
        area=Area.SECURITY,
        text=N_("녹화기가 있는 곳의 출입을 통제하고 저장매체의 반출입을 기록합니까?"),
        met=N_("잠금장치와 출입 기록, 저장매체 대장을 현장에서 확인했습니다."),
        sources=("guideline.47", "pipa.29"),
        scope=Scope.CAMERAS,
    ),
)

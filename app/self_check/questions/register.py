"""Owns the questions about the footage register."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

REGISTER_QUESTIONS = (
    Question(
        id="register.complete",
        area=Area.REGISTER,
        text=N_("이용·제공·열람을 관리대장에 빠짐없이 기록합니까?"),
        met=N_("기록마다 지침이 정한 항목이 모두 있습니다."),
        sources=("guideline.45", "guideline.42.1", "guideline.44.5"),
        rules=("LOG-01", "LOG-02"),
        scope=Scope.REGISTER,
    ),
    Question(
        id="register.grounds",
        area=Area.REGISTER,
        text=N_("목적 밖의 이용과 제3자 제공에 민간이 쓸 수 있는 근거와 문서가 있습니까?"),
        met=N_("근거와 공문이 있고, 받는 자에게 제한을 요청했으며, 동의라면 다섯 가지를 알렸습니다."),
        sources=("pipa.18.2", "pipa.18.3", "pipa.18.5", "guideline.40"),
        rules=("LOG-04", "LOG-05", "LOG-06", "LOG-07"),
        scope=Scope.REGISTER,
    ),
    Question(
        id="register.recorders",
        area=Area.REGISTER,
        text=N_("녹화기에 남은 열람이 모두 관리대장에 있습니까?"),
        met=N_("녹화기의 로그와 대조했고, 풀리지 않은 차이가 없습니다."),
        sources=("guideline.47.4", "pipa.29"),
        rules=("LOG-03",),
        scope=Scope.RECORDER_LOGS,
    ),
    Question(
        id="register.sealed",
        area=Area.REGISTER,
        text=N_("기록을 고치거나 지울 수 없게 막고 있습니까?"),
        met=N_("데이터베이스에 관리대장과 원장을 지키는 장치가 모두 있습니다."),
        sources=("guideline.47.4", "safety.8.3"),
        rules=("LOG-08",),
    ),
)

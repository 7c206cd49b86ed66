"""Owns the questions about how long footage is kept, and its destruction."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

RETENTION_QUESTIONS = (
    Question(
        id="retention.period",
        area=Area.RETENTION,
        text=N_("보관기간이 하나로 정해져 있고, 30일을 넘으면 그 이유가 적혀 있습니까?"),
        met=N_("모든 곳에 언제부터 며칠인지 적혀 있고, 더 긴 곳에는 이유가 있습니다."),
        sources=("decree.25.1.4", "guideline.41.2"),
        rules=("RET-01", "RET-02", "RET-10"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="retention.measured",
        area=Area.RETENTION,
        text=N_("녹화기가 실제로 게시한 만큼 보관하는지 재고 있습니까?"),
        met=N_("모든 녹화기를 기한 안에 점검했고, 설정과 잰 일수, 시계가 게시한 것과 맞습니다."),
        sources=("pipa.21.1", "guideline.41.1", "product.recorder_check_age"),
        rules=("RET-03", "RET-05", "RET-07", "RET-11"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="retention.destroyed",
        area=Area.RETENTION,
        text=N_("보관기간이 지난 영상을 파기하고 그 기록을 남깁니까?"),
        met=N_("기간이 지난 영상이 남아 있지 않고, 파기 기록에 파일·때·담당자·방법이 있습니다."),
        sources=("guideline.10.1", "pipa.21.1", "guideline.42.2"),
        rules=("RET-04", "RET-06"),
        scope=Scope.MEASURED,
    ),
    Question(
        id="retention.unrecoverable",
        area=Area.RETENTION,
        text=N_("파기한 영상을 되살릴 수 없습니까?"),
        met=N_("덮어쓰기와 저장매체 폐기의 방법을 장비에서 확인했습니다."),
        sources=("pipa.21.2", "decree.16.1"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="retention.kept_apart",
        area=Area.RETENTION,
        text=N_("다른 법령에 따라 더 보존하는 영상을 따로 두고 관리합니까?"),
        met=N_("따로 보존하는 영상의 목록과 저장소가 있거나, 그런 영상이 없음을 확인했습니다."),
        sources=("pipa.21.3",),
        scope=Scope.CAMERAS,
    ),
)

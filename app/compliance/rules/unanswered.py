"""Owns which duties no data here can answer, and why: a person answers them in the self-check."""

from dataclasses import dataclass

from app.kernel.messages import N_
from app.law.sources import Source, latest


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A duty a person must answer: the rule's id, what it is about, why no data tells, and its sources.

    ``question`` is the permanent name of the self-check question that answers it.
    """

    rule: str
    title: str  # A Korean message id.
    why: str  # A Korean message id.
    question: str
    source_keys: tuple[str, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources in their newest wording."""
        return tuple(latest(key) for key in self.source_keys)


UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered(
        "CAM-07",
        N_("임의 조작 금지"),
        N_("회전·확대 카메라를 누가 어디로 움직였는지는 녹화기에만 남고 여기에는 기록되지 않습니다."),
        "cameras.moved",
        ("pipa.25.5", "pipa.72.1"),
    ),
    Unanswered(
        "CAM-10",
        N_("카메라 전송 구간의 암호화"),
        N_("카메라가 영상을 암호화해 보내는지는 장비의 설정이어서 대장에 적는 값이 아닙니다."),
        "cameras.transport",
        ("safety.7.4", "guideline.47.3"),
    ),
    Unanswered(
        "CAM-11",
        N_("근로자가 일하는 곳의 협의"),
        N_("어느 구역이 직원이 일하는 곳인지, 노사협의회와 언제 협의했는지 대장에 적는 칸이 없습니다."),
        "cameras.staff_areas",
        ("labour.20.1.14",),
    ),
    Unanswered(
        "RET-08",
        N_("되살릴 수 없는 파기"),
        N_("기록에는 파기 방법을 골라 적지만, 정말 되살릴 수 없게 지웠는지는 장비를 확인해야 압니다."),
        "retention.unrecoverable",
        ("pipa.21.2", "decree.16.1"),
    ),
    Unanswered(
        "RET-09",
        N_("다른 법령에 따라 보존하는 영상의 분리"),
        N_("따로 옮겨 보존한 영상이 어느 저장소에 있는지는 기록되지 않습니다."),
        "retention.kept_apart",
        ("pipa.21.3",),
    ),
    Unanswered(
        "SEC-09",
        N_("외부에서 접속하는 방법"),
        N_("가상사설망 같은 안전한 접속 수단은 회사 망의 설정이어서 여기에서 볼 수 없습니다."),
        "security.remote_access",
        ("pipa.29",),
    ),
    Unanswered(
        "SEC-10",
        N_("보관시설의 출입 통제와 저장매체"),
        N_("녹화기가 있는 방의 잠금장치와 저장매체의 반출입은 현장에서 확인해야 합니다."),
        "security.storage_room",
        ("guideline.47",),
    ),
    Unanswered(
        "SEC-11",
        N_("내부 관리계획과 해마다의 점검"),
        N_("내부 관리계획은 회사의 문서이고 여기에 올리지 않습니다."),
        "security.internal_plan",
        ("safety.4", "decree.30.1.1"),
    ),
    Unanswered(
        "SEC-13",
        N_("취급자 교육"),
        N_("교육을 언제 누가 받았는지 기록하지 않습니다."),
        "security.training",
        ("pipa.28.2",),
    ),
    Unanswered(
        "CON-03",
        N_("수탁자의 교육과 감독"),
        N_("수탁자를 언제 교육하고 점검했는지 대장에 적는 칸이 없습니다."),
        "contractors.supervision",
        ("pipa.26.4", "decree.28.6"),
    ),
    Unanswered(
        "CON-04",
        N_("재위탁의 동의"),
        N_("수탁자가 다시 맡긴 곳과 그 동의는 대장에 적는 칸이 없습니다."),
        "contractors.sub_contracts",
        ("pipa.26.6",),
    ),
)
"""In the order of the rules' ids by area. No finding comes of them, so nothing is silently missing."""

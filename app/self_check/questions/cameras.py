"""Owns the questions about cameras and zones."""

from app.compliance.domain import Area
from app.kernel.messages import N_
from app.self_check.domain import Question, Scope

CAMERA_QUESTIONS = (
    Question(
        id="cameras.ground",
        area=Area.CAMERA,
        text=N_("카메라마다 설치 목적과 법적 근거가 있고, 공개된 곳과 아닌 곳을 나누어 정했습니까?"),
        met=N_("모든 구역에 목적과 맞는 근거 조항, 공개·비공개 구분이 적혀 있습니다."),
        sources=("pipa.25.1", "pipa.15.1"),
        rules=("CAM-01", "CAM-02", "CAM-03", "CAM-04"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.private_rooms",
        area=Area.CAMERA,
        text=N_("목욕실·화장실·탈의실처럼 사생활을 침해할 곳의 안을 찍지 않습니까?"),
        met=N_("그런 곳이 보이는 카메라가 없습니다."),
        sources=("pipa.25.2", "pipa.75.1.1"),
        rules=("CAM-05",),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.sound",
        area=Area.CAMERA,
        text=N_("소리를 녹음하지 않습니까?"),
        met=N_("모든 카메라의 녹음 기능이 꺼져 있고, 꺼진 것을 확인한 날이 있습니다."),
        sources=("pipa.25.5", "pipa.72.1"),
        rules=("CAM-06",),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.coverage",
        area=Area.CAMERA,
        text=N_("카메라마다 실제로 찍는 곳, 촬영시간, 위치와 보관장소를 적어 두었습니까?"),
        met=N_("빠진 값이 없고 촬영 범위가 '전체'처럼 뭉뚱그려져 있지 않습니다."),
        sources=("decree.25.1.2", "decree.25.1.4"),
        rules=("CAM-08", "CAM-09"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.needed",
        area=Area.CAMERA,
        text=N_("목적이 끝난 카메라를 떼어 냅니까?"),
        met=N_("목적이 끝났는데 남아 있는 카메라가 없습니다."),
        sources=("pipa.21.1", "guideline.48.1.8"),
        rules=("CAM-12",),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.moved",
        area=Area.CAMERA,
        text=N_("회전·확대 카메라를 설치 목적과 다르게 조작하거나 다른 곳을 비추지 않습니까?"),
        met=N_("조작 권한과 프리셋을 정해 두었고, 녹화기의 조작 기록을 살펴보았습니다."),
        sources=("pipa.25.5", "pipa.72.1"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.transport",
        area=Area.CAMERA,
        text=N_("카메라에서 녹화기까지, 그리고 밖으로 보내는 영상을 안전하게 전송합니까?"),
        met=N_("인터넷을 지나는 구간은 암호화되고, 나머지는 막힌 망임을 확인했습니다."),
        sources=("safety.7.4", "guideline.47.3"),
        scope=Scope.CAMERAS,
    ),
    Question(
        id="cameras.staff_areas",
        area=Area.CAMERA,
        text=N_("직원이 일하는 곳을 찍는 카메라를 노사협의회와 협의했습니까?"),
        met=N_("협의한 회의록이 있거나, 그런 카메라가 없음을 확인했습니다."),
        sources=("labour.20.1.14",),
        scope=Scope.CAMERAS,
    ),
)

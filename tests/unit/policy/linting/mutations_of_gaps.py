"""Owns mutations a reader of Korean sees at once: a way closed, a value put off, a promise left out or made weak."""

from tests.unit.policy.linting.changing import both, swap, with_cell, without_lines
from tests.unit.policy.linting.mutations import CHECKING, KEEPING, PEOPLE, Mutation
from tests.unit.policy.linting.mutations_of_words import AGAIN, ASKED, MASKED, ONLY_FOR, REFUSED, SHOWN, SILENT

ANYWHERE, WORK = "모든 설치장소", "| CCTV 유지보수 |"
CRIME, SAFETY = "- 범죄의 예방 및 수사", "- 시설의 안전 및 관리, 화재 예방"
PHONED = "서면, 전화 033-000-1000, 전자우편"


def _said(words):
    """Return a mutation that says one more thing where the text says that no sound is recorded."""
    return swap(SILENT, f"{SILENT} {words}")


def _asked(words):
    return swap(ASKED, words)


def _objected(words):
    return swap(AGAIN, words)


def _masked(words):
    return swap(MASKED, words)


def _checked(words):
    return with_cell(CHECKING, ANYWHERE, "확인 장소", words)


def _kept(words):
    return with_cell(KEEPING, "사옥", "보관기간", words)


def _seen_by(words):
    return with_cell(PEOPLE, "사옥", "접근권한자", words)


def _entrusted(words):
    return swap(WORK, f"| {words} |")


def _named(rule, name, change, *words):
    return tuple(Mutation(f"{name}: {one}", change(one), rule) for one in words)


MUTATIONS_OF_GAPS = (
    *_named(
        "POL-10",
        "a visit is the only way",
        _asked,
        "본사를 방문하여 청구서를 제출하여야만 요구할 수 있습니다.",
        "열람은 방문하여야만 요구할 수 있습니다.",
        "요구는 회사에 직접 찾아오신 경우에만 접수합니다.",
        "창구에 나와 신청서를 내신 분에 한하여 열람 요구를 받습니다.",
        "열람 요구는 방문 접수만 가능합니다.",
        "방문 이외의 방법으로는 요구를 받지 않습니다.",
    ),
    *_named(
        "POL-31",
        "footage is sold",
        _said,
        "촬영한 영상은 유상으로 판매할 수 있습니다.",
        "영상 자료는 관심 있는 업체에 팔 수 있습니다.",
        "이용료를 받고 녹화 영상을 외부에 제공합니다.",
        "저장된 영상은 연구용으로 매각하거나 대여합니다.",
    ),
    Mutation("sold instead of kept to its purpose", swap(ONLY_FOR, "유상으로 판매할 수 있습니다"), "POL-31"),
    *_named(
        "POL-31",
        "footage is shown to all",
        _said,
        "카메라 영상은 실시간으로 공개합니다.",
        "촬영 화면은 인터넷에 생중계됩니다.",
        "사옥 앞 영상은 홈페이지에서 누구나 볼 수 있습니다.",
        "충전소 화면을 유튜브로 스트리밍하고 있습니다.",
    ),
    *_named(
        "POL-31",
        "faces are told apart",
        _said,
        "방문자의 얼굴을 인식하여 식별합니다.",
        "안면 인식 기능으로 출입하는 사람의 신원을 확인하고 있습니다.",
        "영상에서 생체정보를 추출하여 방문 이력과 대조합니다.",
        "지나는 사람의 성별과 나이를 인공지능으로 분석합니다.",
    ),
    *_named("RET-01", "kept for no time", _kept, "촬영일로부터 0일", "촬영 후 0일간", "촬영일로부터 0개월", "0일"),
    *_named(
        "POL-01",
        "a place told later",
        _checked,
        "추후 안내",
        "신청 시 별도로 알려 드림",
        "미정",
        "담당자와 협의하여 따로 정함",
    ),
    *_named(
        "POL-09",
        "objections to a bare name",
        _objected,
        "이의 제기: 담당자 홍길동",
        "이의 신청 방법: 홍길동 과장",
        "이의가 있으면 담당 직원에게 말씀하시면 됩니다.",
        "이의는 담당자 홍길동에게 제기합니다.",
    ),
    Mutation(
        "objections to a bare name and nothing in the notice",
        both(
            swap("그 사유와 이의를 제기하는 방법을 알립니다", "그 사유를 알립니다"),
            _objected("이의 제기: 담당자 홍길동"),
        ),
        "POL-09",
    ),
    Mutation("nothing of others in the footage", without_lines(MASKED), "REQ-07"),
    Mutation("the purpose of safety is gone", without_lines(f"{SAFETY} —"), "CAM-01"),
    Mutation("the purpose of crime is gone", without_lines(f"{CRIME} —"), "CAM-01"),
    *_named(
        "CAM-01",
        "a purpose is widened",
        lambda words: swap(CRIME, f"{CRIME}{words}"),
        ", 그 밖에 회사가 필요하다고 인정하는 목적",
        " 및 직원 근무 태도 확인",
        ", 기타 필요한 업무",
        "와 고객 동선 분석",
    ),
    *_named(
        "POL-10",
        "nowhere to ask",
        lambda words: swap(PHONED, words),
        "서면, 전화, 전자우편",
        "서면, 전자우편",
        "전화나 우편",
        "인터넷 또는 팩스",
    ),
    *_named("MGR-02", "everybody sees it", _seen_by, "모든 직원", "전 임직원", "사내 직원 누구나", "제한 없음"),
    *_named(
        "MGR-02",
        "everybody may look",
        _said,
        "영상은 모든 직원이 볼 수 있습니다.",
        "우리 회사 직원이면 누구나 관제 화면을 조회합니다.",
        "녹화 영상은 전 임직원에게 열람 권한을 줍니다.",
    ),
    *_named(
        "POL-31",
        "work of another kind",
        _entrusted,
        "CCTV 유지보수, 마케팅",
        "영상 관제 및 고객 동선 분석",
        "녹화기 점검과 광고 영상 제작",
        "CCTV 관제, 직원 근태 확인",
    ),
    *_named(
        "REQ-07",
        "masked where it suits",
        _masked,
        "다른 사람이 함께 나오면 가능하면 가린 뒤에 보여 드립니다.",
        "함께 나온 사람은 필요 시에만 모자이크 처리합니다.",
        "다른 사람은 원칙적으로 가리지만 가리지 않을 수 있습니다.",
        "다른 사람의 얼굴은 여건이 되는 대로 흐리게 가려 드립니다.",
        "타인의 모습은 비식별 처리하려고 노력합니다.",
    ),
    *_named(
        "POL-08",
        "answered where it suits",
        lambda words: swap(f"{SHOWN} 하거나, 열람할 일시와 장소를 알립니다.", words),
        "가능하면 요구를 받은 날부터 10일 이내에 열람하게 합니다.",
        "원칙적으로 10일 이내에 열람하게 하나 지키지 않을 수 있습니다.",
        "요구를 받은 날부터 10일 이내에 열람하시도록 노력합니다.",
        "담당자의 사정에 따라 10일을 넘길 수 있으나 열람하게 합니다.",
    ),
    *_named(
        "POL-10",
        "taken where it suits",
        _asked,
        "필요 시에만 전화 033-000-1000이나 서면으로 요구를 받습니다.",
        "업무 여건이 되면 서면, 전화 033-000-1000으로 요구할 수 있습니다.",
        "서면이나 전화 033-000-1000으로 하신 요구는 상황에 따라 받지 않을 수 있습니다.",
        "원칙적으로 서면, 전화 033-000-1000으로 요구를 받으나 접수하지 않을 수 있습니다.",
    ),
    Mutation(
        "a refusal told where it suits",
        swap(REFUSED, REFUSED.replace("요구를", "가능하면 요구를").replace("그 사유와 ", "")),
        "POL-08",
    ),
)

LOOK_ALIKES = (
    *(
        ("only way", _said(one))
        for one in (
            "열람을 허락받은 분은 신분증을 가지고 방문하시면 됩니다.",
            "방문하거나 전화 033-000-1000으로 요구할 수 있으며, 청구서가 없어도 받습니다.",
            "요구는 방문하지 않아도 접수합니다.",
        )
    ),
    *(
        ("sold", _said(one))
        for one in (
            "유상 봉사 활동을 하는 사람의 출입은 따로 기록합니다.",
            "판매 시설 주차장에 카메라를 운영합니다.",
            "영상은 판매하지 않으며 대가를 받고 넘기지 않습니다.",
            "판매대와 계산대를 촬영합니다.",
        )
    ),
    *(
        ("shown", _said(one))
        for one in (
            "실시간 영상 공개하지 않습니다.",
            "영상은 사옥 상황실에서 실시간으로 볼 수 있습니다.",
            "이 방침은 홈페이지에서 누구나 볼 수 있습니다.",
            "인터넷으로 영상을 중계하는 일은 없습니다.",
        )
    ),
    *(
        ("faces", _said(one))
        for one in (
            "얼굴 인식 기능은 쓰지 않습니다.",
            "얼굴을 식별할 수 없게 가린 뒤 보여 드립니다.",
            "생체정보를 추출하거나 대조하지 않습니다.",
            "다른 사람의 얼굴을 자동으로 인식하여 모자이크 처리합니다.",
        )
    ),
    *(("period", _kept(one)) for one in ("촬영일로부터 10일", "촬영일로부터 30일", "촬영일로부터 20일(480시간)")),
    *(
        ("place", _checked(one))
        for one in (
            "본사 1층 열람실(방문 시간은 추후 안내)",
            "각 충전소 사무실",
            "본사 민원실, 따로 정한 열람석",
        )
    ),
    *(
        ("objection", _objected(one))
        for one in (
            "이의 제기: 경영지원본부장(033-000-2777)",
            "이의는 담당자에게 서면이나 전화로 내실 수 있습니다.",
            "이의 신청 방법: 결정을 받은 뒤 본사 총무팀에 서면으로 신청",
        )
    ),
    *(
        ("masking", _masked(one))
        for one in (
            "함께 찍힌 분은 모자이크로 가립니다.",
            "다른 분이 나오는 부분은 알아보지 못하게 비식별 조치를 한 뒤 보여 드립니다.",
            "다른 사람이 동의하면 가리지 않을 수 있습니다.",
        )
    ),
    *(
        ("purpose", swap(CRIME, one))
        for one in ("- 범죄의 예방", "- 범죄·도난 예방 및 수사 협조", "- 범죄 예방과 직원의 안전")
    ),
    *(
        ("where to", swap(PHONED, one))
        for one in (
            "서면(본사 안전관리팀), 전자우편",
            "전화 033-000-1000",
            "홈페이지 https://www.example.co.kr 또는 서면",
        )
    ),
    *(("access", _seen_by(one)) for one in ("안전관리팀 전담 직원", "상황실 근무자 2명", "관제 직원(3교대)")),
    *(
        ("look", _said(one))
        for one in (
            "모든 직원은 영상 보호 교육을 받습니다.",
            "직원이라도 권한이 없으면 영상을 볼 수 없습니다.",
            "모든 직원이 영상을 볼 수 있는 것은 아닙니다.",
        )
    ),
    *(("work", _entrusted(one)) for one in ("CCTV 설치, 유지보수", "영상 관제와 출동", "CCTV 판매·설치 및 점검")),
    *(
        ("weak", _said(one))
        for one in (
            "가급적 전화로 먼저 연락해 주시면 빨리 안내해 드립니다.",
            "카메라는 가능한 한 이웃 건물이 찍히지 않게 방향을 정합니다.",
            "정당한 사유가 있으면 사유를 알리고 10일을 넘겨 미룰 수 있습니다.",
            "접속기록은 필요한 경우 10일 이내에 점검합니다.",
        )
    ),
)
"""Harmless sentences and values that use the same words."""

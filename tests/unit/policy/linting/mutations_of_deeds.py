"""Owns mutations that let somebody do what no law allows, said in passing: on the telephone, into a bin, unlocked."""

from tests.unit.policy.linting.changing import after, swap, with_cell
from tests.unit.policy.linting.mutations import CHECKING, KEEPING, PEOPLE, PLACES, Mutation
from tests.unit.policy.linting.mutations_of_ways import OFFICER
from tests.unit.policy.linting.mutations_of_words import (
    AGAIN,
    AGENT,
    COST,
    KEPT,
    LOCKED,
    MASKED,
    NUMBERS,
    REFUSED,
    SHOWN,
    SIGN,
    SILENT,
)

ERASING = "지체 없이 되살릴 수 없는 방법으로 지우고"
DELETED = "삭제를 요구받으면 10일 이내에 조치하고 결과를 알립니다."
SOONER = "시행하기 전에 바뀐 내용과 시행일을 홈페이지에 알립니다"


def _said(words):
    return swap(SILENT, f"{SILENT} {words}")


MUTATIONS_OF_DEEDS = (
    Mutation("only family for others", swap(AGENT, "대리인은 배우자와 직계가족만 될 수 있습니다."), "POL-33"),
    Mutation("a price a minute", swap(COST, "사본은 1분 분량마다 천 원을 내셔야 합니다."), "REQ-11"),
    Mutation("twice the cost", swap("실제 드는 비용을 넘지 않으며", "실제 드는 비용의 두 배까지 받으며"), "REQ-11"),
    Mutation("filmed off the screen", _said("근무자는 필요한 장면을 개인 휴대전화로 찍어 둘 수 있습니다."), "POL-12"),
    Mutation("one sign for all places", swap(SIGN, "안내판은 본사 정문 한 곳에만 답니다."), "SGN-01"),
    Mutation("a sign nobody sees", swap("안내판을 답니다", "안내판을 잘 보이지 않는 곳에 답니다"), "SGN-01"),
    Mutation("a camera in disguise", _said("일부 카메라는 화재감지기 모양으로 위장하여 설치합니다."), "SGN-01"),
    Mutation(
        "counted from a yes",
        swap(SHOWN, SHOWN.replace("요구를 받은", "관리책임자가 승인한")),
        "POL-08",
    ),
    Mutation("put off for ever", after(NUMBERS, "열람은 회사가 준비될 때까지 미룰 수 있습니다."), "POL-08"),
    Mutation("given on a call", after(KEPT, "- 경찰이 전화로 요청하면 영상을 바로 보냅니다."), "POL-31"),
    Mutation("carried off", _said("촬영한 영상은 모회사 감사팀이 언제든지 가져갈 수 있습니다."), "POL-31"),
    Mutation("staff away", _said("영상은 직원이 자리를 비우는지 살피는 데에도 씁니다."), "POL-31"),
    Mutation("kept in a bin", swap(ERASING, "휴지통으로 옮겨 두고"), "RET-14"),
    Mutation("unlocked", after(LOCKED, "- 상황실 컴퓨터는 로그인 없이 쓸 수 있습니다"), "SEC-01"),
    Mutation(
        "a pledge not to object",
        swap(AGAIN, "열람하시는 분은 이의를 제기하지 않겠다는 서약서를 내야 합니다."),
        "POL-09",
    ),
    Mutation("about twelve", with_cell(PLACES, "가스공급시설", "설치 대수", "약 12대"), "POL-02"),
    Mutation("hours as needed", with_cell(KEEPING, "사옥", "촬영시간", "필요한 때"), "CAM-09"),
    Mutation("a suitable place", with_cell(KEEPING, "사옥", "보관장소", "적절한 곳"), "CAM-09"),
    Mutation("what a camera sees", with_cell(PLACES, "사옥", "촬영 범위", "카메라에 보이는 곳"), "CAM-08"),
    Mutation("talk is kept", _said("비상벨 카메라는 통화 내용을 함께 남깁니다."), "CAM-06"),
    Mutation(
        "turned for a guest",
        swap("다른 곳을 비추지 않으며", "손님이 원하면 다른 곳을 보여 드리며"),
        "CAM-07",
    ),
    Mutation("no erasure", swap(DELETED, "삭제 요구는 들어주지 않습니다."), "POL-33"),
    Mutation(
        "all or nothing",
        swap("일부만 해당하면 나머지는 보여 드립니다.", "일부라도 해당하면 모두 보여 드리지 않습니다."),
        "POL-07",
    ),
    Mutation("told a year later", swap(SOONER, "시행하고 나서 1년 안에 알립니다"), "POL-32"),
    Mutation("logs of a month", after(LOCKED, "- 접속기록은 매달 지웁니다"), "POL-11"),
    Mutation("nobody is the officer", swap(OFFICER, "지정하지 않음"), "MGR-04"),
    Mutation(
        "work passed on",
        _said("수탁자는 맡은 일을 다른 업체에 자유롭게 다시 맡길 수 있습니다."),
        "CON-04",
    ),
    Mutation("where people undress", _said("체력단련실 탈의 공간도 살핍니다."), "CAM-05"),
    Mutation(
        "a price of objecting",
        swap(AGAIN, "결정에 이의가 있으면 심사료를 내고 다시 판단받을 수 있습니다."),
        "POL-09",
    ),
    Mutation(
        "a reason for those who ask for it", swap(REFUSED, "거절한 까닭은 물어보시는 분께만 알려 드립니다."), "POL-34"
    ),
    Mutation("some twenty days", with_cell(KEEPING, "사옥", "보관기간", "촬영일로부터 20일쯤"), "RET-01"),
    Mutation("a secret place", with_cell(CHECKING, "모든 설치장소", "확인 장소", "비공개"), "POL-01"),
    Mutation("whoever comes in", with_cell(PEOPLE, "사옥", "접근권한자", "출입하는 모든 사람"), "MGR-02"),
    Mutation("a manager to come", with_cell(PEOPLE, "사옥", "관리책임자", "추후 지정"), "POL-23"),
    Mutation("masked for money", swap(MASKED, "추가 비용을 내시면 다른 사람을 가려 드립니다."), "REQ-07"),
    Mutation(
        "encrypted where it suits",
        swap("- 영상정보를 안전하게 저장·전송하기 위한 암호화", "- 여건이 되면 저장·전송하는 영상을 암호화"),
        "POL-12",
    ),
    Mutation(
        "agents where we allow it",
        swap(AGENT, "법정대리인의 요구는 회사가 인정할 때에만 받습니다."),
        "POL-33",
    ),
    Mutation("cameras nobody lists", after("설치한 고정형", "이 밖에도 표에 적지 않은 기기가 더 있습니다."), "POL-02"),
    Mutation("masked where possible", _said("Other people are masked where possible."), "REQ-07"),
)

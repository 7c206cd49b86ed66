"""Owns the mutations of words: a sentence of a sound policy made to say the opposite of what the law asks."""

from tests.unit.policy.linting.changing import after, both, swap, with_cell, without_lines
from tests.unit.policy.linting.mutations import KEEPING, Mutation

AIMED = "설치 목적과 다르게 기기를 임의로 조작하거나 다른 곳을 비추지 않으며, 녹음 기능은 사용하지 않습니다."
SILENT = "녹음 기능은 사용하지 않습니다."
MASKED = "영상에 다른 사람이 함께 나오면 알아볼 수 없게 가린 뒤에 보여 드립니다."
COST = "비용을 받더라도 실제 드는 비용을 넘지 않으며, 요구하게 된 까닭이 우리에게 있으면 받지 않습니다."
TOLD = "이 방침이 바뀌면 시행하기 전에 바뀐 내용과 시행일을 홈페이지에 알립니다."
ASKED = "다음 방법으로 요구할 수 있으며, 정해진 서식만 고집하지 않습니다: 서면, 전화 033-000-1000, 전자우편"
AGENT = "법정대리인이나 위임을 받은 사람이 대신 요구할 수 있습니다."
ONLY_FOR = "다른 목적으로 쓰지 않습니다"
NUMBERS = "주민등록번호는 적어 두지 않습니다"
REFUSED = "열람을 미루거나 거절할 때에는 요구를 받은 날부터 10일 이내에 그 사유와 이의를 제기하는 방법을 알립니다."
AGAIN = "결정에 이의가 있으면 관리책임자 또는 개인정보 보호책임자에게 다시 판단해 달라고 요구할 수 있습니다."
ERASED = "보관기간이 지난 영상정보는 지체 없이 되살릴 수 없는 방법으로 지우고"
SIGN = "촬영되는 곳에는 설치 목적과 장소, 촬영 범위와 시간, 관리책임자의 연락처를 적은 안내판을 답니다."
BASIS = "- 「개인정보 보호법」 제25조제1항제3호"
SHOWN = "요구를 받은 날부터 10일 이내에 열람하게"
KEPT = "- 열람 요구를 받아 보전하는"
LOCKED = "- 보관시설의 잠금장치"
SINCE = "시행일: 2026-10-01"

MUTATIONS_OF_WORDS = (
    Mutation("sound where needed", swap(SILENT, "필요하면 녹음 기능을 쓸 수 있습니다."), "CAM-06"),
    Mutation(
        "moved as one likes", swap(AIMED, f"기기를 마음대로 조작해 다른 곳도 비출 수 있습니다. {SILENT}"), "CAM-07"
    ),
    Mutation(
        "the neighbours are watched",
        swap(AIMED, f"근무자는 필요하면 카메라를 돌려 이웃 건물까지 살펴봅니다. {SILENT}"),
        "CAM-07",
    ),
    Mutation(
        "beyond the range", swap(AIMED, f"민원이 있으면 정한 범위를 벗어나 촬영하기도 합니다. {SILENT}"), "CAM-07"
    ),
    Mutation("no sign", swap(SIGN, "미관을 위하여 안내판은 붙이지 않았습니다."), "SGN-01"),
    Mutation("an undressing room", after(SIGN, "분실을 막으려고 탈의실에도 카메라를 설치해 운영합니다."), "CAM-05"),
    Mutation("processors are not told", after(SIGN, "위탁 업체의 이름은 공개하지 않습니다."), "CON-02"),
    Mutation("an item that does not exist", swap(BASIS, "- 「개인정보 보호법」 제25조제1항제8호"), "POL-05"),
    Mutation("a price", swap(COST, "열람 한 건에 5만원을 받습니다."), "REQ-11"),
    Mutation("a list of prices", swap(COST, "열람 수수료는 한 건마다 3,000원입니다."), "REQ-11"),
    Mutation(
        "a fee for our own fault",
        swap("까닭이 우리에게 있으면 받지 않습니다", "까닭이 우리에게 있더라도 비용을 받습니다"),
        "REQ-11",
    ),
    Mutation(
        "only on paper, in person", swap(ASKED, "열람 요구는 반드시 방문하여 서면으로만 하여야 합니다."), "POL-10"
    ),
    Mutation("only in person", swap(ASKED, "열람 요구는 본사를 직접 찾아와서 해야 합니다."), "POL-10"),
    Mutation("not by telephone", swap(ASKED, "전화로는 열람 신청을 받지 않습니다."), "POL-10"),
    Mutation("numbers of residents", swap(NUMBERS, "주민등록번호를 적어 보관합니다"), "REQ-06"),
    Mutation("copies of cards", swap(NUMBERS, "신분증 사본을 3년 동안 보관합니다"), "REQ-06"),
    Mutation("no agents", swap(AGENT, "대리인은 요구할 수 없습니다."), "POL-33"),
    Mutation("no family", swap(AGENT, "가족이나 변호사가 대신 신청하는 것은 받아들이지 않습니다."), "POL-33"),
    Mutation("nobody may ask", swap(AGENT, "정보주체는 아무것도 요구할 수 없습니다."), "POL-33"),
    Mutation("no erasure", swap(AGENT, "촬영된 영상의 삭제는 요구할 수 없습니다."), "POL-33"),
    Mutation("other purposes", swap(ONLY_FOR, "필요하면 다른 목적으로도 씁니다"), "POL-31"),
    Mutation("staff are judged", swap(ONLY_FOR, "직원의 인사 평가에도 활용합니다"), "POL-31"),
    Mutation(
        "given without a paper",
        after(KEPT, "- 경찰이나 보험사가 달라고 하면 문서 없이 영상을 내어 줍니다."),
        "POL-31",
    ),
    Mutation("changed without a word", swap(TOLD, "이 방침은 알리지 않고 시행할 수 있습니다."), "POL-32"),
    Mutation("changed without notice", swap(TOLD, "이 방침은 사전 예고 없이 바뀔 수 있습니다."), "POL-32"),
    Mutation("shown as they are", swap(MASKED, "함께 찍힌 다른 사람도 그대로 보여 드립니다."), "REQ-07"),
    Mutation("not masked", swap(MASKED, "모자이크 처리는 하지 않습니다."), "REQ-07"),
    Mutation("kept for ever", swap(ERASED, "보관기간이 지난 영상정보도 쓸모가 있으면 계속 보관하고"), "RET-14"),
    Mutation("a reason that is empty", swap("무인 시설이어서 월 1회 점검 때 침입을 확인함", ""), "RET-02"),
    Mutation("no reason is given", swap(REFUSED, "열람을 거절할 때 그 이유는 밝히지 않습니다."), "POL-34"),
    Mutation("decisions are final", swap(AGAIN, "회사의 결정에는 이의를 제기할 수 없습니다."), "POL-09"),
    Mutation("an answer in a month", swap(SHOWN, SHOWN.replace("10일", "한 달")), "POL-08"),
    Mutation("an answer in half a month", swap(SHOWN, SHOWN.replace("10일", "보름")), "POL-08"),
    Mutation("an answer some day", after(NUMBERS, "열람 요구에 답하는 기한은 정하지 않습니다."), "POL-08"),
    Mutation("one account", after(LOCKED, "- 상황실 근무자는 하나의 계정을 함께 사용합니다"), "SEC-01"),
    Mutation("no logs", after(LOCKED, "- 녹화기의 접속기록은 따로 남기지 않습니다"), "POL-11"),
    Mutation(
        "not encrypted",
        swap("- 영상정보를 안전하게 저장·전송하기 위한 암호화", "- 저장하는 영상은 암호화하지 않습니다"),
        "POL-12",
    ),
    Mutation("a day too long", with_cell(KEEPING, "사옥", "촬영시간", "25시간"), "POL-28"),
    Mutation("a phone too short", swap("033-000-2777", "033-00-2777"), "POL-28"),
    Mutation("no privacy officer", without_lines("개인정보 보호책임자: "), "MGR-04"),
    Mutation("no day of taking effect", without_lines(SINCE), "POL-14"),
    Mutation("a day of no month", swap(SINCE, "시행일: 2026-13-41"), "POL-14"),
    Mutation("the thirtieth of February", swap(SINCE, "시행일: 2026년 2월 30일"), "POL-14"),
    Mutation("in effect before its history", swap(SINCE, "시행일: 2023-01-01"), "POL-14"),
    Mutation("a history of the future", swap("2024-03-04", "2027-03-04"), "POL-14"),
    Mutation("used to sell", swap(ONLY_FOR, "영업 홍보에도 활용합니다"), "POL-31"),
    Mutation("shared with partners", swap(ONLY_FOR, "제휴사와 공유할 수 있습니다"), "POL-31"),
    Mutation("given to affiliates", swap(ONLY_FOR, "계열사에 제공합니다"), "POL-31"),
    Mutation("kept if useful", swap(ERASED, "보관기간이 지난 영상정보는 필요하면 계속 보관하고"), "RET-14"),
    Mutation("no register", swap("개인영상정보 관리대장에 기록합니다", "따로 기록하지 않습니다"), "POL-35"),
    Mutation("ten working days", swap(SHOWN, SHOWN.replace("10일", "10영업일")), "POL-08"),
    Mutation("letters in a phone", swap("033-000-2777", "033-ABC-2777"), "POL-28"),
    Mutation("a ground of closed places", swap("제25조제1항제2호", "제15조제1항제2호"), "POL-05"),
    Mutation(
        "two promises broken in one sentence",
        both(swap(AIMED, f"다른 방향으로 카메라를 돌려 촬영할 수 있으며, {SILENT}")),
        "CAM-07",
    ),
)

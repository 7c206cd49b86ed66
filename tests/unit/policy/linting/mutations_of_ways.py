"""Owns more mutations of words: what a sound policy is made to say in ways nobody thought of when the rules came."""

from tests.unit.policy.linting.changing import swap
from tests.unit.policy.linting.mutations import Mutation
from tests.unit.policy.linting.mutations_of_words import AGAIN, ERASED, NUMBERS, ONLY_FOR, REFUSED, SILENT

LOGGED = "목적 외 이용, 제3자 제공, 열람 요구와 그 조치, 파기는 개인영상정보 관리대장에 기록합니다."
OFFICER = "경영지원본부장(경영지원본부, 033-000-2777)"
BASIS, ENDED = "- 「개인정보 보호법」 제25조제1항제2호", "- 「공공기관의 개인정보보호에 관한 법률」 제4조의2"
COPIES = "열람(사본 포함)"

MUTATIONS_OF_WAYS = (
    Mutation("sold", swap(ONLY_FOR, "보험회사에 돈을 받고 넘길 수 있습니다"), "POL-31"),
    Mutation("shown in a chat", swap(ONLY_FOR, "직원 단체 대화방에 올릴 수 있습니다"), "POL-31"),
    Mutation("a sign on request", swap("안내판을 답니다", "안내판은 요청이 있을 때만 답니다"), "SGN-01"),
    Mutation("microphones are on", swap(SILENT, "마이크를 켜 두어 주변 대화를 들을 수 있습니다."), "CAM-06"),
    Mutation("talk may be kept", swap(SILENT, "대화 내용이 담길 수 있습니다."), "CAM-06"),
    Mutation("people are followed", swap("다른 곳을 비추지 않으며", "특정인을 따라가며 비출 수 있으며"), "CAM-07"),
    Mutation(
        "refused without a reason",
        swap(REFUSED, "열람을 거절할 때에는 10일 이내에 거절하며 그 사유는 알리지 않습니다. 이의는 낼 수 있습니다."),
        "POL-34",
    ),
    Mutation(
        "refused as it suits",
        swap(AGAIN, f"회사의 사정에 따라 열람을 거절할 수 있습니다. {AGAIN}"),
        "POL-07",
    ),
    Mutation("no copies", swap(COPIES, "열람(사본은 드리지 않음)"), "POL-33"),
    Mutation("an officer out of reach", swap(OFFICER, "경영지원본부장"), "MGR-04"),
    Mutation("erased once a year", swap(ERASED, "보관기간이 지난 영상정보는 1년에 한 번 모아서 지우고"), "RET-14"),
    Mutation(
        "an act that has ended",
        swap(BASIS, ENDED),
        "POL-05",
    ),
    Mutation("no register", swap(LOGGED, "관리대장은 두지 않습니다."), "POL-35"),
    Mutation("scans of cards", swap(NUMBERS, "신분증을 스캔해 둡니다"), "REQ-06"),
)

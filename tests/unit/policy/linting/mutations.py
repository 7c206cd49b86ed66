"""Owns the mutations: one thing made wrong in a sound policy, and the rule that must find it."""

from dataclasses import dataclass

from tests.unit.policy.linting.changing import (
    after,
    both,
    swap,
    with_cell,
    without_column,
    without_lines,
    without_section,
)


@dataclass(frozen=True)
class Mutation:
    """A change of a sound text, and the rule that finds it."""

    name: str
    change: object
    rule: str


PLACES, PEOPLE = "설치장소별 설치 대수, 설치 위치 및 촬영 범위", "관리책임자와 접근권한자"
KEEPING, CHECKING = "촬영시간, 보관기간 및 보관장소", "영상정보 확인 방법과 장소"
GROUND = "- 법률에 따라 열람이 금지되거나 제한되는 경우"
ANSWER = "요구를 받은 날부터 10일 이내에 열람하게"
NOTICE = "요구를 받은 날부터 10일 이내에 그 사유와"
PURPOSE = "- 시설의 안전 및 관리, 화재 예방 — 「개인정보 보호법」 제25조제1항제3호"
WAYS = ("다음 방법으로 요구할 수 있으며",)
THROUGH_FORM = "개인영상정보 열람 청구서로만 신청하여야 합니다."

MUTATIONS = (
    *(Mutation(f"section {number} is gone", without_section(number), "POL-01") for number in range(1, 9)),
    Mutation("the list of purposes is gone", without_lines("- 범죄의 예방 및 수사 —", PURPOSE), "CAM-01"),
    Mutation(
        "no provision is cited",
        both(
            without_lines("- 「개인정보 보호법」", "설치 근거로 삼은"),
            swap(" — 「개인정보 보호법」 제25조제1항제2호", ""),
            swap(" — 「개인정보 보호법」 제25조제1항제3호", ""),
        ),
        "CAM-01",
    ),
    Mutation("a purpose the law does not know", after(PURPOSE, "- 직원의 근무 태도 관찰"), "CAM-01"),
    Mutation("a purpose of selling", after(PURPOSE, "- 상품 홍보와 판매 촉진"), "CAM-01"),
    Mutation("a rule is cited", after(PURPOSE, "- 「개인정보 보호법 시행규칙」 제6조"), "POL-05"),
    Mutation(
        "a form of the repealed rule",
        swap("갖추어 둔 서식은 다음과 같습니다:", "「개인정보 보호법」 시행규칙 별지 제8호서식:"),
        "POL-05",
    ),
    Mutation("a paragraph that does not exist", swap("제25조제7항에 따라", "제25조제11항에 따라"), "POL-05"),
    Mutation(
        "another act is cited", after(PURPOSE, "- 「정보통신망 이용촉진 및 정보보호 등에 관한 법률」 제44조"), "POL-05"
    ),
    Mutation(
        "the article has no paragraph",
        both(
            swap(" — 「개인정보 보호법」 제25조제1항제2호", ""),
            swap(" — 「개인정보 보호법」 제25조제1항제3호", ""),
            swap("- 「개인정보 보호법」 제25조제1항제2호", "- 「개인정보 보호법」 제25조"),
            without_lines("- 「개인정보 보호법」 제25조제1항제3호"),
        ),
        "POL-05",
    ),
    Mutation(
        "the act has no article",
        both(
            swap(" — 「개인정보 보호법」 제25조제1항제2호", ""),
            swap(" — 「개인정보 보호법」 제25조제1항제3호", ""),
            swap("- 「개인정보 보호법」 제25조제1항제2호", "- 「개인정보 보호법」"),
            without_lines("- 「개인정보 보호법」 제25조제1항제3호"),
        ),
        "POL-05",
    ),
    Mutation("a number in a row", with_cell(PLACES, "사옥", "설치 대수", "5대"), "POL-02"),
    Mutation("a number in another row", with_cell(PLACES, "가스공급시설", "설치 대수", "11대"), "POL-02"),
    Mutation("the total of the table", with_cell(PLACES, "합계", "설치 대수", "22대"), "POL-02"),
    Mutation("the total of the sentence", swap("모두 21대", "모두 24대"), "POL-02"),
    Mutation(
        "both totals", both(swap("모두 21대", "모두 20대"), with_cell(PLACES, "합계", "설치 대수", "20대")), "POL-02"
    ),
    Mutation("a row is left out of the numbers", without_lines("서부 충전소  |       3대"), "POL-02"),
    Mutation(
        "no numbers",
        both(without_column(PLACES, "설치 대수"), without_lines("합계"), swap("모두 21대이며", "많으며")),
        "POL-02",
    ),
    Mutation("no ranges", without_column(PLACES, "촬영 범위"), "CAM-08"),
    Mutation("a range is empty", with_cell(PLACES, "동부 충전소", "촬영 범위", " "), "CAM-08"),
    Mutation("inside and outside", with_cell(PLACES, "사옥", "촬영 범위", "건물 내/외부"), "CAM-08"),
    Mutation("the whole site", with_cell(PLACES, "서부 충전소", "촬영 범위", "사업장 전체"), "CAM-08"),
    Mutation("around", with_cell(PLACES, "동부 충전소", "촬영 범위", "시설 주변 일대"), "CAM-08"),
    Mutation("no positions", without_column(PLACES, "설치 위치"), "CAM-09"),
    Mutation("no hours", without_column(KEEPING, "촬영시간"), "CAM-09"),
    Mutation("no storage", without_column(KEEPING, "보관장소"), "CAM-09"),
    Mutation("a place without hours", with_cell(KEEPING, "동부 충전소", "촬영시간", " "), "CAM-09"),
    Mutation("a place without storage", with_cell(KEEPING, "서부 충전소", "보관장소", " "), "CAM-09"),
    Mutation(
        "no processing",
        both(
            without_column(KEEPING, "처리방법"),
            without_lines("- 보관기간이 지난", "- 목적 외 이용", "- 열람 요구를 받아", "다음과 같이 처리합니다"),
        ),
        "POL-01",
    ),
    Mutation("no retention", without_column(KEEPING, "보관기간"), "RET-01"),
    Mutation("a place without retention", with_cell(KEEPING, "동부 충전소", "보관기간", " "), "RET-01"),
    Mutation("a range of days", with_cell(KEEPING, "사옥", "보관기간", "촬영일로부터 15일~30일"), "RET-01"),
    Mutation("two ways to read a period", with_cell(KEEPING, "사옥", "보관기간", "촬영일로부터 1개월(14일)"), "RET-01"),
    Mutation("no number of days", with_cell(KEEPING, "사옥", "보관기간", "저장 용량이 찰 때까지"), "RET-01"),
    Mutation(
        "a second period for a place",
        after("사옥         | 24시간", "사옥         | 24시간   | 촬영일로부터 25일 | 사옥 상황실 | 영구 삭제"),
        "RET-01",
    ),
    Mutation(
        "a sentence with another period",
        swap("보관기간은 촬영일부터 셉니다.", "영상정보는 촬영일부터 15일 동안 보관합니다."),
        "RET-01",
    ),
    Mutation("longer than thirty days", with_cell(KEEPING, "사옥", "보관기간", "촬영일로부터 45일"), "RET-02"),
    Mutation("three months", with_cell(KEEPING, "동부 충전소", "보관기간", "촬영일로부터 3개월"), "RET-02"),
    Mutation("the reason is gone", with_cell(KEEPING, "가스공급시설", "보관기간", "촬영일로부터 60일"), "RET-02"),
    Mutation(
        "no start of the period",
        both(
            swap("보관기간은 촬영일부터 셉니다.", ""),
            swap("촬영일로부터 20일", "20일", 9),
            swap("촬영일로부터 60일", "60일"),
        ),
        "RET-10",
    ),
    Mutation(
        "no manager",
        both(
            without_column(PEOPLE, "관리책임자"), without_column(PEOPLE, "담당 부서"), without_column(PEOPLE, "연락처")
        ),
        "MGR-01",
    ),
    Mutation("no departments", without_column(PEOPLE, "담당 부서"), "MGR-01"),
    Mutation("a department is gone", with_cell(PEOPLE, "동부 충전소", "담당 부서", " "), "MGR-01"),
    Mutation("no phones", without_column(PEOPLE, "연락처"), "MGR-01"),
    Mutation("a phone is gone", with_cell(PEOPLE, "사옥", "연락처", " "), "MGR-01"),
    Mutation("a team in charge", with_cell(PEOPLE, "사옥", "관리책임자", " "), "MGR-01"),
    Mutation("nobody has access", without_column(PEOPLE, "접근권한자"), "MGR-02"),
    Mutation("nobody has access at a place", with_cell(PEOPLE, "서부 충전소", "접근권한자", " "), "MGR-02"),
    Mutation(
        "a team leader as privacy officer",
        swap("개인정보 보호책임자: 경영지원본부장", "개인정보 보호책임자: 총무팀장"),
        "MGR-04",
    ),
    Mutation(
        "two privacy officers",
        after("개인정보 보호책임자: 경영지원본부장", "개인정보 보호책임자: 안전환경본부장(안전환경본부, 033-000-2778)"),
        "MGR-04",
    ),
    Mutation(
        "no way of checking",
        both(without_column(CHECKING, "확인 방법"), without_lines("영상정보를 확인하려는 분은")),
        "POL-01",
    ),
    Mutation("no place of checking", without_column(CHECKING, "확인 장소"), "POL-01"),
    Mutation("a ground for the police", after(GROUND, "- 범죄수사나 재판에 중대한 지장을 주는 경우"), "POL-07"),
    Mutation("a technical ground", after(GROUND, "- 한 사람의 영상만 나누는 것이 기술적으로 곤란한 경우"), "POL-07"),
    Mutation("a public ground", after(GROUND, "- 그 밖에 거절할 정당한 공익적 사유가 있는 경우"), "POL-07"),
    Mutation("privacy alone", after(GROUND, "- 다른 사람의 사생활이 침해될 우려가 큰 경우"), "POL-07"),
    Mutation("busy people", after(GROUND, "- 담당자의 업무가 많은 경우"), "POL-07"),
    Mutation("an answer in a month", swap(ANSWER, ANSWER.replace("10일", "30일")), "POL-08"),
    Mutation("a refusal in fifteen days", swap(NOTICE, NOTICE.replace("10일", "15일")), "POL-08"),
    Mutation("a refusal in seven days", swap(NOTICE, NOTICE.replace("10일", "7일")), "POL-08"),
    Mutation("erasure in twenty days", swap("삭제를 요구받으면 10일", "삭제를 요구받으면 20일"), "POL-08"),
    Mutation(
        "no objection",
        both(
            swap("그 사유와 이의를 제기하는 방법을 알립니다", "그 사유를 알립니다"),
            swap(
                " 결정에 이의가 있으면 관리책임자 또는 개인정보 보호책임자에게 다시 판단해 달라고 요구할 수 있습니다.",
                "",
            ),
        ),
        "POL-09",
    ),
    Mutation("only by the form", both(without_lines(*WAYS), after("갖추어 둔 서식", THROUGH_FORM)), "POL-10"),
    Mutation("no way to ask", without_lines(*WAYS, "갖추어 둔 서식"), "POL-10"),
    Mutation("logs of six months", after("- 보관시설의 잠금장치", "- 접속기록을 6개월 이상 보관·관리"), "POL-11"),
    Mutation(
        "logs of ninety days", after("- 보관시설의 잠금장치", "- 영상정보 시스템의 접속기록을 90일 동안 보관"), "POL-11"
    ),
    Mutation("no plan", without_lines("- 내부 관리계획"), "POL-12"),
    Mutation("no encryption", without_lines("- 영상정보를 안전하게 저장"), "POL-12"),
    Mutation("no records", without_lines("- 처리기록의 보관과"), "POL-12"),
    Mutation("no lock", without_lines("- 보관시설의 잠금장치"), "POL-12"),
    Mutation("no access control", without_lines("- 영상정보에 대한 접근 통제"), "POL-12"),
    Mutation(
        "revised long ago", both(swap("2026-10-01", "2022-02-15", 9), swap("2024-03-04", "2021-03-04", 9)), "POL-13"
    ),
    Mutation("revised before the newest change", swap("2026-10-01", "2026-08-01", 9), "POL-13"),
    Mutation(
        "the clause of before 2024",
        after("정보주체는 본인이 촬영된", "명백히 정보주체의 생명, 신체, 재산의 이익에 필요하면 열람할 수 있습니다."),
        "POL-13",
    ),
    Mutation(
        "no day at all",
        without_lines("시행일: 2026", "2024-03-04 |", "2026-10-01 |", "변경 이력", "날짜       |"),
        "POL-14",
    ),
    Mutation("the old term", swap("설치한 고정형 영상정보처리기기", "설치한 영상정보처리기기"), "POL-04"),
    Mutation(
        "the old term in the title",
        swap("고정형 영상정보처리기기 운영·관리 방침", "영상정보처리기기 운영·관리 방침"),
        "POL-04",
    ),
    Mutation(
        "another company",
        swap("본인이 촬영된 영상정보에 대하여", "한빛에너지가 보유하고 있는 개인영상정보에 대하여"),
        "POL-06",
    ),
    Mutation("a changing room", with_cell(PLACES, "사옥", "촬영 범위", "직원 탈의실 안쪽 벽"), "CAM-05"),
    Mutation("a toilet", with_cell(PLACES, "동부 충전소", "설치 위치", "화장실 천장"), "CAM-05"),
    Mutation("a treatment room", with_cell(PLACES, "사옥", "설치 위치", "부속의원 진료실"), "CAM-05"),
    Mutation("sound", swap("녹음 기능은 사용하지 않습니다", "녹음 기능을 사용합니다"), "CAM-06"),
    Mutation(
        "a closed place on the ground of open ones",
        with_cell(PLACES, "가스공급시설", "공개 여부", "비공개 장소"),
        "CAM-03",
    ),
    Mutation("a gap of the template", with_cell(KEEPING, "사옥", "보관장소", "○○○ 상황실"), "POL-23"),
    Mutation("a number of a heading", swap("4. 영상정보의 촬영시간", "5. 영상정보의 촬영시간"), "POL-25"),
    Mutation("the text breaks off", lambda text: text[: text.index("되살릴 수 없는")], "POL-21"),
)

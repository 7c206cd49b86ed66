"""Owns the provisions of notices and other acts the product relies on, restated in our words."""

from datetime import date

from app.law.citation import CIVIL, FORMS, GUIDELINE, LABOUR, MINISTRY, PARKING, SAFETY, Words

W = Words
_MONTHLY_UNTIL = date(2026, 6, 30)
_SAFETY_2023 = date(2023, 9, 22)

SAFETY_SOURCES = (
    SAFETY.says(
        "2.3",
        "제2조제3호",
        W("접속기록의 뜻", "What an access log holds"),
        W(
            "식별자, 접속 일시, 접속지, 처리한 정보주체, 수행한 업무.",
            "Identifier, time, origin, data subject handled, work done.",
        ),
    ),
    SAFETY.says(
        "4",
        "제4조",
        W("내부 관리계획 점검", "Checking the internal plan"),
        W("내부 관리계획의 이행을 해마다 점검한다.", "Check the internal plan every year."),
        since=_SAFETY_2023,
        since_read=False,
    ),
    SAFETY.says(
        "5.1",
        "제5조제1항",
        W("최소 권한", "Least privilege"),
        W("업무에 필요한 만큼만 권한을 준다.", "Grant no more than the work needs."),
    ),
    SAFETY.says(
        "5.2",
        "제5조제2항",
        W("권한의 변경·말소", "Changing and revoking rights"),
        W("인사 이동이나 퇴직이 있으면 지체 없이 바꾸거나 없앤다.", "On a transfer or leave, without delay."),
    ),
    SAFETY.says(
        "5.3",
        "제5조제3항",
        W("권한 기록 3년", "Permission records, 3 years"),
        W("권한 부여·변경·말소 기록을 최소 3년 보관한다.", "Keep grants, changes and revocations 3 years or more."),
    ),
    SAFETY.says(
        "5.4",
        "제5조제4항",
        W("계정 공유 금지", "No shared accounts"),
        W("계정은 한 사람에게 하나씩 주고 함께 쓰지 않는다.", "One account, one person."),
    ),
    SAFETY.says(
        "5.6",
        "제5조제6항",
        W("인증 실패 제한", "Lockout"),
        W("인증에 일정 횟수 실패하면 접근을 막는다.", "Block access after repeated failures."),
    ),
    SAFETY.says(
        "6.4",
        "제6조제4항",
        W("자동 접속 차단", "Idle sessions"),
        W("일정 시간 쓰지 않으면 접속을 끊는다.", "Cut idle sessions."),
        since=_SAFETY_2023,
        since_read=False,
    ),
    SAFETY.says(
        "7.1",
        "제7조제1항",
        W("비밀번호 암호화", "Passwords"),
        W("비밀번호는 되돌릴 수 없게 저장한다.", "Store passwords irreversibly."),
    ),
    SAFETY.says(
        "7.4",
        "제7조제4항",
        W("전송 암호화", "Encrypted transport"),
        W("인터넷으로 보내는 정보는 암호화한다.", "Encrypt what goes over the internet."),
    ),
    SAFETY.says(
        "8.1",
        "제8조제1항",
        W("접속기록 1년·2년", "Access logs, 1 or 2 years"),
        W(
            "접속기록을 1년 이상, 5만 명 이상이나 고유식별·민감정보면 2년 이상 보관한다.",
            "Keep access logs 1 year, or 2 from 50,000 data subjects or with unique or sensitive data.",
        ),
    ),
    SAFETY.says(
        "8.2",
        "제8조제2항",
        W("접속기록 월 1회 점검", "Monthly log review"),
        W("접속기록을 월 1회 이상 점검한다.", "Review access logs at least monthly."),
        since=_SAFETY_2023,
        since_read=False,
        until=_MONTHLY_UNTIL,
    ),
    SAFETY.says(
        "8.2",
        "제8조제2항",
        W("접속기록 점검", "Log review"),
        W(
            "점검 주기·방법·후속 조치를 내부 관리계획으로 정한다.",
            "The internal plan sets cycle, method and follow-up.",
        ),
        since=date(2026, 7, 1),
    ),
    SAFETY.says(
        "8.3",
        "제8조제3항",
        W("접속기록 보호", "Protecting logs"),
        W("접속기록이 위·변조되거나 사라지지 않게 한다.", "Logs are neither altered nor lost."),
    ),
    SAFETY.says(
        "12.1",
        "제12조제1항",
        W("출력·복사 목적", "Export and print"),
        W("출력·복사 때 목적을 정하고 항목을 줄인다.", "State the purpose of export and print."),
    ),
    SAFETY.says(
        "13",
        "제13조",
        W("파기 조치", "Destruction"),
        W("복구되지 않게 파기한다.", "Destroy beyond recovery."),
        since=_SAFETY_2023,
        since_read=False,
    ),
)
OTHER_SOURCES = (
    FORMS.says(
        "form.8",
        "별지 제8호서식",
        W("열람 등 요구서", "Request form"),
        W("옛 시행규칙의 번호. 고시에서도 같은지는 확인하지 못했다.", "Number of the old Rule; unconfirmed today."),
        tag="U",
    ),
    FORMS.says(
        "form.9",
        "별지 제9호서식",
        W("열람·일부열람·열람연기·열람거절 통지서", "Decision notice"),
        W("옛 시행규칙의 번호. 고시에서도 같은지는 확인하지 못했다.", "Number of the old Rule; unconfirmed today."),
        tag="U",
    ),
    FORMS.says(
        "form.10",
        "별지 제10호서식",
        W("정정·삭제·처리정지 결과 통지서", "Result notice"),
        W("옛 시행규칙의 번호. 고시에서도 같은지는 확인하지 못했다.", "Number of the old Rule; unconfirmed today."),
        tag="U",
    ),
    FORMS.says(
        "form.11",
        "별지 제11호서식",
        W("위임장", "Power of attorney"),
        W("대리인이 내는 위임장.", "Power of attorney of an agent."),
    ),
    GUIDELINE.says(
        "form.2",
        "별지 제2호서식",
        W("개인영상정보(존재확인, 열람) 청구서", "Viewing request form"),
        W(
            "제목과 10일 처리는 확인했다. 서식 항목은 확인 중이다. 민간은 다른 방법의 요구를 거절할 수 없다.",
            "Title and ten days confirmed, its boxes are being confirmed; no other channel may be refused.",
        ),
        tag="U",
    ),
    GUIDELINE.says(
        "form.3",
        "별지 제3호서식",
        W("개인영상정보 관리대장", "Footage register"),
        W(
            "번호, 구분, 일시, 파일명/형태, 담당자, 목적/사유, 이용·제공받는 제3자/열람등 요구자, 근거, 형태, 기간.",
            "No., kind, time, file/form, handler, purpose, recipient or requester, ground, form, period.",
        ),
        tag="N",
    ),
    LABOUR.says(
        "20.1.14",
        "제20조제1항제14호",
        W("노사협의회 협의", "Labour-management council"),
        W("근로자 감시 설비의 설치는 협의 사항이다.", "Worker-monitoring equipment is consulted on."),
    ),
    MINISTRY.says(
        "34.1",
        "제34조제1항",
        W("연기 사유가 끝난 뒤 10일", "Ten days after a postponement"),
        W(
            "미룰 사유가 없어지면 늦어도 10일 안에 열람하게 한다. 부처 지침이며 회사를 구속하는지는 확인하지 못했다.",
            "Once the ground ends, show within 10 days; a ministry's guideline, unconfirmed whether it binds us.",
        ),
    ),
    PARKING.says(
        "6.1.11",
        "제6조제1항제11호",
        W("주차장 영상의 보관", "Footage of car parks"),
        W(
            "30대를 넘는 주차장의 영상은 한 달 이상 보관한다고 알려져 있다. 원문은 확인하지 못했다.",
            "Footage of car parks for more than 30 cars is said to be kept a month or more; not read in the original.",
        ),
    ),
    CIVIL.says(
        "period",
        "기간 규정",
        W("기간 계산", "Counting days"),
        W(
            "역일로 세고 첫날은 빼며 끝나는 날이 휴일이면 다음 날로 미룬다.",
            "Calendar days, first day excluded, an end on a holiday rolls on.",
        ),
    ),
)

"""Owns the provisions of notices, other acts and our own defaults the product relies on, restated in our words."""

from datetime import date

from app.law.citation import CIVIL, FORMS, GUIDELINE, LABOUR, MINISTRY, PRODUCT, SAFETY, Words

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
    CIVIL.says(
        "period",
        "기간 규정",
        W("기간 계산", "Counting days"),
        W(
            "역일로 세고 첫날은 빼며 끝나는 날이 휴일이면 다음 날로 미룬다.",
            "Calendar days, first day excluded, an end on a holiday rolls on.",
        ),
    ),
    PRODUCT.says(
        "pause",
        "",
        W("요구한 사람을 기다리는 동안의 기간", "The period while the asker is waited for"),
        W(
            "신분 확인 서류를 기다리는 동안 답변 기간이 멈추는지는 법령에서 확인하지 못했다. 기본은 멈추지 않는다.",
            "Whether waiting for proof of identity stops the period was not found in law; by default it does not.",
        ),
    ),
    PRODUCT.says(
        "hold_margin",
        "",
        W("영상이 지워지기 전의 여유", "Margin before footage is overwritten"),
        W(
            "영상이 지워질 때를 12시간 이르게 본다. 녹화기에서 잠그는 데 걸리는 시간이며 법령이 정한 수가 아니다.",
            "Footage is taken to go 12 hours sooner than reckoned: the time it takes to lock it; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "recorder_check_age",
        "",
        W("녹화기 점검 주기", "Looking at recorders"),
        W(
            "녹화기가 실제로 며칠을 보관하는지 31일마다 다시 잰다. 법령이 정한 수가 아니다.",
            "What a recorder really keeps is measured again every 31 days; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "recorder_clock",
        "",
        W("녹화기의 시계 오차", "Recorders' clocks"),
        W(
            "녹화기의 시계가 60초 넘게 틀리면 알린다. 법령이 정한 수가 아니다.",
            "A recorder's clock that is more than 60 seconds off is reported; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "register.years",
        "",
        W("관리대장 보관기간", "Keeping the register"),
        W(
            "법령에서 기간을 찾지 못했다. 3년 이상을 기본으로 하고 바꿀 수 있다.",
            "No period was found in law; 3 years by default, can be changed.",
        ),
    ),
    PRODUCT.says(
        "request.years",
        "",
        W("열람 등 요구 기록 보관기간", "Keeping who made a request"),
        W(
            "법령에서 기간을 찾지 못했다. 닫은 날부터 3년을 기본으로 한다.",
            "No period was found in law; 3 years from the day it was closed by default.",
        ),
    ),
    PRODUCT.says(
        "post_holder.years",
        "",
        W("직위를 맡은 사람의 이름 보관기간", "Keeping who held a post"),
        W(
            "법령에서 기간을 찾지 못했다. 직위를 떠난 날부터 3년을 기본으로 한다.",
            "No period was found in law; 3 years from the day they left the post by default.",
        ),
    ),
    PRODUCT.says(
        "log_review.months",
        "",
        W("접속기록 점검 주기", "Log review cycle"),
        W(
            "내부 관리계획에서 정한다. 기본은 월 1회이며 법령이 정한 수가 아니다.",
            "Set by the internal plan; monthly by default, not a legal number.",
        ),
    ),
    PRODUCT.says(
        "sign.check_months",
        "",
        W("안내판 점검 주기", "Checking signs"),
        W(
            "12개월마다 현장에서 확인하기를 권한다. 법령이 정한 수가 아니다.",
            "Checked on site every 12 months by default; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "account.idle_days",
        "",
        W("오래 쓰지 않은 계정", "Idle accounts"),
        W(
            "90일 동안 쓰지 않은 계정은 떠난 사람의 것인지 살핀다. 법령이 정한 수가 아니다.",
            "An account unused for 90 days is looked at; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "stand_in",
        "",
        W("대리 결재", "Standing in for somebody"),
        W(
            "대리할 사람과 날을 미리 정하고, 한 번에 90일까지이며, 대리의 대리는 없다. 법령이 정한 것이 아니다.",
            "Who stands in is named with dates, at most 90 days at a time, never for a deputy; not a legal rule.",
        ),
    ),
    PRODUCT.says(
        "inbox.days",
        "",
        W("알림 보관기간", "Keeping messages"),
        W(
            "알림은 90일 뒤에 지운다. 기록은 원장과 대장에 남는다. 법령이 정한 수가 아니다.",
            "Messages are deleted after 90 days; the records stay in the ledger and the registers. Not a legal number.",
        ),
    ),
)

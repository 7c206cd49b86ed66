"""Owns our own choices where no law sets a number: each says so, and is cited like a source."""

from app.law.citation import PRODUCT, Words

W = Words

OWN_SOURCES = (
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
        "postponement_days",
        "",
        W("연기의 한도", "How far an answer is postponed"),
        W(
            "연기 사유가 끝나는 날은 연기하는 날부터 30일 안이고, 두 번째 연기는 개인정보 보호책임자만 한다. "
            "법은 사유가 없어지면 지체 없이 보여 주라고만 하므로 법령이 정한 수가 아니다.",
            "The ground of a postponement ends within 30 days; only the privacy officer postpones a second time. "
            "The Act only asks to answer without delay once the ground has ended; not legal numbers.",
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
        "hold_days",
        "",
        W("영상을 보존하는 기간", "How long footage is held"),
        W(
            "답변 기한 뒤 14일까지 보존하고, 한 번에 90일까지 정하거나 연장한다. "
            "답변이 늦은 요청은 7일 안에 지워질 영상을 보존한다. 법령이 정한 수가 아니다.",
            "Footage is held until 14 days after the last day to answer, set or extended by 90 days at a time; "
            "for a late answer, what goes within 7 days is held. Not legal numbers.",
        ),
    ),
    PRODUCT.says(
        "hold_escalation",
        "",
        W("보존이 늦을 때 알리는 순서", "Who is told when a hold is late"),
        W(
            "보존은 생긴 날(18시 뒤에는 다음 날)까지 한다. 그날이 지나거나 지워질 때까지 24시간이 남으면 "
            "관리책임자에게, 지워질 때가 되면 개인정보 보호책임자에게 알린다. 만료 3일 전부터 연장을 알린다. "
            "법령이 정한 것이 아니다.",
            "A hold is set on the day it comes up (after 18:00 the next). Then, or 24 hours before the footage goes, "
            "the manager is told, and the privacy officer when it goes; extensions from 3 days before the end. "
            "Not a legal rule.",
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
        "third_party_check",
        "",
        W("제3자의 확인", "Checking third parties"),
        W(
            "제3자에게 제공하기 전에 받는 사람의 신분이나 공문을 확인한다. 확인 방법을 정한 법령은 찾지 못했다.",
            "Before footage is provided, who receives it or their letter is checked; no law was found that says how.",
        ),
    ),
    PRODUCT.says(
        "provision_days",
        "",
        W("제3자 제공 요청에 답하는 기간", "Answering requests to provide footage"),
        W(
            "법정 기한 없음 · 회사가 정한 기한. 제3자의 제공 요청은 접수한 날부터 10일 안에 답한다.",
            "No legal period; the company's own: requests to provide footage to others are answered within "
            "10 days of receipt.",
        ),
    ),
    PRODUCT.says(
        "policy_text",
        "",
        W("방침의 글", "How a policy is written"),
        W(
            "게시한 글이 끊기거나 서식의 빈칸, 잘못 적은 낱말이 남은 곳을 알린다. 법령이 정한 것이 아니다.",
            "Where a published text breaks off, keeps gaps of a template or misspells words is told; not a legal rule.",
        ),
    ),
    PRODUCT.says(
        "attachment_mb",
        "",
        W("첨부 파일의 크기", "Size of attachments"),
        W(
            "첨부 파일은 하나에 20MB까지 받는다. 법령이 정한 수가 아니다.",
            "An attachment has at most 20 MB; not a legal number.",
        ),
    ),
    PRODUCT.says(
        "emergency_review",
        "",
        W("긴급 처리의 사후 검토", "Looking at an emergency afterwards"),
        W(
            "긴급하게 승인 없이 처리한 요청은 24시간 안에 다른 승인자가 검토한다. 법령이 정한 수가 아니다.",
            "What was granted at once in an emergency is reviewed by somebody else within 24 hours; no legal number.",
        ),
    ),
    PRODUCT.says(
        "emergency_letter",
        "",
        W("긴급 제공 뒤의 문서", "The letter after an emergency"),
        W(
            "긴급하게 제공할 때에는 이용 제한과 안전 조치를 말로 요청하고, 24시간 안에 문서를 보내고 수락을 기록한다. "
            "법령이 정한 수가 아니다.",
            "Who is given footage in an emergency is asked by word of mouth to limit its use and keep it safe; the "
            "letter and its acceptance follow within 24 hours; no legal number.",
        ),
    ),
    PRODUCT.says(
        "reminders",
        "",
        W("알리는 때", "When people are told"),
        W(
            "답변 기한 2일 전, 긴급 처리 검토 기한 6시간 전에 알린다. 인터넷 신청을 4시간 동안 아무도 맡지 않으면 "
            "관리책임자에게, 24시간이면 개인정보 보호책임자에게 알린다. 법령이 정한 수가 아니다.",
            "People are told 2 days before an answer and 6 hours before a review of an emergency is due; of a request "
            "by the web nobody took over, the manager after 4 hours, the privacy officer after 24. Not legal numbers.",
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
        "two_people",
        "",
        W("승인과 처리의 분리", "Two people for one hand-over"),
        W(
            "승인한 사람과 보여 주거나 건네는 사람이 다르면 서로 확인하게 된다. 법령이 정한 것이 아니다.",
            "Who granted and who hands over being two people, each sees what the other did; not a legal rule.",
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
        "sign_photo",
        "",
        W("안내판 사진", "Photos of signs"),
        W(
            "현장에서 찍은 안내판 사진은 하나에 12MB까지 받고, 위치 등 부가 정보를 지워 암호화해 두었다가 "
            "12개월 뒤 파기한다. 법령이 정한 수가 아니다.",
            "A photo of a sign has at most 12 MB, loses its metadata, is kept encrypted and is destroyed after "
            "12 months; not a legal number.",
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
        "sign_in",
        "",
        W("로그인과 접속 시간", "Signing in and how long it lasts"),
        W(
            "15분 안에 이름 하나로 5번, 주소 하나에서 20번 실패하면 막는다. 쓰지 않으면 상황실은 30분, 사무실은 30분, "
            "시스템 관리자는 15분 뒤에 끝나고, 길어도 12시간(시스템 관리자 8시간)이다. 역할마다 바꿀 수 있다. 건네받은 "
            "비밀번호는 7일 안에 바꾸지 않으면 쓸 수 없다. 법령이 정한 수가 아니다.",
            "After 5 failures of a name or 20 from an address within 15 minutes nobody gets in. A session ends after "
            "30 minutes unused (administrators 15) and after 12 hours at the latest (administrators 8); each role can "
            "be set otherwise. A password that was handed over opens nothing after 7 days. Not legal numbers.",
        ),
    ),
    PRODUCT.says(
        "proof_again",
        "",
        W("위험한 일 앞의 재확인", "Proving oneself again"),
        W(
            "내보내기, 결정, 공개, 권한 변경은 상황실 60분, 사무실 30분, 시스템 관리자 15분 안에 비밀번호나 2단계 "
            "인증으로 확인한 사람만 한다. 역할마다 바꿀 수 있다. 법령이 정한 수가 아니다.",
            "Taking out, deciding, publishing and changing rights need a proof (password or second factor) of the last "
            "60 minutes in the control room, 30 in the office, 15 for administrators; each role can be set otherwise. "
            "Not legal numbers.",
        ),
    ),
    PRODUCT.says(
        "right_confirmation",
        "",
        W("권한을 다시 확인하는 주기", "Confirming rights again"),
        W(
            "권한은 180일마다 관리책임자나 개인정보 보호책임자가 아직 필요한지 확인하거나 끝낸다. "
            "법령이 정한 수가 아니다(안전성기준 제5조는 필요한 만큼만 주고 옮기면 지체 없이 바꾸라고 할 뿐이다).",
            "Every 180 days the manager or privacy officer says that a right is still needed, or ends it. Not a legal "
            "number: article 5 of the safety standard only says to give what is needed and to change it without delay.",
        ),
    ),
    PRODUCT.says(
        "looks",
        "",
        W("같은 화면을 다시 본 기록", "The same look twice"),
        W(
            "한 번 로그인한 사람이 같은 것을 10분 안에 다시 보면 접속기록 하나로 남고, 저절로 새로 고치는 화면은 "
            "1시간에 하나로 남는다. 법령이 정한 수가 아니다.",
            "The same look of one session within 10 minutes is one entry of the access record; a page that renews "
            "itself leaves one an hour. Not a legal number.",
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
        "policy_announcement_days",
        "",
        W("방침 변경의 공고", "Announcing a changed policy"),
        W(
            "고친 방침은 시행일 7일 전까지 공고하고, 처음 만든 방침은 그날부터 시행할 수 있다. "
            "공고 기간을 정한 법령은 확인하지 못했다.",
            "A changed policy is announced at least 7 days before it takes effect; the very first may take effect the "
            "same day. No law was confirmed that sets a period.",
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

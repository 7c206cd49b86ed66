"""Owns the provisions of the Standard Guideline (표준 개인정보 보호지침), restated in our words."""

from datetime import date

from app.law.citation import GUIDELINE, Words

W = Words

GUIDELINE_SOURCES = (
    GUIDELINE.says(
        "10.1",
        "제10조제1항",
        W("파기 5일", "Five days to destroy"),
        W("정당한 사유가 없으면 끝난 날부터 5일 안에 파기한다.", "Destroy within 5 days unless there is good reason."),
    ),
    GUIDELINE.says(
        "37.1",
        "제37조제1항",
        W("관리책임자 지정", "Appointing a manager"),
        W("개인영상정보 관리책임자를 지정한다.", "Appoint a manager of video information."),
    ),
    GUIDELINE.says(
        "37.2",
        "제37조제2항",
        W("관리책임자의 업무", "The manager's duties"),
        W(
            "계획, 정기 조사, 불만 처리, 유출 방지, 교육, 파일 보호와 파기를 감독한다.",
            "Plan, survey, complaints, leak control, training, protection and destruction.",
        ),
    ),
    GUIDELINE.says(
        "39.1.4",
        "제39조제1항제4호",
        W("안내판의 수탁자 표시", "Processor on the sign"),
        W(
            "위탁하면 수탁자의 이름과 연락처를 적는다. 공공기관 밖에서는 권고로 본다.",
            "If entrusted, the processor's name and contact; a recommendation outside public institutions.",
        ),
    ),
    GUIDELINE.says(
        "39.2",
        "제39조제2항",
        W("안내판의 위치와 크기", "Place and size of signs"),
        W(
            "촬영 범위 안에서 누구나 쉽게 알아볼 수 있게 단다. 크기와 위치는 운영자가 정한다.",
            "Within the filmed range and easy for anyone to read; size and position are the operator's choice.",
        ),
    ),
    GUIDELINE.says(
        "40",
        "제40조",
        W("영상정보 이용·제공 제한", "Limits on use and provision"),
        W(
            "목적 밖으로 이용하거나 제공하지 않는다. 근거가 있어야 한다.",
            "No use or provision beyond the purpose without a ground.",
        ),
    ),
    GUIDELINE.says(
        "41.1",
        "제41조제1항",
        W("보관과 파기", "Keeping and destroying"),
        W("방침에 적은 보관기간이 끝나면 지체 없이 파기한다.", "Destroy without delay when the stated period ends."),
    ),
    GUIDELINE.says(
        "41.2",
        "제41조제2항",
        W("보관기간 30일", "Thirty days"),
        W(
            "필요한 최소 기간을 정하기 어려우면 수집한 날부터 30일 이내로 한다. 더 길면 이유가 있어야 한다.",
            "If the minimum cannot be determined, at most 30 days; longer needs a reason.",
        ),
    ),
    GUIDELINE.says(
        "41.3",
        "제41조제3항",
        W("파기 방법", "Methods of destruction"),
        W("복구할 수 없는 방법으로 파기한다.", "Destroy beyond recovery."),
    ),
    GUIDELINE.says(
        "42.1",
        "제42조제1항",
        W("이용·제공 기록", "Recording use and provision"),
        W(
            "목적 외 이용·제공 때 파일명, 이용·제공받는 자, 목적, 근거, 기간, 형태, 담당자를 기록한다.",
            "Record file, user or recipient, purpose, ground, period, form and handler.",
        ),
    ),
    GUIDELINE.says(
        "42.2",
        "제42조제2항",
        W("파기 기록", "Recording destruction"),
        W(
            "파일명, 파기 일시(자동 삭제면 주기와 확인 시기), 담당자를 기록한다.",
            "Record file, time (or the automatic cycle and its check) and person.",
        ),
    ),
    GUIDELINE.says(
        "43.1",
        "제43조제1항",
        W("위탁 사실의 공개", "Publishing entrustment"),
        W("위탁하면 안내판과 방침에 수탁자를 알린다.", "Name the processor on signs and in the policy."),
    ),
    GUIDELINE.says(
        "44.1",
        "제44조제1항",
        W("열람할 수 있는 사람 (2024년 전)", "Who may view (before 2024)"),
        W(
            "본인이 촬영된 영상과 명백히 급박한 생명·신체·재산의 이익에 필요한 영상.",
            "Footage of oneself, or clearly needed for an urgent interest of life, body or property.",
        ),
        since=date(2011, 9, 30),
        until=date(2024, 1, 3),
        since_read=False,
    ),
    GUIDELINE.says(
        "44.1",
        "제44조제1항",
        W("열람할 수 있는 사람", "Who may view"),
        W(
            "정보주체 본인이 촬영된 영상만 열람·존재확인을 요구할 수 있다.",
            "Only footage in which the data subject appears.",
        ),
        since=date(2024, 1, 4),
    ),
    GUIDELINE.says(
        "44.3",
        "제44조제3항",
        W("신분 확인", "Checking identity"),
        W("신분증으로 본인이나 대리인임을 확인한다.", "Check an identity document."),
    ),
    GUIDELINE.says(
        "44.4",
        "제44조제4항",
        W("거절 통지 10일", "Ten days to notify a refusal"),
        W(
            "거절하면 10일 안에 서면 등으로 사유와 불복 방법을 알린다.",
            "A refusal is told in writing within 10 days with the reason and how to object.",
        ),
    ),
    GUIDELINE.says(
        "44.5",
        "제44조제5항",
        W("열람 기록", "Recording a viewing"),
        W(
            "요구자와 연락처, 파일명과 내용, 목적, 거절하면 사유, 사본을 주면 내용과 이유, 담당자를 기록한다.",
            "Record requester, contact, file and content, purpose, any refusal reason, any copy, and the handler.",
        ),
    ),
    GUIDELINE.says(
        "45",
        "제45조",
        W("개인영상정보 관리대장", "Footage register"),
        W("이용·제공·열람·파기를 관리대장에 기록하고 관리한다.", "Use, provision, viewing and destruction are kept."),
    ),
    GUIDELINE.says(
        "46",
        "제46조",
        W("다른 사람의 보호 조치", "Masking others"),
        W("열람하게 할 때 다른 사람을 알아볼 수 있으면 가림 처리를 한다.", "Mask others who can be recognised."),
    ),
    GUIDELINE.says(
        "47",
        "제47조",
        W("다섯 가지 안전조치", "Five protective measures"),
        W(
            "내부 계획, 접근 통제, 안전한 저장·전송, 처리기록과 위·변조 방지, 보관시설과 잠금장치.",
            "Internal plan, access control, safe storage and transfer, records against tampering, locked storage.",
        ),
    ),
    GUIDELINE.says(
        "47.3",
        "제47조제3호",
        W("안전한 저장·전송", "Safe storage and transfer"),
        W("영상정보를 안전하게 저장하고 전송한다.", "Store and send footage safely."),
    ),
    GUIDELINE.says(
        "47.4",
        "제47조제4호",
        W("처리기록 보관", "Records of processing"),
        W(
            "만든 일시와 열람한 목적·열람자·열람 일시를 기록하고 위·변조를 막는다.",
            "Record creation time, purpose, viewer and time of viewing, and prevent tampering.",
        ),
    ),
    GUIDELINE.says(
        "48.1.8",
        "제48조제1항제8호",
        W("목적이 끝난 기기", "Devices past their purpose"),
        W(
            "계속 운영할 필요가 있는지 살핀다. 매년 점검 보고는 공공기관의 의무이다.",
            "Review whether a device is still needed; the yearly report is a duty of public institutions.",
        ),
    ),
)

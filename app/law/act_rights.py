"""Owns the Act's provisions on entrusting, safety, officers, breaches and people's rights, restated in our words."""

from app.law.citation import ACT, LATEST, Words

W = Words

RIGHTS_SOURCES = (
    ACT.says(
        "26.1",
        "제26조제1항",
        W("위탁 계약", "Contract with a processor"),
        W("위탁은 정해진 내용을 담은 문서로 한다.", "Entrust in writing with the required contents."),
    ),
    ACT.says(
        "26.2",
        "제26조제2항",
        W("위탁의 공개", "Publishing processors"),
        W("위탁 업무와 수탁자를 계속 공개한다.", "Keep the work and the processor published."),
    ),
    ACT.says(
        "26.4",
        "제26조제4항",
        W("수탁자 교육·감독", "Supervising processors"),
        W("수탁자를 교육하고 처리 현황을 감독한다.", "Train and supervise the processor."),
    ),
    ACT.says(
        "26.6",
        "제26조제6항",
        W("재위탁 동의", "Consent to re-entrust"),
        W("수탁자가 다시 위탁하려면 위탁자의 동의를 받는다.", "Re-entrusting needs the controller's consent."),
    ),
    ACT.says(
        "28.2",
        "제28조제2항",
        W("취급자 교육", "Training"),
        W("취급자를 정기적으로 교육한다.", "Train handlers regularly."),
    ),
    ACT.says(
        "29",
        "제29조",
        W("안전조치의무", "Safety measures"),
        W("내부 관리계획, 접속기록 보관 등 안전조치를 한다.", "Internal plan, access logs and other safety measures."),
    ),
    ACT.says(
        "30.1.6",
        "제30조제1항제6호",
        W("처리방침의 책임자 표시", "Officer named in the policy"),
        W(
            "개인정보 보호책임자의 성명이나 담당 부서와 전화번호를 적는다.",
            "Name the privacy officer, or the department, and the phone.",
        ),
    ),
    ACT.says(
        "30.2",
        "제30조제2항",
        W("처리방침 공개", "Publishing the policy"),
        W("처리방침을 정하거나 바꾸면 알기 쉽게 공개한다.", "Publish the policy and its changes."),
    ),
    ACT.says(
        "34.1",
        "제34조제1항·제2항",
        W("유출 통지", "Breach notice"),
        W(
            "유출을 알면 72시간 안에 정보주체에게 알린다. 공개된 장소의 영상에는 적용하지 않는다.",
            "Tell data subjects of a leak within 72 hours; not for footage of open places.",
        ),
    ),
    ACT.says(
        "34.possible",
        "제34조제1항·제2항",
        W("유출 가능성 통지", "Notice of a possible leak"),
        W("유출 가능성도 72시간 안에 알린다.", "A possible leak is told within 72 hours too."),
        since=LATEST,
    ),
    ACT.says(
        "34.4",
        "제34조제4항",
        W("유출 신고", "Breach report"),
        W(
            "1천 명 이상, 민감·고유식별정보, 외부의 불법 접근이면 72시간 안에 신고한다.",
            "From 1,000 persons, sensitive or unique identifiers, or illegal outside access: report within 72 hours.",
        ),
    ),
    ACT.says(
        "35.3",
        "제35조제3항",
        W("열람 요구에 대한 조치", "Answering a viewing request"),
        W(
            "정해진 기간 안에 열람하게 한다. 미룰 사유가 없어지면 지체 없이 열람하게 한다.",
            "Show within the period set; once the ground for delay ends, without delay.",
        ),
    ),
    ACT.says(
        "35.4",
        "제35조제4항",
        W("열람 제한·거절 사유", "Grounds for refusal"),
        W(
            "각 호의 사유를 알리고 열람을 제한하거나 거절할 수 있다. 공공기관이 아니면 제1호와 제2호뿐이다.",
            "Viewing may be limited or refused on the items listed; a private controller has items 1 and 2 only.",
        ),
    ),
    ACT.says(
        "35.4.1",
        "제35조제4항제1호",
        W("법률에 따른 금지·제한", "Forbidden or limited by an Act"),
        W("법률에 따라 열람이 금지되거나 제한되는 경우.", "An Act forbids or limits the viewing."),
    ),
    ACT.says(
        "35.4.2",
        "제35조제4항제2호",
        W("타인의 생명·신체·재산 등 침해", "Harm to another"),
        W(
            "다른 사람의 생명·신체를 해칠 우려가 있거나 재산과 그 밖의 이익을 부당하게 침해할 우려가 있는 경우.",
            "Risk to another's life or body, or unfair harm to another's property or other interests.",
        ),
    ),
    ACT.says(
        "35.4.3",
        "제35조제4항제3호",
        W("공공기관 전용 거절 사유", "Refusal by public institutions only"),
        W(
            "공공기관의 정해진 업무에 중대한 지장을 주는 경우. 공공기관만 쓸 수 있다.",
            "Serious hindrance to listed public duties; only public institutions may use it.",
        ),
    ),
    ACT.says(
        "36.1",
        "제36조제1항·제2항",
        W("정정·삭제 요구", "Correction and deletion"),
        W("열람한 정보주체는 정정이나 삭제를 요구할 수 있다.", "Having viewed, a person may ask for deletion."),
    ),
    ACT.says(
        "37",
        "제37조",
        W("처리정지 요구", "Suspension"),
        W(
            "처리정지 요구. 공개된 장소의 영상에는 적용하지 않는다.",
            "Suspension of processing; not for footage of open places.",
        ),
    ),
    ACT.says(
        "38.4",
        "제38조제4항",
        W("요구 방법과 절차의 공개", "Request channels"),
        W("열람 등을 요구하는 방법과 절차를 마련하고 공개한다.", "Set and publish how requests are made."),
    ),
    ACT.says(
        "38.5",
        "제38조제5항",
        W("이의제기 절차", "Objection"),
        W("거절 등에 이의를 제기할 절차를 마련하고 안내한다.", "Set and tell how to object."),
    ),
    ACT.says(
        "58.2",
        "제58조제2항",
        W("공개된 장소 영상의 적용 제외", "Articles not applied to open places"),
        W(
            "공개된 장소의 고정형 기기 영상에는 제15조·제22조·제27조제1항·제2항·제34조·제37조 등을 적용하지 않는다.",
            "For fixed cameras in open places articles 15, 22, 27(1)(2), 34, 37 and others do not apply.",
        ),
    ),
    ACT.says(
        "72.1",
        "제72조제1호",
        W("임의조작·녹음의 벌칙", "Penalty: misuse or sound"),
        W("3년 이하 징역 또는 3천만원 이하 벌금.", "Up to 3 years or 30 million won."),
    ),
    ACT.says(
        "75.1.1",
        "제75조제1항제1호",
        W("사생활 공간 촬영의 과태료", "Fine: private places"),
        W("5천만원 이하 과태료.", "Fine up to 50 million won."),
    ),
    ACT.says(
        "75.2.4",
        "제75조제2항제4호",
        W("미파기의 과태료", "Fine: not destroying"),
        W("3천만원 이하 과태료.", "Fine up to 30 million won."),
    ),
    ACT.says(
        "75.2.5",
        "제75조제2항제5호",
        W("안전조치 위반의 과태료", "Fine: safety measures"),
        W("3천만원 이하 과태료.", "Fine up to 30 million won."),
    ),
    ACT.says(
        "75.2.10",
        "제75조제2항제10호",
        W("근거 없는 설치의 과태료", "Fine: installing without a ground"),
        W("3천만원 이하 과태료.", "Fine up to 30 million won."),
    ),
    ACT.says(
        "75.2.14-2",
        "제75조제2항제14호의2",
        W("보호책임자 미지정의 과태료", "Fine: no qualified officer"),
        W("3천만원 이하 과태료.", "Fine up to 30 million won."),
        since=LATEST,
    ),
    ACT.says(
        "75.2.19",
        "제75조제2항제19호",
        W("열람 제한·거절의 과태료", "Fine: refusing to show"),
        W("3천만원 이하 과태료.", "Fine up to 30 million won."),
    ),
    ACT.says(
        "75.4.4",
        "제75조제4항제4호",
        W("위탁 문서 위반의 과태료", "Fine: no contract"),
        W("1천만원 이하 과태료.", "Fine up to 10 million won."),
    ),
    ACT.says(
        "75.4.5",
        "제75조제4항제5호",
        W("위탁 미공개의 과태료", "Fine: processor not published"),
        W("1천만원 이하 과태료.", "Fine up to 10 million won."),
    ),
    ACT.says(
        "75.4.10",
        "제75조제4항제10호",
        W("미통지의 과태료", "Fine: not notifying"),
        W("1천만원 이하 과태료.", "Fine up to 10 million won."),
    ),
)

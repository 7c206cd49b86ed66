"""Owns the provisions of the Enforcement Decree (시행령) the product relies on, restated in our words."""

from app.law.citation import DECREE, REFORM, Words

W = Words

DECREE_SOURCES = (
    DECREE.says(
        "16.1",
        "제16조제1항",
        W("파기 방법", "Methods of destruction"),
        W(
            "전자 파일은 복구할 수 없게 영구 삭제하고 그 밖의 것은 파쇄·소각한다.",
            "Files are deleted beyond recovery; other media are shredded or burned.",
        ),
    ),
    DECREE.says(
        "22.1",
        "제22조제1항",
        W("저장하지 않는 촬영", "Filming without recording"),
        W("저장하지 않고 통계값만 내는 촬영의 범위를 정한다.", "Defines filming that records nothing but statistics."),
        since=REFORM,
    ),
    DECREE.says(
        "24.1",
        "제24조제1항",
        W("안내판", "Signs"),
        W(
            "안내판을 단다. 건물 안에 여러 대면 출입구 등 잘 보이는 곳에 그 건물 전체가 설치지역임을 알려도 된다.",
            "Put up signs; a building with several cameras may have one at the entrance for the whole building.",
        ),
        since=REFORM,
    ),
    DECREE.says(
        "24.2.1",
        "제24조제2항제1호",
        W("홈페이지 갈음 (공공기관 전용)", "Homepage instead of a sign (public institutions only)"),
        W("공공기관만 쓸 수 있다.", "Only public institutions may use it."),
        since=REFORM,
    ),
    DECREE.says(
        "24.2.2",
        "제24조제2항제2호",
        W("홈페이지 갈음", "Homepage instead of a sign"),
        W(
            "장소 특성상 안내판을 달 수 없거나 달아도 알아볼 수 없으면 홈페이지 게재로 갈음한다. 사유를 적는다.",
            "Only where the place makes a sign impossible or unnoticeable; record the reason.",
        ),
        since=REFORM,
    ),
    DECREE.says(
        "24.3",
        "제24조제3항",
        W("홈페이지도 어려울 때", "When the homepage is impossible"),
        W("사업장 게시나 신문 게재로 갈음한다.", "Post at the business place or in a newspaper."),
        since=REFORM,
    ),
    DECREE.says(
        "24.4",
        "제24조제4항",
        W("안내판 면제 시설", "Exempt facilities"),
        W(
            "군사시설, 국가중요시설, 국가보안시설은 안내판을 달지 않을 수 있다. 지정 문서가 있어야 한다.",
            "Military, national key and national security facilities; the designation document is needed.",
        ),
        since=REFORM,
    ),
    DECREE.says(
        "25.1",
        "제25조제1항",
        W("방침의 여덟 항목", "Eight items of the policy"),
        W("운영·관리 방침에 여덟 가지 항목을 담는다.", "The policy holds eight items."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.1",
        "제25조제1항제1호",
        W("설치 근거 및 설치 목적", "Grounds and purposes"),
        W("설치 근거와 목적을 적는다.", "State grounds and purposes."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.2",
        "제25조제1항제2호",
        W("설치 대수, 설치 위치 및 촬영 범위", "Number, location and range"),
        W("대수, 위치, 촬영 범위를 적는다.", "State number, location and filmed range."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.3",
        "제25조제1항제3호",
        W("관리책임자, 담당 부서 및 영상정보에 대한 접근 권한이 있는 사람", "Manager, department, access holders"),
        W("관리책임자, 담당 부서, 접근 권한이 있는 사람을 적는다.", "State manager, department and access holders."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.4",
        "제25조제1항제4호",
        W("촬영시간, 보관기간, 보관장소 및 처리방법", "Hours, retention, storage, processing method"),
        W("촬영시간, 보관기간, 보관장소, 처리방법을 적는다.", "State hours, retention, storage place and processing."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.5",
        "제25조제1항제5호",
        W("영상정보 확인 방법 및 장소", "How and where to check footage"),
        W("영상정보를 확인하는 방법과 장소를 적는다.", "State how and where footage is checked."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.6",
        "제25조제1항제6호",
        W("정보주체의 영상정보 열람 등 요구에 대한 조치", "Answering data subjects"),
        W("열람 등 요구에 대한 조치를 적는다.", "State how viewing requests are answered."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.7",
        "제25조제1항제7호",
        W("영상정보 보호를 위한 기술적·관리적·물리적 조치", "Technical, managerial and physical measures"),
        W("보호 조치를 적는다.", "State the protective measures."),
        since=REFORM,
    ),
    DECREE.says(
        "25.1.8",
        "제25조제1항제8호",
        W("그 밖에 설치·운영 및 관리에 필요한 사항", "Other matters"),
        W("그 밖에 필요한 사항을 적는다.", "State what else is needed."),
        since=REFORM,
    ),
    DECREE.says(
        "25.2",
        "제25조제2항",
        W("방침의 공개", "Publishing the policy"),
        W(
            "홈페이지에 계속 게재한다. 어려우면 사업장 게시 등으로 갈음한다.",
            "Keep it on the homepage; if impossible, post it otherwise.",
        ),
        since=REFORM,
    ),
    DECREE.says(
        "28.1",
        "제28조제1항",
        W("위탁 문서의 내용", "Contents of the contract"),
        W(
            "목적 외 처리 금지, 보호조치, 범위, 재위탁 제한, 감독, 책임 등을 문서에 담는다.",
            "No other use, protection, scope, re-entrusting limit, supervision, liability.",
        ),
    ),
    DECREE.says(
        "28.2",
        "제28조제2항",
        W("위탁의 홈페이지 공개", "Publishing on the homepage"),
        W("위탁 업무와 수탁자를 홈페이지에 계속 게재한다.", "Keep the work and processor on the homepage."),
    ),
    DECREE.says(
        "28.6",
        "제28조제6항",
        W("수탁자 교육·감독", "Supervising processors"),
        W("수탁자의 처리 현황을 점검하고 교육한다.", "Inspect and train the processor."),
    ),
    DECREE.says(
        "30.1.1",
        "제30조제1항제1호",
        W("내부 관리계획", "Internal plan"),
        W("내부 관리계획을 세우고 시행하고 점검한다.", "Have, carry out and check an internal plan."),
    ),
    DECREE.says(
        "31.2",
        "제31조제2항",
        W("홈페이지 게재", "Homepage"),
        W("처리방침을 홈페이지에 계속 게재한다.", "Keep the policy on the homepage."),
    ),
    DECREE.says(
        "32.2.2",
        "제32조제2항제2호",
        W("보호책임자의 자격", "Who may be privacy officer"),
        W(
            "사업주·대표자나 임원. 임원이 없을 때에만 담당 부서의 장.",
            "The owner, representative or an officer; a department head only where there is no officer.",
        ),
    ),
    DECREE.says(
        "41.2",
        "제41조제2항",
        W("요구 방법", "Channels for requests"),
        W(
            "서면·전화·전자우편·인터넷 등 쉬운 방법으로 요구할 수 있게 한다.",
            "Requests by easy means: writing, phone, e-mail, internet.",
        ),
    ),
    DECREE.says(
        "41.4",
        "제41조제4항",
        W("열람 기간 10일", "Ten days to show"),
        W("요구를 받은 날부터 10일 안에 열람하게 한다.", "Show within 10 days of receipt."),
    ),
    DECREE.says(
        "41.5",
        "제41조제5항",
        W("열람·일부열람 통지", "Notice of viewing"),
        W(
            "열람할 내용과 날짜·시간·장소를 알린다. 일부만이면 사유와 이의제기방법도 알린다.",
            "Tell what, when and where; if partial, the reason and how to object.",
        ),
    ),
    DECREE.says(
        "42.1",
        "제42조제1항",
        W("일부 열람", "Partial viewing"),
        W("일부만 제한 사유가 있으면 나머지는 열람하게 한다.", "Show the part no ground covers."),
    ),
    DECREE.says(
        "42.2",
        "제42조제2항",
        W("연기·거절 통지 10일", "Ten days to notify a refusal"),
        W(
            "미루거나 거절하면 10일 안에 사유와 이의제기방법을 알린다.",
            "Postponement or refusal is told within 10 days with the reason and how to object.",
        ),
    ),
    DECREE.says(
        "43.3",
        "제43조제3항",
        W("삭제 결과 10일", "Ten days for deletion"),
        W(
            "정정·삭제 요구를 받은 날부터 10일 안에 조치하고 결과를 알린다.",
            "Act on a deletion request and tell the result within 10 days.",
        ),
    ),
    DECREE.says(
        "44.2",
        "제44조제2항",
        W("처리정지 결과 10일", "Ten days for suspension"),
        W(
            "처리정지 요구를 받은 날부터 10일 안에 결과를 알린다.",
            "Tell the result of a suspension request in 10 days.",
        ),
    ),
    DECREE.says(
        "45.1",
        "제45조제1항",
        W("대리인", "Agents"),
        W("법정대리인이나 위임을 받은 사람이 대신 요구할 수 있다.", "A legal or authorised agent may ask."),
    ),
    DECREE.says(
        "45.2",
        "제45조제2항",
        W("위임장", "Power of attorney"),
        W("위임받은 대리인은 위임장을 낸다.", "An authorised agent shows a power of attorney."),
    ),
    DECREE.says(
        "46.1",
        "제46조제1항",
        W("본인 확인", "Identity check"),
        W("요구한 사람이 본인이나 정당한 대리인인지 확인한다.", "Check that the requester is who they say."),
    ),
    DECREE.says(
        "47.1",
        "제47조제1항·제2항",
        W("수수료", "Fee"),
        W(
            "실비만 받을 수 있고, 처리자에게 책임이 있으면 받지 않는다.",
            "Actual cost only; none if the controller caused the request.",
        ),
    ),
)

"""Owns the provisions of the Act (개인정보 보호법) the product relies on, restated in our words."""

from app.law.citation import ACT, REFORM, Words

W = Words

ACT_SOURCES = (
    ACT.says(
        "2.7",
        "제2조제7호",
        W("고정형 영상정보처리기기", "Fixed video device"),
        W(
            "일정한 곳에 설치되어 사람이나 사물을 촬영하는 기기. 2023-09-15부터 '고정형'을 붙여 이동형과 구분한다.",
            "A device installed in one place that films people or things; called 'fixed' since 2023-09-15.",
        ),
        since=REFORM,
    ),
    ACT.says(
        "3.1",
        "제3조제1항",
        W("최소 수집", "Data minimisation"),
        W("목적에 필요한 만큼만 처리한다.", "Process no more than the purpose needs."),
    ),
    ACT.says(
        "3.3",
        "제3조제3항",
        W("정확성", "Accuracy"),
        W("처리하는 정보를 정확하고 최신으로 유지한다.", "Keep what is processed accurate and up to date."),
    ),
    ACT.says(
        "15.1",
        "제15조제1항",
        W("수집·이용의 근거", "Grounds for collection"),
        W(
            "비공개 장소의 촬영은 제25조가 아니라 이 항의 근거가 있어야 한다.",
            "Filming a place closed to the public needs a ground of this paragraph, not article 25.",
        ),
    ),
    ACT.says(
        "15.1.1",
        "제15조제1항제1호",
        W("정보주체의 동의", "Consent"),
        W("정보주체의 동의를 받은 경우.", "The data subject consented."),
    ),
    ACT.says(
        "15.1.6",
        "제15조제1항제6호",
        W("정당한 이익", "Legitimate interest"),
        W(
            "정당한 이익에 필요하고 정보주체의 권리보다 명백히 우선하며 합리적인 범위인 경우.",
            "Necessary for a legitimate interest that clearly overrides the data subject's rights, and proportionate.",
        ),
    ),
    ACT.says(
        "16.1",
        "제16조제1항",
        W("수집 최소한의 증명", "Burden of proving the minimum"),
        W("필요한 최소한만 수집하며, 그 증명은 처리자가 한다.", "Collect the least; the controller must prove it."),
    ),
    ACT.says(
        "17.1",
        "제17조제1항",
        W("제3자 제공의 근거", "Grounds for provision"),
        W(
            "동의를 받거나 수집 목적 범위 안에서 제3자에게 제공할 수 있는 경우.",
            "Consent, or provision within the purpose of collection.",
        ),
    ),
    ACT.says(
        "18.2",
        "제18조제2항",
        W("목적 외 이용·제공", "Use and provision beyond the purpose"),
        W(
            "공공기관이 아니면 제1호·제2호·제3호·제10호만 쓸 수 있고 제5호부터 제9호까지는 쓸 수 없다.",
            "A private controller may use items 1, 2, 3 and 10 only; items 5 to 9 are for public institutions.",
        ),
    ),
    ACT.says(
        "18.2.1",
        "제18조제2항제1호",
        W("별도의 동의", "Separate consent"),
        W("정보주체로부터 별도의 동의를 받은 경우.", "The data subject gave separate consent."),
    ),
    ACT.says(
        "18.2.2",
        "제18조제2항제2호",
        W("다른 법률의 특별한 규정", "Special provision of another Act"),
        W(
            "다른 법률에 특별한 규정이 있는 경우. 그 법률이나 영장과 문서번호를 함께 적는다.",
            "Another Act provides for it; the statute or warrant and the document number are recorded.",
        ),
    ),
    ACT.says(
        "18.2.3",
        "제18조제2항제3호",
        W("급박한 생명·신체·재산의 이익", "Urgent life, body or property interest"),
        W(
            "급박한 생명·신체·재산의 이익을 위하여 명백히 필요한 경우. 민간도 쓸 수 있음은 확인했고 문구는 미확인.",
            "Clearly needed for an urgent interest of life, body or property; that the item is open to us was read, "
            "its words were not.",
        ),
        tag="U",
    ),
    ACT.says(
        "18.2.5",
        "제18조제2항제5호",
        W("공공기관 전용 사유 (제5호)", "Public institutions only (item 5)"),
        W("공공기관만 쓸 수 있다.", "Only public institutions may use it."),
    ),
    ACT.says(
        "18.2.6",
        "제18조제2항제6호",
        W("공공기관 전용 사유 (제6호)", "Public institutions only (item 6)"),
        W("공공기관만 쓸 수 있다.", "Only public institutions may use it."),
    ),
    ACT.says(
        "18.2.7",
        "제18조제2항제7호",
        W("범죄 수사 등 (공공기관 전용)", "Investigation (public institutions only)"),
        W(
            "범죄의 수사 등에 필요한 경우. 공공기관만 쓸 수 있다.",
            "Needed to investigate a crime; only public institutions may use it.",
        ),
    ),
    ACT.says(
        "18.2.8",
        "제18조제2항제8호",
        W("공공기관 전용 사유 (제8호)", "Public institutions only (item 8)"),
        W("공공기관만 쓸 수 있다.", "Only public institutions may use it."),
    ),
    ACT.says(
        "18.2.9",
        "제18조제2항제9호",
        W("공공기관 전용 사유 (제9호)", "Public institutions only (item 9)"),
        W("공공기관만 쓸 수 있다.", "Only public institutions may use it."),
    ),
    ACT.says(
        "18.2.10",
        "제18조제2항제10호",
        W("공공의 안전과 안녕", "Public safety"),
        W(
            "공공의 안전과 안녕을 위하여 긴급히 필요한 경우. 민간도 쓸 수 있음은 확인했고 문구는 미확인.",
            "Urgently needed for public safety; that the item is open to us was read, its words were not.",
        ),
        tag="U",
    ),
    ACT.says(
        "18.3",
        "제18조제3항",
        W("목적 외 동의 때 알릴 다섯 가지", "Five items told when asking consent"),
        W(
            "동의로 목적 외 이용·제공을 할 때에는 정해진 다섯 가지를 알린다.",
            "Five items are told when use or provision beyond the purpose rests on consent.",
        ),
    ),
    ACT.says(
        "18.5",
        "제18조제5항",
        W("제공받는 자에게 제한 요청", "Limits asked of the recipient"),
        W(
            "목적 외 제공 때 이용 목적·방법의 제한이나 안전조치를 받는 자에게 요청한다.",
            "The recipient is asked to limit use or to take safety measures.",
        ),
    ),
    ACT.says(
        "21.1",
        "제21조제1항",
        W("지체 없는 파기", "Destruction without delay"),
        W(
            "보관기간이 끝나거나 목적을 이루면 지체 없이 파기한다.",
            "Destroy without delay when the period ends or the purpose is met.",
        ),
    ),
    ACT.says(
        "21.2",
        "제21조제2항",
        W("복구할 수 없는 파기", "Destruction beyond recovery"),
        W("복구하거나 재생할 수 없게 파기한다.", "Destroy so that it cannot be recovered."),
    ),
    ACT.says(
        "21.3",
        "제21조제3항",
        W("다른 법령에 따른 분리 보관", "Separate storage"),
        W("다른 법령에 따라 더 보관하면 따로 저장한다.", "What another statute makes us keep is stored separately."),
    ),
    ACT.says(
        "24-2.1",
        "제24조의2제1항",
        W("주민등록번호 처리 제한", "No resident numbers"),
        W(
            "근거 없이 주민등록번호를 처리하지 않는다. 신분증은 확인 사실만 적는다.",
            "No resident registration numbers without a ground; record only that an identity was checked.",
        ),
    ),
)

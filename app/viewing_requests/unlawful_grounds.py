"""Owns the closed list of grounds on which a viewing may not be refused: what each claims, why not, what to do instead.

The legal ground of a refusal is one of 법 제35조제4항; these are what people write in its place. Names are permanent.
"""

from app.kernel.messages import N_
from app.viewing_requests.alternatives import Alternative
from app.viewing_requests.claims import Says, UnlawfulGround

A = Alternative
_LISTED = N_("열람을 거절할 수 있는 사유는 법에 정해져 있고, 이 사유는 거기에 없습니다.")

UNLAWFUL_GROUNDS: tuple[UnlawfulGround, ...] = (
    UnlawfulGround(
        "police_present",
        N_("경찰이 함께 있어야 보여 준다"),
        N_("본인이 촬영된 영상은 본인이 요구할 수 있고, 본인 확인은 신분증으로 합니다. 경찰의 입회는 조건이 아닙니다."),
        "pipa.35.4",
        (A.IDENTITY, A.MASK),
        (
            Says(("police", "together", "need"), ("not_needed",), 12, condition=True),
            Says(("police", "on_coming"), ("not_needed",), 6, condition=True, ordered=True),
            Says(("police", "without"), ("not_needed",), 4, condition=True, ordered=True),
        ),
    ),
    UnlawfulGround(
        "official_letter",
        N_("공문이나 영장, 신고가 있어야 보여 준다"),
        N_("본인의 열람 요구에는 수사기관이나 법원의 문서가 필요하지 않습니다."),
        "pipa.35.4",
        (A.IDENTITY, A.PROVISION),
        (
            Says(("papers", "need"), ("not_needed", "statute"), 12, condition=True),
            Says(("officials", "exclusive"), ("harm",), 3, condition=True, ordered=True),
            Says(("officials", "if_asked"), ("harm", "not_needed"), 4, condition=True, ordered=True),
            Says(("report_first",), ("not_needed", "harm"), condition=True),
            Says(("authority", "through", "need"), ("not_needed", "statute", "harm"), 14, condition=True),
        ),
    ),
    UnlawfulGround(
        "others_filmed",
        N_("다른 사람이 함께 촬영되었다"),
        N_("다른 사람을 알아볼 수 있으면 가린 뒤 보여 줍니다. 함께 촬영되었다는 것만으로는 거절할 수 없습니다."),
        "guideline.46",
        (A.MASK, A.PART, A.FACTS),
        (
            Says(("others", "filmed"), ("masking", "harmed", "consent")),
            Says(("others", "likeness"), ("masking", "harmed")),
            Says(("likeness", "infringed"), ("masking", "harmed"), 10, ordered=True),
        ),
    ),
    UnlawfulGround(
        "others_consent",
        N_("함께 촬영된 사람의 동의가 있어야 보여 준다"),
        N_("다른 사람은 가리면 되고, 그 사람의 동의는 열람의 조건이 아닙니다."),
        "guideline.46",
        (A.MASK,),
        (Says(("others", "consent", "need"), ("not_needed", "harmed"), 16, condition=True),),
    ),
    UnlawfulGround(
        "company_rule",
        N_("회사의 방침이나 내부 규정, 결재 때문이다"),
        N_("회사가 정한 규칙은 법에 없는 거절 사유를 만들 수 없습니다."),
        "pipa.35.4",
        (A.MASK, A.PART),
        (
            Says(("company", "rule"), ("statute",), 12),
            Says(("rule", "cannot"), ("statute",), 12, ordered=True),
            Says(("superior", "approval", "need"), ("not_needed", "statute"), 12),
            Says(("superior", "told"), ("statute",), 8, ordered=True),
            Says(("company", "usually", "not_shown"), (), 16),
        ),
    ),
    UnlawfulGround(
        "staff_absent",
        N_("담당자가 없다"),
        N_("담당자의 사정은 거절 사유가 아닙니다. 기한 안에 다른 사람이 보여 주어야 합니다."),
        "pipa.35.3",
        (A.APPOINT,),
        (Says(("handler", "absent"), (), 10),),
    ),
    UnlawfulGround(
        "too_busy",
        N_("일손이 모자라거나 바쁘다"),
        _LISTED,
        "pipa.35.3",
        (A.APPOINT,),
        (Says(("staff", "short"), (), 8), Says(("busy",), ())),
    ),
    UnlawfulGround(
        "technical",
        N_("기술이나 장비 때문에 어렵다"),
        _LISTED,
        "pipa.35.4",
        (A.MASK, A.PART, A.APPOINT),
        (
            Says(("machine", "hard"), ("not_recorded", "mask_too_weak"), 14, ordered=True),
            Says(("technical_reasons",), ("not_recorded",)),
            Says(("mask_fails",), ("harm",)),
        ),
    ),
    UnlawfulGround(
        "too_much",
        N_("영상이 많거나 찾는 데 오래 걸린다"),
        _LISTED,
        "pipa.35.3",
        (A.NARROW, A.APPOINT),
        (Says(("footage", "much"), ("not_recorded",), 10), Says(("search", "much"), (), 14)),
    ),
    UnlawfulGround(
        "public_interest",
        N_("공익적 사유가 있다"),
        _LISTED,
        "pipa.35.4",
        (A.MASK, A.FACTS),
        (Says(("public_good",), ("statute",)),),
    ),
    UnlawfulGround(
        "investigation",
        N_("수사나 재판에 지장을 준다"),
        N_("민간 회사가 쓸 수 있는 사유는 법 제35조제4항제1호와 제2호뿐이고, 수사나 재판의 지장은 거기에 없습니다."),
        "pipa.35.4.3",
        (A.MASK, A.FACTS),
        (
            Says(("inquiry", "hindrance"), ("secrecy",), 12, ordered=True),
            Says(("inquiry", "pending"), ("secrecy", "harm"), 8),
        ),
        public_ground="pipa.35.4.3",
    ),
    UnlawfulGround(
        "duty_hindrance",
        N_("업무에 지장을 준다"),
        N_("업무의 지장은 공공기관만 쓸 수 있는 사유입니다."),
        "pipa.35.4.3",
        (A.APPOINT, A.NARROW),
        (Says(("duty", "hindrance"), ("statute", "harm"), 8, ordered=True),),
        public_ground="pipa.35.4.3",
    ),
    UnlawfulGround(
        "security",
        N_("시설의 보안 때문이다"),
        N_("법률이 금지하면 그 법률과 조문을 적습니다. 보안이라는 말만으로는 거절할 수 없습니다."),
        "pipa.35.4.1",
        (A.PART, A.MASK),
        (
            Says(("security_reasons",), ("statute",)),
            Says(("plant_hidden", "exposed"), ("statute", "harm"), 8, ordered=True),
            Says(("security", "because"), ("statute", "harm"), 16),
            Says(("security", "cannot"), ("statute", "harm"), 16),
        ),
    ),
    UnlawfulGround(
        "trade_secret",
        N_("회사의 비밀이 드러난다"),
        N_("회사 자신의 비밀은 다른 사람의 이익이 아닙니다. 그 부분을 빼거나 가리고 보여 줍니다."),
        "pipa.35.4.2",
        (A.PART, A.FACTS),
        (Says(("secret",), ("statute", "harmed", "not_secret")),),
    ),
    UnlawfulGround(
        "purpose",
        N_("보려는 목적이나 필요가 분명하지 않다"),
        N_("정보주체는 자신의 영상을 보려는 이유를 증명하지 않아도 됩니다."),
        "pipa.35.4",
        (A.NARROW, A.IDENTITY),
        (Says(("goal", "lacking"), ("no_refusal",), 10, ordered=True), Says(("idle",), ("withdrawn",))),
    ),
    UnlawfulGround(
        "lawyer_only",
        N_("변호사를 통해야 한다"),
        N_("정보주체가 직접 요구할 수 있습니다. 대리인은 선택입니다."),
        "decree.45.1",
        (A.IDENTITY, A.CHANNEL),
        (
            Says(("lawyer", "need"), ("not_needed",), 14, condition=True),
            Says(("lawyer", "through"), ("not_needed",), 8, condition=True),
        ),
    ),
    UnlawfulGround(
        "fee",
        N_("수수료를 내지 않았다"),
        N_("실비는 받을 수 있지만 거절 사유는 아닙니다."),
        "decree.47.1",
        (A.FEE,),
        (Says(("fee", "unpaid"), ("no_fee",), 12, condition=True),),
    ),
    UnlawfulGround(
        "id_copy",
        N_("신분증 사본을 내야 한다"),
        N_("신분증은 보고 확인만 합니다. 사본이나 주민등록번호를 요구하지 않습니다."),
        "decree.46.1",
        (A.IDENTITY,),
        (Says(("identity_copy", "need"), ("not_needed",), 12, condition=True),),
    ),
    UnlawfulGround(
        "already_shown",
        N_("이미 보여 주었거나 같은 요구를 되풀이한다"),
        _LISTED,
        "pipa.35.4",
        (A.APPOINT, A.MASK),
        (
            Says(("before", "was_shown"), ("remaining", "not_recorded"), 12, condition=True),
            Says(("again",), ("remaining", "harm")),
        ),
    ),
    UnlawfulGround(
        "channel",
        N_("정해진 방법이나 서식으로만 받는다"),
        N_("서면, 전화, 전자우편, 인터넷 등 쉬운 방법으로 요구할 수 있어야 합니다."),
        "decree.41.2",
        (A.CHANNEL, A.IDENTITY),
        (
            Says(("distance", "cannot"), ("not_needed", "any_channel", "identity_copy"), 14, condition=True),
            Says(("visit", "need"), ("not_needed", "police", "harm"), 8, condition=True),
            Says(("paper_form", "need"), ("not_needed",), 12, condition=True),
        ),
    ),
    UnlawfulGround(
        "minor",
        N_("미성년자라서 안 된다"),
        N_("미성년자도 정보주체이고, 법정대리인이 대신 요구할 수도 있습니다."),
        "decree.45.1",
        (A.GUARDIAN,),
        (
            Says(("minor_plain",), ("statute", "harm", "masking", "informed")),
            Says(("minor", "because"), ("statute", "harm", "masking", "informed"), 14, ordered=True),
        ),
    ),
    UnlawfulGround(
        "dispute",
        N_("분쟁이나 책임이 걱정된다"),
        _LISTED,
        "pipa.35.4",
        (A.MASK, A.FACTS),
        (Says(("dispute", "worry"), ("statute", "harm"), 14), Says(("settled",), ("withdrawn",))),
    ),
    UnlawfulGround(
        "own_use",
        N_("회사의 목적에만 쓰는 영상이다"),
        N_("설치 목적은 정보주체의 열람을 막지 않습니다. 본인이 촬영된 영상은 본인이 요구할 수 있습니다."),
        "guideline.44.1",
        (A.MASK, A.IDENTITY),
        (Says(("own_use", "own_use_limit"), ("statute", "harm"), 8, ordered=True),),
    ),
    UnlawfulGround(
        "stranger",
        N_("고객이나 직원이 아니다"),
        N_("영상에 촬영된 사람이면 누구나 정보주체입니다."),
        "guideline.44.1",
        (A.IDENTITY, A.MASK),
        (Says(("stranger", "because"), ("statute",), 16),),
    ),
)

NO_FACT = UnlawfulGround(
    "no_fact",
    N_("고른 근거에 맞는 사실이 적혀 있지 않다"),
    N_(
        "거절 사유는 구체적으로 적습니다. 제1호이면 금지하는 법률과 조문을, 제2호이면 누구의 생명·신체나 재산 등을"
        " 어떻게 해치는지 적으십시오. 남아 있지 않은 영상은 그 사실을 적습니다."
    ),
    "guideline.44.5",
    (A.FACTS, A.MASK, A.PART),
    (),
)
"""What stands in for the reasons no list foresees: a refusal that says nothing any lawful ground is about."""

NO_ARTICLE = UnlawfulGround(
    "no_article",
    N_("법률을 말하지만 열람을 금지하는 조문이 없다"),
    N_(
        "어느 법률 몇 조가 열람을 금지하는지 적으십시오. 수사·재판의 절차나 사업을 정한 법률이면 그 조문이 회사에"
        " 열람을 금지하는지부터 확인하십시오."
    ),
    "pipa.35.4.1",
    (A.FACTS, A.MASK, A.PART),
    (),
)
"""What stands in for a law that is only named."""


def unlawful_ground(name: str) -> UnlawfulGround:
    """Return the ground of a name.

    :raises KeyError: if there is none.
    """
    return _BY_NAME[name]


_BY_NAME = {unlawful.name: unlawful for unlawful in (*UNLAWFUL_GROUNDS, NO_FACT, NO_ARTICLE)}

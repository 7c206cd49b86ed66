"""Owns what is lawful in place of an unlawful refusal: each with its source and an opinion to start from."""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.messages import N_
from app.law.sources import Source, latest


class Alternative(StrEnum):
    """What may be done instead; the names stand in addresses."""

    MASK = "mask"
    PART = "part"
    IDENTITY = "identity"
    GUARDIAN = "guardian"
    PROVISION = "provision"
    APPOINT = "appoint"
    NARROW = "narrow"
    FEE = "fee"
    CHANNEL = "channel"
    FACTS = "facts"
    DELETE = "delete"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Advice:
    """An alternative in words. ``opinion`` is the text the decider starts from; ``label`` and it are message ids."""

    label: str
    opinion: str
    source_key: str

    @property
    def source(self) -> Source:
        """Return what the alternative rests on."""
        return latest(self.source_key)


ADVICE: dict[Alternative, Advice] = {
    Alternative.MASK: Advice(
        N_("승인하고 가려서 보여 주기"),
        N_("함께 촬영된 다른 사람을 알아볼 수 없게 가린 뒤 보여 줍니다."),
        "guideline.46",
    ),
    Alternative.PART: Advice(
        N_("제한할 부분만 빼고 보여 주기"),
        N_("제한 사유가 있는 부분만 빼고 나머지를 보여 줍니다. 뺀 구간과 사유: "),
        "decree.42.1",
    ),
    Alternative.IDENTITY: Advice(
        N_("신분증을 확인만 하고 보여 주기"),
        N_("신분증으로 본인임을 확인하고 보여 줍니다. 확인한 사실만 적고 사본은 받지 않습니다."),
        "decree.46.1",
    ),
    Alternative.GUARDIAN: Advice(
        N_("법정대리인도 요구할 수 있음을 알리고 보여 주기"),
        N_("본인이나 법정대리인임을 확인하고 보여 줍니다."),
        "decree.45.1",
    ),
    Alternative.PROVISION: Advice(
        N_("수사기관이 직접 요청하면 제공으로 따로 접수하기"),
        N_("정보주체의 열람은 승인합니다. 수사기관의 요청은 제공으로 따로 접수합니다."),
        "guideline.40",
    ),
    Alternative.APPOINT: Advice(
        N_("기한 안의 날짜·시간·장소를 정해 알리기"),
        N_("기한 안에 보여 줍니다. 일시와 장소: "),
        "decree.41.4",
    ),
    Alternative.NARROW: Advice(
        N_("날짜·시각·장소를 물어 범위를 좁히기"),
        N_("청구인과 확인한 범위를 보여 줍니다. 일시와 카메라: "),
        "pipa.35.3",
    ),
    Alternative.FEE: Advice(
        N_("실비를 알리고 보여 주기"),
        N_("보여 줍니다. 실비가 있으면 금액과 내는 방법을 함께 알립니다."),
        "decree.47.1",
    ),
    Alternative.CHANNEL: Advice(
        N_("들어온 방법 그대로 접수하기"),
        N_("들어온 방법 그대로 접수하고 보여 줍니다."),
        "decree.41.2",
    ),
    Alternative.FACTS: Advice(
        N_("다른 사람에게 실제로 해가 되면 그 사실을 적기"),
        N_("누구의 어떤 이익을 어떻게 해치는지(있었던 일, 날짜, 구간): "),
        "pipa.35.4.2",
    ),
    Alternative.DELETE: Advice(
        N_("삭제를 승인하고 결과를 알리기"),
        N_("영상을 삭제하고 그 결과를 알립니다."),
        "decree.43.3",
    ),
    Alternative.KEEP: Advice(
        N_("보관해야 하면 그 법률과 조문을 적기"),
        N_("이 영상을 보관하게 하는 법률과 조문, 기간: "),
        "decree.43.3",
    ),
}
"""The last two are about a deletion, the others about a viewing."""


@dataclass(frozen=True, slots=True)
class PartWords:
    """How a decision in part begins: what is shown, and on which ground and why not the rest; message ids."""

    allowed: str
    reason: str
    ground: str


PARTS: dict[Alternative, PartWords] = {
    Alternative.MASK: PartWords(
        N_("함께 촬영된 다른 사람을 알아볼 수 없게 가린 영상 전부"),
        N_("가린 부분을 그대로 보여 주면 함께 촬영된 다른 사람의 사생활을 부당하게 침해할 우려가 있습니다."),
        "pipa.35.4.2",
    ),
    Alternative.PART: PartWords(
        N_("제한 사유가 있는 구간을 뺀 나머지. 보여 줄 구간: "),
        N_("뺀 구간(시각)을 보여 주면 다른 사람의 이익을 부당하게 침해할 우려가 있습니다. 있었던 일: "),
        "pipa.35.4.2",
    ),
}
"""Alternatives that are decisions in part: their links lead to that form."""

"""Owns what a claim is: a reason given in place of a legal one, how it is put, and what to do instead."""

from dataclasses import dataclass, replace

from app.kernel.messages import N_, Message
from app.law.sources import Source, latest
from app.viewing_requests.alternatives import ADVICE, Advice, Alternative

_SENTENCE = N_("'{claim}': {why} ({source}) 대신: {instead}.")


@dataclass(frozen=True, slots=True)
class Says:
    """One way to put a claim: concepts that stand close together in a sentence, and what takes the claim back.

    ``within`` is a distance in Korean syllables. A condition ("only with the police") stays one beside a promise to
    show; any other claim is void in a sentence that then says the footage is shown.
    """

    all_of: tuple[str, ...]
    unless: tuple[str, ...] = ()
    within: int = 14
    condition: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class UnlawfulGround:
    """A ground no private controller has. ``public_ground``: a public institution may have it under this ground."""

    name: str
    claim: str
    why: str
    source_key: str
    alternatives: tuple[Alternative, ...]
    says: tuple[Says, ...]
    public_ground: str | None = None

    @property
    def source(self) -> Source:
        """Return what makes it unlawful."""
        return latest(self.source_key)

    @property
    def advice(self) -> tuple[tuple[Alternative, Advice], ...]:
        """Return what may be done instead, the first choice first."""
        return tuple((alternative, ADVICE[alternative]) for alternative in self.alternatives)

    @property
    def sentence(self) -> Message:
        """Return the claim, why it is no ground, where that stands, and the first thing to do instead."""
        return Message(
            _SENTENCE,
            {
                "claim": Message(self.claim),
                "why": Message(self.why),
                "source": self.source.citation,
                "instead": Message(self.advice[0][1].label),
            },
        )


_UNCONFIRMED = N_(
    "삭제를 거절할 근거로 확인되지 않은 까닭입니다. 보관하게 하는 법률의 조문, 아직 열람하지 않은 사실, 영상이 남아"
    " 있지 않은 사실처럼 확인할 수 있는 것을 적으십시오."
)
_IN_DELETIONS = {
    "police_present": N_("경찰이 함께 있어야 삭제한다"),
    "official_letter": N_("공문이나 영장, 신고가 있어야 삭제한다"),
    "others_consent": N_("함께 촬영된 사람의 동의가 있어야 삭제한다"),
    "already_shown": N_("이미 처리했거나 같은 요구를 되풀이한다"),
    "purpose": N_("삭제하려는 목적이나 필요가 분명하지 않다"),
    "no_fact": N_("삭제하지 않는 사실이 적혀 있지 않다"),
    "no_article": N_("법률을 말하지만 보관하게 하는 조문이 없다"),
}
"""Claims that speak of showing, as they are said of a deletion."""
_WHY_IN_DELETIONS = {
    "no_article": N_("어느 법률 몇 조가 이 영상을 보관하게 하는지 적으십시오. 법률의 이름만으로는 확인할 수 없습니다.")
}


def about_deletion(unlawful: UnlawfulGround) -> UnlawfulGround:
    """Return a ground in words that fit refusing a deletion (법 제36조): what it claims, why not, and what is left.

    Which grounds a deletion may be refused on was not confirmed; so it is said, and nothing of what a viewing asks.
    """
    return replace(
        unlawful,
        claim=_IN_DELETIONS.get(unlawful.name, unlawful.claim),
        why=_WHY_IN_DELETIONS.get(unlawful.name, _UNCONFIRMED),
        source_key="pipa.36.1",
        alternatives=(Alternative.DELETE, Alternative.KEEP),
    )

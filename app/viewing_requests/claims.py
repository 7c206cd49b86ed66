"""Owns what a claim is: a reason given in place of a legal one, how it is put, and what to do instead."""

from dataclasses import dataclass

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

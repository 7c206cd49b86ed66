"""Owns which checks of identity and authority a request needs, why, and by which methods they are made. Pure data.

What is recorded is that somebody checked, how and when: never a number of a card, never its image (법 24의2).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.viewing_requests.domain import Channel, Handling, RequesterKind


class CheckKind(StrEnum):
    """What is checked; stored names are permanent."""

    IDENTITY = "identity"
    AUTHORITY_GUARDIAN = "authority_guardian"
    AUTHORITY_AGENT = "authority_agent"
    OFFICIAL_DOCUMENT = "official_document"


class Method(StrEnum):
    """How it is checked; stored names are permanent."""

    ID_SHOWN = "id_shown"
    ID_ON_VISIT = "id_on_visit"  # Asked from afar, shown later when they came.
    MOBILE_ID = "mobile_id"
    CALLED_BACK = "called_back"
    E_SIGNATURE = "e_signature"
    OFFICE_CARD = "office_card"
    KNOWN_COLLEAGUE = "known_colleague"
    PROXY_LETTER = "proxy_letter"
    FAMILY_PAPERS = "family_papers"
    ORIGINAL_SEEN = "original_seen"
    SENDER_CALLED = "sender_called"


class RevokedBecause(StrEnum):
    """Why a check no longer counts; a closed list, so that nothing is written of people. Names are permanent."""

    RECORDED_WRONGLY = "recorded_wrongly"
    OTHER_PERSON = "other_person"
    DOUBTED = "doubted"
    AUTHORITY_ENDED = "authority_ended"


@dataclass(frozen=True, slots=True)
class Way:
    """What a method can show, and over which ways of asking it works."""

    shows: frozenset[CheckKind]
    channels: frozenset[Channel]


_ALL = frozenset(Channel)
_AFAR = _ALL - {Channel.COUNTER}
_IDENTITY = frozenset({CheckKind.IDENTITY})

WAYS: Mapping[Method, Way] = {
    Method.ID_SHOWN: Way(_IDENTITY, frozenset({Channel.COUNTER})),
    Method.ID_ON_VISIT: Way(_IDENTITY, _AFAR),
    Method.MOBILE_ID: Way(_IDENTITY, frozenset({Channel.COUNTER, Channel.WEB})),
    Method.CALLED_BACK: Way(_IDENTITY, _AFAR),
    Method.E_SIGNATURE: Way(_IDENTITY, frozenset({Channel.EMAIL, Channel.WEB})),
    Method.OFFICE_CARD: Way(_IDENTITY, frozenset({Channel.COUNTER})),
    Method.KNOWN_COLLEAGUE: Way(_IDENTITY, _ALL),
    Method.PROXY_LETTER: Way(frozenset({CheckKind.AUTHORITY_AGENT}), _ALL),
    Method.FAMILY_PAPERS: Way(frozenset({CheckKind.AUTHORITY_GUARDIAN}), _ALL),
    Method.ORIGINAL_SEEN: Way(frozenset({CheckKind.OFFICIAL_DOCUMENT}), _ALL),
    Method.SENDER_CALLED: Way(frozenset({CheckKind.OFFICIAL_DOCUMENT}), _ALL),
}
CHECK_NAMES: Mapping[CheckKind, str] = {
    CheckKind.IDENTITY: N_("신분 확인"),
    CheckKind.AUTHORITY_GUARDIAN: N_("법정대리권 확인"),
    CheckKind.AUTHORITY_AGENT: N_("위임 확인"),
    CheckKind.OFFICIAL_DOCUMENT: N_("공문·영장 확인"),
}
METHOD_NAMES: Mapping[Method, str] = {
    Method.ID_SHOWN: N_("주민등록증·운전면허증·여권 제시"),
    Method.ID_ON_VISIT: N_("나중에 방문해 신분증 제시"),
    Method.MOBILE_ID: N_("모바일 신분증"),
    Method.CALLED_BACK: N_("본인 전화로 되걸기"),
    Method.E_SIGNATURE: N_("전자서명"),
    Method.OFFICE_CARD: N_("공무원증·사원증 제시"),
    Method.KNOWN_COLLEAGUE: N_("사내에서 아는 사람"),
    Method.PROXY_LETTER: N_("위임장과 위임한 사람의 신분 확인"),
    Method.FAMILY_PAPERS: N_("가족관계 서류 제시"),
    Method.ORIGINAL_SEEN: N_("공문·영장 원본 확인"),
    Method.SENDER_CALLED: N_("공문 발신기관에 되걸기"),
}
REVOKED_BECAUSE_NAMES: Mapping[RevokedBecause, str] = {
    RevokedBecause.RECORDED_WRONGLY: N_("잘못 기록함"),
    RevokedBecause.OTHER_PERSON: N_("다른 사람의 확인임"),
    RevokedBecause.DOUBTED: N_("위조·도용이 의심됨"),
    RevokedBecause.AUTHORITY_ENDED: N_("위임이나 대리권이 끝남"),
}


@dataclass(frozen=True, slots=True)
class Needed:
    """A check that must have passed before anything is shown or given, and where that is written."""

    what: CheckKind
    source_key: str

    @property
    def missing(self) -> Message:
        """Return the sentence for when it is missing."""
        return Message(
            N_("{what} 기록이 없습니다. ({source})"),
            {"what": Message(CHECK_NAMES[self.what]), "source": latest(self.source_key).citation},
        )


_OWN = "product.third_party_check"
"""No law was found that says how a third party is checked; these lines are our own choice and say so."""
_BY_ASKER: Mapping[RequesterKind, tuple[Needed, ...]] = {
    RequesterKind.SUBJECT: (),
    RequesterKind.GUARDIAN: (Needed(CheckKind.AUTHORITY_GUARDIAN, "decree.45.1"),),
    RequesterKind.AGENT: (Needed(CheckKind.AUTHORITY_AGENT, "decree.45.2"),),
    RequesterKind.INVESTIGATOR: (Needed(CheckKind.OFFICIAL_DOCUMENT, _OWN),),
    RequesterKind.COURT: (Needed(CheckKind.OFFICIAL_DOCUMENT, _OWN),),
    RequesterKind.INSURER: (Needed(CheckKind.IDENTITY, _OWN),),
    RequesterKind.THIRD_PARTY: (Needed(CheckKind.IDENTITY, _OWN),),
    RequesterKind.INTERNAL: (Needed(CheckKind.IDENTITY, _OWN),),
}
SOURCES_OF_CHECKS = ("decree.46.1", "guideline.44.3", "decree.45.1", "decree.45.2")


def needed_checks(requester: RequesterKind, handling: Handling) -> tuple[Needed, ...]:
    """Return the checks a request needs, by who asks and how it is handled (영 45, 46①; 표준지침 §44③)."""
    own = _BY_ASKER[requester]
    if requester not in {RequesterKind.SUBJECT, RequesterKind.GUARDIAN, RequesterKind.AGENT}:
        return own
    return (Needed(CheckKind.IDENTITY, "decree.46.1" if handling is Handling.VIEWING else _OWN), *own)


def missing_of(needed: Collection[Needed], passed: Collection[CheckKind]) -> tuple[Message, ...]:
    """Return a sentence for each needed check that has not passed."""
    return tuple(one.missing for one in needed if one.what not in passed)


def methods_for(what: CheckKind, channel: Channel) -> tuple[Method, ...]:
    """Return the methods by which something can be checked of a request that came in over a channel."""
    return tuple(method for method, way in WAYS.items() if what in way.shows and channel in way.channels)

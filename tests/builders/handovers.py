"""Builds hand-overs through the commands; each test states only what matters to it."""

from datetime import timedelta

from app.database import db, unit_of_work
from app.footage_access import commands
from app.kernel.clock import kst_day
from app.viewing_requests import commands as requests
from app.viewing_requests import queries
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.giving import (
    Delivery,
    Duties,
    EndsWith,
    HandOver,
    Identity,
    Item,
    KeptBecause,
    MaskAnswer,
    Masking,
    Medium,
    Mode,
    Returned,
    Unmasked,
)
from tests.builders.viewing_requests import NOW, OLGA, a_provision, approve, grant_provision, places, receive

DIGEST = "49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14"
NOBODY_ELSE = MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.NOBODY_ELSE, words="구간을 모두 보았고 혼자임")
NOTHING_SHOWN = MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.NOTHING_SHOWN)
TODAY = kst_day(NOW)
IN_A_MONTH = TODAY + timedelta(days=30)


def an_item(**values):
    """A file on a USB stick: the asked span of the asked camera."""
    given = {
        "file_name": "홍길동 주차장.mp4",
        "medium": Medium.USB,
        "span_from": NOW - timedelta(hours=22),
        "span_to": NOW - timedelta(hours=21),
        "sha256": DIGEST,
        "size_bytes": 1_073_741_824,
    }
    if "places" not in values:
        given["places"] = places("C-1")
    return Item(**{**given, **values})


def the_duties(**values):
    """What the police were asked and accepted."""
    given = {
        "sent_on": TODAY,
        "document": "안전관리-2026-118",
        "limits": "수사 목적으로만 이용",
        "measures": "암호화하여 보관하고 끝나면 파기",
        "accepted_on": TODAY,
    }
    return Duties(**{**given, **values})


def shown(**values):
    """Footage shown on the screen to the asker."""
    given = {
        "mode": Mode.SHOWN,
        "delivery": Delivery.IN_PERSON,
        "handed_at": NOW,
        "what": "본인 확인 뒤 화면으로 보여 줌",
        "mask": NOBODY_ELSE,
        "identity": Identity.RESIDENT_CARD,
    }
    return HandOver(**{**given, **values})


def a_copy(**values):
    """A file for the asker to keep."""
    given = {
        "mode": Mode.FILE,
        "what": "청구한 구간의 사본 한 개를 줌",
        "copy_reason": "본인이 나온 영상의 사본을 청구함",
        "ends_with": EndsWith.KEPT,
        "kept_because": KeptBecause.OWN_COPY,
    }
    if "items" not in values:
        given["items"] = (an_item(),)
    return shown(**{**given, **values})


def provided(**values):
    """A file for the police, to be destroyed in a month."""
    given = {
        "recipient_body": "예시경찰서 형사과",
        "identity": Identity.OFFICIAL_CARD,
        "delivery": Delivery.COLLECTED,
        "duties": the_duties(),
        "use_until": IN_A_MONTH,
        "ends_with": EndsWith.DESTROY,
        "return_by": IN_A_MONTH,
        "kept_because": None,
        "what": "영장에 따라 사본 한 개를 제공함",
        "copy_reason": "영장에 적힌 구간",
    }
    return a_copy(**{**given, **values})


def hand_over(number, handover=None, *, actor=OLGA, now=NOW, key=None):
    """Hand over, and return what was written."""
    with unit_of_work() as session:
        return commands.hand_over_case(
            session, number=number, handover=handover or shown(), actor=actor, now=now, key=key
        )


def granted(kind=RequestKind.VIEWING, **values):
    """Take in and approve a request of the person in the footage, and return its number."""
    return approve(receive(kind=kind, **values))


def granted_provision(**values):
    """Take in a request of the police and let two people grant it."""
    return grant_provision(a_provision(**{"kind": RequestKind.COPY, **values}))


def confirm(number, leaf, *, positions=(1,), actor=OLGA, now=NOW, **values):
    """Note what became of copies."""
    given = {
        "how": Returned.DESTROYED,
        "on": kst_day(now),
        "by_word_of": "담당 수사관",
        "document_no": "형사-2026-5000",
    }
    with unit_of_work() as session:
        return requests.confirm_return(
            session, number=number, leaf=leaf, positions=positions, actor=actor, now=now, **{**given, **values}
        )


def handovers(number, *, actor=OLGA):
    """Return the hand-overs of a case."""
    return queries.handovers_of(db.session(), number=number, actor=actor)

"""Builds cases at one of two sites, each brought to where an act of the tables of rights can be tried on it."""

import io
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from PIL import Image

from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.registry import queries as registry
from app.viewing_requests import commands
from app.viewing_requests.commands import public
from app.viewing_requests.domain import RequesterKind, RequestKind
from app.viewing_requests.identity import CheckKind, Method
from app.viewing_requests.papers_in import AttachmentKind
from app.viewing_requests.places import places_matching
from app.viewing_requests.receipts import digest_of_secret
from tests.builders import decisions, due_dates, handovers, holds
from tests.builders import viewing_requests as built
from tests.builders.accounts import an_account
from tests.builders.stand_ins import stand_in
from tests.builders.two_sites import MARK, Side

LONG_AGO = timedelta(days=17)
"""Footage of so long ago goes before an answer is due, so that it must be held."""
_WEEKS = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: its number, the entry its addresses name, and its holds."""

    number: str
    leaf: int | None = None
    holds: tuple[int, ...] = ()


def places_at(side: Side) -> tuple[Any, ...]:
    """Return the camera of a site."""
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    return tuple(places_matching(snapshot, side.camera, sites=None)[:1])


def an_intake(side: Side, **values):
    """Return what somebody asks at a site; in words that carry its mark."""
    given: dict[str, Any] = {
        "requester_name": f"{side.mark}청구인",
        "requester_contact": f"010-{'7777' if side.mark == MARK else '1111'}-0001",
        "purpose": f"{side.mark}목적으로 확인",
    }
    if "place_words" not in values:
        given["places"] = places_at(side)
    return built.an_intake(now=utc_now(), **{**given, **values})


def received(side: Side, by: Actor | None = None, **values) -> Case:
    """Take a request in, by the clerk unless somebody else does."""
    intake, actor = an_intake(side, **values), by or side["clerk"]
    with unit_of_work() as session:
        return Case(number=commands.receive_request(session, intake=intake, actor=actor, now=utc_now()))


def in_words(side: Side, by: Actor | None = None) -> Case:
    """Take a request in whose place is known in words only."""
    return received(side, by, place_words=f"{side.mark}정문 앞")


def checked(side: Side, by: Actor | None = None, **values) -> Case:
    """Take a request in and check who asks."""
    case = received(side, by, **values)
    built.check_identity(case.number, actor=side["clerk"], now=utc_now())
    return case


def granted(side: Side, by: Actor | None = None, **values) -> Case:
    """Let the third officer grant a request."""
    case = checked(side, by, **values)
    built.approve(case.number, actor=side["third"], now=utc_now())
    return case


def refused(side: Side, by: Actor | None = None) -> Case:
    """Let the third officer refuse a request."""
    case = received(side, by)
    built.refuse(case.number, actor=side["third"], now=utc_now(), objection=f"{side.mark}{built.OBJECTION}")
    return case


POLICE = {
    "requester_kind": RequesterKind.INVESTIGATOR,
    "subject_in_footage": False,
    "kind": RequestKind.COPY,
    "document_no": "형사-2026-4471",
}


def endorsed(side: Side, by: Actor | None = None) -> Case:
    """Let the manager agree to a provision; the privacy officer is waited for."""
    case = checked(side, by, **POLICE)
    signs = side["second" if by == side["manager"] else "manager"]
    built.approve(case.number, actor=signs, now=utc_now(), ground="pipa.18.2.2", reason=f"{side.mark}영장 확인")
    return case


def provision_granted(side: Side, by: Actor | None = None) -> Case:
    """Let two people grant a provision to the police."""
    mark = side.mark
    asked = {**POLICE, "requester_body": f"{mark}경찰서", "document_no": f"{mark}형사-1"}
    case = checked(side, by, **asked)
    for decider in ("manager" if by == side["second"] else "second", "third"):
        built.approve(case.number, actor=side[decider], now=utc_now(), ground="pipa.18.2.2", reason=f"{mark}영장 확인")
    return case


def provided(side: Side, by: Actor | None = None) -> Case:
    """Give footage to the police, to be destroyed later; the entry is the hand-over's."""
    case = provision_granted(side, by)
    now, mark = utc_now(), side.mark
    day = kst_day(now)
    item = handovers.an_item(
        file_name=f"{mark}파일.mp4",
        places=places_at(side),
        span_from=now - timedelta(hours=21, minutes=50),  # Within the case's span, whatever it took to make it.
        span_to=now - timedelta(hours=21, minutes=10),
        sha256=("7" if mark == MARK else "1") * 64,
        size_bytes=777_777 if mark == MARK else 111_111,
    )
    given = handovers.provided(
        handed_at=utc_now(),
        items=(item,),
        duties=handovers.the_duties(document=f"{mark}문서", sent_on=day, accepted_on=day),
        recipient_body=f"{mark}경찰서",
        recipient_name=f"{mark}수사관",
        what=f"{mark} 영장에 따라 사본 한 개를 제공함",
        copy_reason=f"{mark} 영장에 적힌 구간",
        use_until=day + timedelta(days=30),
        return_by=day + timedelta(days=30),
    )
    done = handovers.hand_over(case.number, given, actor=side["clerk"], now=utc_now())
    return Case(number=case.number, leaf=done.handover_leaf)


def to_lock(side: Side, by: Actor | None = None) -> Case:
    """Take in a request whose footage must be held."""
    start = utc_now() - LONG_AGO
    case = received(side, by, span_from=start, span_to=start + timedelta(minutes=30))
    return Case(number=case.number, holds=tuple(one.leaf for one in holds.holds(case.number, actor=side["clerk"])))


def given_up(side: Side, by: Actor | None = None) -> Case:
    """Take in a request whose footage a decider gives up."""
    case = to_lock(side, by)
    holds.drop(case.number, actor=side["third"], now=utc_now(), chosen=case.holds)
    return case


def locked(side: Side, by: Actor | None = None) -> Case:
    """Take in a request and lock its footage."""
    case, now = to_lock(side, by), utc_now()
    first = holds.holds(case.number, actor=side["clerk"])[0]
    entry = holds.an_entry(first, now=now, recorder=f"{side.mark}NVR")
    with unit_of_work() as session:
        commands.set_holds(session, number=case.number, holds=case.holds, entry=entry, actor=side["clerk"], now=now)
    return case


def with_paper(side: Side, by: Actor | None = None) -> Case:
    """Take a request in and attach a letter; the entry is the attachment's."""
    case, now = received(side, by), utc_now()
    ready = commands.ready_paper(file_name=f"{side.mark}위임장.png", data=a_picture(), masked=None, now=now)
    paper = {"kind": AttachmentKind.OTHER, "paper": ready}
    with unit_of_work() as session:
        leaf = commands.attach_paper(session, number=case.number, actor=side["clerk"], now=utc_now(), **paper)
    return Case(number=case.number, leaf=leaf)


def with_check(side: Side, by: Actor | None = None) -> Case:
    """Take a request in and check who asks; the entry is the check's."""
    number, now = received(side, by).number, utc_now()
    note = f"{side.mark}덧붙임"
    leaf = built.check(number, CheckKind.IDENTITY, Method.ID_SHOWN, actor=side["clerk"], now=now, note=note)
    return Case(number=number, leaf=leaf)


def paused(side: Side, by: Actor | None = None) -> Case:
    """Take a request in and wait for the asker."""
    case, now = received(side, by), utc_now()
    until = kst_day(now) + timedelta(days=4)
    due_dates.pause(case.number, until, actor=side["clerk"], now=now, reason=f"{side.mark} 서류")
    return case


def hurried(side: Side, by: Actor | None = None) -> Case:
    """Take a request in and let somebody new open it as an emergency: nobody opens two before a review."""
    case = received(side, by)
    with unit_of_work() as session:
        roles, name = (Role.OPERATOR,), f"{side.mark}hurried"
        actor = an_account(session, name=name, roles=roles, sites=(side.site,), now=utc_now())
    decisions.hurry(case.number, actor=actor, now=utc_now(), reason=f"{side.mark} 가스 누출, 사람이 갇힘")
    return case


def looked_at(side: Side, case: Case) -> None:
    """Let the third officer review an emergency."""
    decisions.review(case.number, actor=side["third"], now=utc_now())


def from_the_web(side: Side, by: Actor | None = None) -> Case:
    """Ask by the web form; nobody took it in, but whoever took it over."""
    intake, now = an_intake(side), utc_now()
    nonce = now.isoformat().encode()[-16:]
    with unit_of_work() as session:
        digest = digest_of_secret(f"{now.timestamp()}")
        number = public.receive_public_request(session, intake=intake, nonce=nonce, digest=digest, now=now)
    if by is not None:
        with unit_of_work() as session:
            commands.take_over_request(session, number=number, actor=by, now=utc_now())
    return Case(number=number)


def absent(side: Side, by: Actor | None = None) -> Case:
    """Let the deputy stand in for the second manager on days to come; the entry is the stand-in's."""
    del by
    first = kst_day(utc_now()) + timedelta(days=20 + 2 * next(_WEEKS))
    days = {"from_on": first, "until_on": first}
    leaf = stand_in(side["second"], side["deputy"], site_code=side.site, now=utc_now(), **days)
    return Case(number="", leaf=leaf)


def a_picture() -> bytes:
    """Return a small picture that looks like no identity card."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 200), "white").save(kept, "PNG")
    return kept.getvalue()

"""What people do in the stories of whole cases: each act is one command, with what the story says of it."""

from hashlib import sha256

from app.accounts import commands as accounts
from app.accounts.standing_in import Absence
from app.case_papers.domain.facts import Appointment
from app.footage_access import commands as footage
from app.kernel.actor import Role
from app.kernel.clock import kst_day
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.commands import public, receipts
from app.viewing_requests.commands.checking import record_check, revoke_check
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel, Intake, RequesterKind, RequestKind
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.holding import EndedBecause, ExtendedBecause, HoldState, LockEntry
from app.viewing_requests.identity import CheckKind, Method, RevokedBecause
from app.viewing_requests.moves import Notice, PauseEntry, PostponementEntry, Resumed
from app.viewing_requests.objections import objection_method
from app.viewing_requests.places import places_matching
from app.viewing_requests.states import GoneBecause
from tests.builders.case_papers_printed import printed
from tests.builders.case_things import account_named, handed_over, korean, returned

OBJECTION = objection_method(company="예시도시가스㈜", department="경영지원실", phone="033-700-0002")


def receive(session, story, act, *, actor, now):
    story.number = commands.receive_request(session, intake=_intake(session, act, now), actor=actor, now=now)


def ask_publicly(session, story, act, *, now, **_):
    nonce, digest = sha256(story.slug.encode()).digest()[:16], sha256(story.slug.encode()).hexdigest()
    story.number = public.receive_public_request(
        session, intake=_intake(session, act, now), nonce=nonce, digest=digest, now=now
    )


def _intake(session, act, now):
    snapshot = registry.snapshot(session, as_of=kst_day(now))
    places = tuple(places_matching(snapshot, code, sites=None)[0] for code in act.get("places", ()))
    return Intake(
        channel=Channel(act["channel"]),
        kind=RequestKind(act["kind"]),
        requester_kind=RequesterKind(act["by"]),
        subject_in_footage=act.get("in_footage", True),
        requester_name=act["name"],
        requester_contact=act["contact"],
        requester_body=act.get("body"),
        document_no=act.get("document"),
        span_from=korean(act["from"]),
        span_to=korean(act["to"]),
        purpose=act["purpose"],
        received_at=now,
        places=places,
        place_words=act.get("words"),
        subject_name=act.get("subject"),
        subject_relation=act.get("relation"),
    )


def take_over(session, story, _act, *, actor, now):
    receipts.take_over_request(session, number=story.number, actor=actor, now=now)


def withdraw(session, story, act, *, actor, now):
    commands.withdraw_request(session, number=story.number, reason=act["reason"], actor=actor, now=now)


def withdraw_publicly(session, story, act, *, now, **_):
    public.withdraw_public_request(session, number=story.number, sites=set(act["sites"]), now=now)


def check(session, story, act, *, actor, now):
    story.leaf = record_check(
        session,
        number=story.number,
        what=CheckKind(act["what"]),
        method=Method(act["method"]),
        at=now,
        passed=act.get("passed", True),
        note=act.get("note", ""),
        actor=actor,
        now=now,
    )


def revoke(session, story, act, *, actor, now):
    because = RevokedBecause(act["because"])
    revoke_check(session, number=story.number, leaf=story.leaf, because=because, actor=actor, now=now)


def lock(session, story, act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.RAISED)
    entry = LockEntry(
        recorder=act["recorder"],
        locked_at=now,
        shown_from=korean(act["from"]),
        shown_to=korean(act["to"]),
        until_on=act["until"],
    )
    commands.set_holds(session, number=story.number, holds=holds, entry=entry, actor=actor, now=now)


def confirm(session, story, _act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.SET)
    commands.confirm_holds(session, number=story.number, holds=holds, actor=actor, now=now)


def extend(session, story, act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.SET, HoldState.CONFIRMED)
    because = ExtendedBecause(act["because"])
    commands.extend_holds(
        session, number=story.number, holds=holds, until_on=act["until"], because=because, actor=actor, now=now
    )


def release(session, story, act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.SET, HoldState.CONFIRMED)
    because = EndedBecause(act.get("because", "case_over"))
    commands.release_holds(
        session, number=story.number, holds=holds, because=because, unlocked_at=now, actor=actor, now=now
    )


def gone(session, story, act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.RAISED, HoldState.SET, HoldState.CONFIRMED)
    because = EndedBecause(act["because"])
    commands.find_gone(session, number=story.number, holds=holds, because=because, found_at=now, actor=actor, now=now)


def drop(session, story, act, *, actor, now):
    holds = _holds(session, story, actor, HoldState.RAISED)
    commands.drop_holds(session, number=story.number, holds=holds, reason=act["reason"], actor=actor, now=now)


def _holds(session, story, actor, *states):
    found = queries.holds_of_case(session, number=story.number, actor=actor)
    return [hold.leaf for hold in found if hold.state in states]


def submit(session, story, _act, *, actor, now):
    commands.submit_for_review(session, number=story.number, actor=actor, now=now)


def approve(session, story, act, *, actor, now):
    ground = act.get("ground")
    commands.approve_request(session, number=story.number, reason=act["reason"], ground=ground, actor=actor, now=now)


def approve_part(session, story, act, *, actor, now):
    commands.approve_in_part(
        session,
        number=story.number,
        ground=act["ground"],
        reason=act["reason"],
        allowed_part=act["allowed"],
        objection_method=OBJECTION,
        actor=actor,
        now=now,
    )


def refuse(session, story, act, *, actor, now):
    commands.refuse_request(
        session,
        number=story.number,
        ground=act.get("ground"),
        reason=act["reason"],
        objection_method=OBJECTION,
        actor=actor,
        now=now,
    )


def answer_gone(session, story, act, *, actor, now):
    commands.answer_not_existing(
        session,
        number=story.number,
        gone_because=GoneBecause(act["because"]),
        gone_at=korean(act["gone_at"]) if "gone_at" in act else None,
        reason=act["reason"],
        objection_method=OBJECTION,
        second_look=act.get("second_look", ""),
        was_granted=act.get("was_granted", False),
        actor=actor,
        now=now,
    )


def tell(session, story, act, *, actor, now):
    offer = commands.Offer(at=korean(act["offered"]), place=act["place"]) if "offered" in act else None
    notice = Notice(on=kst_day(now), channel=Channel(act["by"]))
    commands.note_notice(session, number=story.number, notice=notice, offer=offer, actor=actor, now=now)


def reopen(session, story, act, *, actor, now):
    commands.reopen_decision(session, number=story.number, reason=act["reason"], actor=actor, now=now)


def postpone(session, story, act, *, actor, now):
    entry = PostponementEntry(
        ground_ends_on=act["until"],
        reason=act["reason"],
        objection_method=OBJECTION,
        notice=Notice(on=kst_day(now), channel=Channel(act["by"])),
    )
    commands.postpone_request(session, number=story.number, entry=entry, actor=actor, now=now)


def pause(session, story, act, *, actor, now):
    notice = Notice(on=kst_day(now), channel=Channel(act["by"]))
    entry = PauseEntry(until_on=act["until"], reason=act["reason"], notice=notice, stop_reason=act.get("stop_reason"))
    commands.pause_request(session, number=story.number, entry=entry, actor=actor, now=now)


def resume(session, story, act, *, actor, now):
    commands.resume_request(session, number=story.number, because=Resumed(act["because"]), actor=actor, now=now)


def holiday(session, _story, act, *, actor, now):
    commands.set_answer_day(
        session,
        day=act["day"],
        kind=DayKind.EXTRA,
        title=act["title"],
        known_since=kst_day(now),
        reason=act["reason"],
        actor=actor,
        now=now,
    )


def emergency(session, story, act, *, actor, now):
    kind = EmergencyKind(act["kind"])
    commands.open_emergency(session, number=story.number, kind=kind, reason=act["reason"], actor=actor, now=now)


def review(session, story, act, *, actor, now):
    commands.review_emergency(
        session, number=story.number, justified=act["justified"], note=act["note"], actor=actor, now=now
    )


def stand_in(session, _story, act, *, actor, now):
    deputy = account_named(session, act["deputy"])
    accounts.set_stand_in(
        session,
        principal_id=actor.id,
        deputy_id=deputy,
        role=Role.MANAGER,
        site_code=None,
        from_on=act["from"],
        until_on=act["until"],
        reason=Absence.LEAVE,
        actor=actor,
        now=now,
    )


def give(session, story, act, *, actor, now):
    handover = handed_over(session, story, act, now=now)
    done = footage.hand_over_case(
        session, number=story.number, handover=handover, actor=actor, now=now, key=f"{story.slug}-{now:%m%d%H%M}"
    )
    story.handover_leaf = done.handover_leaf


def back(session, story, act, *, actor, now):
    told, leaf = returned(act, now), story.handover_leaf
    commands.confirm_return(session, number=story.number, leaf=leaf, actor=actor, now=now, **told)


def print_paper(session, story, act, *, actor, now):
    told = Appointment(masking=act.get("masking", ""), fee=act.get("fee", ""))
    story.printed.append(printed(session, story.number, act["paper"], actor=actor, now=now, appointment=told))


ACTS = {
    name: act
    for name, act in globals().items()
    if callable(act) and not name.startswith("_") and getattr(act, "__module__", "") == __name__
}
"""Every act by its name."""

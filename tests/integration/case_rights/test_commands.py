"""Without HTTP: every command about cases refuses by itself whoever may not; what is tried is undone again."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.database import db, unit_of_work
from app.footage_access import commands as footage
from app.inbox import commands as inbox
from app.inbox.domain import Kind
from app.inbox.models import InboxMessage
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import Message
from app.recorder_checks import commands as recorders
from app.recorder_checks.domain import CheckedPlace, Footage, Look
from app.viewing_requests import commands
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import Channel
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.giving import LetterEntry, Returned
from app.viewing_requests.holding import EndedBecause, ExtendedBecause
from app.viewing_requests.identity import CheckKind, Method, RevokedBecause
from app.viewing_requests.moves import Notice, PauseEntry, PostponementEntry, Resumed
from app.viewing_requests.papers_in import AttachmentKind, RemovedBecause
from app.viewing_requests.refusals import NotADecider
from app.viewing_requests.states import GoneBecause
from tests.builders import handovers, holds
from tests.builders import staged_cases as staged
from tests.builders.two_sites import OWN
from tests.builders.viewing_requests import OBJECTION
from tests.integration.case_rights.routes import TRIED

WORKS, DECIDES = "OMP--", "-MP--"
HARM = {"ground": "pipa.35.4.2", "reason": "옆 점포의 금고가 보여 그 재산을 해칠 우려", "objection_method": OBJECTION}
CELLS: Counter[str] = Counter()


def day(number):
    return kst_day(utc_now()) + timedelta(days=number)


def told(channel=Channel.EMAIL):
    return Notice(on=day(0), channel=channel)


def lock_entry(case, side):
    return holds.an_entry(holds.holds(case.number, actor=side["clerk"])[0], now=utc_now())


def gone(case, side):
    return {"holds": case.holds, "because": EndedBecause.OVERWRITTEN, "found_at": utc_now()}


def released(case, side):
    return {"holds": case.holds, "because": EndedBecause.WRONGLY_LOCKED, "unlocked_at": utc_now()}


def a_paper(case, side):
    ready = commands.ready_paper(file_name="위임장.png", data=staged.a_picture(), masked=None, now=utc_now())
    return {"kind": AttachmentKind.OTHER, "paper": ready}


def returned(case, side):
    told_by = {"by_word_of": "수사관", "document_no": None}
    return {"leaf": case.leaf, "positions": (1,), "how": Returned.DESTROYED, "on": day(0), **told_by}


def dropped(case, side):
    return {"holds": case.holds, "reason": "출입문만 비추는 카메라"}


def later(case, side):
    return {
        "entry": PostponementEntry(ground_ends_on=day(20), reason="더 걸림", objection_method=OBJECTION, notice=told())
    }


TABLE = {
    # who at the own site, what is needed first, what is said; at another site nobody: the case is not there.
    "take_over_request": (WORKS, staged.from_the_web, {}),
    "note_document": (WORKS, staged.received, {"document_no": "형사-2026-4471"}),
    "draft_letter": (WORKS, staged.provision_granted, lambda _case, _side: {
        "letter": LetterEntry(letter_on=day(0), document="안전-1", limits="수사에만", measures="암호화")}),
    "issue_receipt": (WORKS, staged.received, {"digest": "5e" * 32}),
    "record_check": (WORKS, staged.received, lambda _case, _side: {
        "what": CheckKind.IDENTITY, "method": Method.ID_SHOWN, "at": utc_now(), "passed": True, "note": ""}),
    "revoke_check": (WORKS, staged.with_check, lambda case, _side: {
        "leaf": case.leaf, "because": RevokedBecause.RECORDED_WRONGLY}),
    "attach_paper": (WORKS, staged.received, a_paper),
    "remove_attachment": (WORKS, staged.with_paper, lambda case, _side: {
        "leaf": case.leaf, "because": RemovedBecause.WRONG_FILE}),
    "set_holds": (WORKS, staged.to_lock, lambda case, side: {"holds": case.holds, "entry": lock_entry(case, side)}),
    "confirm_holds": (WORKS, staged.locked, lambda case, _side: {"holds": case.holds}),
    "extend_holds": (WORKS, staged.locked, lambda case, _side: {
        "holds": case.holds, "until_on": day(25), "because": ExtendedBecause.NOT_DECIDED}),
    "release_holds": (WORKS, staged.locked, released),
    "find_gone": (WORKS, staged.to_lock, gone),
    "drop_holds": (DECIDES, staged.to_lock, dropped),
    "hold_again": (WORKS, staged.given_up, {}),
    "postpone_request": (DECIDES, staged.received, later),
    "pause_request": (WORKS, staged.received, lambda _case, _side: {
        "entry": PauseEntry(until_on=day(4), reason="위임장", notice=told(), stop_reason=None)}),
    "resume_request": (WORKS, staged.paused, {"because": Resumed.ARRIVED}),
    "submit_for_review": (WORKS, staged.checked, {}),
    "approve_request": (DECIDES, staged.checked, {"reason": "신분을 확인함", "ground": None}),
    "refuse_request": (DECIDES, staged.received, HARM),
    "approve_in_part": (DECIDES, staged.checked, {
        **HARM, "reason": "뒷부분에 옆 점포의 금고가 보여 그 재산을 부당하게 침해할 우려가 있음",
        "allowed_part": "14시부터 14시 20분까지"}),
    "answer_not_existing": (DECIDES, staged.received, {
        "gone_because": GoneBecause.NOT_SHOWN, "gone_at": None, "reason": "모두 보았으나 청구인이 없음",
        "second_look": "담당자가 두 번 재생함", "objection_method": OBJECTION}),
    "reopen_decision": (DECIDES, staged.granted, {"reason": "보관기간이 바뀌어 다시 검토"}),
    "take_back_step": ("-M---", staged.endorsed, {"reason": "영장의 기간을 잘못 읽음"}),
    "open_emergency": (WORKS, staged.received, {
        "kind": EmergencyKind.GAS_INCIDENT, "reason": "가스 누출, 사람이 갇힘"}),
    "review_emergency": (DECIDES, staged.hurried, {"justified": True, "note": "현장 기록과 맞음"}),
    "note_notice": (WORKS, staged.refused, lambda _case, _side: {"notice": told()}),
    "withdraw_request": (WORKS, staged.received, {"reason": "청구인이 거두어들임"}),
    "confirm_return": (WORKS, staged.provided, returned),
    "hand_over_case": (WORKS, staged.granted, lambda _case, _side: {
        "handover": handovers.shown(handed_at=utc_now()), "key": None}),
}  # fmt: skip
ELSEWHERE = {
    "receive_request": "test_nobody_takes_in_for_another_site",
    **dict.fromkeys(("name_places", "give_back_request"), "test_nobody_acts_on_what_they_did_not_take_in"),
    **dict.fromkeys(("record_look", "record_clock"), "test_nobody_measures_at_another_site"),
    **dict.fromkeys(
        ("set_answer_day", "lift_answer_day", "recount_due_dates"), "test_only_who_works_for_all_sets_days"
    ),
    **dict.fromkeys(("mark_read", "mark_all_read"), "test_nobody_touches_what_another_was_told"),
    **dict.fromkeys(("set_address", "remove_address"), "test_nobody_sets_the_address_of_another"),
}
NO_PERSON = {
    "drop_addresses_of_closed", "withdraw_public_request", "receive_public_request", "record_public_attempt",
    "check_handover_basis", "check_identity_known", "close_when_done", "places_of_items", "recount_footage", "tell",
    "was_handed_over", "check_handover", "wrongs_of", "write_handover", "fulfil_request", "settle_letter", "span_of",
    "ready_paper", "give_up_old", "note_failed", "queue_mails", "grounds_of", "claim_mail", "lock_request", "settle",
    "delete_old", "note_sent",
}  # fmt: skip
"""Called by the public pages, by jobs, or inside other commands of the table; each page calls none of them alone."""


class _Undo(Exception):  # Nothing is wrong: what was tried is undone.
    """Ends a transaction that must leave nothing."""


def outcome(command, **values):
    """Return what comes of a command: done, or the refusal; nothing of it stays."""
    CELLS["cells"] += 1
    try:
        with unit_of_work() as session:
            command(session, now=utc_now(), **values)
            raise _Undo  # noqa: TRY301  # What is tried must leave nothing.
    except _Undo:
        return "done"
    except Refusal as refusal:
        return refusal


def tried(name, side, case, actor):
    """Return what comes of one command of the table."""
    command = getattr(footage if name == "hand_over_case" else commands, name)
    said = TABLE[name][2]
    values = said(case, side) if callable(said) else said
    return outcome(command, number=case.number, actor=actor, **values)


def somebody_of_two(company) -> Actor:
    """Return somebody who works on cases and decides at the other site, and audits the own one."""
    roles = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER)
    rights = frozenset({(role, company.other.site) for role in roles} | {(Role.AUDITOR, None)})
    return Actor(id=999, name="Nora", roles=frozenset({*roles, Role.AUDITOR}), sites=None, rights=rights)


@pytest.mark.parametrize("name", TABLE)
def test_a_command_is_done_for_whom_the_table_says(company, name):
    letters, stage, _said = TABLE[name]
    own, other = stage(company.own), stage(company.other)
    for role, letter in zip(TRIED, letters, strict=True):
        actor = company.own[role]
        here, there = tried(name, company.own, own, actor), tried(name, company.other, other, actor)
        if letter == "-":
            assert isinstance(here, NotAllowed | NotADecider), (role, here)
            assert isinstance(there, NotAllowed | NotADecider | NotFound), (role, there)
        else:
            assert here == "done", (role, here)
            assert isinstance(there, NotFound), (role, there)
    assert isinstance(tried(name, company.own, own, somebody_of_two(company)), NotFound), "audits it, works elsewhere"


@pytest.mark.parametrize("name", [name for name, (letters, *_) in TABLE.items() if letters == DECIDES])
def test_a_decision_is_refused_to_who_took_it_in_and_to_their_deputy(company, name):
    stage, own = TABLE[name][1], company.own
    for taker, decider in (("manager", "manager"), ("officer", "officer"), ("second", "deputy")):
        case = stage(own, own[taker])
        actor = own[decider]
        if decider == "deputy":
            actor = actor.borrowing([(Role.MANAGER, OWN, own["second"].id)])
        said = tried(name, own, case, actor)
        assert isinstance(said, Refusal), (decider, said)
        assert type(said).__name__ in {"OwnRequest", "OwnInTheirStead", "OwnEmergency"}, (decider, said)


def test_who_is_manager_here_and_officer_elsewhere_takes_no_second_step(company):
    own, now = company.own, utc_now()
    case = staged.checked(own, **staged.POLICE)
    staged.built.approve(case.number, actor=own["second"], now=now, ground="pipa.18.2.2", reason="영장 확인")
    rights = frozenset({(Role.MANAGER, OWN), (Role.PRIVACY_OFFICER, company.other.site)})
    both = Actor(id=998, name="Boris", roles=frozenset({Role.MANAGER, Role.PRIVACY_OFFICER}),
                 sites=frozenset({OWN, company.other.site}), rights=rights)  # fmt: skip
    values = {"number": case.number, "reason": "영장 확인", "ground": "pipa.18.2.2"}

    assert type(outcome(commands.approve_request, actor=both, **values)).__name__ == "OfficerNext"
    assert outcome(commands.approve_request, actor=own["officer"], **values) == "done"


def test_nobody_takes_in_for_another_site(company):
    for role, letter in zip(TRIED, WORKS, strict=True):
        actor = company.own[role]
        here = outcome(commands.receive_request, intake=staged.an_intake(company.own), actor=actor)
        there = outcome(commands.receive_request, intake=staged.an_intake(company.other), actor=actor)
        assert (here == "done") == (letter != "-"), (role, here)
        assert isinstance(there, Refusal), (role, there)


def test_nobody_acts_on_what_they_did_not_take_in(company):
    own, clerk = company.own, company.own["operator"]
    case, web, places = staged.in_words(own, clerk), staged.from_the_web(own, clerk), staged.places_at(own)
    for role in TRIED:
        named = outcome(commands.name_places, number=case.number, places=places, actor=own[role])
        back = outcome(commands.give_back_request, number=web.number, actor=own[role])
        for said in (named, back):
            assert said == "done" if role == "operator" else isinstance(said, Refusal), (role, said)


def test_nobody_measures_at_another_site(company):
    look = Look(at=utc_now(), recorder="NVR", footage=Footage.UNKNOWN)
    own, other = CheckedPlace(OWN, "HQ-lobby", "C-1"), CheckedPlace(company.other.site, "Z-FAR-room", "Z-FAR-CAM")
    for role, letter in zip(TRIED, WORKS, strict=True):
        actor = company.own[role]
        here, there = (outcome(recorders.record_look, places=[one], look=look, actor=actor) for one in (own, other))
        assert (here == "done") == (letter != "-"), (role, here)
        assert isinstance(there, Refusal), (role, there)
        clock = {"cameras": ["Z-FAR-CAM"], "recorder": "NVR", "offset_seconds": 300, "since": look.at, "until": look.at}
        with unit_of_work() as session:
            if letter == "-":
                with pytest.raises(NotAllowed):
                    recorders.record_clock(session, **clock, actor=actor, now=utc_now())
            else:
                assert recorders.record_clock(session, **clock, actor=actor, now=utc_now()) == []


def test_only_who_works_for_all_sets_days(company):
    values = {"day": day(20), "kind": DayKind.EXTRA, "title": "임시", "known_since": day(0), "reason": "관보"}
    for role in TRIED:
        actor = company.own[role]
        assert isinstance(outcome(commands.set_answer_day, actor=actor, **values), NotAllowed)
        assert isinstance(outcome(commands.lift_answer_day, leaf=1, reason="취소", actor=actor), NotAllowed)
        assert isinstance(outcome(commands.recount_due_dates, actor=actor), NotAllowed)


def test_nobody_touches_what_another_was_told(company):
    with unit_of_work() as session:
        told = {"message": Message("{number}", {"number": "1"}), "link": "/", "kind": Kind.HOLD_DUE, "subject": "x:1"}
        inbox.tell(session, to=[company.other["clerk"].id], key="matrix", actor=SYSTEM, now=utc_now(), **told)
    mine = InboxMessage.account_id == company.other["clerk"].id
    unread = select(InboxMessage.id).where(mine, InboxMessage.read_at.is_(None)).order_by(InboxMessage.id)
    theirs = list(db.session.scalars(unread))
    for role in TRIED:
        actor = company.own[role]
        assert all(isinstance(outcome(inbox.mark_read, message_id=one, actor=actor), NotFound) for one in theirs)
        assert outcome(inbox.mark_all_read, actor=actor, up_to=max(theirs)) == "done"
    db.session.rollback()
    assert theirs == list(db.session.scalars(unread))


def test_nobody_sets_the_address_of_another(company):
    for role in TRIED:
        actor, whom = company.own[role], company.other["clerk"].id
        said = outcome(inbox.set_address, account_id=whom, address="a@example.kr", actor=actor)
        gone = outcome(inbox.remove_address, account_id=whom, actor=actor)
        assert all(isinstance(one, NotAllowed) for one in (said, gone)), (role, said, gone)


def test_every_command_has_a_line():
    named = {name for module in (commands, inbox) for name in module.__all__}
    named |= {name for name, one in vars(recorders).items() if getattr(one, "__module__", "") == recorders.__name__}
    named = {name for name in named if not name.startswith("_") and name.islower()} | {"hand_over_case"}
    assert sorted(named) == sorted({*TABLE, *ELSEWHERE, *NO_PERSON})
    assert {name for name in ELSEWHERE.values() if name not in globals()} == set()


def test_so_many_commands_were_tried():
    print(f"{len(TABLE) + len(ELSEWHERE)} commands, {CELLS['cells']} cells")  # noqa: T201  # What the report says.
    assert len(TABLE) > len(NO_PERSON)

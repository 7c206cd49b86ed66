"""What the walk over every route needs: things of each kind at both sites, and what is special about some routes."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import AccountRole
from app.accounts.standing_in import Absence
from app.database import db, unit_of_work
from app.footage_access.domain import Kind
from app.inbox import commands as inbox
from app.inbox.models import InboxMessage
from app.kernel.clock import kst_day, utc_now
from app.kernel.messages import Message
from app.signage import commands as signs
from app.signage import queries as sign_queries
from app.signage.models import Sign
from app.viewing_requests.domain import Place
from tests.builders import staged_cases as staged
from tests.builders.footage_access import log
from tests.builders.recorder_logs import a_source
from tests.builders.sightings import walk
from tests.builders.sign_choices import stand_in_for_signs
from tests.builders.signage import PUBLIC_URL, print_all
from tests.builders.stand_ins import stand_in
from tests.builders.two_sites import OTHER, OWN

EVERYWHERE_ONLY = frozenset({
    "access_record.set_keeping",
    "accounts.call_off_departure", "accounts.end_role", "accounts.end_session_of", "accounts.hand_over_password",
    "accounts.plan_departure", "inbox.edit_address", "log_review.conclude_review", "log_review.open_review",
    "policy.announce_version", "policy.approve_version", "policy.download_site", "policy.draft_version",
    "policy.preview_clause", "policy.refresh_version", "policy.review_version", "policy.show_site_export",
    "self_check.answer_question", "self_check.download_year", "self_check.end_action", "self_check.freeze_year",
    "self_check.plan_action", "self_check.show_question", "self_check.show_self_check", "self_check.show_year",
    "signage.choose_look",
})  # fmt: skip
"""Routes that open only to who holds the role at all sites: accounts, the policy and looks are of the whole company."""
FURTHER = {"accounts.end_stand_in": "one of the two people, or who may name stand-ins there"}
"""Routes that ask for more than a role and an act, and what."""
PUBLISHED = frozenset({"policy.show_policy", "policy.download_policy", "registry.list_posts"})
"""Where what the policy must publish stands (법 25⑦, 영 25②): every site, and posts with their telephone."""
ANSWERED_ALIKE = frozenset({
    "recorder_logs.show_month", "signage.sync_round", "viewing_requests.remove_attachment",
    "viewing_requests.revoke_check",
})  # fmt: skip
"""Routes that answer an empty form alike, whether the thing is of the site, elsewhere or nowhere; none says which."""
ENDS_SESSIONS = frozenset({
    "accounts.sign_out", "accounts.end_all_own_sessions", "accounts.end_own_session", "accounts.end_session_of",
    "accounts.set_own_password", "accounts.switch_person", "accounts.hand_over_password", "accounts.disable_account",
})  # fmt: skip
_ZONES = {OWN: ("HQ-lobby", "C-1"), OTHER: ("Z-FAR-room", "Z-FAR-CAM")}


def things_of(side):
    """Make one of each kind at a site; return what addresses are made of, by argument, or endpoint and argument."""
    now, today, manager = utc_now(), kst_day(utc_now()), side["manager"]
    case, paper = staged.provided(side), staged.with_paper(side)
    why = {"reason": Absence.OTHER, "reason_text": f"{side.mark}연수"}
    days = {"from_on": today + timedelta(days=30), "until_on": today + timedelta(days=31)}
    away = stand_in(side["second"], side["deputy"], site_code=side.site, now=now, **days, **why)
    zone, camera = _ZONES[side.site]
    seen = Place(site_code=side.site, zone_code=zone, camera_code=camera, label=f"{side.mark} 카메라")
    entry = log(Kind.PLAYBACK, actor=side["operator"], now=now, places=(seen,), text=f"{side.mark} 정문을 확인함")
    shown = sign_queries.sign_set(db.session(), as_of=today, public_url=PUBLIC_URL).contents
    with unit_of_work() as session:
        numbered = signs.issue_signs(session, contents=shown, actor=manager, now=now)
    mine = db.session.scalars(select(Sign.number).where(Sign.site_code == side.site).order_by(Sign.number)).first()
    print_all([one for one in numbered if one.number == mine], now=now)
    round_id = walk(side.site, actor=manager, assigned_to=side["operator"].id, now=now)
    substitute = stand_in_for_signs(
        site=side.site,
        target=side.site,
        actor=manager,
        now=now,
        since=today,
        reason=f"{side.mark} 앞이라 자리가 없습니다.",
    )
    a_source(code=f"NVR-{side.site}", name=f"{side.mark} 녹화기", sites=(side.site,), actor=manager, now=now)
    with unit_of_work() as session:
        told = {
            "message": Message(f"{side.mark} 알림", {}),
            "link": "/",
            "kind": "other",
            "subject": f"account:{side['clerk'].id}",
            "key": "walk",
        }
        inbox.tell(session, to=[side["clerk"].id], **told, actor=manager, now=now)
        message = session.scalar(select(InboxMessage.id).where(InboxMessage.account_id == side["clerk"].id))
        grant = session.scalar(select(AccountRole.id).where(AccountRole.account_id == side["clerk"].id))
    return {
        "code": side.site,
        "kind": "site",
        "account_id": side["clerk"].id,
        "grant_id": grant,
        "message_id": message,
        "number": entry.leaf + 1,
        "leaf": entry.leaf,
        "round_id": round_id,
        "viewing_requests": case.number,
        "case_papers": case.number,
        "footage_access.hand_over_case.number": case.number,
        "viewing_requests.take_out_attachment.number": paper.number,
        "viewing_requests.take_out_attachment.leaf": paper.leaf,
        "viewing_requests.remove_attachment.number": paper.number,
        "viewing_requests.remove_attachment.leaf": paper.leaf,
        "accounts.end_stand_in.leaf": away,
        "case_papers.make_paper.name": "request-form",
        "recorder_logs": f"NVR-{side.site}",
        "signage": mine,
        "signage.end_substitute.number": substitute,
        "signage.list": side.site,
        "month": f"{today:%Y-%m}",
        "question": "security.training",
    }

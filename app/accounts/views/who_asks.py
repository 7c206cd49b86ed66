"""Owns who a session's cookie belongs to, and that it was used; every page of somebody signed in begins here."""

from datetime import datetime

from flask import g, request

from app.accounts import commands, queries
from app.accounts.commands.sessions import LONGEST_USER_AGENT
from app.accounts.domain import TOUCH_EVERY
from app.accounts.queries import OpenSession
from app.accounts.wiring import tell_parallel_use
from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.web.access import SignedIn, is_poll


def load_signed_in(token: str) -> SignedIn | None:
    """Return who a session cookie belongs to, and note that the session was used, at most once a minute."""
    now = utc_now()
    found = queries.actor_of_cookie(db.session(), token=token, now=now, origin=request.remote_addr)
    if found is None:
        return None
    if not _may_go_on(found, now):
        return None
    g.stand_ins = found.stand_ins
    return SignedIn(
        found.actor,
        must_change=found.must_change,
        must_enrol=found.must_enrol,
        half=found.half,
        fresh_until=found.fresh_until,
    )


def _may_go_on(found: OpenSession, now: datetime) -> bool:
    """Note that a session was used, and return whether it goes on; what a page asks by itself counts as no use."""
    address, browser = request.remote_addr, (request.user_agent.string or "")[:LONGEST_USER_AGENT]
    same = found.user_agent is None or found.user_agent == browser
    moved = found.address is not None and found.address != address
    if same and not moved and (is_poll() or now - found.seen_at < TOUCH_EVERY):
        return True
    with unit_of_work(recording_a_look=True) as session:
        noted = commands.note_use_of_session(
            session, token_hash=found.token_hash, address=address, same_browser=same, is_use=not is_poll(), now=now
        )
        if noted.owner_to_tell:
            tell_parallel_use(session, account_id=found.actor.id, now=now)
    return noted.goes_on

"""Owns the pages that list sessions: one's own, and somebody's for an administrator."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands
from app.accounts.queries import token_hash_of
from app.accounts.queries.known import known_person
from app.accounts.queries.sessions import sessions_of
from app.accounts.views import blueprint
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.web.access import allow, current_actor, fresh, own_session
from app.web.looks_recorded import looks_at

_BROWSERS = (("Edg", "Edge"), ("Whale", "Whale"), ("Chrome", "Chrome"), ("Firefox", "Firefox"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@blueprint.app_template_filter("device_name")
def device_name(user_agent: str | None) -> str:
    """Return what a browser calls itself, in short: ``Chrome · Windows``; what is not known is shown as it is."""
    text = user_agent or ""
    known = [next((name for mark, name in names if mark in text), "") for names in (_BROWSERS, _SYSTEMS)]
    return " · ".join(name for name in known if name) or text[:40] or "—"


@blueprint.get("/account/sessions")
@allow()
def list_own_sessions() -> ResponseReturnValue:
    """Show where one is signed in."""
    actor, this = current_actor(), token_hash_of(own_session())
    found = sessions_of(db.session(), owner=actor, this_token_hash=this, now=utc_now())
    return render_template("accounts/list_own_sessions.html", sessions=found)


@blueprint.post("/account/sessions/<key>/end")
@allow()
@fresh
def end_own_session(key: str) -> ResponseReturnValue:
    """End one of one's own sessions."""
    with unit_of_work() as session:
        commands.end_own_session(session, key=key, actor=current_actor(), now=utc_now())
    flash(_("그 로그인을 끝냈습니다."))
    return redirect(url_for(".list_own_sessions"), code=303)


@blueprint.post("/account/sessions/end")
@allow()
@fresh
def end_all_own_sessions() -> ResponseReturnValue:
    """End one's sessions everywhere, this one too."""
    with unit_of_work() as session:
        commands.end_all_own_sessions(session, keep_token=None, actor=current_actor(), now=utc_now())
    return redirect(url_for(".sign_in"), code=303)


@blueprint.get("/people/<int:account_id>/sessions")
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@looks_at("account/{account_id}")
def list_sessions_of(account_id: int) -> ResponseReturnValue:
    """Show where somebody is signed in."""
    now = utc_now()
    person = known_person(db.session(), account_id=account_id, actor=current_actor())
    found = sessions_of(db.session(), owner=person.actor_at(now), now=now)
    return render_template("accounts/list_sessions_of.html", sessions=found, person=person)


@blueprint.post("/people/<int:account_id>/sessions/<key>/end")
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def end_session_of(account_id: int, key: str) -> ResponseReturnValue:
    """End somebody's session."""
    known_person(db.session(), account_id=account_id, actor=current_actor())
    with unit_of_work() as session:
        commands.end_session_of(session, account_id=account_id, key=key, actor=current_actor(), now=utc_now())
    flash(_("그 로그인을 끝냈습니다."))
    return redirect(url_for(".list_sessions_of", account_id=account_id), code=303)

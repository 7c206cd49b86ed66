"""Owns the pages of the tokens by which recorders and other programs write."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands
from app.accounts.domain import SCOPE_NAMES, Scope
from app.accounts.forms import IssueTokenForm, ReasonForm
from app.accounts.queries import tokens as queries
from app.accounts.views import blueprint
from app.accounts.wiring import check_site_exists
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.web.access import TokenShown, allow, current_actor, fresh
from app.web.languages import say
from app.web.looks_recorded import looks_at

USUAL_LIFE = timedelta(days=180)


@blueprint.app_template_filter("scope_name")
def scope_name(scope: Scope) -> str:
    """Return what a token's scope is called in the language of the page."""
    return say(SCOPE_NAMES[Scope(scope)])


def load_token(secret: str) -> TokenShown | None:
    """Return the token a program shows, and note that it was used today."""
    now = utc_now()
    found = queries.token_of_secret(db.session(), secret=secret, now=now)
    if found is None:
        return None
    if found.last_used_on != kst_day(now):
        with unit_of_work(recording_a_look=True) as session:
            commands.note_use(session, token_id=found.id, now=now)
    return TokenShown(found.id, frozenset(found.scopes), found.sites)


@blueprint.get("/people/tokens")
@allow(Role.ADMINISTRATOR, Role.AUDITOR, act=Act.READ)
@looks_at("account/tokens")
def list_tokens() -> ResponseReturnValue:
    """Show which programs may write, and which could."""
    return render_template("accounts/list_tokens.html", tokens=queries.tokens(db.session()), now=utc_now())


@blueprint.route("/people/tokens/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/tokens")
def issue_token() -> ResponseReturnValue:
    """Issue a token, and show its secret this one time."""
    now = utc_now()
    form = IssueTokenForm(
        request.form if request.method == "POST" else None, now=now, data={"expires_on": kst_day(now + USUAL_LIFE)}
    )
    if request.method == "POST" and form.validate():
        try:
            entry = form.parsed()
            with unit_of_work() as session:
                for code in entry.sites or ():
                    check_site_exists(session, code=code)
                issued = commands.issue_token(
                    session,
                    label=entry.label,
                    scopes=frozenset({Scope.WRITE_FOOTAGE}),
                    sites=entry.sites,
                    expires_at=entry.expires_at,
                    reason=entry.reason,
                    actor=current_actor(),
                    now=now,
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return render_template("accounts/show_new_token.html", label=entry.label, secret=issued.secret)
    return render_template("accounts/issue_token.html", form=form), 422 if form.errors else 200


@blueprint.route("/people/tokens/<int:token_id>/revoke", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/tokens")
def revoke_token(token_id: int) -> ResponseReturnValue:
    """End a token at once."""
    token = queries.token(db.session(), token_id=token_id)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.revoke_token(
                    session, token_id=token_id, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("토큰을 폐기했습니다: %(label)s", label=token.label))
            return redirect(url_for(".list_tokens"), code=303)
    return render_template("accounts/revoke_token.html", form=form, token=token), 422 if form.errors else 200

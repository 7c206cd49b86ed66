"""Owns the pages of one's own second factor: the app with its QR code, recovery codes, and doing without."""

import base64
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands, queries
from app.accounts.domain import reason_of
from app.accounts.forms import CodeForm, ReasonForm, SignInRuleForm
from app.accounts.one_time_codes import enrolment_address, new_recovery_codes, new_secret, spaced, step_of
from app.accounts.queries.known import known_person
from app.accounts.queries.second_factors import factors_of, sealed_for
from app.accounts.queries.sign_in_rules import rule_for, rules_in_force
from app.accounts.sign_in_rules import PROOF_NAMES, Proof, SignInRule, WrongCode
from app.accounts.views import blueprint
from app.accounts.views.proofs import hash_of_recovery_code
from app.database import db, unit_of_work
from app.documents import qr
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotFound, Refusal
from app.vault.domain import CannotOpen
from app.vault.wiring import vault
from app.web.access import allow, current_actor, fresh, own_session
from app.web.languages import say
from app.web.looks_recorded import looks_at

_QUIET_ZONE = 4


@blueprint.app_template_filter("proof_name")
def proof_name(proof: Proof | str) -> str:
    """Return what a kind of proof is called in the language of the page."""
    return say(PROOF_NAMES[Proof(proof)])


@blueprint.get("/account/second-factor")
@allow()
def show_second_factor() -> ResponseReturnValue:
    """Show one's own second factor, or how to set one up; a secret is made anew each time and kept nowhere yet."""
    return _page(CodeForm())


@blueprint.post("/account/second-factor")
@allow()
@fresh
def enrol_authenticator() -> ResponseReturnValue:
    """Set the app up once a code of it was typed, and show the recovery codes, once."""
    form, actor, now = CodeForm(request.form), current_actor(), utc_now()
    kept = request.form.get("secret", "")
    if not form.validate():
        return _page(form, kept=kept)
    try:
        secret = vault().open(kept, context=_waiting(actor.id)) if kept.startswith("wv1:") else new_secret()
        step = _first_step(secret, form.parsed(), now=now)
    except (WrongCode, CannotOpen) as refusal:
        form.refuse(refusal)
        return _page(form, kept=kept if isinstance(refusal, WrongCode) else "")
    codes = new_recovery_codes()
    sealed = vault().seal(secret, context=sealed_for(actor.id))
    with unit_of_work() as session:
        commands.enrol_authenticator(
            session,
            sealed_secret=sealed,
            step=step,
            code_hashes=[hash_of_recovery_code(actor.id, code) for code in codes],
            actor=actor,
            now=now,
            keep_token=own_session(),
        )
    return render_template("accounts/show_recovery_codes.html", codes=codes, enrolled=True)


@blueprint.post("/account/second-factor/codes")
@allow()
@fresh
def renew_recovery_codes() -> ResponseReturnValue:
    """Give new recovery codes, shown once; the old ones are void."""
    codes, actor = new_recovery_codes(), current_actor()
    if factors_of(db.session(), account_id=actor.id).authenticator is None:
        return redirect(url_for(".show_second_factor"), code=303)
    with unit_of_work() as session:
        hashes = [hash_of_recovery_code(actor.id, code) for code in codes]
        commands.issue_recovery_codes(session, code_hashes=hashes, actor=actor, now=utc_now())
    return render_template("accounts/show_recovery_codes.html", codes=codes, enrolled=False)


@blueprint.post("/account/second-factor/remove")
@allow()
@fresh
def remove_authenticator() -> ResponseReturnValue:
    """Do without one's own app, where the administrator allows it."""
    form = CodeForm()
    try:
        with unit_of_work() as session:
            commands.remove_authenticator(session, keep_token=own_session(), actor=current_actor(), now=utc_now())
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(form)
    flash(_("2단계 인증을 껐습니다. 다른 곳의 로그인은 모두 끝났습니다."))
    return redirect(url_for(".show_second_factor"), code=303)


@blueprint.route("/people/<int:account_id>/second-factor/reset", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def reset_second_factor(account_id: int) -> ResponseReturnValue:
    """Ask for a reason, then end somebody's lost second factor, so that they set up a new one."""
    person = known_person(db.session(), account_id=account_id, actor=current_actor())
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.reset_second_factor(
                    session, account_id=account_id, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
            flash(_("2단계 인증을 초기화했습니다. 다음에 로그인하면 새로 등록하게 됩니다."))
            return redirect(url_for(".show_person", account_id=account_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/reset_second_factor.html", form=form, person=person)


@blueprint.get("/people/sign-in")
@allow(Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.AUDITOR, act=Act.READ)
def list_sign_in_rules() -> ResponseReturnValue:
    """Show how people of each role sign in, and how long it lasts."""
    return render_template("accounts/list_sign_in_rules.html", rules=rules_in_force(db.session()))


@blueprint.route("/people/sign-in/<role>", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
def set_sign_in_rule(role: str) -> ResponseReturnValue:
    """Say how people of a role sign in from now on."""
    if role not in set(Role):
        raise NotFound
    held = rules_in_force(db.session())[Role(role)]
    form = SignInRuleForm(request.form, data=None if request.method == "POST" else _as_entered(held))
    if request.method == "POST" and form.validate():
        rule, reason = form.parsed()
        try:
            with unit_of_work() as session:
                commands.set_sign_in_rule(
                    session, role=Role(role), rule=rule, reason=reason_of(reason), actor=current_actor(), now=utc_now()
                )
            flash(_("로그인 규칙을 정했습니다. 지금 로그인한 사람에게도 바로 적용됩니다."))
            return redirect(url_for(".list_sign_in_rules"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/set_sign_in_rule.html", form=form, role=Role(role))


def _first_step(secret: str, typed: str, *, now: datetime) -> int:
    step = step_of(secret, typed, now=now)
    if step is None:
        raise WrongCode
    return step


def _as_entered(rule: SignInRule) -> dict[str, object]:
    idle, absolute, fresh_for = (int(each.total_seconds()) // 60 for each in (rule.idle, rule.absolute, rule.fresh))
    return {
        "second_factor": rule.second_factor,
        "idle": idle,
        "absolute": absolute,
        "fresh": fresh_for,
        "one_session": rule.one_session,
    }


def _page(form: CodeForm, *, kept: str = "") -> str:
    actor = current_actor()
    factors = factors_of(db.session(), account_id=actor.id)
    person = queries.person(db.session(), account_id=actor.id)
    secret = vault().open(kept, context=_waiting(actor.id)) if kept.startswith("wv1:") else new_secret()
    return render_template(
        "accounts/show_second_factor.html",
        form=form,
        factors=factors,
        needed=rule_for(db.session(), roles=actor.roles).second_factor,
        secret=spaced(secret),
        kept=kept or vault().seal(secret, context=_waiting(actor.id)),
        picture=_picture(enrolment_address(secret, sign_in_name=person.sign_in_name)),
    )


def _waiting(account_id: int) -> str:
    """Return what a secret is sealed for while it waits in the page for its first code."""
    return f"account:{account_id}:enrolment"


def _picture(address: str) -> str:
    """Return a QR code as an address of an image, black on white; made anew, for a cache would keep the secret."""
    modules = qr.matrix.__wrapped__(address, level="M")
    side = len(modules) + 2 * _QUIET_ZONE
    runs = "".join(f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h{length}v1h-{length}z" for x, y, length in qr.runs(modules))
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{runs}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"

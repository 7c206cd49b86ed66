"""Owns the pages of accounts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands, queries
from app.accounts.domain import (
    READERS_OF_PEOPLE,
    ROLE_NAMES,
    WrongPassword,
    check_password,
    may_administer,
)
from app.accounts.forms import OpenAccountForm, ReasonForm, SetOwnPasswordForm
from app.accounts.leaving import check_may_end, looks_after
from app.accounts.password_strength import check_guessable
from app.accounts.passwords import hash_password, matches, password_to_hand_over
from app.accounts.queries.known import known_people, known_person
from app.accounts.queries.leaving import open_departure
from app.accounts.queries.second_factors import factors_of
from app.accounts.rights_form import GrantRoleForm
from app.accounts.wiring import check_site_exists, company_words
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import ACT_NAMES, ACTS_OF, Act, read_acts
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.web.access import allow, current_actor, fresh, own_session
from app.web.dates import day
from app.web.installation import current_settings
from app.web.languages import say
from app.web.looks_recorded import looks_at

blueprint = Blueprint("accounts", __name__)


@blueprint.app_template_filter("act_names")
def act_names(acts: Iterable[Act] | str) -> str:
    """Return what acts are called in the language of the page, in the order of the list; a text holds their words."""
    wanted = frozenset(read_acts(acts) or () if isinstance(acts, str) else acts)
    return ", ".join(say(name) for act, name in ACT_NAMES.items() if act in wanted)


@blueprint.app_template_filter("last_day")
def last_day(until: datetime) -> str:
    """Return the last day of a right, of which the first moment without it is kept."""
    return day(kst_day(until - timedelta(microseconds=1)))


@blueprint.app_template_filter("role_name")
def role_name(role: Role | str) -> str:
    """Return what a role is called in the language of the page."""
    return say(ROLE_NAMES[Role(role)])


@blueprint.get("/people")
@allow(*READERS_OF_PEOPLE, act=Act.READ)
@looks_at("account/list")
def list_people() -> ResponseReturnValue:
    """Show who may sign in and what they may do."""
    return render_template(
        "accounts/list_people.html", people=known_people(db.session(), actor=current_actor()), now=utc_now()
    )


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
def open_account() -> ResponseReturnValue:
    """Open an account, and show its first password once."""
    form = OpenAccountForm(request.form)
    if request.method == "POST" and form.validate():
        display_name, sign_in_name = form.parsed()
        password, password_hash = password_to_hand_over(quick=current_settings().testing)
        try:
            with unit_of_work() as session:
                account_id = commands.open_account(
                    session,
                    sign_in_name=sign_in_name,
                    display_name=display_name,
                    password_hash=password_hash,
                    actor=current_actor(),
                    now=utc_now(),
                )
            return _show_password_once(account_id, password)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/open_account.html", form=form)


@blueprint.get("/people/<int:account_id>")
@allow(*READERS_OF_PEOPLE, act=Act.READ)
@looks_at("account/{account_id}")
def show_person(account_id: int) -> ResponseReturnValue:
    """Show one person with every right they hold and held."""
    return _person_page(account_id, GrantRoleForm())


@blueprint.post("/people/<int:account_id>/roles")
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def grant_role(account_id: int) -> ResponseReturnValue:
    """Give a right, at the sites named or everywhere."""
    form = GrantRoleForm(request.form)
    if form.validate():
        entry = form.parsed()
        try:
            with unit_of_work() as session:
                for site_code in entry.site_codes:
                    check_site_exists(session, code=site_code)
                    commands.grant_role(
                        session,
                        account_id=account_id,
                        role=entry.role,
                        site_code=site_code,
                        reason=entry.reason,
                        valid_from=entry.valid_from,
                        valid_until=entry.valid_until,
                        acts=entry.acts,
                        actor=current_actor(),
                        now=utc_now(),
                    )
            flash(_("권한을 주었습니다."))
            return redirect(url_for(".show_person", account_id=account_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _person_page(account_id, form)


@blueprint.route("/people/<int:account_id>/roles/<int:grant_id>/end", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, Role.MANAGER, Role.PRIVACY_OFFICER, act=(Act.ADMINISTER, Act.DECIDE))
@fresh
@looks_at("account/{account_id}")
def end_role(account_id: int, grant_id: int) -> ResponseReturnValue:
    """Ask for a reason, then take a right back."""
    known_person(db.session(), account_id=account_id, actor=current_actor())
    grant = queries.held_grant(db.session(), account_id=account_id, grant_id=grant_id)
    check_may_end(current_actor(), grant.role, grant.site_code)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.end_role(
                    session, grant_id=grant.id, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
            flash(_("권한을 끝냈습니다."))
            return redirect(url_for(".show_person", account_id=account_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    person = queries.person(db.session(), account_id=account_id)
    return render_template("accounts/end_role.html", form=form, person=person, grant=grant)


@blueprint.route("/people/<int:account_id>/disable", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def disable_account(account_id: int) -> ResponseReturnValue:
    """Ask for a reason, then close an account."""
    person = known_person(db.session(), account_id=account_id, actor=current_actor())
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.disable_account(
                    session, account_id=account_id, reason=form.parsed(), actor=current_actor(), now=utc_now()
                )
            flash(_("계정 사용을 중지했습니다."))
            return redirect(url_for(".show_person", account_id=account_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("accounts/disable_account.html", form=form, person=person)


@blueprint.post("/people/<int:account_id>/password")
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def hand_over_password(account_id: int) -> ResponseReturnValue:
    """Make a new password for somebody who forgot theirs, and show it once."""
    password, password_hash = password_to_hand_over(quick=current_settings().testing)
    with unit_of_work() as session:
        commands.hand_over_password(
            session, account_id=account_id, password_hash=password_hash, actor=current_actor(), now=utc_now()
        )
    return _show_password_once(account_id, password)


@blueprint.get("/account")
@allow()
def show_own_account() -> ResponseReturnValue:
    """Show who one is, what one may do, and how to change one's password."""
    return _own_account_page(SetOwnPasswordForm())


@blueprint.post("/account")
@allow()
def set_own_password() -> ResponseReturnValue:
    """Change one's own password; the sessions elsewhere end."""
    form, actor = SetOwnPasswordForm(request.form), current_actor()
    if form.validate():
        current, new = form.parsed()
        person = queries.person(db.session(), account_id=actor.id)
        try:
            _check_own_password(person.sign_in_name, current)
            check_password(new, sign_in_name=person.sign_in_name, demo=current_settings().demo)
            known = [person.sign_in_name, person.display_name, *company_words(db.session(), now=utc_now())]
            check_guessable(new, words=known)
            new_hash = hash_password(new, quick=current_settings().testing)
            with unit_of_work() as session:
                commands.set_own_password(
                    session,
                    password_hash=new_hash,
                    keep_token=own_session(),
                    actor=actor,
                    now=utc_now(),
                )
            flash(_("비밀번호를 바꾸었습니다. 다른 곳의 로그인은 모두 끝났습니다."))
            return redirect(url_for(".show_own_account"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _own_account_page(form)


def _check_own_password(sign_in_name: str, password: str) -> None:
    """Raise WrongPassword unless it is; guesses count like those at sign-in."""
    with unit_of_work() as session:
        commands.record_attempt(session, sign_in_name=sign_in_name, address=request.remote_addr, now=utc_now())
    found = queries.credentials(db.session(), sign_in_name=sign_in_name)
    if found is None or not matches(found.password_hash, password):
        raise WrongPassword


def _person_page(account_id: int, form: GrantRoleForm) -> str:
    person = known_person(db.session(), account_id=account_id, actor=current_actor())
    by = {number for grant in person.grants for number in (grant.granted_by, grant.ended_by) if number is not None}
    return render_template(
        "accounts/show_person.html",
        person=person,
        form=form,
        names=queries.names_of(db.session(), account_ids=by),
        may_change=may_administer(current_actor()) and current_actor().id != account_id,
        ending=_ending(person),
        departure=open_departure(db.session(), account_id=account_id),
        acts_of_roles=ACTS_OF,
        has_factor=factors_of(db.session(), account_id=account_id).is_there,
        now=utc_now(),
    )


def _ending(person: queries.Person) -> frozenset[int]:
    """Return the rights of somebody that whoever looks may take back."""
    actor = current_actor()
    if actor.id == person.id or person.disabled_at is not None:
        return frozenset()
    return frozenset(one.id for one in person.held if looks_after(actor, one.role, one.site_code))


def _own_account_page(form: SetOwnPasswordForm) -> str:
    person = queries.person(db.session(), account_id=current_actor().id)
    return render_template("accounts/show_own_account.html", form=form, person=person)


def _show_password_once(account_id: int, password: str) -> str:
    """Show a password on the page that answers the POST: it is never in an address, a cookie or the database."""
    person = queries.person(db.session(), account_id=account_id)
    return render_template("accounts/hand_over_password.html", person=person, password=password)


from app.accounts.views import (  # noqa: E402, F401  # They need the blueprint.
    confirming,
    first_link,
    leaving,
    passkeys,
    proving_again,
    second_factor,
    sessions,
    signing_in,
    single_sign_on,
    stand_ins,
    switching,
    tokens,
)

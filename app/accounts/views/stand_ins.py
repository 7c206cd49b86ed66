"""Owns the pages on which people see and say who decides for whom while somebody is away."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands
from app.accounts.domain import ROLE_NAMES
from app.accounts.forms import StandInForm
from app.accounts.queries import names_of
from app.accounts.queries import stand_ins as queries
from app.accounts.queries.stand_ins import Lender, StandInView
from app.accounts.standing_in import (
    ABSENCE_NAMES,
    LENT,
    Absence,
    Standing,
    check_may_name,
    may_lend,
    may_name,
)
from app.accounts.views import blueprint
from app.accounts.wiring import check_site_exists
from app.database import db, unit_of_work
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, Refusal
from app.law.periods import stand_in_days
from app.web.access import allow, current_actor, fresh
from app.web.languages import say
from app.web.looks_recorded import looks_at

_NOW = (Standing.IN_FORCE, Standing.IDLE)


@blueprint.app_template_filter("absence_name")
def absence_name(reason: Absence | str) -> str:
    """Return what a reason to be away is called in the language of the page."""
    return say(ABSENCE_NAMES[Absence(reason)])


@blueprint.get("/people/stand-ins")
@allow(act=Act.READ)
@looks_at("account/stand-ins")
def list_stand_ins() -> ResponseReturnValue:
    """Show who stands in for whom: now, from a later day, and earlier."""
    actor = current_actor()
    found = queries.stand_ins(db.session(), actor=actor, now=utc_now())
    by = {number for each in found for number in (each.set_by, each.ended_by) if number is not None}
    return render_template(
        "accounts/list_stand_ins.html",
        now=[each for each in found if each.standing in _NOW],
        coming=sorted(
            (each for each in found if each.standing is Standing.COMING), key=lambda each: (each.from_on, each.leaf)
        ),
        past=[each for each in found if not each.is_open],
        names=names_of(db.session(), account_ids=by),
        may_set=may_name(actor),
        to_end={each.leaf for each in found if each.is_open and _may_end(actor, each)},
        reasons_of={each.leaf for each in found if _may_read_reason(actor, each)},
    )


@blueprint.route("/people/stand-ins/new", methods=["GET", "POST"])
@allow(*LENT, Role.ADMINISTRATOR, act=Act.MAINTAIN)
@fresh
@looks_at("account/stand-ins")
def set_stand_in() -> ResponseReturnValue:
    """Name who decides for somebody who is away."""
    actor, now = current_actor(), utc_now()
    check_may_name(actor)
    lenders = queries.lenders(db.session(), actor=actor, now=utc_now())
    form = _form(lenders, actor, now)
    if request.method == "POST" and form.validate():
        entry = form.parsed()
        try:
            with unit_of_work() as session:
                check_site_exists(session, code=entry.site_code)
                commands.set_stand_in(
                    session,
                    principal_id=entry.principal_id,
                    deputy_id=entry.deputy_id,
                    role=entry.role,
                    site_code=entry.site_code,
                    from_on=entry.from_on,
                    until_on=entry.until_on,
                    reason=entry.reason,
                    reason_text=entry.reason_text,
                    actor=actor,
                    now=now,
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("대리를 정했습니다."))
            return redirect(url_for(".list_stand_ins"), code=303)
    longest = stand_in_days(kst_day(now))
    page = render_template("accounts/set_stand_in.html", form=form, lenders=lenders, longest=longest)
    return page, 422 if form.errors else 200


@blueprint.route("/people/stand-ins/<int:leaf>/end", methods=["GET", "POST"])
@allow(Role.OPERATOR, *LENT, Role.ADMINISTRATOR, act=Act.REGISTER)
@looks_at("account/stand-ins")
def end_stand_in(leaf: int) -> ResponseReturnValue:
    """Ask once more, then end a stand-in at once."""
    actor, now = current_actor(), utc_now()
    found = queries.stand_in(db.session(), leaf=leaf, actor=actor, now=now)
    if not _may_end(actor, found):
        raise NotAllowed
    if request.method == "POST":
        try:
            with unit_of_work() as session:
                commands.end_stand_in(session, leaf=leaf, actor=actor, now=now)
        except Refusal as refusal:
            flash(say(refusal), "error")
        else:
            flash(_("대리를 끝냈습니다."))
        return redirect(url_for(".list_stand_ins"), code=303)
    return render_template("accounts/end_stand_in.html", stand_in=found)


def _form(lenders: list[Lender], actor: Actor, now: datetime) -> StandInForm:
    today = kst_day(now)
    first = {"from_on": today, "right": _value(lenders[0]) if len(lenders) == 1 else ""}
    form = StandInForm(request.form if request.method == "POST" else None, now=now, data=first)
    form.offer(
        rights=[(_value(each), _label(each)) for each in lenders],
        deputies=[
            (str(number), name)
            for number, name in queries.possible_deputies(db.session(), actor=actor, now=utc_now())
            if number != actor.id
        ],
    )
    return form


def _value(lender: Lender) -> str:
    return f"{lender.account_id}:{lender.role.value}"


def _label(lender: Lender) -> str:
    places = _("모든 설치장소") if None in lender.sites else ", ".join(sorted(str(site) for site in lender.sites))
    return f"{lender.name} · {say(ROLE_NAMES[lender.role])} · {places}"


def _may_end(actor: Actor, each: StandInView) -> bool:
    return actor.id == each.deputy_id or may_lend(actor, principal_id=each.principal_id, sites=each.asked)


def _may_read_reason(actor: Actor, each: StandInView) -> bool:
    """Return whether somebody may read why another is away: it may be an illness."""
    if actor.id in {each.principal_id, each.set_by} or actor.as_oneself().has(Role.AUDITOR):
        return True
    return may_lend(actor, principal_id=each.principal_id, sites=each.asked)

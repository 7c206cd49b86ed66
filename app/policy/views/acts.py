"""Owns what people do to a version from its page: begin, compose anew, vouch, send back, announce, withdraw."""

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import latest
from app.policy import commands, queries
from app.policy.forms import ApproveForm, ChoicesForm, ReasonForm, VouchForm, WithdrawForm, chosen_before
from app.policy.versions import (
    APPROVERS,
    AUTHORS,
    RETURNERS,
    REVIEWERS,
    NobodyToApprove,
    NobodyToReview,
    check_may,
)
from app.policy.views.blueprint import blueprint
from app.policy.views.version_page import page_of_version
from app.web.access import allow, current_actor, fresh
from app.web.forms import BaseForm, posted
from app.web.languages import say

_REFUSED = 409


@blueprint.route("/policy/versions/new", methods=["GET", "POST"])
@allow(*AUTHORS, act=Act.REGISTER)
def draft_version() -> ResponseReturnValue:
    """Begin a version from the registry as it is on the day it takes effect."""
    check_may(current_actor(), AUTHORS)
    now = utc_now()
    earliest = commands.earliest_day(db.session(), on=kst_day(now))
    form = ChoicesForm(posted(), data={"effective_on": earliest}, now=now)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                number = commands.draft_version(
                    session, choices=form.choices(), actor=current_actor(), now=now, alone=bool(form.alone.data)
                )
        except NotAllowed:
            raise
        except (NobodyToApprove, NobodyToReview) as refusal:
            form.alone.errors = [say(refusal)]
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("방침 제%(number)s판의 초안을 만들었습니다.", number=number))
            return redirect(url_for(".show_version", number=number), code=303)
    return _choices_page(form, number=None)


@blueprint.route("/policy/versions/<int:number>/refresh", methods=["GET", "POST"])
@allow(*AUTHORS, act=Act.REGISTER)
def refresh_version(number: int) -> ResponseReturnValue:
    """Compose a draft anew, with the same choices or other ones.

    :raises UnknownVersion: if there is none.
    """
    check_may(current_actor(), AUTHORS)
    found, now = queries.version(db.session(), number=number), utc_now()
    form = ChoicesForm(posted(), data=chosen_before(found.choices), now=now)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work() as session:
                commands.refresh_draft(session, number=number, choices=form.choices(), actor=current_actor(), now=now)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("초안을 새로 만들었습니다."))
            return redirect(url_for(".show_version", number=number), code=303)
    return _choices_page(form, number=number)


def _choices_page(form: ChoicesForm, *, number: int | None) -> ResponseReturnValue:
    today = kst_day(utc_now())
    left_alone = _who_is_missing() if number is None else ()
    return render_template(
        "policy/choose_version.html",
        form=form,
        number=number,
        asks_alone=number is None and bool(form.alone.errors or form.alone.data or left_alone),
        left_alone=left_alone,
        earliest=commands.earliest_day(db.session(), on=today),
        source=latest("product.policy_announcement_days"),
    ), 422 if request.method == "POST" else 200


def _who_is_missing() -> tuple[str, ...]:
    """Return which steps nobody could take on what who is signed in drafts: ``review``, ``approve``."""
    session, drafter, now = db.session(), current_actor().id, utc_now()
    missing = {
        "review": queries.leaves_no_reviewer(session, drafted_by=drafter, now=now),
        "approve": queries.leaves_nobody(session, beside=(drafter,), now=now),
    }
    return tuple(step for step, lacks in missing.items() if lacks)


@blueprint.post("/policy/versions/<int:number>/review")
@allow(*REVIEWERS, act=Act.DECIDE)
def review_version(number: int) -> ResponseReturnValue:
    """Vouch for a draft that somebody else wrote."""
    form = VouchForm(posted())
    act = partial(commands.review_version, number=number, text_digest=form.text_digest.data or "")
    return _done(number, form, _("검토했습니다."), act)


@blueprint.post("/policy/versions/<int:number>/approve")
@allow(*APPROVERS, act=Act.DECIDE)
@fresh
def approve_version(number: int) -> ResponseReturnValue:
    """Approve a reviewed version that somebody else wrote."""
    form = ApproveForm(posted())
    act = partial(
        commands.approve_version,
        number=number,
        text_digest=form.text_digest.data or "",
        promises_read=bool(form.promises.data),
        grounds_read=bool(form.groundless.data),
    )
    return _done(number, form, _("승인했습니다."), act)


@blueprint.post("/policy/versions/<int:number>/announce")
@allow(*APPROVERS, act=Act.PUBLISH)
@fresh
def announce_version(number: int) -> ResponseReturnValue:
    """Publish an approved version; one whose day is today takes effect at once."""
    said = _("공고했습니다. 공개 화면에서 누구나 볼 수 있습니다.")
    act = partial(commands.announce_version, number=number)
    return _done(number, BaseForm(posted()), said, act, commands.enter_due)


@blueprint.post("/policy/versions/<int:number>/send-back")
@allow(*RETURNERS, act=Act.DECIDE)
def send_back_version(number: int) -> ResponseReturnValue:
    """Make a reviewed or approved version a draft again."""
    form = ReasonForm(posted())
    act = partial(commands.send_back, number=number, reason=form.reason.data or "")
    return _done(number, form, _("초안으로 되돌렸습니다."), act)


@blueprint.post("/policy/versions/<int:number>/withdraw")
@allow(*AUTHORS, act=Act.REGISTER)
@fresh
def withdraw_version(number: int) -> ResponseReturnValue:
    """Take a version back that has not taken effect."""
    form = WithdrawForm(posted())
    act = partial(commands.withdraw_version, number=number, reason=form.reason.data or "")
    return _done(number, form, _("거두어들였습니다."), act)


def _done(number: int, form: BaseForm, said: str, *acts: Callable[..., object]) -> ResponseReturnValue:
    """Do something in one unit of work; a refusal is shown above the version as it stands."""
    if not form.validate():
        return page_of_version(number, form=form, status=422)
    now = utc_now()
    try:
        with unit_of_work() as session:
            for act in acts:
                act(session, actor=current_actor(), now=now)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return page_of_version(number, form=form, status=_REFUSED)
    flash(said)
    return redirect(url_for(".show_version", number=number), code=303)

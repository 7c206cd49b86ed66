"""Owns the pages of checks: recording one, taking one back, and what the case page shows of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import Source, latest
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import (
    HANDLING_NAMES,
    ON_BEHALF_OF_SUBJECT,
    WORKS_ON_CASES,
    Handling,
    RequesterKind,
    handling_for,
)
from app.viewing_requests.forms.checks import CheckForm, RevokeCheckForm
from app.viewing_requests.identity import CHECK_NAMES, METHOD_NAMES, REVOKED_BECAUSE_NAMES, SOURCES_OF_CHECKS
from app.viewing_requests.queries import ChecksOfCase, RequestRow, reads_papers
from app.viewing_requests.states import OPEN
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import looks_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksShown:
    """What the card of checks shows: the checks, who made them, and whether the person may add to them."""

    checks: ChecksOfCase
    names: Mapping[int, str]
    may_check: bool
    revoking: RevokeCheckForm


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingShown:
    """Under which rules a request would be answered. ``on_behalf``: who asks could view, if they were filmed."""

    handling: Handling
    name: str
    on_behalf: bool
    source: Source


@blueprint.app_template_global()
def checks_shown(row: RequestRow) -> ChecksShown:
    """Return what a person may know of the checks of a case."""
    actor = current_actor()
    works = reads_papers(actor, places=row.places, received_by=row.received_by)
    found = queries.checks_of(db.session(), number=row.number, actor=actor, reads_notes=works)
    return ChecksShown(
        checks=found,
        names=accounts.names_of(db.session(), account_ids=set(found.people)),
        may_check=works and row.status in OPEN,
        revoking=RevokeCheckForm(),
    )


@blueprint.app_template_filter("check_name")
def check_name(what: str) -> str:
    """Return what a check is about."""
    return say(CHECK_NAMES[what])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_filter("check_method")
def check_method(method: str) -> str:
    """Return how something was checked."""
    return say(METHOD_NAMES[method])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_filter("revoked_because")
def revoked_because(because: str) -> str:
    """Return why a check was taken back."""
    return say(REVOKED_BECAUSE_NAMES[because])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_global()
def handling_of(kind: str | None, appears: bool) -> HandlingShown:  # noqa: FBT001  # A template gives two facts.
    """Return under which rules a request of somebody would be answered, and the source that says so.

    Who is not chosen yet, or is none of those who can ask, is taken for the person filmed.
    """
    asker = RequesterKind(kind) if kind in set(RequesterKind) else RequesterKind.SUBJECT
    handling = handling_for(asker, subject_in_footage=appears)
    return HandlingShown(
        handling=handling,
        name=HANDLING_NAMES[handling],
        on_behalf=asker in ON_BEHALF_OF_SUBJECT,
        source=latest("guideline.44.1"),
    )


@blueprint.route("/requests/<number>/checks/new", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def record_check(number: str) -> ResponseReturnValue:
    """Record that identity or authority was checked."""
    actor, now = current_actor(), utc_now()
    row = queries.request_row(db.session(), number=number, actor=actor, now=now)
    found = queries.checks_of(db.session(), number=number, actor=actor, reads_notes=False)
    form = CheckForm(posted(), now=now, data={"at": now.replace(second=0, microsecond=0)})
    form.offer(found.channel)
    doubtful: tuple[str, ...] = ()
    if posted() is not None and form.validate():
        doubtful = form.doubtful
        if not doubtful:
            entry = form.parsed()
            try:
                with unit_of_work() as session:
                    commands.record_check(
                        session,
                        number=number,
                        what=entry.what,
                        method=entry.method,
                        at=entry.at,
                        passed=entry.passed,
                        note=entry.note,
                        actor=actor,
                        now=now,
                    )
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(_("%(what)s을(를) 기록했습니다.", what=say(CHECK_NAMES[entry.what])))
                return redirect(url_for(".show_request", number=number), code=303)
    page = render_template(
        "viewing_requests/record_check.html",
        form=form,
        row=row,
        checks=found,
        party=queries.request_detail(db.session(), number=number, actor=actor, now=now).party,
        doubtful=doubtful,
        sources=[latest(key) for key in SOURCES_OF_CHECKS],
        no_numbers=latest("pipa.24-2.1"),
    )
    return page, 409 if form.errors or doubtful else 200


@blueprint.post("/requests/<number>/checks/<int:leaf>/revoke")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def revoke_check(number: str, leaf: int) -> ResponseReturnValue:
    """Take a check back."""
    form = RevokeCheckForm(posted())
    if not form.validate():
        flash(_("취소하는 까닭을 고르십시오."), "error")
        return redirect(url_for(".show_request", number=number), code=303)
    try:
        with unit_of_work() as session:
            commands.revoke_check(
                session, number=number, leaf=leaf, because=form.parsed(), actor=current_actor(), now=utc_now()
            )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("확인을 취소했습니다. 기록은 남습니다."))
    return redirect(url_for(".show_request", number=number), code=303)

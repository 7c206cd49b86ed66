"""Owns the case page: everything needed to decide, on one screen. Views that refuse a form show it again with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import render_template

from app.accounts import queries as accounts
from app.database import db
from app.kernel.actor import Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.law.grounds import Ground, ground
from app.law.periods import postponed_answer_days
from app.law.sources import latest
from app.ledger.wiring import names_of_actors
from app.registry import queries as registry
from app.viewing_requests import commands, queries
from app.viewing_requests.claims import about_deletion
from app.viewing_requests.clocks import UNPOSTPONED_KINDS, Countdown
from app.viewing_requests.domain import WORKS_ON_CASES, Handling, RequestKind
from app.viewing_requests.forms.deciding import DecideForm, WithdrawForm
from app.viewing_requests.next_steps import Standing, next_steps
from app.viewing_requests.places import is_private
from app.viewing_requests.queries.deciders import with_lacks
from app.viewing_requests.queries.history import history_of
from app.viewing_requests.queries.needed import with_blocks
from app.viewing_requests.queries.standing import standings
from app.viewing_requests.states import GRANTED, OUTCOME_NAMES
from app.viewing_requests.unlawful_grounds import unlawful_ground
from app.viewing_requests.views import blueprint, offered_objection
from app.web.access import current_actor, may_open
from app.web.languages import language, say

_HOUR = 3_600
RECEIPT_OFFERED_FOR = timedelta(minutes=30)
"""So long after taking a request in the page offers its receipt at the top."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many whole hours are left; negative once it is over."""

    hours: int


@blueprint.app_template_global()
def decision_form(row: queries.RequestRow) -> DecideForm:
    """Return an empty decision form with the grounds for a request."""
    form = DecideForm(data={"objection_method": offered_objection()})
    form.offer(grounds_for(row))
    return form


@blueprint.app_template_filter("ground_name")
def ground_name(key: str | None) -> str:
    """Return a legal ground as it is cited, with its title."""
    if not key:
        return "—"
    named = ground(key)
    return f"{named.citation} ({named.title_en if language() == 'en' else named.title})"


@blueprint.app_template_filter("unlawful_claim")
def unlawful_claim(name: str, kind: RequestKind | None = None) -> str:
    """Return what an unlawful ground claims, in words that fit the kind of request if it is told."""
    found = unlawful_ground(name)
    return say((about_deletion(found) if kind is RequestKind.DELETION else found).claim)


def case_page(
    number: str,
    *,
    form: DecideForm | None = None,
    withdrawal: WithdrawForm | None = None,
    **parts: Any,  # noqa: ANN401  # Each part's own forms.
) -> str:
    """Return the case page as text.

    :param form: the decision as it was sent, with what is wrong with it.
    :param parts: what the cards of other parts need beside what they read themselves, e.g. a form that was refused.
    """
    session, actor, now = db.session(), current_actor(), utc_now()
    found = queries.request_detail(session, number=number, actor=actor, now=now)
    overrides = queries.overrides(session, actor=actor, number=number)
    decided = {who for one in (found.first_step, found.decision) if one for who in (one.decided_by, one.for_account)}
    people = {found.row.received_by} | found.dates.people | decided | {one.overridden_by for one in overrides}
    stands = standings(session, request_ids=[found.row.id], today=kst_day(now))
    stands = with_blocks(session, standings=with_lacks(session, standings=stands, now=now), actor=actor)
    standing = stands[found.row.id]
    steps = next_steps(standing)
    own, decides, works = actor.id in standing.own_to, actor.has(*commands.DECIDERS), actor.has(*WORKS_ON_CASES)
    return render_template(
        "viewing_requests/show_request.html",
        case=found,
        standing=standing,
        steps=sorted(steps, key=lambda step: not step.is_for(actor)),
        left=_left(found.row.footage_clock, now),
        history=history_of(session, number=number, sites=actor.sites),
        everybody=names_of_actors(session),
        outcomes=OUTCOME_NAMES,
        papers=may_open("case_papers.list_papers"),
        overrides=overrides,
        names=accounts.names_of(session, account_ids={one for one in people if one is not None}),
        form=form or decision_form(found.row),
        withdrawal=withdrawal or WithdrawForm(),
        may_decide=decides and found.row.awaits_decision and _is_turn_of(actor, standing),
        is_endorsed=found.row.awaits_decision and standing.is_endorsed,
        manager_first=_manager_first(actor, standing),
        own_request=own,
        offers_receipt=works and found.row.received_by == actor.id and now - found.recorded_at < RECEIPT_OFFERED_FOR,
        may_work=works,
        may_fulfil=works and found.row.status in GRANTED and standing.blocked_until is None,
        may_postpone=decides and bool(found.row.clocks) and not own and found.row.kind not in UNPOSTPONED_KINDS,
        waiting=found.dates.waiting(kst_day(now)),
        civil=latest("civil.period"),
        without_delay=latest("pipa.35.3"),
        afterwards=postponed_answer_days(kst_day(now)),
        pausing=latest("product.pause"),
        **parts,
    )


def grounds_for(row: queries.RequestRow) -> tuple[Ground, ...]:
    """Return the grounds a decision on a request may name today."""
    today = kst_day(utc_now())
    private = is_private(registry.snapshot(db.session(), as_of=today))
    return commands.grounds_of(row.handling, own_use=row.own_use)(private=private, on=today)


def _left(clock: Countdown | None, now: datetime) -> Left:
    return Left(0 if clock is None else int((clock.at - now).total_seconds() // _HOUR))


def _is_turn_of(actor: Actor, standing: Standing) -> bool:
    """Return whether a decider may take the next step: after the manager's, only the privacy officer, and another."""
    return not standing.is_endorsed or (actor.has(Role.PRIVACY_OFFICER) and actor.id != standing.endorsed_by)


def _manager_first(actor: Actor, standing: Standing) -> bool:
    """Return whether this decider may refuse but not grant, because a manager must agree first."""
    return standing.handling is Handling.PROVISION and not standing.is_endorsed and not actor.has(Role.MANAGER)

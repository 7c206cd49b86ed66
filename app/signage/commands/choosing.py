"""Owns how an organisation chooses: the scheme of a site, and what stands for signs where none can hang."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import Invalid, NotAllowed, Problem
from app.kernel.messages import N_, Message
from app.ledger import commands as ledger
from app.registry import queries as registry
from app.registry.snapshot import SiteView
from app.signage.choices import (
    CHOOSERS,
    GROUNDS,
    LONGEST_REASON,
    EndsBeforeItBegins,
    Instead,
    Paper,
    SameScheme,
    Scheme,
    Scope,
    SeparatePlaces,
    SubstituteEnded,
    SubstituteOverlaps,
    UnknownSubstitute,
    UnknownTarget,
    check_may_choose,
    check_substitute,
)
from app.signage.commands.locking import one_at_a_time
from app.signage.commands.turning import Settled, settle_signs
from app.signage.events import SignSchemeChosen, SignSubstituteEnded, SignSubstituteRecorded
from app.signage.models import SignScheme, SignSubstitute, SignSubstituteEnd
from app.signage.queries.choices import scheme_history, substitutes

_FOREVER = date.max


def choose_scheme(session: Session, *, site: str, scheme: Scheme, actor: Actor, now: datetime) -> Settled:
    """Choose how many signs a site has, and return which were taken back and which returned for it.

    :raises NotAllowed: if the person is not responsible for the site.
    :raises UnknownTarget: if the registry has no such site today.
    :raises SeparatePlaces: if one sign were to stand for places that are no one building (시행령 24① 단서).
    :raises SameScheme: if that is what the site has.
    """
    check_may_choose(actor, site)
    one_at_a_time(session, "sign_scheme", "sign")
    view, _public = _site(session, site, now)
    if scheme is Scheme.ENTRANCE and (view.places_count or 1) > 1:
        raise SeparatePlaces(site=view.name, count=view.places_count)
    history = scheme_history(session, site=site)
    before = history[0].scheme if history else Scheme.ZONE
    if scheme is before:
        raise SameScheme
    number = history[0].number + 1 if history else 1
    event = SignSchemeChosen(site=site, number=number, scheme=scheme, before=before)
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SignScheme(
            site_code=site,
            number=number,
            scheme=scheme.value,
            chosen_by=actor.id,
            chosen_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
    return settle_signs(session, sites={site}, actor=actor, now=now)


def record_substitute(
    session: Session,
    *,
    site: str,
    scope: Scope,
    target: str,
    kind: Instead,
    reason: str,
    shown_at: str,
    paper: Paper,
    since: date,
    until: date | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Record what stands for the signs of a site, zone or camera, or that they need none; return its number.

    :raises NotAllowed: if the person is not responsible for the site.
    :raises UnknownTarget: if the registry has no such site, zone or camera today.
    :raises PublicBodiesOnly: if the ground is for public institutions and the organisation is none.
    :raises Invalid: with everything that is missing or too long.
    :raises SubstituteOverlaps: if something stands for the same signs in those days.
    """
    check_may_choose(actor, site)
    one_at_a_time(session, "sign_substitute", "sign_substitute_end")
    view, is_public = _site(session, site, now)
    check_substitute(
        kind=kind, reason=reason, shown_at=shown_at, paper=paper, since=since, until=until, is_public=is_public
    )
    if target not in _targets(view)[scope]:
        raise UnknownTarget(target=target)
    for other in substitutes(session, sites={site}):
        same = (other.scope, other.target) == (scope, target)
        empty = other.last_day is not None and other.last_day < other.since
        if same and not empty and other.since <= (until or _FOREVER) and since <= (other.last_day or _FOREVER):
            raise SubstituteOverlaps(number=other.number)
    number = (session.scalar(select(func.max(SignSubstitute.number))) or 0) + 1
    event = SignSubstituteRecorded(
        number=number,
        site=site,
        scope=scope,
        target=target,
        kind=kind,
        ground=GROUNDS[kind],
        reason=reason.strip(),
        shown_at=shown_at.strip(),
        document_title=paper.title.strip(),
        document_number=paper.number.strip(),
        document_on=paper.on,
        since=since,
        until=until,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SignSubstitute(
            number=number,
            site_code=site,
            scope=scope.value,
            target=target,
            kind=kind.value,
            ground=event.ground,
            reason=event.reason,
            shown_at=event.shown_at,
            document_title=event.document_title,
            document_number=event.document_number,
            document_on=paper.on,
            since=since,
            until=until,
            recorded_by=actor.id,
            recorded_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()
    return number


def end_substitute(session: Session, *, number: int, ended_on: date, reason: str, actor: Actor, now: datetime) -> None:
    """End what stands for signs: ``ended_on`` is its last day.

    :raises UnknownSubstitute: if there is none, or the person sees nothing of its site.
    :raises NotAllowed: if the person is not responsible for the site.
    :raises SubstituteEnded: if it has ended.
    :raises EndsBeforeItBegins: if it would end before its first day.
    :raises Invalid: without a reason, or with one too long.
    """
    if not actor.may_act_as(*CHOOSERS, acts=(Act.MAINTAIN,)):
        raise NotAllowed
    one_at_a_time(session, "sign_substitute", "sign_substitute_end")
    known = next((one for one in substitutes(session) if one.number == number), None)
    if known is None or not actor.sees_site(known.site_code):
        raise UnknownSubstitute(number=number)
    check_may_choose(actor, known.site_code)
    if known.ended_on is not None:
        raise SubstituteEnded(number=number)
    if ended_on < known.since:
        raise EndsBeforeItBegins(since=known.since)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise Invalid(
            [Problem(N_("끝내는 사유"), Message(N_("1자부터 {most}자까지 적으십시오."), {"most": LONGEST_REASON}))]
        )
    event = SignSubstituteEnded(number=number, site=known.site_code, ended_on=ended_on, reason=reason.strip())
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        SignSubstituteEnd(
            number=number,
            ended_on=ended_on,
            reason=event.reason,
            ended_by=actor.id,
            ended_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()


def _site(session: Session, code: str, now: datetime) -> tuple[SiteView, bool]:
    snapshot = registry.snapshot_of_sites(session, codes={code}, as_of=kst_day(now))
    view = next((site for site in snapshot.sites if site.code == code), None)
    if view is None:
        raise UnknownTarget(target=code)
    return view, snapshot.organisation is not None and snapshot.organisation.is_public_institution


def _targets(view: SiteView) -> dict[Scope, set[str]]:
    return {
        Scope.SITE: {view.code},
        Scope.ZONE: {zone.code for zone in view.zones},
        Scope.CAMERA: {camera.code for zone in view.zones for camera in zone.cameras},
    }

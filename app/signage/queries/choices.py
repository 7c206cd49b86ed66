"""Owns what is read of choices: schemes and their history, what stands for signs, how signs look, what to take back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.registry import queries as registry
from app.signage.choices import Instead, Paper, Scheme, Scope, Substitute
from app.signage.content import signs_of
from app.signage.domain import SignKind
from app.signage.models import Sign, SignScheme, SignSubstitute, SignSubstituteEnd


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """One time the scheme of a site was chosen."""

    number: int
    scheme: Scheme
    chosen_at: datetime
    chosen_by: int


@dataclass(frozen=True, slots=True)
class SubstituteRow:
    """A substitute in the list, with who recorded and ended it and why."""

    substitute: Substitute
    site_name: str
    target_name: str
    recorded_at: datetime
    recorded_by: int
    ended_at: datetime | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A standing sign whose place needs it no more."""

    number: str
    kind: SignKind
    target: str
    site_code: str
    by_scheme: bool  # The place is still filmed, but its site chose other signs.


def schemes(session: Session, *, sites: Collection[str] | None = None) -> dict[str, Scheme]:
    """Return the scheme of each site that chose one; all others have one sign for each zone."""
    newest = select(SignScheme.site_code, func.max(SignScheme.number).label("number")).group_by(SignScheme.site_code)
    if sites is not None:
        newest = newest.where(SignScheme.site_code.in_(sorted(sites)))
    last = newest.subquery()
    statement = (
        select(SignScheme.site_code, SignScheme.scheme)
        .join(last, (last.c.site_code == SignScheme.site_code) & (last.c.number == SignScheme.number))
        .order_by(SignScheme.site_code)
    )
    return {code: Scheme(scheme) for code, scheme in session.execute(statement)}


def scheme_history(session: Session, *, site: str) -> tuple[SchemeChange, ...]:
    """Return every time the scheme of a site was chosen, newest first."""
    statement = select(SignScheme).where(SignScheme.site_code == site).order_by(SignScheme.number.desc())
    return tuple(
        SchemeChange(row.number, Scheme(row.scheme), row.chosen_at, row.chosen_by) for row in session.scalars(statement)
    )


def substitutes(session: Session, *, sites: Collection[str] | None = None) -> tuple[Substitute, ...]:
    """Return everything that stands or stood for signs, in the order it was recorded."""
    return tuple(row.substitute for row in _recorded(session, sites=sites))


def substitute_rows(
    session: Session, *, sites: Collection[str] | None, site: str | None = None, as_of: date
) -> tuple[SubstituteRow, ...]:
    """Return what stands for signs at the sites a person may see, with names of a day, newest first."""
    wanted = sites if site is None else {site} if sites is None or site in sites else set[str]()
    rows = _recorded(session, sites=wanted)
    view = registry.snapshot_of_sites(session, codes={row.substitute.site_code for row in rows}, as_of=as_of)
    names = {(Scope.SITE, each.code): each.name for each in view.sites}
    for zone in view.zones:
        names[Scope.ZONE, zone.code] = zone.name
        names |= {(Scope.CAMERA, camera.code): camera.name or camera.code for camera in zone.cameras}
    return tuple(
        SubstituteRow(
            row.substitute,
            names.get((Scope.SITE, row.substitute.site_code), row.substitute.site_code),
            names.get((row.substitute.scope, row.substitute.target), row.substitute.target),
            row.recorded_at,
            row.recorded_by,
            row.ended_at,
            row.end_reason,
        )
        for row in reversed(rows)
    )


def unneeded_signs(session: Session, *, as_of: date, sites: Collection[str] | None = None) -> tuple[Unneeded, ...]:
    """Return the standing signs that no place needs on a day, in the order of their numbers."""
    statement = select(Sign.number, Sign.kind, Sign.target, Sign.site_code).where(Sign.withdrawn_at.is_(None))
    if sites is not None:
        statement = statement.where(Sign.site_code.in_(sorted(sites)))
    standing = session.execute(statement.order_by(Sign.number)).all()
    needed, filmed = needed_targets(session, as_of=as_of, sites=sites)
    gone = [row for row in standing if (SignKind(row.kind), row.target) not in needed]
    return tuple(
        Unneeded(number, SignKind(kind), target, site, (SignKind(kind), target) in filmed)
        for number, kind, target, site in gone
    )


def needed_targets(
    session: Session, *, as_of: date, sites: Collection[str] | None = None
) -> tuple[set[tuple[SignKind, str]], set[tuple[SignKind, str]]]:
    """Return the places that need a sign on a day, and those that could need one under any scheme."""
    if sites is None:
        snapshot = registry.snapshot(session, as_of=as_of)
    else:
        snapshot = registry.snapshot_of_sites(session, codes=sites, as_of=as_of)
    chosen = schemes(session, sites=sites)
    needed = {(target.kind, target.code) for target, _ in signs_of(snapshot, public_url="", schemes=chosen)}
    codes = [site.code for site in snapshot.sites]
    filmed = {
        (target.kind, target.code)
        for scheme in Scheme
        for target, _ in signs_of(snapshot, public_url="", schemes=dict.fromkeys(codes, scheme))
    }
    return needed, filmed


@dataclass(frozen=True, slots=True)
class _Recorded:
    substitute: Substitute
    recorded_at: datetime
    recorded_by: int
    ended_at: datetime | None
    end_reason: str


def _recorded(session: Session, *, sites: Collection[str] | None) -> tuple[_Recorded, ...]:
    statement = (
        select(SignSubstitute, SignSubstituteEnd)
        .outerjoin(SignSubstituteEnd, SignSubstituteEnd.number == SignSubstitute.number)
        .order_by(SignSubstitute.number)
    )
    if sites is not None:
        statement = statement.where(SignSubstitute.site_code.in_(sorted(sites)))
    return tuple(
        _Recorded(
            Substitute(
                number=row.number,
                site_code=row.site_code,
                scope=Scope(row.scope),
                target=row.target,
                kind=Instead(row.kind),
                reason=row.reason,
                shown_at=row.shown_at,
                paper=Paper(title=row.document_title, number=row.document_number, on=row.document_on),
                since=row.since,
                until=row.until,
                ended_on=end.ended_on if end else None,
            ),
            row.recorded_at,
            row.recorded_by,
            end.ended_at if end else None,
            end.reason if end else "",
        )
        for row, end in session.execute(statement)
    )

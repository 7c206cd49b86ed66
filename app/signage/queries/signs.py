"""Owns what is read about signs: what each must say today, which are stale, and what the public page tells."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.messages import N_
from app.registry import queries as registry
from app.registry.snapshot import Snapshot
from app.signage.choices import Scheme, Substitute, standing_for
from app.signage.content import Target, signs_of
from app.signage.domain import LABELS, Condition, SignContent, SignKind, UnknownSign, parse_number
from app.signage.models import Sign, SignPrint
from app.signage.queries.choices import schemes, substitutes

_PRINTED = {**{field.value: label for field, label in LABELS.items()}, "organisation": N_("운영자")}


class State(StrEnum):
    """How a sign on a wall stands to the registry of today."""

    CURRENT = "current"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SignSet:
    """The signs of a day, and the revision of the registry they follow from."""

    contents: tuple[SignContent, ...]
    registry_revision: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """One sign in the list. ``instead``: what stands for it today; ``is_open``: 법 25④ asks for it at all."""

    content: SignContent
    site_name: str
    site_kind: str
    region: str
    printed_revision: str | None
    printed_at: datetime | None
    is_open: bool = True
    instead: Substitute | None = None

    @property
    def stale(self) -> bool:
        """Return whether what was last printed is no longer what the sign must say."""
        return self.printed_revision is not None and self.printed_revision != self.content.revision

    def meets(self, condition: Condition) -> bool:
        """Return whether the sign is in a condition."""
        match condition:
            case Condition.INCOMPLETE:
                return bool(self.content.missing)
            case Condition.STALE:
                return self.stale
            case Condition.UNPRINTED:
                return self.printed_revision is None and self.instead is None
            case Condition.INSTEAD:
                return self.instead is not None


@dataclass(frozen=True, slots=True)
class SignList:
    """The signs that meet the filters, and what there is to filter by."""

    rows: tuple[SignRow, ...]
    registry_revision: str
    kinds: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A line that says something else today than on the sign that hangs; empty where there was or is none."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Printing:
    """One time a sign was printed."""

    revision: str
    size: str
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class SignDetail:
    """A sign with what it says today (None: removed), every printing, and how one revision of it stands."""

    number: str
    site_code: str
    state: State
    content: SignContent | None
    printings: tuple[Printing, ...]
    changes: tuple[Change, ...] = ()
    told: bool = True  # False: nobody printed the revision asked about.
    asked_printed_on: datetime | None = None  # When the revision asked about was printed last.
    successors: tuple[SignContent, ...] = ()  # What tells of the place now that this one was taken back.
    instead: Substitute | None = None


def sign_set(session: Session, *, as_of: date, public_url: str, sites: Collection[str] | None = None) -> SignSet:
    """Return what every sign must say on a day, in published order; ``sites`` limits it to those codes."""
    snapshot = registry.snapshot(session, as_of=as_of)
    signs = _signs(session, snapshot, public_url=public_url, sites=sites)
    return SignSet(tuple(content for _place, content in signs), snapshot.revision)


def sign_list(
    session: Session,
    *,
    as_of: date,
    public_url: str,
    sites: Collection[str] | None = None,
    site: str | None = None,
    kind: str | None = None,
    region: str | None = None,
    target: str | None = None,
    condition: Condition | None = None,
) -> SignList:
    """Return the signs a person may see that meet the filters, in published order, and what there is to filter by.

    ``sites`` are the codes the person may see (None: all).
    """
    snapshot = registry.snapshot(session, as_of=as_of)
    views = {view.code: view for view in snapshot.sites if sites is None or view.code in sites}
    wanted = {
        code
        for code, view in views.items()
        if (not site or code == site) and (not kind or view.kind == kind) and (not region or view.region == region)
    }
    printed, instead = _last_printed(session), substitutes(session)
    rows = []
    for place, content in _signs(session, snapshot, public_url=public_url, sites=wanted):
        if target is not None and content.target != target:
            continue
        view = views[content.site_code]
        revision, at = printed.get(content.number, (None, None))
        told = standing_for(instead, site_code=view.code, codes=place.codes, on=as_of)
        rows.append(SignRow(content, view.name, view.kind or "", view.region or "", revision, at, place.is_open, told))
    return SignList(
        tuple(row for row in rows if condition is None or row.meets(condition)),
        snapshot.revision,
        tuple(sorted({view.kind for view in views.values() if view.kind})),
        tuple(sorted({view.region for view in views.values() if view.region})),
    )


def sign_detail(
    session: Session, *, number: str, revision: str | None = None, as_of: date, public_url: str
) -> SignDetail:
    """Return a sign, and how the revision that hangs (today's, if none is named) stands to the registry of a day.

    :param revision: in its one true spelling (``parse_revision``).
    :raises UnknownSign: if no sign has the number.
    """
    spelled = parse_number(number)
    found = session.execute(
        select(Sign.kind, Sign.target, Sign.site_code, Sign.withdrawn_at).where(Sign.number == spelled)
    ).one_or_none()
    if found is None:
        raise UnknownSign(number=number)
    prints = session.execute(
        select(SignPrint.revision, SignPrint.size, SignPrint.printed_at, SignPrint.content)
        .where(SignPrint.number == spelled)
        .order_by(SignPrint.printed_at.desc(), SignPrint.batch.desc())
    ).all()
    printings = tuple(Printing(revision, size, at) for revision, size, at, _content in prints)
    snapshot = registry.snapshot_of_sites(session, codes={found.site_code}, as_of=as_of)  # Quick: only the one site.
    today = list(_signs(session, snapshot, public_url=public_url, sites={found.site_code}))
    place, content = next(((place, one) for place, one in today if one.number == spelled), (None, None))
    if place is None or content is None or found.withdrawn_at is not None:
        successors = _successors(snapshot, today, kind=SignKind(found.kind), target=found.target)
        return SignDetail(spelled, found.site_code, State.REMOVED, None, printings, successors=successors)
    recorded = substitutes(session, sites={found.site_code})
    instead = standing_for(recorded, site_code=found.site_code, codes=place.codes, on=as_of)
    asked = revision or content.revision
    if asked == content.revision:
        return SignDetail(spelled, found.site_code, State.CURRENT, content, printings, instead=instead)
    printed = next(((json.loads(text), at) for printed, _size, at, text in prints if printed == asked), None)
    before, printed_on = printed or (None, None)
    return SignDetail(
        spelled,
        found.site_code,
        State.REPLACED,
        content,
        printings,
        () if before is None else _changes(before, content),
        told=before is not None,
        asked_printed_on=printed_on,
        instead=instead,
    )


def signs_as_of(
    session: Session, snapshot: Snapshot, *, public_url: str, site: str
) -> tuple[tuple[Target, SignContent], ...]:
    """Return what the signs of a site say by a snapshot, recorded or not, with the numbers they have."""
    return tuple(_signs(session, snapshot, public_url=public_url, sites={site}))


def stale_numbers(session: Session, *, as_of: date, public_url: str) -> tuple[str, ...]:
    """Return the numbers of signs whose last printing no longer says what the registry says, in published order."""
    found = sign_list(session, as_of=as_of, public_url=public_url)
    return tuple(row.content.number for row in found.rows if row.stale)


def _signs(
    session: Session, snapshot: Snapshot, *, public_url: str, sites: Collection[str] | None
) -> Iterator[tuple[Target, SignContent]]:
    one = next(iter(sites)) if sites is not None and len(sites) == 1 else None
    statement = select(Sign.kind, Sign.target, Sign.number).where(Sign.withdrawn_at.is_(None)).order_by(Sign.number)
    if one is not None:
        statement = statement.where(Sign.site_code == one)
    numbers = {(SignKind(kind), target): number for kind, target, number in session.execute(statement)}
    chosen = schemes(session, sites=sites if one is not None else None)
    return signs_of(snapshot, public_url=public_url, numbers=numbers, sites=sites, schemes=chosen)


def _successors(
    snapshot: Snapshot, today: Sequence[tuple[Target, SignContent]], *, kind: SignKind, target: str
) -> tuple[SignContent, ...]:
    """Return the signs that tell of a place whose own was taken back: none if nothing is filmed there any more."""
    codes = [site.code for site in snapshot.sites]
    places = (
        place
        for scheme in Scheme
        for place, _content in signs_of(snapshot, public_url="", schemes=dict.fromkeys(codes, scheme))
    )
    place = next((place for place in places if (place.kind, place.code) == (kind, target)), None)
    if place is None:
        return ()
    mine = set(place.codes)
    return tuple(content for other, content in today if not (mine and other.codes) or mine & set(other.codes))


def _last_printed(session: Session) -> dict[str, tuple[str, datetime]]:
    newest = select(SignPrint.number, func.max(SignPrint.printed_at).label("at")).group_by(SignPrint.number).subquery()
    statement = (
        select(SignPrint.number, SignPrint.revision, SignPrint.printed_at)
        .join(newest, (newest.c.number == SignPrint.number) & (newest.c.at == SignPrint.printed_at))
        .order_by(SignPrint.number, SignPrint.batch)
    )
    return {number: (revision, at) for number, revision, at in session.execute(statement)}


def _changes(before: dict[str, str], now: SignContent) -> tuple[Change, ...]:
    after = now.printed()
    return tuple(
        Change(label, before.get(name, ""), after.get(name, ""))
        for name, label in _PRINTED.items()
        if before.get(name, "") != after.get(name, "")
    )

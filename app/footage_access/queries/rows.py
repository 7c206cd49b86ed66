"""Owns how an entry reads, and who may know of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, exists, select, true
from sqlalchemy.orm import Session, aliased

from app.accounts import queries as accounts
from app.footage_access.domain import (
    FORM_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    PURPOSE_NAMES,
    Act,
    ConsentItem,
    Form,
    Kind,
    Method,
    Purpose,
    names_copy,
    names_recipient,
)
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessEnd, FootageAccessParty
from app.kernel.actor import Actor
from app.kernel.clock import to_micros
from app.viewing_requests.domain import Place

_ACTS, _KINDS = {str(act): act for act in Act}, {str(kind): kind for kind in Kind}
_PURPOSES = {str(purpose): purpose for purpose in Purpose}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as lists and the register show it; ``places`` are those the person may see."""

    leaf: int
    act: Act
    kind: Kind
    handler_id: int
    handler: str
    occurred_at: datetime
    recorded_at: datetime
    purpose: Purpose
    text: str
    span_from: datetime | None
    span_to: datetime | None
    request_number: str | None
    file_name: str | None
    ground: str | None
    form: Form | None
    period_until: date | None
    method: Method | None
    cycle_days: int | None
    cycle_checked_on: date | None
    document: str | None = None
    runs: bool = False
    ended_at: datetime | None = None
    ended_by: int | None = None
    ender: str = ""
    copied: str | None = None
    copy_reason: str | None = None
    consent_on: date | None = None
    consent_items: tuple[ConsentItem, ...] = ()
    via: str | None = None
    version: int = 2
    erased_on: date | None = None
    corrects_leaf: int | None
    replaced_by: int | None
    replaced_act: Act | None
    places: tuple[Place, ...] = ()
    recipient: str | None = None

    @property
    def number(self) -> int:
        """Return the entry's number as people count, from one; the same as in the ledger."""
        return self.leaf + 1

    @property
    def kind_name(self) -> str:
        """Return the kind in Korean, a message id."""
        return KIND_NAMES[self.kind]

    @property
    def purpose_name(self) -> str:
        """Return the purpose in Korean, a message id."""
        return PURPOSE_NAMES[self.purpose]

    @property
    def form_name(self) -> str | None:
        """Return the form or, for a destruction, the method in Korean, a message id."""
        if self.method:
            return METHOD_NAMES[self.method]
        return FORM_NAMES[self.form] if self.form else None

    @property
    def recipient_erased(self) -> bool:
        """Return whether it said who used footage or was given it, and that was erased."""
        return self.recipient is None and self.erased_on is not None and names_recipient(self.kind)

    @property
    def copy_erased(self) -> bool:
        """Return whether it said which copy was given at a viewing, and that was erased."""
        return self.erased_on is not None and names_copy(self.kind, self.form, self.version)

    @property
    def stands(self) -> bool:
        """Return whether it says what is true: it takes nothing back, and nothing has replaced it."""
        return self.act is not Act.WITHDRAWN and self.replaced_by is None

    @property
    def is_running(self) -> bool:
        """Return whether the viewing has begun and nobody has ended, corrected or withdrawn it."""
        return self.runs and self.ended_at is None and self.replaced_by is None

    @property
    def ended_by_another(self) -> str | None:
        """Return who ended the viewing, if that was not who began it."""
        return self.ender if self.ended_by not in {None, self.handler_id} else None

    @property
    def key(self) -> tuple[int, int]:
        """Return where the entry stands in the list."""
        return to_micros(self.occurred_at), self.leaf


def may_see(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL of "this person may know of this entry": it concerns a site of theirs."""
    if actor.sites is None:
        return true()
    camera = FootageAccessCamera
    return exists().where(camera.leaf == FootageAccess.leaf, camera.site_code.in_(sorted(actor.sites)))


@cache
def _joined() -> Select[Any]:
    """Return how entries are read; a statement is never changed, and building this one takes a millisecond."""
    later, party, end = aliased(FootageAccess), FootageAccessParty, FootageAccessEnd
    entry: Table = FootageAccess.__table__  # type: ignore[assignment]  # A mapped table is a Table.
    statement = (
        select(*entry.c, later.leaf.label("replaced_by"), later.act.label("replaced_act"))
        .add_columns(party.recipient, end.ended_at, end.ended_by)
        .outerjoin(later, later.corrects_leaf == entry.c.leaf)
        .outerjoin(party, party.leaf == entry.c.leaf)
        .outerjoin(end, end.leaf == entry.c.leaf)
        .where(entry.c.leaf.in_(bindparam("leaves", expanding=True)))
    )
    return cast("Select[Any]", statement)


def rows_of(session: Session, leaves: Sequence[int], actor: Actor) -> list[EntryRow]:
    """Return entries the person may see with names and places, in the order of their leaves."""
    if not leaves:
        return []
    places = places_of_entries(session, leaves, actor.sites)
    found = {row.leaf: row for row in session.execute(_joined(), {"leaves": list(leaves)})}
    people = {number for row in found.values() for number in (row.handler_id, row.ended_by) if number is not None}
    names = accounts.names_of(session, account_ids=people)
    return [
        EntryRow(
            leaf=row.leaf,
            act=_ACTS[row.act],
            kind=_KINDS[row.kind],
            handler_id=row.handler_id,
            handler=names.get(row.handler_id, ""),
            occurred_at=row.occurred_at,
            recorded_at=row.recorded_at,
            purpose=_PURPOSES[row.purpose],
            text=row.text,
            span_from=row.span_from,
            span_to=row.span_to,
            request_number=row.request_number,
            file_name=row.file_name,
            ground=row.ground,
            form=Form(row.form) if row.form else None,
            period_until=row.period_until,
            method=Method(row.method) if row.method else None,
            cycle_days=row.cycle_days,
            cycle_checked_on=row.cycle_checked_on,
            document=row.document,
            runs=row.runs,
            ended_at=row.ended_at,
            ended_by=row.ended_by,
            ender=names.get(row.ended_by, ""),
            copied=row.copied,
            copy_reason=row.copy_reason,
            consent_on=row.consent_on,
            consent_items=consent_items_of(row.consent_items),
            via=row.via,
            version=row.version,
            erased_on=row.erased_on,
            corrects_leaf=row.corrects_leaf,
            replaced_by=row.replaced_by,
            replaced_act=_ACTS[row.replaced_act] if row.replaced_act else None,
            places=places.get(row.leaf, ()),
            recipient=row.recipient,
        )
        for row in (found[leaf] for leaf in leaves)
    ]


def consent_items_of(stored: str | None) -> tuple[ConsentItem, ...]:
    """Return what was told before consent, as the column holds it."""
    return tuple(ConsentItem(item) for item in stored.split(",")) if stored else ()


def places_of_entries(
    session: Session, leaves: Sequence[int], sites: frozenset[str] | None
) -> dict[int, tuple[Place, ...]]:
    """Return the places of entries that lie at some sites (None: all), in the order they were given."""
    found: dict[int, list[Place]] = defaultdict(list)
    for leaf, site, zone, code, label in session.execute(_places(), {"leaves": list(leaves)}):
        if sites is None or site in sites:
            found[leaf].append(Place(site_code=site, zone_code=zone, camera_code=code, label=label))
    return {leaf: tuple(places) for leaf, places in found.items()}


@cache
def _places() -> Select[Any]:
    camera = FootageAccessCamera
    return cast(
        "Select[Any]",
        select(camera.leaf, camera.site_code, camera.zone_code, camera.camera_code, camera.label)
        .where(camera.leaf.in_(bindparam("leaves", expanding=True)))
        .order_by(camera.leaf, camera.position),
    )

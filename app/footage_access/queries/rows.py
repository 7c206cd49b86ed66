"""Owns which entries a person may see, and how an entry reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, false, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.accounts import queries as accounts
from app.footage_access.domain import (
    FORM_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    PURPOSE_NAMES,
    REGISTER_KINDS,
    Act,
    ConsentItem,
    Filter,
    Form,
    Kind,
    Method,
    Purpose,
)
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessEnd, FootageAccessParty
from app.kernel.actor import Actor
from app.kernel.clock import to_micros
from app.kernel.hangul import search_term
from app.viewing_requests.domain import Place


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
    copied: str | None = None
    copy_reason: str | None = None
    consent_on: date | None = None
    consent_items: tuple[ConsentItem, ...] = ()
    via: str | None = None
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
    def is_running(self) -> bool:
        """Return whether the viewing has begun and nobody has ended, corrected or withdrawn it."""
        return self.runs and self.ended_at is None and self.replaced_by is None

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
    """Return the part every list shares; a statement is never changed, and building this one takes a millisecond."""
    later = aliased(FootageAccess)
    party, end = FootageAccessParty, FootageAccessEnd
    return cast(
        "Select[Any]",
        select(
            FootageAccess,
            later.leaf.label("replaced_by"),
            later.act.label("replaced_act"),
            party.recipient,
            end.ended_at,
        )
        .outerjoin(later, later.corrects_leaf == FootageAccess.leaf)
        .outerjoin(party, party.leaf == FootageAccess.leaf)
        .outerjoin(end, end.leaf == FootageAccess.leaf),
    )


def selected(wanted: Filter, actor: Actor) -> Select[Any]:
    """Return the statement of the entries that fit and that the person may see; the caller orders it."""
    statement = _joined().where(may_see(actor))
    if wanted.since is not None:
        statement = statement.where(FootageAccess.occurred_at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(FootageAccess.occurred_at < wanted.until)
    if wanted.handler_id is not None:
        statement = statement.where(FootageAccess.handler_id == wanted.handler_id)
    if wanted.request_number is not None:
        statement = statement.where(FootageAccess.request_number == wanted.request_number)
    if wanted.statutory_only:
        statement = statement.where(FootageAccess.kind.in_([str(kind) for kind in REGISTER_KINDS]))
    if wanted.site is not None:
        statement = statement.where(_at(actor, FootageAccessCamera.site_code == wanted.site))
    for word in wanted.text.split():
        term = search_term(word)
        statement = statement.where(
            or_(
                FootageAccess.search.contains(term, autoescape=True),
                _at(actor, FootageAccessCamera.search.contains(term, autoescape=True)),
                FootageAccess.handler_id.in_(handlers) if (handlers := wanted.handler_ids) else false(),
            )
        )
    return statement


def _at(actor: Actor, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the SQL of "one of the places the person may see is so"."""
    camera = FootageAccessCamera
    seen = true() if actor.sites is None else camera.site_code.in_(sorted(actor.sites))
    return exists().where(camera.leaf == FootageAccess.leaf, seen, condition)


def rows_of(session: Session, found: Sequence[Any], actor: Actor) -> list[EntryRow]:
    """Return found entries with names and places, in their order."""
    if not found:
        return []
    places = places_of_entries(session, [row.FootageAccess.leaf for row in found], actor.sites)
    names = accounts.names_of(session, account_ids={row.FootageAccess.handler_id for row in found})
    return [
        EntryRow(
            leaf=entry.leaf,
            act=Act(entry.act),
            kind=Kind(entry.kind),
            handler_id=entry.handler_id,
            handler=names.get(entry.handler_id, ""),
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            purpose=Purpose(entry.purpose),
            text=entry.text,
            span_from=entry.span_from,
            span_to=entry.span_to,
            request_number=entry.request_number,
            file_name=entry.file_name,
            ground=entry.ground,
            form=Form(entry.form) if entry.form else None,
            period_until=entry.period_until,
            method=Method(entry.method) if entry.method else None,
            cycle_days=entry.cycle_days,
            cycle_checked_on=entry.cycle_checked_on,
            document=entry.document,
            runs=entry.runs,
            ended_at=ended_at,
            copied=entry.copied,
            copy_reason=entry.copy_reason,
            consent_on=entry.consent_on,
            consent_items=consent_items_of(entry.consent_items),
            via=entry.via,
            corrects_leaf=entry.corrects_leaf,
            replaced_by=replaced_by,
            replaced_act=Act(replaced_act) if replaced_act else None,
            places=places.get(entry.leaf, ()),
            recipient=recipient,
        )
        for entry, replaced_by, replaced_act, recipient, ended_at in found
    ]


def consent_items_of(stored: str | None) -> tuple[ConsentItem, ...]:
    """Return what was told before consent, as the column holds it."""
    return tuple(ConsentItem(item) for item in stored.split(",")) if stored else ()


def places_of_entries(
    session: Session, leaves: list[int], sites: frozenset[str] | None
) -> dict[int, tuple[Place, ...]]:
    """Return the places of entries that lie at some sites (None: all), in the order they were given."""
    camera = FootageAccessCamera
    statement = select(camera).where(camera.leaf.in_(leaves)).order_by(camera.leaf, camera.position)
    if sites is not None:
        statement = statement.where(camera.site_code.in_(sorted(sites)))
    found: dict[int, list[Place]] = defaultdict(list)
    for row in session.scalars(statement):
        found[row.leaf].append(
            Place(site_code=row.site_code, zone_code=row.zone_code, camera_code=row.camera_code, label=row.label)
        )
    return {leaf: tuple(places) for leaf, places in found.items()}

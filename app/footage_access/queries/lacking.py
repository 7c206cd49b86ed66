"""Owns which entries of the register lack a required field, and who recorded what was shown and given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import COPIES, Act, Kind
from app.footage_access.models import FootageAccess, FootageAccessParty
from app.footage_access.queries.rows import may_see, places_of_entries
from app.footage_access.rules import LABELS, NEEDS
from app.kernel.actor import Actor
from app.law.grounds import PROVISION

_KINDS = (Kind.USE, Kind.PROVISION, Kind.VIEWING, Kind.DESTRUCTION)
_PUBLIC_ONLY = tuple(ground.key for ground in PROVISION if ground.public_only)
_WORDS = frozenset({"text", "file_name", "copied", "copy_reason"})
_COPIES = tuple(str(form) for form in COPIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingRow:
    """A standing entry that lacks fields (their Korean names), or rests on a ground of public bodies only."""

    leaf: int
    kind: Kind
    sites: tuple[str, ...]
    missing: tuple[str, ...]
    public_only_ground: bool

    @property
    def number(self) -> int:
        """Return the entry's number as people count, from one."""
        return self.leaf + 1


@dataclass(frozen=True, slots=True)
class RecordedGiving:
    """Which entry showed or gave footage on a request, and who recorded it."""

    number: int
    request_number: str
    handler_id: int


def lacking_entries(session: Session, *, actor: Actor) -> list[LackingRow]:
    """Return the entries the person may see that lack something, the oldest first; what was erased lacks nothing."""
    entry = FootageAccess
    fields = sorted({needed.field for kind in _KINDS for needed in NEEDS[kind]} - {"recipient"})
    lacks = {name: _is_empty(name) for name in (*fields, "copied", "copy_reason")}
    party = select(FootageAccessParty.leaf).where(FootageAccessParty.leaf == entry.leaf).exists()
    conditions = [
        and_(entry.kind == str(kind), or_(*(lacks[need.field] for need in NEEDS[kind] if need.field in lacks)))
        for kind in _KINDS
    ]
    of_copy = and_(entry.kind == str(Kind.VIEWING), entry.form.in_(_COPIES))
    conditions += [
        and_(of_copy, or_(lacks["copied"], lacks["copy_reason"])),
        and_(entry.kind == str(Kind.USE), entry.erased_on.is_(None), not_(party)),
        entry.ground.in_(_PUBLIC_ONLY),
    ]
    statement = (
        select(entry, party.label("has_party"))
        .where(*_standing(), entry.kind.in_([str(kind) for kind in _KINDS]), or_(*conditions), may_see(actor))
        .order_by(entry.leaf)
    )
    rows = session.execute(statement).all()
    places = places_of_entries(session, [row.leaf for row, _ in rows], actor.sites) if rows else {}
    return [
        LackingRow(
            leaf=row.leaf,
            kind=Kind(row.kind),
            sites=tuple(dict.fromkeys(place.site_code for place in places.get(row.leaf, ()))),
            missing=tuple(LABELS[name] for name in _missing(row, has_party=has_party)),
            public_only_ground=row.ground in _PUBLIC_ONLY,
        )
        for row, has_party in rows
    ]


def recorded_givings(session: Session, *, since: datetime, actor: Actor) -> list[RecordedGiving]:
    """Return what was shown and given on requests since a moment, as far as the person may see it."""
    entry = FootageAccess
    statement = (
        select(entry.leaf, entry.request_number, entry.handler_id)
        .where(
            *_standing(),
            entry.kind.in_([str(Kind.VIEWING), str(Kind.PROVISION)]),
            entry.occurred_at >= since,
            may_see(actor),
        )
        .order_by(entry.leaf)
    )
    found = session.execute(statement)
    return [RecordedGiving(leaf + 1, number, handler) for leaf, number, handler in found if number is not None]


def _standing() -> tuple[Any, ...]:
    later = aliased(FootageAccess)
    corrected = select(later.leaf).where(later.corrects_leaf == FootageAccess.leaf).exists()
    return FootageAccess.act != str(Act.WITHDRAWN), not_(corrected)


def _is_empty(name: str) -> Any:  # noqa: ANN401  # An SQL condition, whatever the type of the column.
    column = getattr(FootageAccess, name)
    if name not in _WORDS:
        return column.is_(None)
    return and_(FootageAccess.erased_on.is_(None), func.length(func.trim(func.coalesce(column, ""))) == 0)


def _missing(row: FootageAccess, *, has_party: bool) -> Iterator[str]:
    kind, erased = Kind(row.kind), row.erased_on is not None
    names = [needed.field for needed in NEEDS[kind]]
    if kind is Kind.VIEWING and row.form in _COPIES:
        names += ["copied", "copy_reason"]
    for name in names:
        if name == "recipient":
            if kind is Kind.USE and not erased and not has_party:
                yield name
        elif not (erased and name in _WORDS) and not str(getattr(row, name) or "").strip():
            yield name

"""Owns how worked-out changes are carried out: one batch in the ledger, then the tables follow entry by entry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, text, update
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.registry import queries
from app.registry.difference import Change, Changes
from app.registry.domain import Camera, Kind, Site, Thing, Zone
from app.registry.events import ENDED, RECORDED, AnyEnded, AnyRecorded
from app.registry.history import Key, Timeline, Version, version_on
from app.registry.models import TABLES
from app.registry.projection import columns_of
from app.registry.shape import plain_value

_MANY = 2_000
"""Rows written in one statement."""


def lock(session: Session) -> None:
    """Let one writer of the registry at a time work out and check its changes; readers go on.

    SQLite has only one writer anyway (``BEGIN IMMEDIATE``).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE organisation_version IN SHARE ROW EXCLUSIVE MODE"))


def carry_out(
    session: Session, changes: Sequence[Change], after: Mapping[Key, Timeline], *, actor: Actor, now: datetime
) -> Changes:
    """Seal an event for each change, close and add rows, and return the changes with the new edition."""
    if not changes:
        return Changes((), queries.edition(session))
    receipts = ledger.append_all(session, [_event(change, after) for change in changes], actor=actor, now=now)
    rows = _Rows()
    for change, receipt in zip(changes, receipts, strict=True):
        rows.follow(change, receipt.leaf)
    rows.write(session)
    return Changes(tuple(changes), receipts[-1].leaf + 1)


def _event(change: Change, after: Mapping[Key, Timeline]) -> AnyRecorded | AnyEnded:
    assertion = change.assertion
    thing = assertion.value or change.old
    about: dict[str, Any] = {
        "code": change.code,
        "site": _site_of(thing, after, assertion.valid_from),
        "valid_from": assertion.valid_from,
        "valid_to": assertion.valid_to,
    }
    if assertion.value is None:
        return ENDED[change.kind](label=change.name, **about)
    changed = tuple({"field": field.field, "old": field.old, "new": field.new} for field in change.fields)
    return RECORDED[change.kind](value=plain_value(assertion.value), changed=changed, **about)


def _site_of(thing: Thing | None, after: Mapping[Key, Timeline], day: date | None) -> str | None:
    match thing:
        case Site():
            return thing.code
        case Zone():
            return thing.site
        case Camera():
            timeline = after.get((Kind.ZONE, thing.zone), ())
            version = version_on(timeline, day or date.min) or (timeline[-1] if timeline else None)
            return _site_of(version.value, after, day) if version else None
    return None


class _Rows:
    """The rows to close and to add, gathered before the first is written."""

    def __init__(self) -> None:
        self.closed: dict[Kind, list[dict[str, Any]]] = defaultdict(list)
        self.added: dict[Key, list[tuple[Version, dict[str, Any]]]] = defaultdict(list)

    def follow(self, change: Change, leaf: int) -> None:
        """Close what the change took away and add what it brought, as of its entry."""
        key = change.assertion.key
        for version in change.before:
            if version not in change.after:
                self._close(key, version, leaf)
        for version in change.after:
            if version not in change.before:
                row = {**columns_of(version), "recorded_leaf": leaf, "superseded_leaf": None}
                self.added[key].append((version, row))

    def _close(self, key: Key, version: Version, leaf: int) -> None:
        for added, row in self.added[key]:
            if row["superseded_leaf"] is None and added == version:
                row["superseded_leaf"] = leaf
                return
        self.closed[key[0]].append({"of_code": key[1], "of_day": version.valid_from, "leaf": leaf})

    def write(self, session: Session) -> None:
        """Close first, then add, so that no two known rows ever share a day."""
        for kind, closed in self.closed.items():
            table = TABLES[kind].__table__
            statement = (
                update(table)  # type: ignore[arg-type]  # A mapped table is a Table.
                .where(
                    table.c.code == bindparam("of_code"),
                    table.c.superseded_leaf.is_(None),
                    table.c.valid_from.is_not_distinct_from(bindparam("of_day", type_=table.c.valid_from.type)),
                )
                .values(superseded_leaf=bindparam("leaf"))
            )
            session.connection().execute(statement, closed)
        by_kind: dict[Kind, list[dict[str, Any]]] = defaultdict(list)
        for (kind, _code), added in self.added.items():
            by_kind[kind] += (row for _version, row in added)
        for kind, rows in by_kind.items():
            for start in range(0, len(rows), _MANY):
                session.execute(insert(TABLES[kind].__table__), rows[start : start + _MANY])  # type: ignore[arg-type]  # A mapped table is a Table.

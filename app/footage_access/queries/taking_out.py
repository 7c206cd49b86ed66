"""Owns how the register is read to be taken out: as light rows, in one walk, without holding more than some.

Whoever takes the whole register out reads it in one statement in the order of its index; limited to sites or kinds, it
is walked as lists are, and read by leaf. Moments and days come as text, in UTC, the same on both databases.
"""

import typing
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Select, String, Table, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.footage_access.domain import Filter, Kind
from app.footage_access.models import FootageAccess, FootageAccessCamera, FootageAccessEnd, FootageAccessParty
from app.footage_access.queries.letters import LetterRow, letters_of
from app.footage_access.queries.rows import places_of_entries
from app.footage_access.queries.walks import Key, sites_of, walk_of, walked
from app.kernel.actor import Actor
from app.kernel.clock import start_of_kst_day
from app.viewing_requests import queries as viewing_requests
from app.viewing_requests.queries import Asker

_ENTRY, _PARTY, _END, _CAMERA = (
    typing.cast("Table", each.__table__)
    for each in (FootageAccess, FootageAccessParty, FootageAccessEnd, FootageAccessCamera)
)
AT_ONCE = 1_000
_BY_LEAF_AT_ONCE = 500
_FEW_SITES = 8


class RegisterEntry(NamedTuple):
    """An entry as the register prints it: stored words as they stand; moments as ``2026-11-20 01:00:00.000000`` in UTC.

    ``places`` are those the person may see, with who asked and the letter where the entry has a request.
    """

    leaf: int
    act: str
    kind: str
    handler_id: int
    occurred_at: str
    ended_at: str | None
    runs: int
    purpose: str
    text: str
    span_from: str | None
    span_to: str | None
    request_number: str | None
    file_name: str | None
    recipient: str | None
    ground: str | None
    document: str | None
    form: str | None
    period_until: str | None
    method: str | None
    cycle_days: int | None
    cycle_checked_on: str | None
    copied: str | None
    copy_reason: str | None
    consent_on: str | None
    consent_items: str | None
    version: int
    erased_on: str | None
    corrects_leaf: int | None
    replaced_by: int | None
    places: str | None
    handler: str
    asker: Asker | None = None
    letter: LetterRow | None = None


_HANDLER, _NUMBER = (RegisterEntry._fields.index(name) for name in ("handler_id", "request_number"))


def register_entries(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    actor: Actor,
    statutory_only: bool = False,
    site: str | None = None,
) -> Iterator[RegisterEntry]:
    """Yield the entries of some days in Korea, the oldest first."""
    since, until = start_of_kst_day(first_day), start_of_kst_day(last_day + timedelta(days=1))
    wanted = Filter(since=since, until=until, statutory_only=statutory_only, site=site)
    names: dict[int, str] = {}
    for rows in _parts(session, wanted, actor, since, until):
        unknown = {row[_HANDLER] for row in rows} - names.keys()
        names |= dict.fromkeys(unknown, "") | (accounts.names_of(session, account_ids=unknown) if unknown else {})
        askers, letters = _of_requests(session, rows)
        for row in rows:
            number = row[_NUMBER]
            of_request = () if number is None else (askers.get(number), letters.get(number))
            yield RegisterEntry(*row, names[row[_HANDLER]], *of_request)


def _parts(
    session: Session, wanted: Filter, actor: Actor, since: datetime, until: datetime
) -> Iterator[Sequence[Row[Any]]]:
    statement, entry = _statement(session.get_bind().dialect.name, actor), _ENTRY.c
    if wanted.asked_kinds is None and sites_of(wanted, actor) is None:
        whole = statement.where(entry.occurred_at >= since, entry.occurred_at < until)
        found = session.execute(whole.execution_options(yield_per=AT_ONCE))
        yield from found.partitions()
        return
    for leaves in _leaves(session, wanted, actor):
        yield session.execute(statement.where(entry.leaf.in_(leaves))).all()


def _leaves(session: Session, wanted: Filter, actor: Actor) -> Iterator[list[int]]:
    """Yield which entries fit, some at once, the oldest first."""
    sites = sites_of(wanted, actor)
    is_few = sites is None or len(sites) <= _FEW_SITES
    walk = walk_of(wanted, actor if is_few else replace(actor, sites=None))
    last: Key | None = None
    while True:
        keys = walked(session, walk, most=_BY_LEAF_AT_ONCE, beyond=last, oldest_first=True)
        leaves = [leaf for _, leaf in keys]
        # Many sites: all entries of the days are walked, and looked at.
        yield leaves if is_few else list(places_of_entries(session, leaves, actor.sites))
        if len(keys) < _BY_LEAF_AT_ONCE:
            return
        last = keys[-1]


def _statement(dialect: str, actor: Actor) -> Select[Any]:
    """Return how entries are read, in the order of the fields of ``RegisterEntry``.

    From tables, not mapped classes, and nothing that must be turned into something else: both cost more than reading.
    """
    e, later = _ENTRY.c, _ENTRY.alias()

    def moment(column: Any) -> ColumnElement[str]:  # noqa: ANN401  # A column of any of the tables.
        if dialect == "sqlite":
            return type_coerce(column, String)  # As it is stored.
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US")

    code = func.coalesce(_CAMERA.c.camera_code, _CAMERA.c.zone_code, _CAMERA.c.site_code)
    named = func.aggregate_strings(code + " " + _CAMERA.c.label, "; ").aggregate_order_by(_CAMERA.c.position)
    places = select(named).where(_CAMERA.c.leaf == e.leaf)
    if actor.sites is not None:
        places = places.where(_CAMERA.c.site_code.in_(sorted(actor.sites)))
    return (
        select(e.leaf, e.act, e.kind, e.handler_id, moment(e.occurred_at))
        .add_columns(moment(_END.c.ended_at), type_coerce(e.runs, Integer), e.purpose, e.text)
        .add_columns(moment(e.span_from), moment(e.span_to), e.request_number, e.file_name)
        .add_columns(_PARTY.c.recipient, e.ground, e.document, e.form, cast(e.period_until, String))
        .add_columns(e.method, e.cycle_days, cast(e.cycle_checked_on, String))
        .add_columns(e.copied, e.copy_reason, cast(e.consent_on, String), e.consent_items)
        .add_columns(e.version, cast(e.erased_on, String), e.corrects_leaf, later.c.leaf)
        .add_columns(places.scalar_subquery())
        .select_from(_ENTRY)
        .outerjoin(later, later.c.corrects_leaf == e.leaf)
        .outerjoin(_PARTY, _PARTY.c.leaf == e.leaf)
        .outerjoin(_END, _END.c.leaf == e.leaf)
        .order_by(e.occurred_at, e.leaf)
    )


def _of_requests(session: Session, rows: Sequence[Row[Any]]) -> tuple[dict[str, Asker], dict[str, LetterRow]]:
    numbers: dict[str, set[str]] = {Kind.VIEWING: set(), Kind.PROVISION: set()}
    for row in rows:
        if row[_NUMBER] is not None:
            numbers[row.kind].add(row[_NUMBER])
    return (
        viewing_requests.askers_of(session, numbers=numbers[Kind.VIEWING]),
        letters_of(session, numbers=numbers[Kind.PROVISION]),
    )

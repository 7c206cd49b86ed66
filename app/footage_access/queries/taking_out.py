"""Owns how the register is read to be taken out: as light rows, in one walk, without holding more than some.

Whoever takes the whole register out reads it in one statement in the order of its index; limited to sites or kinds, it
is walked as lists are, and read by leaf. Moments and days come as text, in UTC, the same on both databases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

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

AT_ONCE = 2_000
_BY_LEAF_AT_ONCE = 500
_FEW_SITES = 8


class RegisterEntry(NamedTuple):
    """An entry as the register prints it: stored words as they stand; moments as ``2026-11-20 01:00:00.000000`` in UTC.

    ``places`` are those the person may see, with who asked and the letter where the entry has a request.
    """

    leaf: int
    act: str
    kind: str
    handler: str
    occurred_at: str
    ended_at: str | None
    runs: bool
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
    asker: Asker | None = None
    letter: LetterRow | None = None


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
        unknown = {row.handler for row in rows} - names.keys()
        names |= dict.fromkeys(unknown, "") | (accounts.names_of(session, account_ids=unknown) if unknown else {})
        askers, letters = _of_requests(session, rows)
        for row in rows:
            leaf, act, kind, handler, *said = row
            number = row[11]
            if number is None:
                yield RegisterEntry(leaf, act, kind, names[handler], *said)
            else:
                of_request = askers.get(number), letters.get(number)
                yield RegisterEntry(leaf, act, kind, names[handler], *said, *of_request)


def _parts(
    session: Session, wanted: Filter, actor: Actor, since: datetime, until: datetime
) -> Iterator[list[Row[Any]]]:
    entry = FootageAccess
    statement = _statement(session.get_bind().dialect.name, actor)
    if wanted.asked_kinds is None and sites_of(wanted, actor) is None:
        whole = statement.where(entry.occurred_at >= since, entry.occurred_at < until)
        found = session.execute(whole.execution_options(yield_per=AT_ONCE))
        yield from (list(part) for part in found.partitions())
        return
    ordered = _keys(session, wanted, actor)
    while keys := list(islice(ordered, _BY_LEAF_AT_ONCE)):
        yield list(session.execute(statement.where(entry.leaf.in_([leaf for _, leaf in keys]))))


def _keys(session: Session, wanted: Filter, actor: Actor) -> Iterator[Key]:
    """Yield when and which the entries are, the oldest first."""
    sites = sites_of(wanted, actor)
    is_few = sites is None or len(sites) <= _FEW_SITES
    walk = walk_of(wanted, actor if is_few else replace(actor, sites=None))
    last: Key | None = None
    while True:
        keys = walked(session, walk, most=_BY_LEAF_AT_ONCE, beyond=last, oldest_first=True)
        if is_few:
            yield [leaf for _, leaf in keys]
        else:  # Many sites: all entries of the days are walked, and looked at.
            yield list(places_of_entries(session, [leaf for _, leaf in keys], actor.sites))
        if len(keys) < _BY_LEAF_AT_ONCE:
            return
        last = keys[-1]


def _statement(dialect: str, actor: Actor) -> Select[Any]:
    """Return how entries are read, in the order of the fields of ``RegisterEntry``."""
    entry, party, end = FootageAccess, FootageAccessParty, FootageAccessEnd
    later, camera = aliased(FootageAccess), FootageAccessCamera

    def moment(column: Any) -> ColumnElement[str]:  # noqa: ANN401  # A column of moments, mapped or not.
        if dialect == "sqlite":
            return type_coerce(column, String)  # As it is stored.
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US")

    code = func.coalesce(camera.camera_code, camera.zone_code, camera.site_code)
    named = func.aggregate_strings(code + " " + camera.label, "; ").aggregate_order_by(camera.position)
    places = select(named).where(camera.leaf == entry.leaf)
    if actor.sites is not None:
        places = places.where(camera.site_code.in_(sorted(actor.sites)))
    return (
        select(entry.leaf, entry.act, entry.kind, entry.handler_id.label("handler"))
        .add_columns(moment(entry.occurred_at), moment(end.ended_at), entry.runs, entry.purpose, entry.text)
        .add_columns(moment(entry.span_from), moment(entry.span_to), entry.request_number, entry.file_name)
        .add_columns(party.recipient, entry.ground, entry.document, entry.form, cast(entry.period_until, String))
        .add_columns(entry.method, entry.cycle_days, cast(entry.cycle_checked_on, String))
        .add_columns(entry.copied, entry.copy_reason, cast(entry.consent_on, String), entry.consent_items)
        .add_columns(entry.version, cast(entry.erased_on, String), entry.corrects_leaf, later.leaf)
        .add_columns(places.scalar_subquery())
        .outerjoin(later, later.corrects_leaf == entry.leaf)
        .outerjoin(party, party.leaf == entry.leaf)
        .outerjoin(end, end.leaf == entry.leaf)
        .order_by(entry.occurred_at, entry.leaf)
    )


def _of_requests(session: Session, rows: Iterable[Row[Any]]) -> tuple[dict[str, Asker], dict[str, LetterRow]]:
    numbers: dict[str, set[str]] = {Kind.VIEWING: set(), Kind.PROVISION: set()}
    for row in rows:
        if row[11] is not None:
            numbers[row.kind].add(row[11])
    return (
        viewing_requests.askers_of(session, numbers=numbers[Kind.VIEWING]),
        letters_of(session, numbers=numbers[Kind.PROVISION]),
    )

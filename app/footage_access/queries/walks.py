"""Owns how a list is read without words: along the one index that holds the filter's answer in the list's order.

A person limited to some sites, or a filter of several kinds, is several walks of a page each, merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, text
from sqlalchemy.orm import Session

from app.database import UTCDateTime
from app.footage_access.domain import REGISTER_KINDS, Filter, Kind
from app.kernel.actor import Actor

Key = tuple[datetime, int]
_PLACES, _ENTRIES = "footage_access_camera", "footage_access"
_AT_ONCE = 200
"""SQLite joins at most 500 walks in one statement."""
_MANY, _SOON = 20, 400
"""Of more sites than this, a page is mostly found among so many of the newest entries."""
_LOOKED_AT = 20_000
"""How many index rows a count looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where to walk: a table, the columns whose values are walked one after another, and what else must hold."""

    table: str
    columns: tuple[str, ...] = ()
    values: tuple[tuple[str | int, ...], ...] = ((),)
    asked: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # What no index leads to; it is looked at in the index on the way.
    given: Mapping[str, Any]

    @property
    def conditions(self) -> str:
        """Return the SQL of everything but the walked values."""
        return " AND ".join((*self.asked, *self.left)) or "1 = 1"


def walk_of(wanted: Filter, actor: Actor) -> Walk:
    """Return how to walk for a filter without words and request number."""
    given: dict[str, Any] = {}
    asked: tuple[str, ...] = ()
    for name, sign, moment in (("since", ">=", wanted.since), ("until", "<", wanted.until)):
        if moment is not None:
            asked += (f"occurred_at {sign} :{name}",)
            given[name] = moment
    of_handler: tuple[str, ...] = ()
    if wanted.handler_id is not None:
        of_handler, given["handler"] = ("handler_id = :handler",), wanted.handler_id
    kinds, sites = wanted.asked_kinds, sites_of(wanted, actor)
    of_kinds = () if kinds is None else (f"kind IN ({_spelt(kinds)})" if kinds else "1 = 0",)
    if wanted.camera is not None:
        left = of_handler + of_kinds + _of_sites(sites, given)
        return Walk(
            table=_PLACES, columns=("camera_code",), values=((wanted.camera,),), asked=asked, left=left, given=given
        )
    are_rare = bool(kinds) and set(kinds or ()) <= set(REGISTER_KINDS)
    if sites is not None:
        alone = tuple((site,) for site in sites)
        if are_rare and not of_handler:  # The index of these few needs to hear that they are meant.
            both = tuple(product(sites, map(str, kinds or ())))
            asked += (f"kind IN ({_spelt(REGISTER_KINDS)})",)
            return Walk(table=_PLACES, columns=("site_code", "kind"), values=both, asked=asked, given=given)
        asked += of_handler
        return Walk(table=_PLACES, columns=("site_code",), values=alone, asked=asked, left=of_kinds, given=given)
    if kinds is not None and (are_rare or not of_handler):
        each = tuple((str(kind),) for kind in kinds)
        return Walk(table=_ENTRIES, columns=("kind",), values=each, asked=asked, left=of_handler, given=given)
    return Walk(table=_ENTRIES, asked=asked + of_handler, left=of_kinds, given=given)


def _of_sites(sites: Sequence[str] | None, given: dict[str, Any]) -> tuple[str, ...]:
    """Return the SQL of "at one of these sites", and give it their codes."""
    if sites is None:
        return ()
    given |= {f"s{n}": site for n, site in enumerate(sites)}
    return (f"site_code IN ({', '.join(f':s{n}' for n in range(len(sites)))})" if sites else "1 = 0",)


def sites_of(wanted: Filter, actor: Actor) -> tuple[str, ...] | None:
    """Return the sites whose entries are wanted and may be seen, None: all."""
    if wanted.site is None:
        return None if actor.sites is None else tuple(sorted(actor.sites))
    return (wanted.site,) if actor.sees_site(wanted.site) else ()


def walked(
    session: Session, walk: Walk, *, most: int, beyond: Key | None = None, oldest_first: bool = False
) -> list[Key]:
    """Return when and which the entries are, the newest access first, or the oldest.

    :param beyond: only what comes after this one in that order.
    """
    if walk.columns == ("site_code",) and len(walk.values) > _MANY and not oldest_first:
        found_soon = _among_newest(session, walk, most=most, beyond=beyond)
        if len(found_soon) == most:
            return found_soon
    order = "ASC" if oldest_first else "DESC"
    beyond_it = "" if beyond is None else f" AND (occurred_at, leaf) {'>' if oldest_first else '<'} (:at, :leaf)"
    branch = (
        f"SELECT {'DISTINCT ' if walk.table == _PLACES else ''}occurred_at, leaf FROM {walk.table}"
        f" WHERE {{lead}} AND {walk.conditions}{beyond_it}"
        f" ORDER BY occurred_at {order}, leaf {order} LIMIT :most"
    )
    given = {**walk.given, "most": most}
    if beyond is not None:
        given |= {"at": beyond[0], "leaf": beyond[1]}
    found: set[Key] = set()
    for start in range(0, len(walk.values), _AT_ONCE):
        part = walk.values[start : start + _AT_ONCE]
        statement, named = _joined(session, branch, walk.columns, part)
        if len(part) > 1:
            statement = f"SELECT DISTINCT occurred_at, leaf FROM ({statement}) AS walks"
            statement += f" ORDER BY occurred_at {order}, leaf {order} LIMIT :most"
        found.update((row.occurred_at, row.leaf) for row in _rows(session, statement, given | named))
    return sorted(found, reverse=not oldest_first)[:most]


def _among_newest(session: Session, walk: Walk, *, most: int, beyond: Key | None) -> list[Key]:
    """Return the entries at the walk's sites among the newest of all: a page of them is the page."""
    beyond_it = "" if beyond is None else " AND (occurred_at, leaf) < (:at, :leaf)"
    sites = ", ".join(f":v{n}" for n in range(len(walk.values)))
    statement = (
        "SELECT DISTINCT place.occurred_at, place.leaf FROM (SELECT leaf FROM footage_access"
        f" WHERE {' AND '.join(walk.asked) or '1 = 1'}{beyond_it} ORDER BY occurred_at DESC, leaf DESC LIMIT {_SOON}"
        f") AS newest JOIN {_PLACES} AS place ON place.leaf = newest.leaf WHERE place.site_code IN ({sites})"
        f" AND {' AND '.join(walk.left) or '1 = 1'}"
        " ORDER BY place.occurred_at DESC, place.leaf DESC LIMIT :most"
    )
    given = {**walk.given, **{f"v{n}": site for n, (site,) in enumerate(walk.values)}, "most": most}
    if beyond is not None:
        given |= {"at": beyond[0], "leaf": beyond[1]}
    return [(row.occurred_at, row.leaf) for row in _rows(session, statement, given)]


def counted(session: Session, walk: Walk, *, most: int) -> tuple[int, bool]:
    """Return how many entries there are, counting no further than ``most``, and whether there may be more."""
    looked_at = _LOOKED_AT if walk.left else (most + 1) * (4 if walk.table == _PLACES else 1)
    branch = (
        f"SELECT leaf, {' AND '.join(walk.left) or '1 = 1'} AS fits FROM {walk.table}"
        f" WHERE {{lead}} AND {' AND '.join(walk.asked) or '1 = 1'}"
        " ORDER BY occurred_at DESC, leaf DESC LIMIT :looked_at"
    )
    found, rows = 0, 0
    for start in range(0, len(walk.values), _AT_ONCE):
        statement, named = _joined(session, branch, walk.columns, walk.values[start : start + _AT_ONCE])
        statement = (
            "SELECT count(DISTINCT CASE WHEN fits THEN leaf END) AS found, count(*) AS rows"
            f" FROM (SELECT leaf, fits FROM ({statement}) AS walks LIMIT :looked_at) AS seen"
        )
        given = {**walk.given, **named, "looked_at": looked_at}
        row = _rows(session, statement, given)[0]
        found, rows = found + row.found, max(rows, row.rows)
    return min(found, most), found > most or rows == looked_at


def newest_of_sites(session: Session, sites: Sequence[str]) -> int:
    """Return the newest leaf of any of some sites, -1 without one."""
    branch = f"SELECT max(leaf) AS leaf FROM {_PLACES} WHERE {{lead}}"
    newest = -1
    for start in range(0, len(sites), _AT_ONCE):
        values = tuple((site,) for site in sites[start : start + _AT_ONCE])
        statement, named = _joined(session, branch, ("site_code",), values)
        leaf = session.execute(text(f"SELECT max(leaf) FROM ({statement}) AS walks"), named).scalar()
        newest = max(newest, -1 if leaf is None else leaf)
    return newest


def _joined(
    session: Session, branch: str, columns: Sequence[str], values: Sequence[tuple[str | int, ...]]
) -> tuple[str, dict[str, Any]]:
    """Return the SQL of all walks, and the values it names: one walk for every tuple of values."""
    if len(values) == 1:
        lead = " AND ".join(f"{column} = :v{n}" for n, column in enumerate(columns)) or "1 = 1"
        return branch.format(lead=lead), {f"v{n}": value for n, value in enumerate(values[0])}
    if session.get_bind().dialect.name == "sqlite":
        walks = [
            "SELECT * FROM ("
            + branch.format(lead=" AND ".join(f"{column} = :v{m}_{n}" for n, column in enumerate(columns)))
            + ")"
            for m in range(len(values))
        ]
        named = {f"v{m}_{n}": value for m, each in enumerate(values) for n, value in enumerate(each)}
        return " UNION ALL ".join(walks), named
    arrays = ", ".join(f"CAST(:v{n} AS varchar[])" for n in range(len(columns)))
    names = ", ".join(f"v{n}" for n in range(len(columns)))
    lead = " AND ".join(f"{column} = wanted.v{n}" for n, column in enumerate(columns))
    together = f"unnest({arrays}) AS wanted({names}) CROSS JOIN LATERAL ({branch.format(lead=lead)}) AS each"
    return f"SELECT each.* FROM {together}", {f"v{n}": [each[n] for each in values] for n in range(len(columns))}


def _rows(session: Session, statement: str, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
    moments: list[BindParameter[Any]] = [
        bindparam(name, type_=UTCDateTime) for name in ("since", "until", "at") if name in given
    ]
    prepared = text(statement).bindparams(*moments)
    if "SELECT count(" not in statement:
        return session.execute(prepared.columns(occurred_at=UTCDateTime), given).all()
    return session.execute(prepared, given).all()


def _spelt(kinds: Sequence[Kind]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)

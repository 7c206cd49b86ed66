"""Owns what is read about sources: their settings, what their names mean, and what was imported from them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.kernel.actor import SYSTEM, Actor
from app.recorder_logs.domain import ColumnMap, DateOrder, Format, Seen, Source, Treatment, sees_source
from app.recorder_logs.models import RecorderCamera, RecorderLog, RecorderRow, RecorderSource, RecorderUser
from app.recorder_logs.refusals import SourceNotFound


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the list shows it: how much of its log is here and how new that is."""

    source: Source
    rows: int
    newest_at: datetime | None
    imported_at: datetime | None
    unknown_cameras: int
    unknown_users: int


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One file that was imported."""

    source: str
    file_hash: str
    rows: int
    covers_from: datetime
    covers_until: datetime
    imported_at: datetime
    importer: str


def sources(session: Session) -> list[Source]:
    """Return every source with the settings that hold, by code. For commands; pages ask ``source_lines``."""
    newest = select(func.max(RecorderSource.leaf)).group_by(RecorderSource.code)
    statement = select(RecorderSource.settings).where(RecorderSource.leaf.in_(newest)).order_by(RecorderSource.code)
    return [settings_read(text) for text in session.scalars(statement)]


def source_of(session: Session, *, code: str, actor: Actor = SYSTEM) -> Source:
    """Return a source with the settings that hold.

    :raises SourceNotFound: if there is none the person may know of.
    """
    statement = select(RecorderSource.settings).where(RecorderSource.code == code)
    text = session.scalar(statement.order_by(RecorderSource.leaf.desc()).limit(1))
    if text is None:
        raise SourceNotFound(code=code)
    source = settings_read(text)
    if actor.id != SYSTEM.id and not sees_source(actor, source.sites):
        raise SourceNotFound(code=code)
    return source


def source_lines(session: Session, *, actor: Actor) -> list[SourceLine]:
    """Return the sources a person may know of, by code."""
    counted = select(RecorderRow.source, func.count(), func.max(RecorderRow.at)).group_by(RecorderRow.source)
    rows = {code: (count, newest) for code, count, newest in session.execute(counted)}
    taken = select(RecorderLog.source, func.max(RecorderLog.imported_at)).group_by(RecorderLog.source)
    imported = dict(session.execute(taken).all())
    found = []
    for source in sources(session):
        if not sees_source(actor, source.sites):
            continue
        count, newest = rows.get(source.code, (0, None))
        cameras, users = _unknown(session, source.code)
        found.append(SourceLine(source, count, newest, imported.get(source.code), cameras, users))
    return found


def cameras_named(session: Session, *, source: str) -> dict[str, str | None]:
    """Return which camera each name of a recorder means that was told; None: none of ours."""
    statement = select(RecorderCamera.name, RecorderCamera.camera_code).where(RecorderCamera.source == source)
    ordered = statement.order_by(RecorderCamera.leaf, RecorderCamera.position)
    return dict(session.execute(ordered).all())


def users_named(session: Session, *, source: str) -> dict[str, tuple[Treatment, int | None]]:
    """Return who stands behind each user of a recorder that was told."""
    statement = select(RecorderUser.user_name, RecorderUser.treatment, RecorderUser.account_id).where(
        RecorderUser.source == source, RecorderUser.erased_on.is_(None)
    )
    ordered = session.execute(statement.order_by(RecorderUser.leaf))
    return {name: (Treatment(treatment), account) for name, treatment, account in ordered}


def imports_of(session: Session, *, source: str, most: int = 50) -> list[ImportLine]:
    """Return the files imported from a source, the newest first."""
    counts = select(RecorderRow.leaf, func.count().label("rows")).where(RecorderRow.source == source)
    counted = counts.group_by(RecorderRow.leaf).subquery()
    statement = (
        select(
            RecorderLog.file_hash,
            func.coalesce(func.sum(counted.c.rows), 0),
            func.min(RecorderLog.covers_from),
            func.max(RecorderLog.covers_until),
            RecorderLog.imported_at,
            RecorderLog.imported_by,
        )
        .outerjoin(counted, counted.c.leaf == RecorderLog.leaf)
        .where(RecorderLog.source == source)
        .group_by(RecorderLog.file_hash, RecorderLog.imported_at, RecorderLog.imported_by)
        .order_by(RecorderLog.imported_at.desc(), RecorderLog.file_hash)
        .limit(most)
    )
    rows = session.execute(statement).all()
    names = accounts.names_of(session, account_ids={row[5] for row in rows})
    return [
        ImportLine(source, file, count, since, until, at, names.get(by, ""))
        for file, count, since, until, at, by in rows
    ]


def settings_read(text: str) -> Source:
    """Return the settings a row holds as JSON."""
    said: dict[str, Any] = json.loads(text)
    columns = said["columns"]
    return Source(
        code=said["source"],
        name=said["title"],
        format=Format(said["format"]),
        sites=tuple(said["sites"]),
        zone=said["zone"],
        date_order=DateOrder(said["date_order"]),
        offset_seconds=said["offset_seconds"],
        tolerance_seconds=said["tolerance_seconds"],
        gap_seconds=said["gap_seconds"],
        columns=None
        if columns is None
        else ColumnMap(
            at=tuple(columns["at"]),
            camera=columns["camera"],
            action=columns["action"],
            user=columns["user"],
            address=columns["address"],
            words=tuple((word, Seen(seen) if seen else None) for word, seen in columns["words"]),
        ),
    )


def _unknown(session: Session, source: str) -> tuple[int, int]:
    """Return how many names of cameras and of users in the rows nobody has said the meaning of."""
    cameras = select(RecorderRow.camera).where(RecorderRow.source == source).distinct()
    told = cameras_named(session, source=source)
    unknown = sum(name not in told for name in session.scalars(cameras))
    users = select(RecorderRow.user_name).where(RecorderRow.source == source, RecorderRow.user_name != "").distinct()
    known = users_named(session, source=source)
    return unknown, sum(name not in known for name in session.scalars(users))

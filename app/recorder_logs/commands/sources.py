"""Owns setting sources up, and saying what their names mean."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.kernel.actor import Actor
from app.kernel.canonical import canonical_bytes
from app.kernel.clock import kst_day
from app.kernel.hangul import nfc
from app.law.periods import permission_record_years
from app.ledger import commands as ledger
from app.ledger.domain import Receipt
from app.recorder_logs.domain import Format, Source, Treatment, check_may_keep
from app.recorder_logs.events import NamedCamera, RecorderCamerasNamed, RecorderSourceRecorded, RecorderUserNamed
from app.recorder_logs.models import RecorderCamera, RecorderSource, RecorderUser
from app.recorder_logs.queries import cameras_named, source_of, sources, users_named
from app.recorder_logs.refusals import (
    AccountUnknown,
    BadSeconds,
    BadSourceCode,
    CameraUnknown,
    ColumnsNeeded,
    SiteUnknown,
    SourceTaken,
    UnknownZone,
)
from app.registry import queries as registry

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}")
_MOST_TOLERANCE, _MOST_GAP, _MOST_OFFSET = 3_600, 7_200, 86_400
_NAMES_PER_ENTRY = 200
_LOCK = 0x57424C47
"""One number for all of this capability; other locks of the database have others."""


def lock(session: Session) -> None:
    """Let one at a time import or compare: two who import the same file at once must not both find it new.

    SQLite has only one writer anyway (``BEGIN IMMEDIATE``).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def record_source(session: Session, *, source: Source, is_new: bool, actor: Actor, now: datetime) -> Receipt | None:
    """Set a recorder up or change its settings; None when nothing changed.

    :raises NotAllowed: if the person does not keep sources at every site of it, before and after.
    :raises SourceTaken: if a new one's code is in use.
    :raises Refusal: if a setting cannot be.
    """
    lock(session)
    check_may_keep(actor, source.sites)
    _check(session, source, now)
    there = {each.code: each for each in sources(session)}.get(source.code)
    if is_new and there is not None:
        raise SourceTaken(code=source.code)
    if there is not None:
        check_may_keep(actor, there.sites)
    if there == source:
        return None
    event = RecorderSourceRecorded(
        source=source.code,
        title=source.name,
        **{each.name: getattr(source, each.name) for each in fields(source) if each.name not in {"code", "name"}},
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    session.add(
        RecorderSource(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            code=source.code,
            title=source.name,
            settings=canonical_bytes(event.open_part()).decode(),
            recorded_at=receipt.recorded_at,
            recorded_by=actor.id,
        )
    )
    session.flush()
    return receipt


def name_cameras(
    session: Session, *, source_code: str, names: Mapping[str, str | None], actor: Actor, now: datetime
) -> int:
    """Say which camera of the registry each name of a recorder means (None: none of ours); return how many are new.

    :raises NotAllowed: if the person does not keep this source.
    :raises CameraUnknown: if a camera is not in the registry, or not at a site of the source.
    """
    lock(session)
    source = source_of(session, code=source_code)
    check_may_keep(actor, source.sites)
    told = cameras_named(session, source=source_code)
    fresh = [(name, code) for name, code in names.items() if name not in told or told[name] != code]
    lines = registry.cameras_by_code(
        session, codes={code for _name, code in fresh if code}, as_of=kst_day(now), sites=None
    )
    for _name, code in fresh:
        if code is None:
            continue
        line = lines.get(code)
        if line is None or (source.sites and line.site_code not in source.sites):
            raise CameraUnknown(code=code)
    chunks = [fresh[start : start + _NAMES_PER_ENTRY] for start in range(0, len(fresh), _NAMES_PER_ENTRY)]
    events = [
        RecorderCamerasNamed(source=source_code, cameras=tuple(NamedCamera(*each) for each in chunk))
        for chunk in chunks
    ]
    for receipt, chunk in zip(ledger.append_all(session, events, actor=actor, now=now), chunks, strict=True):
        session.add_all(
            RecorderCamera(
                leaf=receipt.leaf,
                position=position,
                log_id=receipt.log_id,
                source=source_code,
                name=name,
                camera_code=code,
            )
            for position, (name, code) in enumerate(chunk, start=1)
        )
    session.flush()
    return len(fresh)


def name_users(
    session: Session,
    *,
    source_code: str,
    names: Mapping[str, tuple[Treatment, int | None]],
    actor: Actor,
    now: datetime,
) -> int:
    """Say who stands behind each user of a recorder; return how many are new.

    The names are kept as long as a record of a permission (안전성기준 제5조제3항); then they have to be said again.

    :raises NotAllowed: if the person does not keep this source.
    :raises AccountUnknown: if a person has no account, or something that is no person has one.
    """
    lock(session)
    check_may_keep(actor, source_of(session, code=source_code).sites)
    told = users_named(session, source=source_code)
    fresh = [(name, *told_now) for name, told_now in names.items() if told.get(name) != told_now]
    wanted = {account for _name, _treatment, account in fresh if account is not None}
    there = accounts.names_of(session, account_ids=wanted) if wanted else {}
    for _name, treatment, account in fresh:
        if (treatment is Treatment.PERSON) != (account is not None) or (account is not None and account not in there):
            raise AccountUnknown
    day = kst_day(now)
    erase_on = permission_record_years(day).first_day_after(day)
    events = [
        RecorderUserNamed(source=source_code, treatment=treatment, account_id=account, user=name)
        for name, treatment, account in fresh
    ]
    receipts = ledger.append_all(session, events, actor=actor, now=now, erase_on=erase_on)
    session.add_all(
        RecorderUser(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            source=source_code,
            user_name=name,
            treatment=treatment,
            account_id=account,
        )
        for receipt, (name, treatment, account) in zip(receipts, fresh, strict=True)
    )
    session.flush()
    return len(fresh)


def _check(session: Session, source: Source, now: datetime) -> None:
    if not _CODE.fullmatch(source.code) or not nfc(source.name):
        raise BadSourceCode
    try:
        ZoneInfo(source.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(zone=source.zone) from None
    within = (
        0 <= source.tolerance_seconds <= _MOST_TOLERANCE
        and 0 <= source.gap_seconds <= _MOST_GAP
        and abs(source.offset_seconds) <= _MOST_OFFSET
    )
    if not within:
        raise BadSeconds
    columns = source.columns
    if source.format is Format.COLUMNS and columns is None:
        raise ColumnsNeeded
    if columns is not None and not (all(columns.at) and columns.at and columns.camera and columns.action):
        raise ColumnsNeeded
    known = {site.code for site in registry.snapshot_of_sites(session, codes=source.sites, as_of=kst_day(now)).sites}
    for code in source.sites:
        if code not in known:
            raise SiteUnknown(code=code)

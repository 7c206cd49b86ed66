"""Builds recorders' logs and months of viewings for tests; each test states only what matters to it."""

import random
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from app.accounts.models import Account
from app.database import unit_of_work
from app.footage_access.domain import Kind
from app.kernel.clock import kst_day
from app.recorder_logs import commands, queries
from app.recorder_logs.domain import ColumnMap, Format, Seen, Source, Treatment, month_of
from app.recorder_logs.matching import Entry, Sight
from app.recorder_logs.readers import read_log
from tests.builders.viewing_requests import AMIR, NOW, OLGA

WORDS = (("live", Seen.LIVE), ("playback", Seen.PLAYBACK), ("export", Seen.EXPORT), ("login", None))

MONTH_BEGINS = 1_793_458_800  # 2026-11-01 00:00 in Korea.
DAYS = 30
HOUR = 3_600
NATURAL = {Seen.LIVE: Kind.LIVE, Seen.PLAYBACK: Kind.PLAYBACK, Seen.EXPORT: Kind.PROVISION}


@dataclass(frozen=True)
class SyntheticMonth:
    """A month of which the truth is known."""

    sights: list[Sight]
    entries: list[Entry]
    cameras: set[str]
    planted_viewings: set[tuple[int, str, int]]  # (person, camera, true second) nobody logged.
    planted_entries: set[tuple[int, str]]  # (leaf, camera) nobody did.
    true_at: dict[tuple[int, int], int]  # Key of an event → when it truly was.


def synthetic_month(  # noqa: C901  # One story, told in its order.
    seed,
    *,
    events=5_000,
    unlogged=60,
    invented=40,
    offset=140,
    error=300,
    people=12,
    cameras=40,
    begins=MONTH_BEGINS,
    apart=40 * 60,
):
    """Return a month of recorder events: everybody's clock ±5 minutes off per event, entries without seconds.

    Several people look at the same camera within minutes of each other, a tenth of the entries covers several cameras,
    most viewings are several events. Two visits of one person to one camera are at least 40 minutes apart: nearer, no
    clock this bad could tell one visit from two.
    """
    draw = random.Random(seed)  # noqa: S311  # Nothing secret.
    codes = [f"C-{number}" for number in range(1, cameras + 1)]
    busy = {}
    sights, entries, true_at = [], [], {}
    planted_viewings, planted_entries = set(), set()

    def free_moment(person, cameras_of_visit):
        while True:
            # Half of the visits follow an incident others look at too.
            if sights and draw.random() < 0.5:
                at = true_at[sights[draw.randrange(len(sights))].key] + draw.randrange(-240, 240)
            else:
                at = begins + HOUR + draw.randrange(DAYS * 24 * HOUR - 2 * HOUR)
            if not begins + HOUR < at < begins + DAYS * 24 * HOUR - HOUR:
                continue
            if all(abs(at - other) > apart for code in cameras_of_visit for other in busy.get((person, code), ())):
                for code in cameras_of_visit:
                    busy.setdefault((person, code), []).append(at)
                return at

    def visit(*, seen_by_recorder, logged):
        person = draw.randrange(1, people + 1)
        seen = draw.choices(list(NATURAL), weights=(60, 34, 6))[0]
        several = draw.random() < 0.1 and seen_by_recorder and logged
        of_visit = draw.sample(codes, draw.randrange(2, 5)) if several else [draw.choice(codes)]
        at = free_moment(person, of_visit)
        leaf = len(entries) + 1
        if seen_by_recorder:
            for code in of_visit:
                for turn in range(draw.choices((1, 2, 3, 4), weights=(40, 30, 20, 10))[0]):
                    key = (1, len(sights))
                    true_at[key] = at
                    moment = at + turn * draw.randrange(5, 45) + offset + draw.randrange(-error, error + 1)
                    sights.append(Sight(key, moment, person, code, seen))
                if not logged:
                    planted_viewings.add((person, code, at))
        if logged:
            start = at // 60 * 60  # Typed without seconds.
            entries.append(Entry(leaf, person, NATURAL[seen], start, start, tuple(of_visit)))
            if not seen_by_recorder:
                planted_entries.update((leaf, code) for code in of_visit)

    for _ in range(unlogged):
        visit(seen_by_recorder=True, logged=False)
    for _ in range(invented):
        visit(seen_by_recorder=False, logged=True)
    while len(sights) < events:
        visit(seen_by_recorder=True, logged=True)
    draw.shuffle(entries)
    return SyntheticMonth(sights, entries, set(codes), planted_viewings, planted_entries, true_at)


def a_source(*, code="NVR-1", actor=AMIR, now=NOW, **values):
    """Set up a recorder whose log is a plain table."""
    columns = ColumnMap(at=("Time",), user="User", address="Address", camera="Camera", action="Action", words=WORDS)
    given = {"code": code, "name": "본사 녹화기", "format": Format.COLUMNS, "zone": "UTC", "columns": columns, **values}
    with unit_of_work() as session:
        return commands.record_source(session, source=Source(**given), is_new=True, actor=actor, now=now)


def named(*, source="NVR-1", cameras=None, users=None, actor=AMIR, now=NOW):
    """Say what the names of a recorder mean: two cameras, and two people who have accounts."""
    cameras = {"Lobby 1": "C-1", "Lobby 2": "C-2"} if cameras is None and users is None else cameras or {}
    if users is None:
        _accounts()
        users = {"olga": (Treatment.PERSON, OLGA.id), "amir": (Treatment.PERSON, AMIR.id)}
    with unit_of_work() as session:
        commands.name_cameras(session, source_code=source, names=cameras, actor=actor, now=now)
        commands.name_users(session, source_code=source, names=users, actor=actor, now=now)


def _accounts():
    with unit_of_work() as session:
        for actor in (OLGA, AMIR):
            session.merge(Account(id=actor.id, sign_in_name=actor.name.lower(), display_name=actor.name, created_at=NOW,
                                  must_change=False))  # fmt: skip


def a_log(*rows, now=NOW):
    """Return a log as a file: minutes from now, user, camera, action."""
    lines = ["Time,User,Address,Camera,Action"]
    for minutes, user, camera, action in rows:
        at = now + timedelta(minutes=minutes)
        lines.append(f"{at:%Y-%m-%d %H:%M:%S},{user},192.0.2.7,{camera},{action}")
    return ("\r\n".join(lines) + "\r\n").encode()


def an_import(data, *, source="NVR-1", actor=AMIR, now=NOW, **more):
    """Import a file and return what came of it."""
    with unit_of_work() as session:
        reading = read_log(data, queries.source_of(session, code=source))
        return commands.import_log(
            session,
            source_code=source,
            reading=reading,
            file_hash=sha256(data).hexdigest(),
            actor=actor,
            now=now,
            **more,
        )


def compare(*, source="NVR-1", month=None, actor=AMIR, now=NOW):
    """Compare a month and return what it came to."""
    with unit_of_work() as session:
        return commands.compare_month(
            session, source_code=source, month=month or month_of(kst_day(now)), actor=actor, now=now
        )

"""Owns small registries for tests: each builder states what matters and leaves the rest at its default."""

from datetime import UTC, date, datetime

from app.database import unit_of_work
from app.kernel.actor import SYSTEM, Actor
from app.registry import commands
from app.registry.document import FORMAT, read_document
from app.registry.domain import Kind

RECORDED_AT = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
"""Monday morning in Korea."""


def a_document(*, complete: bool = False, **items):
    """Return a document of plain items, e.g. ``sites=[{"code": "S-1", "name": "본사"}]``."""
    return read_document({"format": FORMAT, **({"complete": True} if complete else {}), **items})


def a_small_estate(**more):
    """Return plain items: one organisation, two posts, a row of two sites, a site of its own with zones and cameras."""
    items = {
        "organisation": [
            {
                "name": "예시도시가스",
                "privacy_officer": {"post": "officer"},
                "declared": {"hours": "24시간", "retention": {"text": "20일", "days": 20}, "manager": {"post": "lead"}},
            }
        ],
        "posts": [
            {"code": "lead", "title": "안전팀장", "department": "안전팀", "phones": ["033-700-0001"]},
            {"code": "officer", "title": "경영지원실장", "department": "경영지원실"},
        ],
        "rows": [{"code": "governors", "name": "정압기", "order": 2, "camera_count": 5}],
        "sites": [
            {"code": "HQ", "name": "본사 사옥", "kind": "사옥", "order": 1, "region": "원주시"},
            {"code": "G-1", "name": "관설동 정압기", "kind": "정압기", "row": "governors", "camera_count": 2},
            {"code": "G-2", "name": "단구동 정압기", "kind": "정압기", "row": "governors", "camera_count": 3},
        ],
        "zones": [
            {"code": "HQ-lobby", "site": "HQ", "name": "로비", "order": 1, "declared": {"space_class": "open"}},
            {"code": "HQ-car", "site": "HQ", "name": "주차장", "order": 2, "camera_count": 3},
        ],
        "cameras": [
            {"code": "C-1", "zone": "HQ-lobby", "name": "로비 1"},
            {"code": "C-2", "zone": "HQ-lobby", "name": "로비 2"},
        ],
    }
    for key, extra in more.items():
        items[key] = [*items.get(key, []), *extra]
    return items


def record_estate(items=None, *, default_from: date | None = None, now: datetime = RECORDED_AT, actor: Actor = SYSTEM):
    """Record plain items (default: the small estate) in one unit of work, and return the changes."""
    with unit_of_work() as session:
        return commands.apply_document(
            session,
            document=a_document(**(items if items is not None else a_small_estate())),
            default_from=default_from,
            actor=actor,
            now=now,
        )


def record(kind: Kind, value, *, since=None, until=None, now: datetime = RECORDED_AT, actor: Actor = SYSTEM):
    """Record one value in one unit of work, and return the changes."""
    with unit_of_work() as session:
        return commands.record(session, kind=kind, value=value, valid_from=since, valid_to=until, actor=actor, now=now)


def record_sites(*codes: str) -> None:
    """Record sites of which nothing matters but that they are there."""
    record_estate({"sites": [{"code": code, "name": f"예시 {code}"} for code in codes]})


def end(kind: Kind, code: str, *, on: date, now: datetime = RECORDED_AT, actor: Actor = SYSTEM):
    """End one object in one unit of work, and return the changes."""
    with unit_of_work() as session:
        return commands.end(session, kind=kind, code=code, on=on, actor=actor, now=now)

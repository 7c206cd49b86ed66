"""Builders of messages and of addresses for mail."""

from datetime import UTC, datetime

from app.database import db, unit_of_work
from app.inbox import commands, queries
from app.inbox.domain import Kind
from app.kernel.actor import SYSTEM
from app.kernel.messages import Message

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)  # 15:00 in Korea.
CASE = "viewing_request:2026-0001"


def tell(*people, key="hold_due:2026-0001:1", now=NOW, **facts) -> int:
    """Tell some actors something about a case; return how many messages are new."""
    values = {
        "message": Message("{number} 신청의 영상을 보존하십시오.", {"number": "2026-0001"}),
        "link": "/requests/2026-0001",
        "kind": Kind.HOLD_DUE,
        "subject": CASE,
        "actor": SYSTEM,
        **facts,
    }
    with unit_of_work() as session:
        return commands.tell(session, to=[person.id for person in people], key=key, now=now, **values)


def inbox(person, **options):
    """Return the messages in somebody's inbox."""
    db.session.rollback()
    return list(queries.inbox_of(db.session(), actor=person, **options).rows)


def unread(person) -> int:
    db.session.rollback()
    return queries.unread_count(db.session(), actor=person)


def set_address(person, address="gildong@example.kr", *, actor=None, now=NOW) -> bool:
    with unit_of_work() as session:
        return commands.set_address(session, account_id=person.id, address=address, actor=actor or person, now=now)

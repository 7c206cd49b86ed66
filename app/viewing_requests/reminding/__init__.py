"""Owns telling people what waits for them in cases, one topic in each module; a job calls it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.viewing_requests.reminding.answers import remind_answers
from app.viewing_requests.reminding.asking import remind_notices, remind_takeovers
from app.viewing_requests.reminding.deciding import remind_decisions, remind_emergencies
from app.viewing_requests.reminding.duties import remind_letters
from app.viewing_requests.reminding.footage import recount_all
from app.viewing_requests.reminding.holds import remind_holds
from app.viewing_requests.reminding.nobody import remind_undecidable
from app.viewing_requests.reminding.returns import remind_returns

Topic = Callable[..., int]

TOPICS: Mapping[str, Topic] = {
    "footage": recount_all,  # First: what was measured since may raise holds people must be told of.
    "holds": remind_holds,
    "decisions": remind_decisions,
    "nobody": remind_undecidable,
    "emergencies": remind_emergencies,
    "takeovers": remind_takeovers,
    "notices": remind_notices,
    "answers": remind_answers,
    "returns": remind_returns,
    "letters": remind_letters,
}
"""What each topic is called in the job's line, and its function ``(session, *, now) -> how many are new``.

Telling is idempotent: every message has a key, so that a job that runs twice tells once.
"""


def remind(session: Session, *, now: datetime) -> dict[str, int]:
    """Let every topic tell what is new, and return how many messages (of footage: cases) that made."""
    return {name: topic(session, now=now) for name, topic in TOPICS.items()}

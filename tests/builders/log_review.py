"""Builds a month of the register with something odd in it, and its review; each test states only what matters to it."""

from dataclasses import replace
from datetime import timedelta

from app.database import unit_of_work
from app.footage_access.domain import Form, Kind, Purpose
from app.kernel.clock import kst_day
from app.log_review import commands
from app.log_review.domain import Settings
from app.recorder_logs.domain import month_of
from tests.builders.footage_access import log
from tests.builders.viewing_requests import AMIR, NOW, OLGA

MONTH = month_of(kst_day(NOW))
NEXT = (NOW + timedelta(days=31)).replace(day=6)
"""A moment of the month after."""
FEW = replace(Settings(), sample_least=2, sample_most=2)
WORDS = "외곽 침입 감지 경보를 확인하려고 당직실에서 보았음"


def a_month(*, actor=OLGA, now=NOW, normal=4):
    """Record normal entries of somebody, and footage that left without a case; return the leaf of that."""
    for number in range(normal):
        log(Kind.LIVE, actor=actor, now=now - timedelta(minutes=40 * (number + 1)))
    return log(Kind.USE, actor=actor, now=now, form=Form.FILE, purpose=Purpose.INCIDENT).leaf


def open_review(*, month=MONTH, actor=AMIR, now=NEXT, settings=FEW):
    """Open the review of a month."""
    with unit_of_work() as session:
        return commands.open_review(session, month=month, settings=settings, actor=actor, now=now)


def act(command, number, *, actor, words=WORDS, month=MONTH, now=NEXT):
    """Do something with an item."""
    with unit_of_work() as session:
        return command(session, month=month, number=number, words=words, actor=actor, now=now)


def conclude(*, month=MONTH, actor=AMIR, now=NEXT):
    """Conclude a review."""
    with unit_of_work() as session:
        return commands.conclude_review(session, month=month, actor=actor, now=now)

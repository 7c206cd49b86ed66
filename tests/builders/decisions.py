"""Builds what is decided about viewing requests, each act in a transaction of its own."""

from datetime import timedelta

from app.database import unit_of_work
from app.kernel.clock import kst_day
from app.viewing_requests import commands
from app.viewing_requests.commands import Offer
from app.viewing_requests.domain import Channel
from app.viewing_requests.emergencies import EmergencyKind
from app.viewing_requests.moves import Notice
from app.viewing_requests.states import GoneBecause
from tests.builders.viewing_requests import AMIR, NOW, OBJECTION, OLGA, PETRA, check_identity

HARM = "뒷부분에 옆 점포의 금고가 보여 그 재산을 부당하게 침해할 우려가 있음"
PART = "14시 00분부터 14시 20분까지"


def do(command, number, *, actor, now=NOW, **values):
    """Let a command do something about a request."""
    with unit_of_work() as session:
        command(session, number=number, actor=actor, now=now, **values)
    return number


def grant_part(number, *, actor=AMIR, now=NOW, ground="pipa.35.4.2", reason=HARM, allowed=PART, objection=OBJECTION):
    """Grant a part; of a request whose checks are made."""
    check_identity(number, now=now)
    values = {"ground": ground, "reason": reason, "allowed_part": allowed, "objection_method": objection}
    return do(commands.approve_in_part, number, actor=actor, now=now, **values)


def answer_gone(number, *, actor=AMIR, now=NOW, because=GoneBecause.NOT_SHOWN, gone_at=None, **values):
    """Answer that there is no such footage."""
    given = {"reason": "영상을 모두 보았으나 청구인이 없음", "objection_method": OBJECTION, **values}
    if because is GoneBecause.NOT_SHOWN:
        given.setdefault("second_look", "담당자 올가가 청구한 구간을 두 번 재생함")
    return do(
        commands.answer_not_existing, number, actor=actor, now=now, gone_because=because, gone_at=gone_at, **given
    )


def submit(number, *, actor=OLGA, now=NOW):
    """Put a case before those who decide."""
    return do(commands.submit_for_review, number, actor=actor, now=now)


def reopen(number, *, actor=AMIR, now=NOW, reason="보관기간이 바뀌어 다시 검토"):
    """Have a grant decided anew."""
    return do(commands.reopen_decision, number, actor=actor, now=now, reason=reason)


def take_back(number, *, actor=AMIR, now=NOW, reason="영장의 기간을 잘못 읽음"):
    """Take the first of two agreements back."""
    return do(commands.take_back_step, number, actor=actor, now=now, reason=reason)


def hurry(number, *, actor=OLGA, now=NOW, kind=EmergencyKind.GAS_INCIDENT, reason="가스 누출, 사람이 갇힘", **values):
    """Open an emergency."""
    return do(commands.open_emergency, number, actor=actor, now=now, kind=kind, reason=reason, **values)


def review(number, *, actor=AMIR, now=NOW + timedelta(hours=2), justified=True, note="현장 기록과 맞음"):
    """Review an emergency."""
    return do(commands.review_emergency, number, actor=actor, now=now, justified=justified, note=note)


def tell(number, *, actor=OLGA, now=NOW, on=None, offer=None):
    """Note that the asker was told."""
    notice = Notice(on=on or kst_day(now), channel=Channel.EMAIL)
    return do(commands.note_notice, number, actor=actor, now=now, notice=notice, offer=offer)


__all__ = [
    "HARM",
    "PART",
    "PETRA",
    "Offer",
    "answer_gone",
    "do",
    "grant_part",
    "hurry",
    "reopen",
    "review",
    "submit",
    "take_back",
    "tell",
]

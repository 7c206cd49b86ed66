"""Owns what kinds of work the access record knows, how long it is kept, and who may read it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.actor import SYSTEM_ID, Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.law.periods import access_log_years

ONCE_IN = timedelta(minutes=10)
"""The same look of one session at one thing is recorded once in this time (``product.looks``)."""
ONCE_IN_BY_ITSELF = timedelta(hours=1)
"""The same for a live page that asks by itself: it says that the screen stood open, not that anybody asked."""
READERS = (Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)
READERS_OF_WORDS = (Role.PRIVACY_OFFICER, Role.AUDITOR)
"""Words searched for may be a name: who looks after the server does not read them."""
LONGEST_REASON = 500
MOST_COPIES, IN_TIME = 60, timedelta(hours=1)
"""So many files and papers one person takes out in so long (``product.copies_per_hour``)."""
MOST_EXPORTED = 50_000
"""Rows of one file: a year of a company has fewer; a longer span is taken in parts."""


def may_set_keeping(actor: Actor) -> bool:
    """Return whether somebody may declare how long the record is kept: one time for all sites, so at all of them."""
    able, acts = (Role.PRIVACY_OFFICER,), (Act.DECIDE,)
    return actor.id == SYSTEM_ID or (actor.has(*able, acts=acts) and actor.sites_as(*able, acts=acts) is None)


class Work(StrEnum):
    """What somebody did with personal data; stored names are permanent."""

    VIEWED = "viewed"
    SEARCHED = "searched"
    EXPORTED = "exported"
    PRINTED = "printed"
    DOWNLOADED = "downloaded"


TAKING_OUT = frozenset({Work.EXPORTED, Work.PRINTED, Work.DOWNLOADED})
"""Work by which personal data leaves the screen: its use is stated (안전성기준 제12조제1항)."""
WORK_NAMES: Mapping[Work, str] = {
    Work.VIEWED: N_("조회"),
    Work.SEARCHED: N_("검색"),
    Work.EXPORTED: N_("내보내기"),
    Work.PRINTED: N_("출력"),
    Work.DOWNLOADED: N_("내려받기"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; None: all. ``thing`` is ``kind/code`` or the name another event gives to it."""

    person: int | None = None
    thing: str | None = None
    work: Work | None = None
    first_day: date | None = None
    last_day: date | None = None


class BadReason(Refusal):
    """No reason stands beside the setting, or a very long one."""

    text = N_("접속기록을 얼마나 보관하는지 정한 까닭을 적으십시오(500자까지).")


class TooManyCopies(Refusal):
    """Somebody takes out more than the work of an hour needs."""

    text = N_(
        "한 사람이 한 시간에 가져갈 수 있는 파일과 출력물은 {most}건까지입니다. 잠시 뒤에 다시 하십시오. "
        "막힌 일은 원장에 남았고, 개인정보 보호책임자가 봅니다."
    )


class TooManyLooks(Refusal):
    """A file would be too long."""

    text = N_("한 파일에 담기에는 접속기록이 너무 많습니다. 기간을 나누어 내보내십시오.")


def erase_day(now: datetime, *, many_or_sensitive: bool) -> date:
    """Return the day in Korea on which the address and the words of a look are erased (안전성기준 제8조제1항)."""
    day = kst_day(now)
    return access_log_years(day, many_or_sensitive=many_or_sensitive).first_day_after(day)

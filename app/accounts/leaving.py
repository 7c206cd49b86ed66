"""Owns what it means that somebody leaves or moves, and how often rights are looked at again. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.accounts.domain import LastAdministrator, may_administer
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.messages import N_, Message

ENDED_BY_TIME = "정한 기간이 끝남"
"""Why the system ends a right whose time is over. Kept as data, so in the language of the register."""


class Leaving(StrEnum):
    """Whether somebody leaves the company or only their post; stored names are permanent."""

    LEAVES = "leaves"  # 퇴직: the account closes with the rights.
    MOVES = "moves"  # 전보: the account stays, for the rights of the new post.


LEAVING_NAMES: Mapping[Leaving, str] = {
    Leaving.LEAVES: N_("퇴직·계약 종료"),
    Leaving.MOVES: N_("다른 부서·지점으로 옮김"),
}


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Something a person began and nobody finished: what it is, and the page where it goes on."""

    text: Message
    endpoint: str
    values: Mapping[str, str | int]
    site_code: str | None = None


class LeavesInThePast(Refusal):
    """Nobody left before it was said: their rights counted until now."""

    text = N_("지난 날로 거슬러 정할 수 없습니다. 오늘이면 날을 비우십시오.")


class LeavesAlready(Refusal):
    """A day on which the person leaves is set."""

    text = N_("떠나는 날을 이미 정했습니다. 먼저 그것을 거두십시오.")


class NothingPlanned(Refusal):
    """No day is set on which the person leaves."""

    text = N_("정해 둔 떠나는 날이 없습니다.")


class TasksLeftOpen(Refusal):
    """What the person has open is taken on by somebody, or looked at."""

    text = N_("끝나지 않은 일이 {count}건 있습니다. 이어받을 사람을 정하거나 확인했다고 표시하십시오.")


class SuccessorCannot(Refusal):
    """Who takes the work on is somebody else, and works here."""

    text = N_("이어받을 사람은 지금 권한을 가진 다른 사람이어야 합니다.")


class TimesOutOfOrder(Refusal):
    """A right begins before it ends, and does not end before it was given."""

    text = N_("권한이 끝나는 날은 시작하는 날과 오늘보다 뒤여야 합니다.")


class NoActLeft(Refusal):
    """A right without any act of its role gives nothing."""

    text = N_("{role} 권한으로 할 수 있는 일을 하나 이상 고르십시오.")


class AdministratorsRunOut(LastAdministrator):
    """Somebody must remain who can administer, also once every right has ended that ends by itself."""

    text = N_(
        "이렇게 하면 {day}부터 시스템 관리자가 없습니다. 먼저 다른 사람에게 끝나는 날도 장소 제한도 없는 시스템 관리자 "
        "권한을 주십시오."
    )


class OwnConfirmation(Refusal):
    """Nobody says of their own right that it is still needed."""

    text = N_("자신의 권한은 스스로 확인할 수 없습니다. 다른 관리책임자에게 요청하십시오.")


class NotHeldNow(Refusal):
    """A right that is over is not confirmed."""

    text = N_("끝난 권한은 확인하지 않습니다.")


_LOOK_AFTER: Mapping[Role, tuple[Role, ...]] = {
    Role.OPERATOR: (Role.MANAGER, Role.PRIVACY_OFFICER),
    Role.MANAGER: (Role.MANAGER, Role.PRIVACY_OFFICER),
    Role.PRIVACY_OFFICER: (Role.PRIVACY_OFFICER,),
    Role.AUDITOR: (),
    Role.ADMINISTRATOR: (Role.PRIVACY_OFFICER,),
}


def looks_after(actor: Actor, role: Role, site_code: str | None) -> bool:
    """Return whether somebody answers for who holds a role at a site (None: everywhere), and may say it is needed.

    Managers do for operators and managers of their sites, privacy officers for administrators too; nobody whom an
    auditor looks at for the auditor. Administrators look after everybody. A role held for somebody else counts for
    nothing.
    """
    own, able = actor.as_oneself(), _LOOK_AFTER[role]
    if may_administer(own):
        return True
    if not own.has(*able, acts=(Act.DECIDE,)):
        return False
    sites = own.sites_as(*able, acts=(Act.DECIDE,))
    return sites is None or site_code in sites


def check_may_end(actor: Actor, role: Role, site_code: str | None) -> None:
    """Raise NotAllowed unless somebody may take a right back: who administers, or who looks after it."""
    if not looks_after(actor, role, site_code):
        raise NotAllowed


def is_left_behind(*, since: datetime | None, leaves_at: datetime | None) -> bool:
    """Return whether a right ends when its holder leaves; one that begins then or later is of the new post."""
    return leaves_at is not None and (since is None or since < leaves_at)


def holds_at(
    *,
    now: datetime,
    ended_at: datetime | None,
    since: datetime | None,
    until: datetime | None,
    leaves_at: datetime | None = None,
) -> bool:
    """Return whether a right counts at a moment: begun, not over, not ended, and its holder has not left."""
    if ended_at is not None or (since is not None and now < since) or (until is not None and until <= now):
        return False
    return not (is_left_behind(since=since, leaves_at=leaves_at) and leaves_at is not None and leaves_at <= now)


@dataclass(frozen=True, slots=True)
class HeldFor:
    """A right that nobody ended: since when it counts (None: always) and until when (None: until somebody ends it)."""

    grant_id: int
    account_id: int
    since: datetime | None
    until: datetime | None

    def left_at(self, moment: datetime, *, kind: Leaving | None) -> Iterable["HeldFor"]:
        """Return what is left of it if it is ended, or its holder leaves, at a moment: nothing, or one that is shorter.

        What begins at the moment or later stays if its holder only moves; that is for the new post.
        """
        if not is_left_behind(since=self.since, leaves_at=moment):
            return (self,) if kind is Leaving.MOVES else ()
        return (replace(self, until=moment if self.until is None else min(self.until, moment)),)


def first_without(held: Iterable[HeldFor], *, now: datetime) -> datetime | None:
    """Return the first moment from now on at which none of some rights counts; None if there is never one."""
    at = now
    for each in sorted(held, key=lambda each: (each.since or now, each.grant_id)):
        if (each.since or now) > at:
            break
        if each.until is None:
            return None
        at = max(at, each.until)
    return at

"""Owns who may stand in for whom: which roles are lent, why, how far a stand-in reaches, and what is refused. Pure."""

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_
from app.law.periods import stand_in_days

LENT = (Role.MANAGER, Role.PRIVACY_OFFICER)
"""The roles somebody may hold for another who is away. Administering and auditing are never lent."""
CASE_WORKERS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER)
"""Who may stand in: somebody who works on the cases of those sites themselves."""
LONGEST_TEXT = 200


class Absence(StrEnum):
    """Why somebody is away; stored names are permanent."""

    LEAVE = "leave"
    TRAVEL = "travel"
    ILLNESS = "illness"
    VACANCY = "vacancy"
    OTHER = "other"


ABSENCE_NAMES: Mapping[Absence, str] = {
    Absence.LEAVE: N_("휴가"),
    Absence.TRAVEL: N_("출장·교육"),
    Absence.ILLNESS: N_("병가"),
    Absence.VACANCY: N_("자리 비움(인사이동 등)"),
    Absence.OTHER: N_("그 밖의 사유"),
}


class Standing(StrEnum):
    """What a stand-in is on a day."""

    IN_FORCE = "in_force"
    IDLE = "idle"  # Its days are running, but a right or an account it needs has ended.
    COMING = "coming"
    OVER = "over"
    ENDED = "ended"  # Early, by somebody.


STANDING_NAMES: Mapping[Standing, str] = {
    Standing.IN_FORCE: N_("대리 중"),
    Standing.IDLE: N_("효력 없음"),
    Standing.COMING: N_("예정"),
    Standing.OVER: N_("끝남"),
    Standing.ENDED: N_("일찍 끝냄"),
}


class NotLent(Refusal):
    """Only managers and privacy officers have stand-ins."""

    text = N_("관리책임자와 개인정보 보호책임자만 대리할 사람을 둡니다.")


class StandsInForOneself(Refusal):
    """Nobody stands in for themselves."""

    text = N_("자신을 대리할 수는 없습니다. 다른 사람을 고르십시오.")


class DeputySetsIt(Refusal):
    """Nobody takes another's role by themselves."""

    text = N_("대리할 사람이 스스로 정할 수 없습니다. 본인이나 개인정보 보호책임자, 시스템 관리자에게 요청하십시오.")


class PrincipalLacksRole(Refusal):
    """What somebody does not hold themselves they cannot lend."""

    text = N_("{name}은(는) 그 설치장소에서 그 권한을 가지고 있지 않습니다. 대리로 맡은 권한은 다시 맡길 수 없습니다.")


class DeputyWorksElsewhere(Refusal):
    """The deputy would decide on cases they may not even see."""

    text = N_("{name}은(는) 그 설치장소의 열람 업무를 맡고 있지 않아 대리할 수 없습니다.")


class DaysOutOfOrder(Refusal):
    """The last day lies before the first."""

    text = N_("마지막 날은 첫날과 같거나 그 뒤여야 합니다.")


class BeginsInThePast(Refusal):
    """Nobody becomes a deputy for days that are over."""

    text = N_("지난 날로 거슬러 대리를 정할 수 없습니다. 오늘부터 정하십시오.")


class TooManyDays(Refusal):
    """It lasts longer than standing in may."""

    text = N_("대리는 한 번에 {days}일까지입니다. 더 길면 권한을 새로 주거나, 끝난 뒤 다시 정하십시오.")


class ReasonMissing(Refusal):
    """Another reason is told in words."""

    text = N_("그 밖의 사유는 {longest}자 이하로 적으십시오.")


class SetAlready(Refusal):
    """Somebody stands in on these days."""

    text = N_("{name}의 같은 권한에는 그 기간에 정한 대리가 이미 있습니다. 먼저 그 대리를 끝내거나 날을 바꾸십시오.")


class PrincipalIsDeputy(Refusal):
    """Who stands in cannot be stood in for: that would be a chain."""

    text = N_("{name}은(는) 그 기간에 같은 권한을 대리하므로 자신의 대리를 둘 수 없습니다(대리의 대리는 없습니다).")


class DeputyIsAway(Refusal):
    """Who is stood in for cannot stand in: that would be a chain."""

    text = N_("{name}은(는) 그 기간에 같은 권한을 다른 사람에게 맡겼으므로 대리할 수 없습니다(대리의 대리는 없습니다).")


class NoSuchStandIn(NotFound):
    """There is no such stand-in."""

    text = N_("그런 대리가 없습니다.")


class StandInIsOver(Refusal):
    """It ended before, or its last day has passed."""

    text = N_("이미 끝난 대리입니다.")


Sites = frozenset[str | None]
"""Where a right holds: codes of sites, or None for every site."""


def common(first: Collection[str | None], second: Collection[str | None]) -> Sites:
    """Return the sites that are in both; None in a collection stands for every site."""
    if None in first:
        return frozenset({None}) if None in second else frozenset(second)
    return frozenset(first) if None in second else frozenset(first) & frozenset(second)


def check_days(*, from_on: date, until_on: date, today: date) -> None:
    """Check the days of a new stand-in.

    :raises DaysOutOfOrder: if it ends before it begins.
    :raises BeginsInThePast: if it begins before today.
    :raises TooManyDays: if it lasts longer than one may (product.stand_in).
    """
    if until_on < from_on:
        raise DaysOutOfOrder
    if from_on < today:
        raise BeginsInThePast
    longest = stand_in_days(from_on).days or 0
    if (until_on - from_on).days >= longest:
        raise TooManyDays(days=longest)


def text_of(reason: Absence, typed: str | None) -> str | None:
    """Return what is told beside a reason, cleaned: something for another reason, nothing for one of the list.

    :raises ReasonMissing: if there is nothing, or too much.
    """
    if reason is not Absence.OTHER:
        return None
    text = " ".join(unicodedata.normalize("NFC", typed or "").split())
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise ReasonMissing(longest=LONGEST_TEXT)
    return text


def may_lend(actor: Actor, *, principal_id: int, sites: Sites) -> bool:
    """Return whether somebody may set and end the stand-ins of an account at some sites.

    The principal may, an administrator of every site, and a privacy officer of all those sites. A role held for
    somebody else counts for nothing here.
    """
    own = actor.as_oneself()
    if own.id == principal_id or (own.has(Role.ADMINISTRATOR) and own.sites_as(Role.ADMINISTRATOR) is None):
        return True
    return bool(sites) and common(_officer_at(own), sites) == sites


def may_lend_some(actor: Actor, *, principal_id: int, sites: Sites) -> bool:
    """Return whether somebody may set stand-ins of an account at one of some sites at least."""
    officer_at = _officer_at(actor.as_oneself())
    return may_lend(actor, principal_id=principal_id, sites=sites) or bool(common(officer_at, sites))


def check_may_lend(actor: Actor, *, principal_id: int, sites: Sites) -> None:
    """Check who sets or ends a stand-in at some sites.

    :raises NotAllowed: if they may not.
    """
    if not may_lend(actor, principal_id=principal_id, sites=sites):
        raise NotAllowed


def check_may_name(actor: Actor) -> None:
    """Check who opens the page on which stand-ins are set: somebody who holds a lent role or administers, themselves.

    :raises NotAllowed: if they only hold such a role for somebody else, or not at all.
    """
    if not may_name(actor):
        raise NotAllowed


def may_name(actor: Actor) -> bool:
    """Return whether the page on which stand-ins are set opens to somebody."""
    return actor.as_oneself().has(*LENT, Role.ADMINISTRATOR)


def _officer_at(own: Actor) -> Sites:
    held = own.sites_as(Role.PRIVACY_OFFICER)
    return frozenset({None}) if held is None else frozenset(held)

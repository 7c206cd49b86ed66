"""Owns what was seen of a printed sign and what follows: where its copies stand, and what is to be done. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act as Exercised
from app.kernel.errors import NotAllowed, Problem
from app.kernel.messages import N_, Message
from app.signage.domain import ALPHABET
from app.signage.refusals import BadSighting

OPENS_ROUNDS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
LONGEST_PLACE, LONGEST_DAMAGE, MOST_CAMERAS = 200, 300, 999
CLOCK_AHEAD = timedelta(minutes=5)  # How far the clock of a phone may be ahead of ours.


class Act(StrEnum):
    """What was done or seen; stored names are permanent."""

    MOUNTED = "mounted"
    SEEN = "seen"
    DAMAGED = "damaged"
    MISSING = "missing"
    REMOVED = "removed"
    ELSEWHERE = "elsewhere"  # The sign of another site hangs here.


class Source(StrEnum):
    """Where it was entered; stored names are permanent."""

    DESK = "desk"
    FIELD = "field"


class Stand(StrEnum):
    """Where one printed copy stands."""

    PRINTED = "printed"
    MOUNTED = "mounted"
    SEEN = "seen"
    DAMAGED = "damaged"
    MISSING = "missing"
    REMOVED = "removed"


class Need(StrEnum):
    """What is to be done about a sign."""

    REPRINT = "reprint"
    MOUNT = "mount"
    TAKE_DOWN = "take_down"
    MEND = "mend"
    NOT_SEEN = "not_seen"


ACT_NAMES: Mapping[Act, str] = {
    Act.MOUNTED: N_("걸었음"),
    Act.SEEN: N_("걸려 있음을 봄"),
    Act.DAMAGED: N_("훼손됨"),
    Act.MISSING: N_("없어짐"),
    Act.REMOVED: N_("떼어 냄"),
    Act.ELSEWHERE: N_("다른 곳의 안내판이 걸려 있음"),
}
STAND_NAMES: Mapping[Stand, str] = {
    Stand.PRINTED: N_("인쇄함"),
    Stand.MOUNTED: N_("걸려 있음"),
    Stand.SEEN: N_("현장에서 확인함"),
    Stand.DAMAGED: N_("훼손됨"),
    Stand.MISSING: N_("없어짐"),
    Stand.REMOVED: N_("떼어 냄"),
}
NEED_NAMES: Mapping[Need, str] = {
    Need.REPRINT: N_("다시 인쇄할 것"),
    Need.MOUNT: N_("걸어야 할 것"),
    Need.TAKE_DOWN: N_("떼어 내야 할 것"),
    Need.MEND: N_("훼손되거나 없어진 것"),
    Need.NOT_SEEN: N_("오래 확인하지 않은 것"),
}
HANGING = frozenset({Stand.MOUNTED, Stand.SEEN, Stand.DAMAGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What somebody did or saw at one sign, as it was entered. ``id`` was chosen where it was entered."""

    id: str
    number: str
    act: Act
    at: datetime
    source: Source
    revision: str | None = None  # As read on the wall.
    place: str = ""
    text_matches: bool | None = None
    readable: bool | None = None
    damage: str = ""
    cameras_counted: int | None = None
    round_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A sighting as it was recorded, matched to the copy it was of; ``batch`` None: no printing of ours."""

    number: str
    revision: str | None
    batch: str | None
    act: Act
    at: datetime
    leaf: int
    place: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One sign of one batch that was printed."""

    number: str
    batch: str
    revision: str
    printed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One printed copy and what became of it."""

    number: str
    batch: str | None
    revision: str | None
    stand: Stand
    since: datetime
    place: str = ""
    seen_at: datetime | None = None

    @property
    def hangs(self) -> bool:
        """Return whether it is believed to hang."""
        return self.stand in HANGING


def check_opens_rounds(actor: Actor) -> None:
    """Let people who answer for signs send others out to look at them.

    :raises NotAllowed: if the person does not.
    """
    if not actor.may_act_as(*OPENS_ROUNDS, acts=(Exercised.MAINTAIN,)):
        raise NotAllowed


def check_sighting(one: Sighting, *, now: datetime) -> None:
    """Accept what could have happened.

    :raises BadSighting: naming every fault.
    """
    looked = one.act in {Act.SEEN, Act.MOUNTED, Act.DAMAGED}
    faults: list[tuple[str, bool, str]] = [
        (N_("확인 번호"), not _is_uuid(one.id), N_("화면을 새로 열어 다시 기록하십시오.")),
        (N_("일시"), one.at > now + CLOCK_AHEAD, N_("앞으로의 일시입니다. 휴대전화의 시계를 확인하십시오.")),
        (N_("개정"), not _is_revision(one.revision), N_("안내판에 적힌 개정 여섯 자리를 적으십시오.")),
        (N_("거는 자리"), len(one.place) > LONGEST_PLACE, N_("짧게 적으십시오.")),
        (
            N_("거는 자리"),
            one.act in {Act.MOUNTED, Act.ELSEWHERE} and not one.place.strip(),
            N_("어디에 걸려 있는지 적으십시오."),
        ),
        (N_("훼손"), len(one.damage) > LONGEST_DAMAGE, N_("짧게 적으십시오.")),
        (N_("훼손"), one.act is Act.DAMAGED and not one.damage.strip(), N_("무엇이 훼손되었는지 적으십시오.")),
        (
            N_("확인한 내용"),
            one.act is Act.SEEN and (one.text_matches is None or one.readable is None),
            N_("글이 같은지와 잘 보이는지를 고르십시오."),
        ),
        (
            N_("확인한 내용"),
            not looked and (one.text_matches is not None or one.readable is not None),
            N_("안내판을 보지 못한 때에는 글과 보임을 고를 수 없습니다."),
        ),
        (
            N_("카메라 수"),
            one.cameras_counted is not None and not 0 <= one.cameras_counted <= MOST_CAMERAS,
            N_("카메라 수를 0에서 999 사이로 적으십시오."),
        ),
        (
            N_("현장 점검"),
            one.act is Act.ELSEWHERE and one.round_id is None,
            N_("현장 점검에서만 기록할 수 있습니다."),
        ),
    ]
    found = [Problem(place, Message(text)) for place, is_wrong, text in faults if is_wrong]
    if found:
        raise BadSighting(found)


def matched(
    *, number: str, revision: str | None, copies: Iterable[Copy], noted: Iterable[Noted], mounting: bool = False
) -> Copy | None:
    """Return the copy a sighting is of: of the revision read, or of any; one that hangs before one that does not.

    Who mounts means the newest copy that does not hang yet.
    """
    copies = tuple(copies)
    placed = {one.batch: one for one in placements(copies, noted) if one.number == number}
    wanted = [one for one in copies if one.number == number and revision in {None, one.revision}]
    newest = sorted(wanted, key=lambda one: (one.printed_at, one.batch), reverse=True)
    return min(newest, key=lambda one: placed[one.batch].hangs == mounting, default=None)


def placements(copies: Iterable[Copy], noted: Iterable[Noted]) -> tuple[Placement, ...]:
    """Return every copy with what became of it, by number, the newest first; also signs seen that nobody printed."""
    told = sorted(
        (one for one in noted if one.act is not Act.ELSEWHERE),
        key=lambda one: (*(part or "" for part in _copy_of(one)), one.at, one.leaf),
    )
    grouped = {key: list(some) for key, some in groupby(told, key=_copy_of)}
    found = [
        _placement(one, grouped.pop((one.number, one.batch, None), []))
        for one in sorted(copies, key=lambda one: (one.number, one.batch))
    ]
    found += [_unknown(number, revision, some) for (number, _batch, revision), some in grouped.items()]
    return tuple(sorted(found, key=lambda one: (one.number, -one.since.timestamp(), one.batch or "")))


def needs(
    placed: Iterable[Placement],
    copies: Iterable[Copy],
    *,
    today: str | None,
    not_seen_since: datetime,
    excused: bool = False,
) -> frozenset[Need]:
    """Return what is to be done about one sign.

    :param today: the revision the registry asks for; None: the sign is withdrawn or its place gone.
    :param not_seen_since: a sign that hangs and was last seen before this is to be looked at.
    :param excused: something else stands for the sign: none must hang, but one that does must be true.
    """
    placed = tuple(placed)
    newest = max(copies, key=lambda one: (one.printed_at, one.batch), default=None)
    hanging = [one for one in placed if one.hangs]
    whole = [one for one in hanging if one.revision == today and one.stand is not Stand.DAMAGED]
    lost = [one for one in placed if one.stand in {Stand.DAMAGED, Stand.MISSING}]
    found = {Need.NOT_SEEN} if any(one.since < not_seen_since for one in hanging) else set()
    if today is None:
        return frozenset(found | ({Need.TAKE_DOWN} if hanging else set()))
    if whole and any(one not in whole for one in hanging):
        found.add(Need.TAKE_DOWN)
    waiting = any(one.stand is Stand.PRINTED and one.revision == today for one in placed)
    if not whole and newest is not None and (hanging or not excused):
        if waiting:
            found.add(Need.MOUNT)
        elif lost and newest.revision == today:
            found.add(Need.MEND)
        elif newest.revision != today:
            found.add(Need.REPRINT)
    return frozenset(found)


def months_from(day: date, months: int) -> date:
    """Return the day some months after another (before it, if negative); the last of a month that is shorter."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _copy_of(one: Noted) -> tuple[str, str | None, str | None]:
    return one.number, one.batch, None if one.batch else one.revision


def _placement(copy: Copy, told: list[Noted]) -> Placement:
    return Placement(
        number=copy.number,
        batch=copy.batch,
        revision=copy.revision,
        stand=Stand(told[-1].act.value) if told else Stand.PRINTED,
        since=told[-1].at if told else copy.printed_at,
        place=next((one.place for one in reversed(told) if one.place), ""),
        seen_at=next((one.at for one in reversed(told) if Stand(one.act.value) in HANGING), None),
    )


def _unknown(number: str, revision: str | None, told: list[Noted]) -> Placement:
    blank = Copy(number, "", revision or "", told[0].at)
    return replace(_placement(blank, told), batch=None, revision=revision)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_revision(text: str | None) -> bool:
    return text is None or (len(text) == 6 and set(text) <= set(ALPHABET))  # noqa: PLR2004  # As revisions are made.

"""Owns what is entered about rights: who gets which, from when until when and for what, and that somebody leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length

from app.accounts.domain import ROLE_NAMES
from app.accounts.leaving import LEAVING_NAMES, Leaving
from app.kernel.actor import Role
from app.kernel.acts import ACT_NAMES, Act
from app.kernel.clock import kst_day, start_of_kst_day
from app.web.forms import BaseForm, DayField, Required, SelectChoice, entered


@dataclass(frozen=True, slots=True)
class GrantEntry:
    """A right somebody is to get; without times it counts from now until it is ended, without acts for all of them."""

    role: Role
    site_codes: tuple[str | None, ...]
    reason: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    acts: frozenset[Act] | None = None


@dataclass(frozen=True, slots=True)
class LeavingEntry:
    """That somebody leaves or moves; ``leaves_at`` None: now. ``seen``: somebody looked at what is left open."""

    kind: Leaving
    leaves_at: datetime | None
    successor_id: int | None
    seen: bool
    reason: str


class GrantRoleForm(BaseForm):
    """What right somebody gets, where, from when until when, for what and why."""

    role = SelectField(_l("권한"), [Required(_l("권한을 고르십시오."))])
    sites = StringField(_l("설치장소"), [Length(max=400)], render_kw={"autocomplete": "off"})
    from_on = DayField(_l("시작하는 날"))
    until_on = DayField(_l("마지막 날"))
    acts = SelectMultipleField(_l("할 수 있는 일"))
    reason = StringField(_l("사유"), [Required(_l("사유를 입력하십시오.")), Length(max=500)])

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # As WTForms.
        """Offer every role by its name, and every act but reading, which every right allows."""
        super().__init__(*args, **options)
        self.role.choices = [SelectChoice(value=role.value, label=_l(name)) for role, name in ROLE_NAMES.items()]
        self.acts.choices = [
            SelectChoice(value=act.value, label=_l(name)) for act, name in ACT_NAMES.items() if act is not Act.READ
        ]

    def parsed(self) -> GrantEntry:
        """Return what right somebody gets; site codes are None alone for every site. Call only after validate().

        A first day that has come is now. The last day counts to its end in Korea.
        """
        codes = (self.sites.data or "").replace(",", " ").split()
        first: date | None = self.from_on.data  # type: ignore[assignment]  # DayField understands days.
        last: date | None = self.until_on.data  # type: ignore[assignment]  # As above.
        return GrantEntry(
            Role(entered(self.role)),
            tuple(dict.fromkeys(codes)) or (None,),
            entered(self.reason),
            valid_from=start_of_kst_day(first) if first and first > self._today() else None,
            valid_until=start_of_kst_day(last + timedelta(days=1)) if last else None,
            acts=frozenset(map(Act, self.acts.data)) if self.acts.data else None,
        )

    def _today(self) -> date:
        return kst_day(self.meta.now)


class LeavingForm(BaseForm):
    """That somebody leaves or moves: when, why, and who goes on with what they have open."""

    kind = RadioField(_l("퇴직·이동"), [Required(_l("퇴직인지 이동인지 고르십시오."))])
    on = DayField(_l("권한이 없어지는 첫날"))
    successor = SelectField(_l("이어받을 사람"), validate_choice=False)  # Not asked for while nothing is open.
    seen = BooleanField(_l("끝나지 않은 일을 확인했고, 따로 맡기거나 그대로 둡니다."))
    reason = StringField(_l("사유"), [Required(_l("사유를 입력하십시오.")), Length(max=500)])

    def __init__(self, *args: Any, successors: Iterable[tuple[int, str]] = (), **options: Any) -> None:  # noqa: ANN401  # As WTForms.
        """Offer both kinds, and who could take on what is open."""
        super().__init__(*args, **options)
        self.kind.choices = [SelectChoice(kind.value, _l(name)) for kind, name in LEAVING_NAMES.items()]
        nobody = SelectChoice("", _l("고르지 않음"))
        self.successor.choices = [nobody, *(SelectChoice(str(number), name) for number, name in successors)]

    def parsed(self) -> LeavingEntry:
        """Return what was entered; call only after validate(). Without a day, or with today, it is at once."""
        chosen = str(self.successor.data or "")
        day: date | None = self.on.data  # type: ignore[assignment]  # DayField understands days.
        return LeavingEntry(
            kind=Leaving(entered(self.kind)),
            leaves_at=None if day is None or day == kst_day(self.meta.now) else start_of_kst_day(day),
            successor_id=int(chosen) if chosen.isdecimal() else None,
            seen=bool(self.seen.data),
            reason=entered(self.reason),
        )

"""Owns what is entered about holds: what was locked on a recorder, until when, and why it ended."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.viewing_requests.forms.intake import choices
from app.viewing_requests.holding import (
    ENDED_NAMES,
    EXTENDED_NAMES,
    GONE_REASONS,
    RELEASE_REASONS,
    EndedBecause,
    ExtendedBecause,
    LockEntry,
)
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, SelectChoice, entered
from app.web.languages import say


def _reasons(reasons: Iterable[EndedBecause]) -> list[SelectChoice]:
    return [SelectChoice(str(reason), say(ENDED_NAMES[reason])) for reason in reasons]


class HoldsForm(BaseForm):
    """Which holds are meant."""

    holds = SelectMultipleField(
        _l("카메라"), [Required(_l("카메라를 하나 이상 고르십시오."))], choices=list, coerce=int, validate_choice=False
    )

    def leaves(self) -> tuple[int, ...]:
        """Return the holds chosen; call only after validate()."""
        return tuple(self.holds.data or ())


class SetHoldsForm(HoldsForm):
    """What somebody locked on one recorder."""

    recorder = StringField(_l("녹화기"), [Required(_l("어느 녹화기에서 잠갔는지 적으십시오.")), Length(max=40)])
    shown_from = KstDateTimeField(
        _l("잠근 구간 시작(녹화기 시각)"), [InputRequired(_l("녹화기에 보이는 대로 적으십시오."))]
    )
    shown_to = KstDateTimeField(
        _l("잠근 구간 끝(녹화기 시각)"), [InputRequired(_l("녹화기에 보이는 대로 적으십시오."))]
    )
    locked_at = KstDateTimeField(_l("잠근 때"), [InputRequired(_l("언제 잠갔는지 적으십시오."))])
    until_on = DayField(_l("보존하는 마지막 날"), [Required(_l("언제까지 보존하는지 적으십시오."))])

    def parsed(self) -> LockEntry:
        """Return what was entered; call only after validate()."""
        return LockEntry(
            recorder=entered(self.recorder),
            locked_at=entered(self.locked_at),
            shown_from=entered(self.shown_from),
            shown_to=entered(self.shown_to),
            until_on=entered(self.until_on),
        )


class ExtendHoldsForm(HoldsForm):
    """Until when holds last now, and why."""

    until_on = DayField(_l("보존하는 마지막 날"), [Required(_l("언제까지 보존하는지 적으십시오."))])
    because = RadioField(
        _l("연장하는 까닭"), [InputRequired(_l("까닭을 고르십시오."))], choices=lambda: choices(EXTENDED_NAMES)
    )

    def parsed(self) -> dict[str, Any]:
        """Return what was entered; call only after validate()."""
        return {"until_on": entered(self.until_on), "because": ExtendedBecause(self.because.data)}


class ReleaseHoldsForm(HoldsForm):
    """When locks were taken off, and why."""

    unlocked_at = KstDateTimeField(_l("녹화기에서 해제한 때"), [InputRequired(_l("언제 해제했는지 적으십시오."))])
    because = RadioField(
        _l("해제한 까닭"), [InputRequired(_l("까닭을 고르십시오."))], choices=lambda: _reasons(RELEASE_REASONS)
    )

    def offer(self, *, case_over: bool) -> None:
        """Offer that the case is over only where it is."""
        without = [reason for reason in RELEASE_REASONS if reason is not EndedBecause.CASE_OVER]
        self.because.choices = _reasons(RELEASE_REASONS if case_over else without)

    def parsed(self) -> dict[str, Any]:
        """Return what was entered; call only after validate()."""
        return {"unlocked_at": entered(self.unlocked_at), "because": EndedBecause(self.because.data)}


class DropHoldsForm(HoldsForm):
    """Why footage may go."""

    reason = TextAreaField(
        _l("지워져도 되는 까닭"), [Required(_l("영상이 지워져도 되는 까닭을 적으십시오.")), Length(max=1_000)]
    )

    def parsed(self) -> dict[str, Any]:
        """Return what was entered; call only after validate()."""
        return {"reason": entered(self.reason)}


class GoneForm(HoldsForm):
    """When footage was looked for in vain, and why it is not there."""

    found_at = KstDateTimeField(_l("영상이 없음을 확인한 때"), [InputRequired(_l("언제 확인했는지 적으십시오."))])
    because = RadioField(
        _l("영상이 없는 까닭"), [InputRequired(_l("까닭을 고르십시오."))], choices=lambda: _reasons(GONE_REASONS)
    )

    def parsed(self) -> dict[str, Any]:
        """Return what was entered; call only after validate()."""
        return {"found_at": entered(self.found_at), "because": EndedBecause(self.because.data)}


class NamePlacesForm(BaseForm):
    """Which cameras filmed what was described in words."""

    place_query = StringField(_l("카메라·구역"), [Optional(), Length(max=2_000)])
    places = SelectMultipleField(_l("고른 카메라·구역"), choices=list, validate_choice=False)

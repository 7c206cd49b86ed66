"""Owns what is entered about a look at a recorder."""

import re
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from app.recorder_checks.domain import LONGEST_LABEL, MOST_DAYS, CheckedPlace, Footage, Look, place_of_key
from app.web.forms import BaseForm, KstDateTimeField, Required, SelectChoice, entered

_LENGTH = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})|(\d{1,5})|(?:(\d+)시간)?\s*(?:(\d+)분)?\s*(?:(\d+)초)?")
_NOT_LOOKED, _RIGHT, _AHEAD, _BEHIND = "not_looked", "right", "ahead", "behind"
_WALL_CLOCK_AHEAD = timedelta(minutes=1)


class LookForm(BaseForm):
    """What somebody who stands at a recorder sees on it; the same for all of its cameras."""

    places = SelectMultipleField(_l("카메라"), choices=list, validate_choice=False)
    recorder = StringField(
        _l("녹화기"),
        [Required(_l("어느 녹화기인지 적으십시오.")), Length(max=LONGEST_LABEL)],
        render_kw={"autocomplete": "off"},
    )
    at = KstDateTimeField(_l("점검한 때"), [Optional()], render_kw={"autocomplete": "off"})
    footage = RadioField(
        _l("가장 오래된 영상"),
        choices=lambda: [
            SelectChoice(Footage.FOUND.value, _("찾음")),
            SelectChoice(Footage.UNKNOWN.value, _("보았지만 알 수 없음")),
            SelectChoice(Footage.NOT_LOOKED.value, _("보지 않음")),
        ],
        default=Footage.FOUND.value,
    )
    oldest_at = KstDateTimeField(_l("가장 오래된 영상의 시각"), render_kw={"autocomplete": "off"})
    locked_left_out = BooleanField(_l("잠근 영상은 빼고 보았음"))
    configured_days = IntegerField(
        _l("녹화기의 보관 설정(일)"), [Optional(), NumberRange(1, MOST_DAYS)], render_kw={"inputmode": "numeric"}
    )
    clock = RadioField(
        _l("녹화기의 시계"),
        choices=lambda: [
            SelectChoice(_NOT_LOOKED, _("보지 않음")),
            SelectChoice(_RIGHT, _("맞음")),
            SelectChoice(_AHEAD, _("빠름")),
            SelectChoice(_BEHIND, _("느림")),
        ],
        default=_NOT_LOOKED,
    )
    clock_off = StringField(_l("시계 오차"), [Length(max=20)], render_kw={"autocomplete": "off"})

    def validate_places(self, field: SelectMultipleField) -> None:
        """Ask for at least one.

        :raises ValidationError: if none is chosen.
        """
        if not field.data:
            raise ValidationError(_("이 녹화기가 녹화하는 카메라나 구역을 하나 이상 고르십시오."))

    def validate_oldest_at(self, field: KstDateTimeField) -> None:
        """Ask for the time of footage that was found.

        :raises ValidationError: if it is missing.
        """
        if self.footage.data == Footage.FOUND.value and field.data is None and not field.errors:
            raise ValidationError(_("녹화기 화면에 보이는 시각을 적거나 '보았지만 알 수 없음'을 고르십시오."))

    def validate_clock_off(self, field: StringField) -> None:
        """Ask how far off a clock is that is wrong.

        :raises ValidationError: if that cannot be understood.
        """
        if self.clock.data in {_AHEAD, _BEHIND} and not length_typed(field.data):
            raise ValidationError(_("얼마나 틀린지 1:35(1분 35초)나 95(초)처럼 적으십시오."))

    def chosen(self) -> list[CheckedPlace]:
        """Return the places chosen; call only after validate().

        :raises PlaceNotThere: if one is no place.
        """
        return [place_of_key(key) for key in self.places.data or ()]

    def parsed(self, *, now: datetime) -> Look:
        """Return what was seen; call only after validate(). A wall clock a little ahead is forgiven."""
        at: datetime = entered(self.at) if self.at.data else now
        footage = Footage(entered(self.footage))
        found = footage is Footage.FOUND
        return Look(
            at=min(at, now) if at - now <= _WALL_CLOCK_AHEAD else at,
            recorder=entered(self.recorder),
            configured_days=self.configured_days.data,
            footage=footage,
            oldest_at=entered(self.oldest_at) if found else None,
            locked_left_out=found and bool(self.locked_left_out.data),
            offset_seconds=self._offset(),
        )

    def _offset(self) -> int | None:
        if self.clock.data == _NOT_LOOKED:
            return None
        size = length_typed(self.clock_off.data) or 0
        return {_RIGHT: 0, _AHEAD: size, _BEHIND: -size}[entered(self.clock)]


def length_typed(text: str | None) -> int | None:
    """Return the seconds of ``1:35``, ``1:02:03``, ``95`` or ``1분 35초``; None if it is no length of time."""
    match = _LENGTH.fullmatch((text or "").strip())
    if match is None or not any(match.groups()):
        return None
    parts = [int(part or 0) for part in match.groups()]
    hours, minutes, seconds = (parts[0] + parts[4], parts[1] + parts[5], parts[2] + parts[3] + parts[6])
    return hours * 3600 + minutes * 60 + seconds

"""Owns what is entered about the last day to answer: postponing, waiting, days off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.kernel.messages import N_
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import CHANNEL_NAMES, Channel
from app.viewing_requests.forms.intake import choices
from app.viewing_requests.moves import RESUMED_NAMES, Notice, PauseEntry, PostponementEntry, Resumed
from app.web.forms import BaseForm, DayField, Required, entered


class _NoticeForm(BaseForm):
    """That the asker was told."""

    notified_on = DayField(_l("알린 날"), [Required(_l("청구인에게 알린 날을 적으십시오."))])
    notified_by = SelectField(_l("알린 방법"), choices=lambda: choices(CHANNEL_NAMES))

    def notice(self) -> Notice:
        """Return what was entered of the notice; call only after validate()."""
        return Notice(on=entered(self.notified_on), channel=Channel(self.notified_by.data))


class PostponeForm(_NoticeForm):
    """Why the answer is put off, until when, and that the asker was told."""

    ground_ends_on = DayField(_l("연기 사유가 끝나는 날"), [Required(_l("연기 사유가 끝나는 날을 적으십시오."))])
    reason = TextAreaField(_l("연기 사유"), [Required(_l("연기 사유를 적으십시오.")), Length(max=2000)])
    objection_method = TextAreaField(
        _l("이의제기 방법"), [Required(_l("이의제기 방법을 적으십시오.")), Length(max=1000)]
    )

    other_reading = TextAreaField(_l("다르게 읽은 까닭"), [Optional(), Length(max=1000)])

    def parsed(self) -> PostponementEntry:
        """Return what was entered; call only after validate()."""
        return PostponementEntry(
            ground_ends_on=entered(self.ground_ends_on),
            reason=entered(self.reason),
            objection_method=entered(self.objection_method),
            notice=self.notice(),
            other_reading=self.other_reading.data or "",
        )


class PauseForm(_NoticeForm):
    """What the case waits for, until when, and that the asker was told."""

    reason = TextAreaField(_l("기다리는 것"), [Required(_l("무엇을 기다리는지 적으십시오.")), Length(max=2000)])
    until_on = DayField(_l("기다리는 마지막 날"), [Required(_l("언제까지 기다리는지 적으십시오."))])
    stops_clock = BooleanField(_l("기다리는 동안 답변 기간을 멈춤"))
    stop_reason = TextAreaField(_l("기간을 멈추는 이유"), [Optional(), Length(max=2000)])

    def parsed(self) -> PauseEntry:
        """Return what was entered; call only after validate(). A reason alone stops nothing."""
        return PauseEntry(
            until_on=entered(self.until_on),
            reason=entered(self.reason),
            notice=self.notice(),
            stop_reason=(self.stop_reason.data or "") if self.stops_clock.data else None,
        )


class ResumeForm(BaseForm):
    """Why the case no longer waits."""

    because = RadioField(_l("끝난 까닭"), choices=lambda: choices(RESUMED_NAMES))

    def parsed(self) -> Resumed:
        """Return what was entered; call only after validate()."""
        return Resumed(self.because.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """A day and what is said of it."""

    day: date
    kind: DayKind
    title: str
    known_since: date
    reason: str


_DAY_CHANGES: Mapping[DayKind, str] = {DayKind.EXTRA: N_("쉬는 날 더하기"), DayKind.REMOVED: N_("공휴일 빼기")}


class DayForm(BaseForm):
    """A day off to add, or a public holiday to take away."""

    day = DayField(_l("날짜"), [Required(_l("날짜를 적으십시오."))])
    kind = RadioField(_l("바꿀 것"), choices=lambda: choices(_DAY_CHANGES))
    title = StringField(_l("휴일의 이름"), [Optional(), Length(max=100)])
    known_since = DayField(_l("알려진 날"), [Required(_l("언제 알려졌는지 적으십시오."))])
    reason = StringField(_l("바꾸는 이유"), [Required(_l("바꾸는 이유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> DayEntry:
        """Return what was entered; call only after validate()."""
        return DayEntry(
            day=entered(self.day),
            kind=DayKind(self.kind.data),
            title=self.title.data or "",
            known_since=entered(self.known_since),
            reason=entered(self.reason),
        )


class LiftDayForm(BaseForm):
    """Why what was said of a day no longer counts."""

    reason = StringField(_l("거두는 이유"), [Required(_l("거두는 이유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> str:
        """Return what was entered; call only after validate()."""
        return str(entered(self.reason))

"""Owns what deciders enter, and why a request is taken back."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.messages import N_
from app.law.grounds import Ground
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.domain import CHANNEL_NAMES, Channel
from app.viewing_requests.emergencies import EMERGENCY_NAMES
from app.viewing_requests.forms.intake import choices
from app.viewing_requests.moves import Notice
from app.viewing_requests.states import GONE_BECAUSE_NAMES
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, SelectChoice, entered
from app.web.languages import language


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What a decider wrote."""

    ground: str | None
    reason: str
    objection_method: str
    other_reading: str


class DecideForm(BaseForm):
    """The opinion, and for a refusal its ground and how to object. Which are needed, the command says."""

    reason = TextAreaField(_l("검토 의견"), [Optional(), Length(max=2000)])
    ground = SelectField(_l("법적 근거"), validate_choice=False)
    objection_method = TextAreaField(_l("이의제기 방법"), [Optional(), Length(max=1000)])
    other_reading = TextAreaField(_l("다르게 읽은 까닭"), [Optional(), Length(max=1000)])
    stopped: tuple[UnlawfulGround, ...] = ()
    may_read_otherwise = False

    def offer(self, grounds: tuple[Ground, ...]) -> None:
        """Offer the grounds that may be chosen."""
        self.ground.choices = ground_choices(grounds)

    def parsed(self) -> DecisionEntry:
        """Return what was entered; call only after validate()."""
        return DecisionEntry(
            self.ground.data or None,
            self.reason.data or "",
            self.objection_method.data or "",
            self.other_reading.data or "",
        )

    def stop(self, grounds: tuple[UnlawfulGround, ...], *, may_read_otherwise: bool) -> None:
        """Show why the reason is not lawful, and to those who may, where to say that it was misread."""
        self.stopped, self.may_read_otherwise = grounds, may_read_otherwise


class WithdrawForm(BaseForm):
    """Why the asker took it back."""

    reason = StringField(_l("철회 사유"), [InputRequired(_l("철회 사유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> str:
        """Return what was entered; call only after validate()."""
        return str(entered(self.reason))


class PartForm(BaseForm):
    """What is shown or given, on which ground and why not the rest, and how to object."""

    allowed_part = TextAreaField(
        _l("보여 주거나 제공할 부분"), [Required(_l("보여 주거나 제공할 부분을 적으십시오.")), Length(max=2000)]
    )
    ground = SelectField(_l("법적 근거"), validate_choice=False)
    reason = TextAreaField(
        _l("나머지를 제한하는 사유"), [Required(_l("사유를 적으십시오.")), Length(max=2000)], render_kw={"rows": 4}
    )
    objection_method = TextAreaField(
        _l("이의제기 방법"),
        [Required(_l("이의제기 방법을 적으십시오.")), Length(max=1000)],
        render_kw={"rows": 4},
    )
    other_reading = TextAreaField(_l("다르게 읽은 까닭"), [Optional(), Length(max=1000)])

    def offer(self, grounds: tuple[Ground, ...]) -> None:
        """Offer the grounds that may be chosen."""
        self.ground.choices = ground_choices(grounds)


class NotExistingForm(BaseForm):
    """Why there is no such footage, since when, and what was looked at."""

    gone_because = RadioField(_l("영상이 없는 까닭"), choices=lambda: choices(GONE_BECAUSE_NAMES))
    gone_at = KstDateTimeField(_l("덮어써지거나 없어진 때"), [Optional()])
    reason = TextAreaField(_l("설명"), [Required(_l("영상이 없는 까닭을 설명하십시오.")), Length(max=2000)])
    second_look = TextAreaField(_l("다시 찾아본 것"), [Optional(), Length(max=1000)])
    objection_method = TextAreaField(
        _l("이의제기 방법"),
        [Required(_l("이의제기 방법을 적으십시오.")), Length(max=1000)],
        render_kw={"rows": 4},
    )

    other_reading = TextAreaField(_l("다르게 읽은 까닭"), [Optional(), Length(max=1000)])

    def gone_moment(self) -> datetime | None:
        """Return when it was overwritten or lost, if that was entered; call only after validate()."""
        return entered(self.gone_at) if self.gone_at.data else None


class ReopenForm(BaseForm):
    """Why what was granted is decided anew."""

    reason = TextAreaField(_l("다시 결정하는 사유"), [Required(_l("사유를 적으십시오.")), Length(max=1000)])


class TakeBackForm(BaseForm):
    """Why an agreement is taken back."""

    reason = TextAreaField(_l("거두는 사유"), [Required(_l("사유를 적으십시오.")), Length(max=1000)])


class EmergencyForm(BaseForm):
    """Why nobody can wait for a decision."""

    kind = RadioField(_l("무슨 일인지"), choices=lambda: choices(EMERGENCY_NAMES))
    ground = SelectField(_l("제공 근거"), validate_choice=False)
    reason = TextAreaField(
        _l("기다릴 수 없는 사유"), [Required(_l("기다릴 수 없는 사유를 적으십시오.")), Length(max=1000)]
    )


_JUSTIFIED = {"yes": N_("긴급했음"), "no": N_("긴급하지 않았음")}


class ReviewForm(BaseForm):
    """Whether it was an emergency, and why."""

    justified = RadioField(_l("검토 결과"), choices=lambda: choices(_JUSTIFIED))
    note = TextAreaField(_l("검토 의견"), [Required(_l("검토 의견을 적으십시오.")), Length(max=1000)])


class NoticeForm(BaseForm):
    """That the asker was told, and of what was granted when and where it can be seen."""

    notified_on = DayField(_l("알린 날"), [Required(_l("청구인에게 알린 날을 적으십시오."))])
    notified_by = SelectField(_l("알린 방법"), choices=lambda: choices(CHANNEL_NAMES))
    offered_at = KstDateTimeField(_l("열람할 일시"), [Optional()], ahead=True)
    offered_place = StringField(_l("열람할 장소"), [Optional(), Length(max=200)])

    def notice(self) -> Notice:
        """Return what was entered of the notice; call only after validate()."""
        return Notice(on=entered(self.notified_on), channel=Channel(self.notified_by.data))

    def offered_moment(self) -> datetime | None:
        """Return when the footage can be seen, if that was entered; call only after validate()."""
        return entered(self.offered_at) if self.offered_at.data else None


def ground_choices(grounds: tuple[Ground, ...]) -> list[SelectChoice]:
    """Return grounds as choices, none chosen."""
    english = language() == "en"
    titles = [
        SelectChoice(ground.key, f"{ground.title_en if english else ground.title} ({ground.citation})")
        for ground in grounds
    ]
    return [SelectChoice("", _l("고르십시오")), *titles]

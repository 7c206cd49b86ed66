"""Owns what deciders enter, and why a request is taken back."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.law.grounds import Ground
from app.viewing_requests.claims import UnlawfulGround
from app.web.forms import BaseForm, SelectChoice, entered
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
        english = language() == "en"
        titles = [
            SelectChoice(ground.key, f"{ground.title_en if english else ground.title} ({ground.citation})")
            for ground in grounds
        ]
        self.ground.choices = [SelectChoice("", _l("고르십시오")), *titles]

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

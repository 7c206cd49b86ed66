"""Owns the forms of the self-check: an answer, a line of the plan, its end, and the year to freeze."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.accounts.domain import ROLE_NAMES
from app.kernel.actor import Role
from app.self_check.domain import OUTCOME_NAMES, Outcome
from app.web.forms import BaseForm, DayField, Required
from app.web.languages import say


class AnswerForm(BaseForm):
    """What a person answers."""

    outcome = RadioField(_l("답"), [Required(_l("답을 고르십시오."))], choices=[])
    note = TextAreaField(
        _l("어떻게 확인했는지"),
        [Required(_l("무엇을 보고 어떻게 확인했는지 적으십시오.")), Length(max=1000)],
        render_kw={"rows": 4},
    )
    evidence = StringField(_l("증거"), [Optional(), Length(max=200)])
    valid_until = DayField(_l("이 답을 쓰는 마지막 날"), [Required(_l("날짜를 적으십시오."))])

    def offer(self) -> "AnswerForm":
        """Offer the outcomes in the language of the page."""
        self.outcome.choices = [(each.value, say(name)) for each, name in OUTCOME_NAMES.items()]
        return self

    def parsed(self) -> tuple[Outcome, str, str, date]:
        """Return outcome, note, evidence and last day; call only after validate()."""
        until: date = self.valid_until.data  # type: ignore[assignment]  # Required.
        return Outcome(self.outcome.data), str(self.note.data or ""), str(self.evidence.data or ""), until


class ActionForm(BaseForm):
    """What is done, by which role, until when."""

    what = StringField(_l("무엇을 할지"), [Required(_l("무엇을 할지 적으십시오.")), Length(max=300)])
    role = SelectField(_l("누가"), choices=[])
    until_on = DayField(_l("언제까지"), [Required(_l("날짜를 적으십시오."))])

    def offer(self) -> "ActionForm":
        """Offer the roles in the language of the page."""
        self.role.choices = [(role.value, say(name)) for role, name in ROLE_NAMES.items() if role is not Role.AUDITOR]
        return self

    def parsed(self) -> tuple[str, Role, date]:
        """Return what, role and day; call only after validate()."""
        until: date = self.until_on.data  # type: ignore[assignment]  # Required.
        return str(self.what.data), Role(self.role.data), until


class EndForm(BaseForm):
    """Whether an action was done or dropped."""

    how = SelectField(_l("어떻게"), choices=[("done", "done"), ("dropped", "dropped")])


class FreezeForm(BaseForm):
    """The year to freeze."""

    year = IntegerField(_l("연도"), [InputRequired()])

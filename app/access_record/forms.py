"""Owns what the access record is searched by, and declaring how long it is kept."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.access_record.domain import LONGEST_REASON, WORK_NAMES, Asked, Work
from app.web.forms import BaseForm, DayField, SelectChoice
from app.web.languages import say


class SearchForm(BaseForm):
    """Which looks to show; all fields may stay empty."""

    person = SelectField(_l("사람"), validators=[Optional()])
    work = SelectField(_l("한 일"), validators=[Optional()])
    thing = StringField(_l("대상"), validators=[Optional(), Length(max=100)])
    since = DayField(_l("시작일"), validators=[Optional()])
    until = DayField(_l("종료일"), validators=[Optional()])

    def offer(self, *, people: Mapping[int, str]) -> None:
        """Fill the choices."""
        everybody = sorted(people.items(), key=lambda pair: (pair[1], pair[0]))
        self.person.choices = [
            SelectChoice("", _l("모두")),
            *(SelectChoice(str(number), name) for number, name in everybody),
        ]
        self.work.choices = [
            SelectChoice("", _l("모두")),
            *(SelectChoice(work.value, say(name)) for work, name in WORK_NAMES.items()),
        ]

    def parsed(self) -> Asked:
        """Return what is asked for."""
        return Asked(
            person=int(self.person.data) if self.person.data else None,
            thing=_named((self.thing.data or "").strip()),
            work=Work(self.work.data) if self.work.data else None,
            first_day=_day(self.since),
            last_day=_day(self.until),
        )


class KeepingForm(BaseForm):
    """How long the access record is kept, and why."""

    many_or_sensitive = SelectField(
        _l("보관기간"),
        choices=[
            SelectChoice("no", _l("1년: 정보주체가 5만 명보다 적고, 고유식별정보·민감정보를 처리하지 않음")),
            SelectChoice("yes", _l("2년: 정보주체가 5만 명 이상이거나, 고유식별정보·민감정보를 처리함")),
        ],
        validators=[InputRequired()],
    )
    reason = TextAreaField(_l("까닭"), validators=[InputRequired(), Length(max=LONGEST_REASON)])

    def parsed(self) -> tuple[bool, str]:
        """Return whether it is two years, and why."""
        return self.many_or_sensitive.data == "yes", self.reason.data or ""


def _named(words: str) -> str | None:
    """Return what a thing is called in the record; a bare number is that of a request."""
    if not words:
        return None
    return words if ":" in words or "/" in words else f"viewing_request/{words}"


def _day(field: DayField) -> date | None:
    """Return the day of a field."""
    return field.data if isinstance(field.data, date) else None

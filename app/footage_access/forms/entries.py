"""Owns what is entered about footage."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.core import Field
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.footage_access.domain import (
    CONSENT_NAMES,
    FORM_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    PURPOSE_NAMES,
    ConsentItem,
    Facts,
    Form,
    Kind,
    Method,
    Purpose,
)
from app.kernel.clock import utc_now
from app.kernel.uses import LONGEST_WORDS, Use
from app.law.grounds import Ground
from app.viewing_requests.domain import Place
from app.web.dates import parse_kst
from app.web.forms import BaseForm, DayField, KstDateTimeField, SelectChoice, entered
from app.web.languages import language, say
from app.web.use_form import use_choices

CLOCK_ON_THE_WALL = timedelta(minutes=1)
LATEST_ENTRY = timedelta(days=366)
"""How late the page takes an entry; what is older is a mistyped year, or a paper register for the command line."""
DETAILS = (
    "span_from", "span_to", "request_number", "file_name", "recipient", "ground", "document", "form", "copied",
    "copy_reason", "period_until", "consent_on", "consent_items", "method", "cycle_days", "cycle_checked_on",
)  # fmt: skip
"""The further fields, in the order of the page."""


class RecordAccessForm(BaseForm):
    """Who looked at what, when and why. Which fields a kind needs, the command says."""

    occurred_at = KstDateTimeField(_l("열람 시각"))
    place_query = StringField(_l("카메라"), [Optional(), Length(max=300)])
    places = SelectMultipleField(_l("고른 카메라·구역"), choices=list, validate_choice=False)
    kind = RadioField(
        _l("유형"),
        [InputRequired(_l("유형을 고르십시오."))],
        choices=lambda: [SelectChoice(str(kind), say(name)) for kind, name in KIND_NAMES.items()],
    )
    purpose = SelectField(
        _l("목적"), choices=lambda: [SelectChoice(str(value), say(name)) for value, name in PURPOSE_NAMES.items()]
    )
    text = StringField(_l("사유·비고"), [Optional(), Length(max=500)], render_kw={"autocomplete": "off"})
    span_from = KstDateTimeField(_l("영상 시작"))
    span_to = KstDateTimeField(_l("영상 끝"))
    request_number = StringField(_l("요청 번호"), [Optional(), Length(max=20)], render_kw={"autocomplete": "off"})
    file_name = StringField(_l("파일명/형태"), [Optional(), Length(max=200)])
    recipient = StringField(_l("제공받는 자·이용자"), [Optional(), Length(max=200)], render_kw={"autocomplete": "off"})
    ground = SelectField(_l("이용·제공 근거"), validate_choice=False)
    form = SelectField(
        _l("이용·제공 형태"),
        choices=lambda: [
            SelectChoice("", "—"),
            *(SelectChoice(str(value), say(name)) for value, name in FORM_NAMES.items()),
        ],
    )
    period_until = DayField(_l("이용·제공 기간(까지)"))
    method = SelectField(
        _l("파기 방법"),
        choices=lambda: [
            SelectChoice("", "—"),
            *(SelectChoice(str(value), say(name)) for value, name in METHOD_NAMES.items()),
        ],
    )
    cycle_days = IntegerField(_l("자동 파기 주기(일)"), [Optional(), NumberRange(min=1)])
    cycle_checked_on = DayField(_l("자동 파기 작동 확인일"))
    document = StringField(
        _l("공문·영장 번호와 근거 법령"), [Optional(), Length(max=200)], render_kw={"autocomplete": "off"}
    )
    copied = StringField(_l("사본 내용"), [Optional(), Length(max=300)], render_kw={"autocomplete": "off"})
    copy_reason = StringField(_l("사본 제공 사유"), [Optional(), Length(max=300)], render_kw={"autocomplete": "off"})
    consent_on = DayField(_l("동의 받은 날"))
    consent_items = SelectMultipleField(
        _l("동의를 받을 때 알린 사항"),
        choices=lambda: [SelectChoice(str(item), say(name)) for item, name in CONSENT_NAMES.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    more_to_come = BooleanField(_l("이 요청으로 더 보여 줄 것이 남음(요청을 닫지 않음)"))

    runs = BooleanField()  # The button that starts a viewing sends it.
    key = StringField(validators=[Optional(), Length(min=16, max=64)])
    entered_at = StringField()  # Read by ``written_at`` before the form is made.

    def validate_occurred_at(self, field: Field) -> None:
        """Refuse a time so long ago that the year must be mistyped.

        :raises ValidationError: with the sentence to show.
        """
        if (field.data or self.meta.now) < utc_now() - LATEST_ENTRY:
            raise ValidationError(_("열람 시각이 1년보다 더 전입니다. 날짜를 확인하십시오."))

    def offer(self, grounds: tuple[Ground, ...]) -> None:
        """Offer the grounds that may be chosen."""
        english = language() == "en"
        titles = [
            SelectChoice(ground.key, f"{ground.title_en if english else ground.title} ({ground.citation})")
            for ground in grounds
        ]
        self.ground.choices = [SelectChoice("", "—"), *titles]

    @property
    def details(self) -> tuple[str, ...]:
        """Return the names of the further fields, in the order of the page."""
        return DETAILS

    @property
    def details_used(self) -> bool:
        """Return whether anything beyond the quick fields is filled in, so that the page shows it."""
        return any(self[name].data or self[name].errors for name in DETAILS) or bool(self.errors)

    def parsed(self, places: tuple[Place, ...], *, now: datetime) -> Facts:
        """Return what was entered, with the places the view found; call only after validate().

        No time means when it was written; a time up to a minute ahead means now, because the clock on the wall may run
        fast.
        """
        occurred_at: datetime = _typed(self.occurred_at) or self.meta.now
        if now < occurred_at <= now + CLOCK_ON_THE_WALL:
            occurred_at = now
        occurred_at = occurred_at.replace(microsecond=0)
        return Facts(
            kind=Kind(entered(self.kind)),
            occurred_at=occurred_at,
            places=places,
            purpose=Purpose(entered(self.purpose)),
            text=self.text.data or "",
            span_from=_typed(self.span_from),
            span_to=_typed(self.span_to),
            request_number=self.request_number.data or None,
            file_name=self.file_name.data or None,
            recipient=self.recipient.data or None,
            ground=self.ground.data or None,
            form=Form(self.form.data) if self.form.data else None,
            period_until=_typed(self.period_until),
            method=Method(self.method.data) if self.method.data else None,
            cycle_days=self.cycle_days.data,
            cycle_checked_on=_typed(self.cycle_checked_on),
            document=self.document.data or None,
            runs=bool(self.runs.data),
            copied=self.copied.data or None,
            copy_reason=self.copy_reason.data or None,
            consent_on=_typed(self.consent_on),
            consent_items=tuple(item for item in ConsentItem if item in (self.consent_items.data or ())),
        )


def written_at(text: str | None, *, now: datetime) -> datetime:
    """Return when an entry was written that may have waited for its connection; what it says is meant from then.

    Nothing, something that is no moment, or a moment to come is now.
    """
    try:
        return min(parse_kst(text, now=now), now) if text else now
    except ValueError:
        return now


def entered_before(facts: Facts) -> dict[str, Any]:
    """Return an entry as form values, so that a correction starts from it."""
    values = {name: getattr(facts, name) for name in Facts.__dataclass_fields__ if name != "places"}
    return {**values, "places": [place.key for place in facts.places]}


class WithdrawEntryForm(BaseForm):
    """Why an entry should not have been made."""

    reason = StringField(_l("철회 사유"), [InputRequired(_l("철회하는 사유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> str:
        """Return what was entered; call only after validate()."""
        return str(entered(self.reason))


class ExportForm(BaseForm):
    """Which days, in which format."""

    since = DayField(_l("시작일"), [InputRequired(_l("시작일을 입력하십시오."))])
    until = DayField(_l("종료일"), [InputRequired(_l("종료일을 입력하십시오."))])
    format = SelectField(
        _l("형식"),
        choices=[
            SelectChoice("xlsx", "Excel (.xlsx)"),
            SelectChoice("csv", "CSV (.csv)"),
            SelectChoice("pdf", "PDF (.pdf)"),
        ],
    )
    site = SelectField(_l("설치장소"), validate_choice=False)
    statutory_only = BooleanField(_l("법정 서식의 네 구분(이용·제공·열람·파기)만"))
    use = SelectField(_l("용도"), default=Use.REGISTER.value, validate_choice=False)
    use_words = StringField(_l("용도 설명"), [Optional(), Length(max=LONGEST_WORDS)], render_kw={"autocomplete": "off"})

    def offer(self, sites: Iterable[tuple[str, str]]) -> None:
        """Offer the sites that may be chosen, by code and name."""
        self.use.choices = use_choices()
        self.site.choices = [SelectChoice("", _("모든 설치장소")), *(SelectChoice(*site) for site in sites)]

    def parsed(self) -> tuple[date, date]:
        """Return the first and the last day; call only after validate()."""
        return entered(self.since), entered(self.until)


class LetterForm(BaseForm):
    """The letter that asks whoever was given footage to limit its use and keep it safe."""

    sent_on = DayField(_l("보낸 날"), [InputRequired(_l("보낸 날을 입력하십시오."))])
    document = StringField(
        _l("문서 번호"),
        [InputRequired(_l("문서 번호를 입력하십시오.")), Length(max=100)],
        render_kw={"autocomplete": "off"},
    )
    limits = StringField(
        _l("이용 목적·방법의 제한"), [InputRequired(_l("이용 목적·방법의 제한을 적으십시오.")), Length(max=1000)]
    )
    measures = StringField(
        _l("요청한 안전성 확보 조치"), [InputRequired(_l("요청한 안전성 확보 조치를 적으십시오.")), Length(max=1000)]
    )
    accepted_on = DayField(_l("받은 사람이 받아들인 날"))
    key = StringField(validators=[Optional(), Length(min=16, max=64)])


class HandOverForm(BaseForm):
    """What the next shift must know."""

    remark = TextAreaField(_l("인계 사항"), [Optional(), Length(max=2000)], render_kw={"rows": 4})


def _typed(field: Field) -> Any:  # noqa: ANN401  # The stubs take our typed fields for text fields.
    return field.data

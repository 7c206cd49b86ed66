"""Owns what every form shares: clean text, sentences people understand, and times as they are typed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from flask import has_request_context, request
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import FileField, Form, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # The stubs are older than 3.3.
from wtforms.fields.core import Field
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation

from app.kernel.clock import KST, kst_day, utc_now
from app.kernel.errors import Invalid, Refusal
from app.kernel.hangul import nfc, without_controls
from app.kernel.messages import N_
from app.web.dates import parse_day, parse_kst, parse_time
from app.web.form_messages import KOREAN
from app.web.languages import language, say

__all__ = [
    "BaseForm",
    "DayField",
    "KstDateTimeField",
    "Required",
    "SelectChoice",
    "TimeField",
    "entered",
    "posted",
]


class _Sentences:
    """WTForms asks this for its messages."""

    def gettext(self, text: str) -> str:
        """Return one of WTForms' sentences in the language of the page."""
        return text if language() == "en" else say(KOREAN.get(text, text))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return one of WTForms' sentences about a number; Korean has one form for all numbers."""
        if language() == "en":
            return singular if count == 1 else plural
        return say(KOREAN.get(plural, plural))


def posted() -> MultiDict[str, Any] | None:
    """Return what was posted, files included; None when nothing was."""
    if not has_request_context() or request.method != "POST":
        return None
    return CombinedMultiDict([request.files, request.form]) if request.files else request.form


class BaseForm(Form):
    """A form whose fields have been cleaned. The CSRF token is checked for every request, not by forms."""

    class Meta(DefaultMeta):
        """Settings WTForms reads."""

        now: ClassVar[datetime | None] = None

        def get_translations(self, _form: object) -> _Sentences:
            """Return our own sentences; those of WTForms have spacing faults."""
            return _SENTENCES

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:  # noqa: ANN401  # As WTForms.
            """Clean every text field before anything looks at it; passwords stay as typed, and files are files."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                clean = _clean_lines if issubclass(kind, TextAreaField) else _clean
                options = {**options, "filters": (clean, *unbound_field.kwargs.get("filters", ()))}
            elif issubclass(kind, FileField):
                options = {**options, "filters": (_only_a_file, *unbound_field.kwargs.get("filters", ()))}
            return unbound_field.bind(form=form, **options)

    def __init__(
        self,
        formdata: Any = None,  # noqa: ANN401  # Any multidict.
        obj: object | None = None,
        *,
        now: datetime | None = None,
        data: Mapping[str, Any] | None = None,
        prefix: str = "",
        **values: Any,  # noqa: ANN401  # A value for any field.
    ) -> None:
        """Bind what was entered; ``now`` is what typed times are understood against."""
        super().__init__(formdata, obj=obj, prefix=prefix, data=data, meta={"now": now or utc_now()}, **values)

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal above the form, in the language of the page."""
        if isinstance(refusal, Invalid):
            self.form_errors.extend(say(problem) for problem in refusal.problems)
        else:
            self.form_errors.append(say(refusal))


def _only_a_file(sent: object) -> FileStorage | None:
    """Return what was uploaded; text under a file's name, which no browser sends, is no file."""
    return sent if isinstance(sent, FileStorage) and sent.filename else None


class Required:
    """Asks for a value: text that is not only white space, or whatever a typed field understood.

    Unlike InputRequired it is not content with a space, and unlike DataRequired it accepts 0 and leaves the sentence
    about what could not be understood in place.
    """

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __init__(self, message: object) -> None:
        """Keep the sentence that says what to enter; it may be lazy."""
        self.message = message

    def __call__(self, _form: object, field: Field) -> None:
        """Stop at a missing value.

        :raises StopValidation: if there is none.
        """
        if field.data not in (None, "", []):
            return
        raise StopValidation("" if field.errors else str(self.message))


def entered(field: Field) -> Any:  # noqa: ANN401  # Each field has its own type.
    """Return the value of a field that validation has shown to be there.

    :raises LookupError: if it is missing after all: the form lacks a validator.
    """
    if field.data is None:
        raise LookupError(f"{field.name} has no value; validate it first")
    return field.data


class _TypedField(StringField):
    """A text field whose text is understood as something else, and shown again as it was typed."""

    problem = ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Understand what was typed; an empty field, or one of white space, has no value."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            self.raw_data = []  # So that whoever requires a value does not take a space for one.
            return
        try:
            self.data = self.understand(text)
        except (ValueError, OverflowError) as problem:
            raise ValueError(say(self.problem)) from problem

    def understand(self, text: str) -> Any:  # noqa: ANN401  # Each field has its own type.
        """Return the value of typed text, or raise ValueError."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:  # noqa: ANN401  # Each field has its own type.
        """Return the text of a value."""
        raise NotImplementedError

    def _now(self) -> datetime:
        now: datetime = self.meta.now  # BaseForm sets it.
        return now


class DayField(_TypedField):
    """A day as people type it: ``2026-11-21``, ``11-21``, ``어제``.

    A text field, because a browser writes the days of its own calendar in its own language, not in that of the page.
    """

    problem = N_("날짜를 알 수 없습니다. 2026-11-21 처럼 입력하십시오.")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # As WTForms.
        """Show how a day is written while the field is empty."""
        options["render_kw"] = {"autocomplete": "off", **options.get("render_kw", {})}
        super().__init__(*args, **options)
        self.render_kw.setdefault("placeholder", kst_day(self._now()).isoformat())  # An example that is never past.

    def understand(self, text: str) -> date:
        """Return the day."""
        return parse_day(text, today=kst_day(self._now()))

    def shown(self, value: date) -> str:
        """Return the day as it is written everywhere: ``2026-11-21``."""
        return value.isoformat()


class TimeField(_TypedField):
    """A time of day as people type it: ``0316``, ``3:16``, ``031608``."""

    problem = N_("시각을 알 수 없습니다. 0316 또는 03:16 처럼 입력하십시오.")

    def understand(self, text: str) -> time:
        """Return the time of day."""
        return parse_time(text)

    def shown(self, value: time) -> str:
        """Return the time, with seconds only if there are any."""
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")


class KstDateTimeField(_TypedField):
    """A moment in Korean time as people type it; its value is in UTC.

    A time alone is the last such time (or the next, with ``ahead=True``): ``0316``, ``11-21 2340``, ``어제 23:40``.
    """

    problem = N_("일시를 알 수 없습니다. 0316, 11-21 2340 또는 2026-11-21 23:40 처럼 입력하십시오.")

    def __init__(self, *args: Any, ahead: bool = False, **options: Any) -> None:  # noqa: ANN401  # As WTForms.
        """Remember which way a time alone points."""
        self.ahead = ahead
        super().__init__(*args, **options)

    def understand(self, text: str) -> datetime:
        """Return the moment."""
        return parse_kst(text, now=self._now(), ahead=self.ahead)

    def shown(self, value: datetime) -> str:
        """Return the moment in Korean time, with seconds only if there are any."""
        return value.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")


_SENTENCES = _Sentences()


def _clean(text: str | None) -> str | None:
    return nfc(without_controls(text)) if isinstance(text, str) else text


def _clean_lines(text: str | None) -> str | None:
    if not isinstance(text, str):
        return text
    lines = without_controls(text.replace("\r\n", "\n")).split("\n")
    return "\n".join(nfc(line) for line in lines).strip()

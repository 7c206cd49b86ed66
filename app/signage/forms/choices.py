"""Owns what is entered to choose signs: the scheme of a site, what stands for a sign, and how signs look."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length

from app.signage.choices import (
    INSTEAD,
    LANGUAGES,
    LONGEST_NUMBER,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_TITLE,
    SCHEMES,
    Instead,
    Paper,
    Scheme,
    Scope,
)
from app.signage.layout.size import parse_size
from app.signage.looks import Looks
from app.web.forms import BaseForm, DayField, Required, SelectChoice, entered
from app.web.languages import say


class SchemeForm(BaseForm):
    """How many signs a site has."""

    scheme = RadioField(_l("안내판의 수"), [Required(_l("하나를 고르십시오."))])

    def offer(self) -> None:
        """Offer every scheme, in the language of the page."""
        self.scheme.choices = [(scheme.value, say(name)) for scheme, name in SCHEMES.items()]

    def parsed(self) -> Scheme:
        """Return what was chosen; call only after validate()."""
        return Scheme(entered(self.scheme))


@dataclass(frozen=True, slots=True)
class SubstituteEntry:
    """What was entered to stand for a sign."""

    scope: Scope
    target: str
    kind: Instead
    reason: str
    shown_at: str
    paper: Paper
    since: date
    until: date | None


class SubstituteForm(BaseForm):
    """What stands for the signs of a place, or exempts it."""

    place = SelectField(_l("대상"), [Required(_l("대상을 고르십시오."))])
    kind = SelectField(_l("안내판 대신"), [Required(_l("하나를 고르십시오."))])
    reason = TextAreaField(_l("사유"), [Length(max=LONGEST_REASON)], render_kw={"rows": 3})
    shown_at = StringField(_l("게시한 곳"), [Length(max=LONGEST_PLACE)])
    document_title = StringField(_l("문서 이름"), [Length(max=LONGEST_TITLE)])
    document_number = StringField(_l("문서 번호"), [Length(max=LONGEST_NUMBER)])
    document_on = DayField(_l("문서 날짜"))
    since = DayField(_l("시작하는 날"), [Required(_l("시작하는 날을 적으십시오."))])
    until = DayField(_l("마지막 날"))

    def offer(self, places: list[tuple[str, str]]) -> None:
        """Offer places, each as ``scope:code`` with its name, and every ground."""
        self.place.choices = [SelectChoice(value, name) for value, name in places]
        self.kind.choices = [SelectChoice(kind.value, say(name)) for kind, name in INSTEAD.items()]

    def parsed(self) -> SubstituteEntry:
        """Return what was entered; call only after validate()."""
        scope, _colon, target = str(entered(self.place)).partition(":")
        document_on: date | None = self.document_on.data  # type: ignore[assignment]  # A DayField holds a day.
        until: date | None = self.until.data  # type: ignore[assignment]  # A DayField holds a day.
        return SubstituteEntry(
            Scope(scope),
            target,
            Instead(entered(self.kind)),
            self.reason.data or "",
            self.shown_at.data or "",
            Paper(title=self.document_title.data or "", number=self.document_number.data or "", on=document_on),
            entered(self.since),
            until,
        )


class EndSubstituteForm(BaseForm):
    """From when on something stands for signs no more."""

    ended_on = DayField(_l("마지막 날"), [Required(_l("마지막 날을 적으십시오."))])
    reason = TextAreaField(
        _l("끝내는 사유"),
        [Required(_l("끝내는 사유를 적으십시오.")), Length(max=LONGEST_REASON)],
        render_kw={"rows": 2},
    )


@dataclass(frozen=True, slots=True)
class LookEntry:
    """How signs are to look."""

    ground: str
    ink: str
    frame: str
    languages: tuple[str, ...]
    size: str
    keep_logo: bool

    def checked(self) -> Looks:
        """Return the colours as drawings take them.

        :raises NotAColour: if a colour is written otherwise.
        :raises TooLittleContrast: if two of them cannot stand on each other.
        """
        parse_size(self.size, landscape=False)
        return Looks(ground=self.ground.upper(), ink=self.ink.upper(), frame=self.frame.upper())


class LookForm(BaseForm):
    """Colours, logo, languages and size of all signs."""

    ground = StringField(_l("바탕색"), [Length(max=7)])
    ink = StringField(_l("글자색"), [Length(max=7)])
    frame = StringField(_l("테두리색"), [Length(max=7)])
    languages = SelectMultipleField(
        _l("한국어와 함께 적을 언어"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items() if code != "ko"],
    )
    size = SelectField(
        _l("기본 크기"),
        choices=[SelectChoice(each, each) for each in ("A4", "A3", "A5", "A2", "100x140", "90x120")],
    )
    logo = FileField(_l("로고 파일"), render_kw={"accept": ".png,.svg"})
    drop_logo = BooleanField(_l("지금 로고를 쓰지 않음"))

    def parsed(self) -> LookEntry:
        """Return what was entered."""
        return LookEntry(
            (self.ground.data or "").strip(),
            (self.ink.data or "").strip(),
            (self.frame.data or "").strip(),
            ("ko", *(self.languages.data or ())),
            str(self.size.data or "A4"),
            not self.drop_logo.data,
        )

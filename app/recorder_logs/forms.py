"""Owns what is entered about recorders' logs: sources, files, names, explanations."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.kernel.messages import N_
from app.recorder_logs.domain import (
    FORMAT_NAMES,
    GAP_SECONDS,
    ORDER_NAMES,
    REASON_NAMES,
    REASONS_FOR,
    TOLERANCE_SECONDS,
    ColumnMap,
    DateOrder,
    Direction,
    Format,
    Reason,
    Seen,
    Source,
    Treatment,
)
from app.web.forms import BaseForm, DayField, SelectChoice, entered
from app.web.languages import say

_WORD_OF = {Seen.LIVE: N_("실시간"), Seen.PLAYBACK: N_("재생"), Seen.EXPORT: N_("내보내기"), None: N_("제외")}
_WORDS = {"live": Seen.LIVE, "playback": Seen.PLAYBACK, "export": Seen.EXPORT, "ignore": None,
          **{word: seen for seen, word in _WORD_OF.items()}}  # fmt: skip
NONE_OF_OURS = "-"


class SourceForm(BaseForm):
    """How a recorder's log is to be understood."""

    code = StringField(_l("코드"), [InputRequired(_l("코드를 적으십시오.")), Length(max=40)])
    name = StringField(_l("이름"), [InputRequired(_l("이름을 적으십시오.")), Length(max=100)])
    format = SelectField(
        _l("로그 형식"), choices=lambda: [SelectChoice(str(each), say(name)) for each, name in FORMAT_NAMES.items()]
    )
    sites = StringField(_l("설치장소 코드"), [Optional(), Length(max=1000)])
    zone = StringField(_l("시간대"), [InputRequired(_l("시간대를 적으십시오.")), Length(max=60)], default="Asia/Seoul")
    date_order = SelectField(
        _l("날짜 순서"), choices=lambda: [SelectChoice(str(each), say(name)) for each, name in ORDER_NAMES.items()]
    )
    offset_seconds = IntegerField(_l("시계 오차(초)"), [Optional()], default=0)
    tolerance_seconds = IntegerField(
        _l("시각 허용차(초)"), [InputRequired(), NumberRange(0, 3600)], default=TOLERANCE_SECONDS
    )
    gap_seconds = IntegerField(_l("이어 보기 간격(초)"), [InputRequired(), NumberRange(0, 7200)], default=GAP_SECONDS)
    at_column = StringField(_l("시각 열"), [Optional(), Length(max=200)])
    camera_column = StringField(_l("카메라 열"), [Optional(), Length(max=100)])
    action_column = StringField(_l("동작 열"), [Optional(), Length(max=100)])
    user_column = StringField(_l("사용자 열"), [Optional(), Length(max=100)])
    address_column = StringField(_l("주소 열"), [Optional(), Length(max=100)])
    words = TextAreaField(_l("동작의 뜻"), [Optional(), Length(max=5000)], render_kw={"rows": 5})

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for lines people can be sure of.

        :raises ValidationError: if a line does not say what a word means.
        """
        for number, (_word, meaning) in enumerate(_lines(field.data), start=1):
            if meaning.casefold() not in _WORDS:
                raise ValidationError(
                    _(
                        "%(number)s번째 줄: '동작 = 실시간', '재생', '내보내기', '제외' 가운데 하나로 적으십시오.",
                        number=number,
                    )
                )

    def parsed(self) -> Source:
        """Return what was entered; call only after validate()."""
        own = Format(entered(self.format)) is Format.COLUMNS
        columns = ColumnMap(
            at=tuple(part.strip() for part in (self.at_column.data or "").split("+") if part.strip()),
            camera=self.camera_column.data or "",
            action=self.action_column.data or "",
            user=self.user_column.data or "",
            address=self.address_column.data or "",
            words=tuple((word, _WORDS[meaning.casefold()]) for word, meaning in _lines(self.words.data)),
        )
        return Source(
            code=entered(self.code),
            name=entered(self.name),
            format=Format(entered(self.format)),
            sites=tuple(sorted({part.strip() for part in (self.sites.data or "").split(",") if part.strip()})),
            zone=entered(self.zone),
            date_order=DateOrder(entered(self.date_order)),
            offset_seconds=self.offset_seconds.data or 0,
            tolerance_seconds=entered(self.tolerance_seconds),
            gap_seconds=entered(self.gap_seconds),
            columns=columns if own else None,
        )


def entered_before(source: Source) -> dict[str, Any]:
    """Return the form values of a source as it is."""
    columns = source.columns
    values = {name: getattr(source, name) for name in Source.__dataclass_fields__ if name not in {"sites", "columns"}}
    values |= {"sites": ", ".join(source.sites), "format": str(source.format), "date_order": str(source.date_order)}
    if columns is not None:
        values |= {
            "at_column": " + ".join(columns.at),
            "camera_column": columns.camera,
            "action_column": columns.action,
            "user_column": columns.user,
            "address_column": columns.address,
            "words": "\n".join(f"{word} = {say(_WORD_OF[seen]).casefold()}" for word, seen in columns.words),
        }
    return values


class ImportForm(BaseForm):
    """A log, and the days it is about where it says of them that nobody looked."""

    file = FileField(_l("로그 파일"))
    first_day = DayField(_l("다루는 기간 시작"), [Optional()])
    last_day = DayField(_l("다루는 기간 끝"), [Optional()])

    def validate_last_day(self, field: DayField) -> None:
        """Ask for both days or neither.

        :raises ValidationError: if one is missing, or they run backwards.
        """
        first, last = self.first_day.data, field.data
        if (first is None) != (last is None) or (first and last and last < first):
            raise ValidationError(_("시작일과 종료일을 모두, 차례대로 적으십시오."))

    def parsed(self) -> tuple[date, date] | None:
        """Return the days, if they were given; call only after validate()."""
        if self.first_day.data is None or self.last_day.data is None:
            return None
        return entered(self.first_day), entered(self.last_day)


class ConfirmImportForm(ImportForm):
    """The log that was looked at before."""

    token = HiddenField(validators=[InputRequired()])


class NamesForm(BaseForm):
    """What names of a recorder mean, in pairs of lists of one length."""

    camera_names = SelectMultipleField(choices=list, validate_choice=False)
    camera_codes = SelectMultipleField(choices=list, validate_choice=False)
    user_names = SelectMultipleField(choices=list, validate_choice=False)
    user_accounts = SelectMultipleField(choices=list, validate_choice=False)

    def cameras(self) -> dict[str, str | None]:
        """Return the cameras told; what was left empty is left out."""
        pairs = zip(self.camera_names.data or (), self.camera_codes.data or (), strict=False)
        told = {name: code.partition(" ")[0].strip() for name, code in pairs}
        return {name: None if code == NONE_OF_OURS else code for name, code in told.items() if code}

    def users(self) -> dict[str, tuple[Treatment, int | None]]:
        """Return who stands behind the users told; what was left empty is left out."""
        found: dict[str, tuple[Treatment, int | None]] = {}
        for name, chosen in zip(self.user_names.data or (), self.user_accounts.data or (), strict=False):
            if chosen.isdecimal():
                found[name] = (Treatment.PERSON, int(chosen))
            elif chosen in {str(Treatment.SHARED), str(Treatment.MACHINE)}:
                found[name] = (Treatment(chosen), None)
        return found


class ExplainForm(BaseForm):
    """Why something is missing."""

    reason = RadioField(_l("사유"), [InputRequired(_l("사유를 고르십시오."))], choices=list)
    entry_number = IntegerField(_l("뒤늦게 남긴 관제 기록 번호"), [Optional(), NumberRange(1)])
    words = StringField(_l("설명"), [Optional(), Length(max=500)], render_kw={"autocomplete": "off"})

    def offer(self, direction: Direction) -> None:
        """Offer the reasons of a direction."""
        self.reason.choices = [SelectChoice(str(each), say(REASON_NAMES[each])) for each in REASONS_FOR[direction]]

    def parsed(self) -> tuple[Reason, str, int | None]:
        """Return reason, words and entry; call only after validate()."""
        reason = Reason(entered(self.reason))
        entry = self.entry_number.data if reason is Reason.LATE_ENTRY else None
        return reason, self.words.data or "", entry


class JudgeForm(BaseForm):
    """What a manager says to an explanation."""

    words = StringField(_l("의견(되돌릴 때는 꼭)"), [Optional(), Length(max=500)], render_kw={"autocomplete": "off"})


class CompareForm(BaseForm):
    """Which month of which recorder to compare again."""

    source = HiddenField(validators=[Optional(), Length(max=40)])


def _lines(text: str | None) -> list[tuple[str, str]]:
    pairs = (line.rpartition("=") for line in (text or "").splitlines() if line.strip())
    return [(word.strip(), meaning.strip()) for word, _sign, meaning in pairs]

"""Owns the forms of reviews: the month and its settings, and what people say about an item."""

from dataclasses import fields

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.log_review.domain import Settings
from app.recorder_logs.domain import Month, parse_month
from app.web.forms import BaseForm

_MOST = 10_000


def _number(label: str, least: int = 1, most: int = _MOST) -> IntegerField:
    return IntegerField(label, [InputRequired(), NumberRange(least, most)], render_kw={"inputmode": "numeric"})


class OpenForm(BaseForm):
    """Which month is looked through, and what counts as odd; the fields are those of the settings."""

    month = StringField(
        _l("점검할 달"), [InputRequired(), Regexp(r"20\d\d-(0[1-9]|1[0-2])\Z")], render_kw={"placeholder": "2026-10"}
    )
    night_from = _number(_l("심야의 시작(시)"), 0, 23)
    night_until = _number(_l("심야의 끝(시)"), 0, 23)
    shift_grace_minutes = _number(_l("근무 앞뒤로 봐 주는 시간(분)"), 0)
    many_cameras = _number(_l("많은 카메라(곳)"))
    many_minutes = _number(_l("짧은 시간(분)"))
    repeated_looks = _number(_l("되풀이(번)"))
    repeated_days = _number(_l("되풀이를 세는 기간(일)"))
    late_hours = _number(_l("늦게 적음(시간)"))
    sample_permille = _number(_l("표본(천분율)"), 1, 1000)
    sample_least = _number(_l("가장 적은 표본(건)"))
    sample_most = _number(_l("가장 많은 표본(건)"))

    def parsed(self) -> tuple[Month, Settings]:
        """Return the month and the settings; call only after validate()."""
        chosen = Settings(**{each.name: self[each.name].data for each in fields(Settings)})
        return parse_month(str(self.month.data)), chosen


class WordsForm(BaseForm):
    """What somebody says about an item; how much is needed depends on what they do."""

    words = TextAreaField(_l("설명"), [Optional(), Length(max=1000)], render_kw={"rows": 4})


class JudgeForm(BaseForm):
    """What somebody decides about an item."""

    words = TextAreaField(_l("의견·조치"), [Optional(), Length(max=1000)], render_kw={"rows": 4})


class ConcludeForm(BaseForm):
    """Nothing but the wish to conclude."""

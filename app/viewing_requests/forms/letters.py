"""Owns what is entered when the letter to a recipient is written."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from app.viewing_requests.giving import ENDS_WITH_NAMES, EndsWith, LetterEntry
from app.web.forms import BaseForm, DayField, Required, SelectChoice, entered
from app.web.languages import say


class LetterDraftForm(BaseForm):
    """Its day and number, what it asks for (법 18⑤), until when the footage is used, and what becomes of it then."""

    letter_on = DayField(_l("문서 날짜"), [Required(_l("문서 날짜를 적으십시오."))])
    document = StringField(
        _l("문서 번호"),
        [Required(_l("문서 번호를 적으십시오.")), Length(max=100)],
        render_kw={"autocomplete": "off"},
    )
    limits = TextAreaField(
        _l("이용 목적·방법의 제한"), [Required(_l("이용 목적·방법의 제한을 적으십시오.")), Length(max=1000)]
    )
    measures = TextAreaField(
        _l("안전성 확보에 필요한 조치"), [Required(_l("안전성 확보에 필요한 조치를 적으십시오.")), Length(max=1000)]
    )
    use_until = DayField(_l("이용 기간(까지)"))
    ends_with = SelectField(
        _l("이용이 끝나면"),
        choices=lambda: [
            SelectChoice("", "—"),
            *(SelectChoice(str(value), say(name)) for value, name in ENDS_WITH_NAMES.items()),
        ],
    )
    return_by = DayField(_l("돌려받거나 파기를 확인할 날"))

    def parsed(self) -> LetterEntry:
        """Return what was entered; call only after validate()."""
        ends_with = EndsWith(self.ends_with.data) if self.ends_with.data else None
        return LetterEntry(
            letter_on=entered(self.letter_on),
            document=entered(self.document),
            limits=entered(self.limits),
            measures=entered(self.measures),
            use_until=self.use_until.data,  # type: ignore[arg-type]  # The stubs take our typed fields for text fields.
            ends_with=ends_with,
            return_by=self.return_by.data,  # type: ignore[arg-type]  # The stubs take our typed fields for text fields.
        )

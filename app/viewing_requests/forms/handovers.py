"""Owns what is entered when a copy comes back, and when somebody checks a file."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.viewing_requests.forms.intake import choices
from app.viewing_requests.giving import RETURNED_NAMES
from app.web.forms import BaseForm, DayField, Required, SelectChoice


class ReturnForm(BaseForm):
    """What became of copies, when, and who said so."""

    positions = SelectMultipleField(
        _l("사본"),
        [InputRequired(_l("사본을 고르십시오."))],
        choices=list,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    how = RadioField(_l("어떻게 되었습니까"), choices=lambda: choices(RETURNED_NAMES))
    on = DayField(_l("확인한 날"), [Required(_l("확인한 날을 적으십시오."))])
    by_word_of = StringField(
        _l("확인해 준 사람"),
        [Required(_l("누가 확인해 주었는지 적으십시오.")), Length(max=100)],
        render_kw={"autocomplete": "off"},
    )
    document_no = StringField(_l("문서 번호"), [Optional(), Length(max=200)], render_kw={"autocomplete": "off"})

    def offer(self, copies: Sequence[tuple[int, str]]) -> None:
        """Offer the copies that are still out, by their place in the hand-over."""
        self.positions.choices = [SelectChoice(str(position), name) for position, name in copies]


class VerifyFileForm(BaseForm):
    """The digest and the size of a file; the file itself is never sent."""

    sha256 = StringField(
        "SHA-256",
        [
            InputRequired(_l("파일을 고르거나 SHA-256을 적으십시오.")),
            Regexp("^[0-9A-Fa-f]{64}$", message=_l("SHA-256은 16진수 64자입니다.")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": "64"},
    )
    size_bytes = IntegerField(_l("크기(바이트)"), [Optional(), NumberRange(min=0)], render_kw={"inputmode": "numeric"})

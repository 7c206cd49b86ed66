"""Owns the fields in which somebody says what a copy of personal data is for."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import Length, Optional

from app.kernel.uses import LONGEST_WORDS, OFFERED, USE_NAMES
from app.web.forms import BaseForm, SelectChoice
from app.web.languages import say


class UseForm(BaseForm):
    """What a copy is for."""

    use = RadioField(_l("용도"), validators=[Optional()], validate_choice=False)
    use_words = StringField(
        _l("용도 설명"), [Optional(), Length(max=LONGEST_WORDS)], render_kw={"autocomplete": "off", "maxlength": 200}
    )

    def offer(self) -> None:
        """Fill the choices in the language of the page."""
        self.use.choices = use_choices()


def use_choices() -> list[SelectChoice]:
    """Return what a person chooses from, in the language of the page."""
    return [SelectChoice(use.value, say(USE_NAMES[use])) for use in OFFERED]

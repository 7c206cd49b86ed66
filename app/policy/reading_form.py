"""Owns what is given to be read: a file or a pasted text; and from which day the draft is to hold."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, TextAreaField
from wtforms.validators import Length

from app.web.forms import BaseForm

LONGEST_PASTE = 120_000
"""Letters; a longer text is given as a file."""


class ReadForm(BaseForm):
    """A published text, as a file or pasted."""

    file = FileField(_l("파일"), render_kw={"accept": ".txt,.html,.htm,.pdf,.docx"})
    pasted = TextAreaField(
        _l("또는 글 붙여 넣기"),
        [Length(max=LONGEST_PASTE, message=_l("붙여 넣은 글이 너무 깁니다. 파일로 올리십시오."))],
        render_kw={"rows": 8, "autocomplete": "off", "spellcheck": "false"},
    )

"""Owns the forms of findings: saying that one is known and why it stays for a time, and taking that back."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from app.compliance.acknowledging import LONGEST_REASON
from app.web.forms import BaseForm, DayField, Required, entered


class AcknowledgeForm(BaseForm):
    """Why a finding stays, and until when."""

    reason = TextAreaField(
        _l("사유와 할 일"),
        [Required(_l("왜 아직 바로잡지 못하는지 적으십시오.")), Length(max=LONGEST_REASON)],
        render_kw={"rows": 3},
    )
    until = DayField(_l("언제까지"), [Required(_l("언제까지 두는지 적으십시오."))])

    def parsed(self) -> tuple[str, date]:
        """Return the reason and the last day; call only after validate()."""
        return entered(self.reason), entered(self.until)


class TakeBackForm(BaseForm):
    """Why a finding is open again."""

    reason = TextAreaField(
        _l("다시 여는 사유"),
        [Required(_l("왜 다시 여는지 적으십시오.")), Length(max=LONGEST_REASON)],
        render_kw={"rows": 2},
    )

    def parsed(self) -> str:
        """Return the reason; call only after validate()."""
        return str(entered(self.reason))

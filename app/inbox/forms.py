"""Owns what is entered about where somebody gets their mail."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from app.inbox.domain import LONGEST_ADDRESS
from app.web.forms import BaseForm, Required, entered


class AddressForm(BaseForm):
    """An e-mail address."""

    address = StringField(
        _l("전자우편 주소"),
        [Required(_l("전자우편 주소를 입력하십시오.")), Length(max=LONGEST_ADDRESS)],
        render_kw={"type": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    )

    def parsed(self) -> str:
        """Return the address as it was typed; call only after validate()."""
        address: str = entered(self.address)
        return address

"""Owns what the first administrator enters to open their account."""

from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.fields.core import Field
from wtforms.validators import Length, ValidationError

from app.web.forms import BaseForm, Required, entered


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """The secret of the link, and the account somebody wants."""

    secret: str = field(repr=False)
    sign_in_name: str
    display_name: str
    password: str = field(repr=False)


class FirstLinkForm(BaseForm):
    """The link's code, and a name and password of one's own."""

    first_code = StringField(
        _l("처음 코드"),
        [Required(_l("서버에서 출력한 처음 코드를 입력하십시오.")), Length(max=80)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "data-from-fragment": True},
    )
    sign_in_name = StringField(
        _l("로그인 이름"),
        [Required(_l("로그인 이름을 입력하십시오.")), Length(max=80)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    display_name = StringField(
        _l("이름"),
        [Required(_l("계정을 쓸 사람의 이름을 입력하십시오.")), Length(max=80)],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        _l("비밀번호"),
        [Required(_l("비밀번호를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("비밀번호 다시"),
        [Required(_l("비밀번호를 한 번 더 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_again(self, typed: Field) -> None:
        """Both must be the same."""
        if self.password.data and typed.data and typed.data != self.password.data:
            raise ValidationError(_l("두 번 입력한 비밀번호가 서로 다릅니다."))

    def parsed(self) -> FirstEntry:
        """Return what was typed; call only after validate()."""
        return FirstEntry(
            secret=entered(self.first_code).strip(),
            sign_in_name=entered(self.sign_in_name),
            display_name=entered(self.display_name),
            password=entered(self.password),
        )

"""Owns what is entered to choose and print signs."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import Length

from app.signage.forms.sizes import CUSTOM, size_field
from app.signage.layout.sheets import Sheet, parse_sheet
from app.signage.layout.size import Size, parse_size
from app.web.forms import BaseForm, SelectChoice, entered


@dataclass(frozen=True, slots=True)
class Selection:
    """Which signs of the list; None: all."""

    site: str | None = None
    kind: str | None = None
    region: str | None = None
    state: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """How signs are to be printed."""

    selection: Selection
    size: Size
    sheet: Sheet | None
    languages: tuple[str, ...]


class PrintSignsForm(BaseForm):
    """Which signs, how large, and on what."""

    size = size_field()
    custom_size = StringField(_l("직접 입력한 크기(mm)"), [Length(max=20)], render_kw={"placeholder": "300x200"})
    landscape = BooleanField(_l("가로로 길게"))
    english = BooleanField(_l("다른 언어 함께 적기"), default=True)
    sheet = SelectField(
        _l("인쇄 용지"),
        choices=[
            SelectChoice("", _l("안내판마다 한 쪽")),
            SelectChoice("A4", _l("A4 용지에 모아 찍기")),
            SelectChoice("A3", _l("A3 용지에 모아 찍기")),
            SelectChoice("A2", _l("A2 용지에 모아 찍기")),
        ],
        default="",
    )
    site = HiddenField()
    kind = HiddenField()
    region = HiddenField()
    state = HiddenField()
    target = HiddenField()

    def parsed(self) -> PrintOrder:
        """Return what was entered; call only after validate().

        :raises UnknownSize: if the size typed is none.
        """
        chosen = entered(self.size)
        text = (self.custom_size.data or "") if chosen == CUSTOM else chosen
        return PrintOrder(
            Selection(
                self.site.data or None,
                self.kind.data or None,
                self.region.data or None,
                self.state.data or None,
                self.target.data or None,
            ),
            parse_size(text, landscape=bool(self.landscape.data)),
            parse_sheet(self.sheet.data) if self.sheet.data else None,
            ("ko", "en") if self.english.data else ("ko",),
        )

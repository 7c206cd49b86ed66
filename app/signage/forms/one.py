"""Owns what is entered to see and print one sign: its size, direction, languages, and what it is made of."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.signage.choices import LANGUAGES
from app.signage.forms.batches import VARIANT_NAMES
from app.signage.forms.sizes import CUSTOM, size_field
from app.signage.layout.sheets import Sheet, parse_sheet
from app.signage.layout.size import SIZES, Size, parse_size
from app.signage.looks import Variant
from app.web.forms import BaseForm, SelectChoice, entered

_SLUG = 10.0  # mm around a sign for a print shop.


class SidesMissing(Refusal):
    """A size of one's own was chosen, and no sides typed."""

    text = N_("너비와 높이를 mm로 적으십시오. 80에서 1200까지 쓸 수 있습니다.")


@dataclass(frozen=True, slots=True)
class OneOrder:
    """How one sign is to be drawn."""

    size: Size
    variant: Variant
    languages: tuple[str, ...]
    sheet: Sheet | None

    @property
    def page(self) -> tuple[float, float]:
        """Return the width and height of the page in millimetres."""
        if self.sheet:
            return self.sheet.width, self.sheet.height
        edge = 2 * _SLUG if self.variant is Variant.PRINT_SHOP else 0.0
        return self.size.width + edge, self.size.height + edge

    @property
    def query(self) -> dict[str, object]:
        """Return the order as an address says it."""
        size = self.size
        said: dict[str, object] = {"variant": self.variant.value, "languages": list(self.languages)}
        if size.name in SIZES:
            said |= {"size": size.name} | ({"landscape": "y"} if size.wide else {})
        else:
            said |= {"size": CUSTOM, "width": f"{size.width:g}", "height": f"{size.height:g}"}
        return said | ({"sheet": self.sheet.name} if self.sheet else {})


class OneSignForm(BaseForm):
    """How large one sign is, which way, in which languages, of what, and on which sheet."""

    size = size_field()
    width = StringField(_l("너비(mm)"), [Length(max=8)], render_kw={"inputmode": "decimal", "autocomplete": "off"})
    height = StringField(_l("높이(mm)"), [Length(max=8)], render_kw={"inputmode": "decimal", "autocomplete": "off"})
    landscape = BooleanField(_l("가로로 길게"))
    variant = SelectField(
        _l("인쇄 방법"),
        choices=[SelectChoice(variant.value, _l(name)) for variant, name in VARIANT_NAMES.items()],
        default=Variant.PLAIN.value,
    )
    languages = SelectMultipleField(
        _l("한국어와 함께 적을 언어"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
    )
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

    def parsed(self) -> OneOrder:
        """Return what was entered; call only after validate().

        :raises SidesMissing: if a size of one's own lacks a side.
        :raises UnknownSize: if the sides typed are no size a sign can have.
        """
        chosen = entered(self.size)
        if chosen == CUSTOM and not (self.width.data and self.height.data):
            raise SidesMissing
        text = f"{self.width.data or ''}x{self.height.data or ''}" if chosen == CUSTOM else chosen
        others = tuple(code for code in LANGUAGES if code != "ko" and code in (self.languages.data or ()))
        return OneOrder(
            parse_size(text, landscape=bool(self.landscape.data)),
            Variant(entered(self.variant)),
            ("ko", *others),
            parse_sheet(self.sheet.data) if self.sheet.data else None,
        )

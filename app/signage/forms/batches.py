"""Owns what is entered to make a batch of signs: which, how they are drawn, and on what."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, NumberRange, Optional

from app.kernel.messages import N_
from app.registry.snapshot import SiteView
from app.signage.batch_order import BatchOrder, Chosen
from app.signage.choices import LANGUAGES
from app.signage.domain import Condition
from app.signage.forms.sizes import CUSTOM, size_field
from app.signage.layout.imposition import GAP, LEAST_MARGIN, MARGIN, MOST, Imposition
from app.signage.layout.sheets import parse_sheet
from app.signage.layout.size import parse_size
from app.signage.looks import Variant
from app.signage.wording import parse_languages
from app.web.forms import BaseForm, SelectChoice, entered

SIZES = ("A4", "A3", "A5", "A2", "100x140", "90x120")
SHEETS = ("A4", "A3", "A2")
VARIANT_NAMES: Mapping[Variant, str] = {
    Variant.PLAIN: N_("사무실 프린터"),
    Variant.PRINT_SHOP: N_("인쇄소 (재단 여백 3mm)"),
    Variant.PLATE: N_("표지판 제작 (한 색 선)"),
}
STATE_NAMES: Mapping[Condition, str] = {
    Condition.STALE: N_("인쇄한 뒤 바뀐 것"),
    Condition.UNPRINTED: N_("인쇄한 적 없는 것"),
}
_MARGINS = _l("%(least)s~%(most)s 사이의 정수로 적으십시오.", least=LEAST_MARGIN, most=MOST)
_GAPS = _l("%(least)s~%(most)s 사이의 정수로 적으십시오.", least=0, most=MOST)


class BatchForm(BaseForm):
    """Which signs, how large, in which languages, made of what, and on which sheets."""

    state = RadioField(
        _l("만들 안내판"),
        choices=[
            SelectChoice("", _l("모두")),
            *(SelectChoice(state.value, _l(name)) for state, name in STATE_NAMES.items()),
        ],
        default="",
    )
    site = SelectField(_l("설치장소"), default="")
    region = SelectField(_l("지역"), default="")
    kind = SelectField(_l("종류"), default="")
    size = size_field()
    custom_size = StringField(_l("직접 입력한 크기(mm)"), [Length(max=20)], render_kw={"placeholder": "300x200"})
    landscape = BooleanField(_l("가로로 길게"))
    languages = SelectMultipleField(
        _l("한국어와 함께 적을 언어"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items() if code != "ko"],
    )
    variant = SelectField(
        _l("만드는 방법"),
        choices=[SelectChoice(variant.value, _l(name)) for variant, name in VARIANT_NAMES.items()],
        default=Variant.PLAIN.value,
    )
    sheet = SelectField(
        _l("인쇄 용지"),
        choices=[
            SelectChoice("", _l("안내판마다 한 쪽")),
            *(SelectChoice(name, _l("%(name)s 용지에 모아 찍기", name=name)) for name in SHEETS),
            SelectChoice(CUSTOM, _l("직접 입력")),
        ],
        default="",
    )
    custom_sheet = StringField(_l("직접 입력한 용지(mm)"), [Length(max=20)], render_kw={"placeholder": "320x450"})
    margin = IntegerField(_l("용지 여백(mm)"), [Optional(), NumberRange(LEAST_MARGIN, MOST, _MARGINS)], default=MARGIN)
    gap = IntegerField(_l("안내판 사이(mm)"), [Optional(), NumberRange(0, MOST, _GAPS)], default=GAP)
    unmarked = BooleanField(_l("재단선 없이"))

    def offer(self, views: Sequence[SiteView]) -> None:
        """Offer what there is to choose from: the sites the person prints for, their regions and kinds."""
        every = SelectChoice("", _l("모두"))
        regions, kinds = ({getattr(view, name) or "" for view in views} - {""} for name in ("region", "kind"))
        self.site.choices = [every, *(SelectChoice(view.code, view.name) for view in views)]
        self.region.choices = [every, *(SelectChoice(name, name) for name in sorted(regions))]
        self.kind.choices = [every, *(SelectChoice(name, name) for name in sorted(kinds))]

    def parsed(self) -> BatchOrder:
        """Return what was entered; call only after validate().

        :raises UnknownSize: if a size typed is none.
        :raises BadMargins: if margin or gap is out of range.
        :raises NotALanguage: if a language is unknown.
        """
        size = (self.custom_size.data or "") if self.size.data == CUSTOM else str(entered(self.size))
        sheet = (self.custom_sheet.data or "") if self.sheet.data == CUSTOM else str(self.sheet.data or "")
        is_imposed = bool(self.sheet.data)
        return BatchOrder(
            chosen=Chosen(
                site=self.site.data or None,
                region=self.region.data or None,
                kind=self.kind.data or None,
                state=Condition(self.state.data) if self.state.data else None,
            ),
            size=parse_size(size, landscape=bool(self.landscape.data)),
            languages=parse_languages(",".join(("ko", *(self.languages.data or ())))),
            variant=Variant(entered(self.variant)),
            sheet=Imposition(
                parse_sheet(sheet),
                MARGIN if self.margin.data is None else self.margin.data,
                GAP if self.gap.data is None else self.gap.data,
                not self.unmarked.data,
            )
            if is_imposed
            else None,
        )

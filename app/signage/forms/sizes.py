"""Owns how the size of a sign is chosen: a standard one, or one that is typed."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.web.forms import SelectChoice

CUSTOM = "custom"


def size_field() -> SelectField:
    """Return the field of the size of a sign; ``CUSTOM`` says that it is typed beside it."""
    return SelectField(
        _l("안내판 크기"),
        choices=[
            SelectChoice("A4", "A4 (210×297mm)"),
            SelectChoice("A3", "A3 (297×420mm)"),
            SelectChoice("A5", "A5 (148×210mm)"),
            SelectChoice("A2", "A2 (420×594mm)"),
            SelectChoice("100x140", _l("스티커 100×140mm")),
            SelectChoice("90x120", _l("스티커 90×120mm")),
            SelectChoice(CUSTOM, _l("직접 입력")),
        ],
        default="A4",
    )

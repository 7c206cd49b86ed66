"""Owns the forms of the registry: one per kind, its fields those of a workbook's columns; the import form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar

from flask_babel import lazy_gettext
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.core import Field
from wtforms.validators import InputRequired

from app.kernel.errors import Problem
from app.registry.document import read_item
from app.registry.domain import Duty, Kind
from app.registry.exchange import codecs
from app.registry.exchange.assembly import item_of, value_at
from app.registry.exchange.cells import Unreadable
from app.registry.exchange.columns import COLUMNS, Column
from app.registry.exchange.workbook_out import cell_value
from app.registry.history import Version
from app.registry.points import pair_of
from app.web.forms import BaseForm, DayField, SelectChoice, entered
from app.web.languages import say
from app.web.whole_numbers import whole

_MANY_LINES = (codecs.TEXTS, codecs.SHORT_TEXTS, codecs.PURPOSES, codecs.DUTIES, codecs.PAIRS, codecs.REVISIONS)
_POINT = ("point.latitude", "point.longitude")
_GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    (lazy_gettext("촬영"), ("purposes", "location", "coverage", "hours", "space_class")),
    (lazy_gettext("보관과 처리"), ("retention", "storage_place", "processing_method")),
    (lazy_gettext("확인"), ("checking_method", "checking_place", "checking_hours")),
    (lazy_gettext("담당"), ("manager", "access_holders", "unit", "operation")),
    (lazy_gettext("장치와 비고"), ("device", "installed", "remarks")),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen where one object names another: code and what it is called."""

    posts: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    zones: tuple[tuple[str, str], ...] = ()


def field_name(path: str) -> str:
    """Return the name of a form's field for a path of the document."""
    return path.replace(".", "__")


class EditForm(BaseForm):
    """An object of the registry, and from which day it is so. Fields per kind are added by ``edit_form``."""

    about: ClassVar[Kind]
    valid_from = DayField(
        lazy_gettext("언제부터"), validators=[InputRequired(lazy_gettext("언제부터인지 적으십시오."))]
    )
    edition = HiddenField()

    def __init__(self, formdata: Any = None, *, fixed: Mapping[str, str], choices: Choices, **options: Any) -> None:  # noqa: ANN401  # As WTForms.
        """Bind what was entered. ``fixed``: values the address decides, e.g. the site a zone belongs to."""
        super().__init__(formdata, **options)
        self.fixed = dict(fixed)
        self.version: Version | None = None
        for path in fixed:
            if field_name(path) in self:
                del self[field_name(path)]
        for path, given, nothing in (
            ("declared.manager", choices.posts, lazy_gettext("정하지 않음(이어받음)")),
            ("privacy_officer", choices.posts, lazy_gettext("정하지 않음")),
            ("row", choices.rows, lazy_gettext("장소 스스로 한 행")),
            ("zone", choices.zones, lazy_gettext("고르십시오")),
        ):
            field = self._fields.get(field_name(path))
            if isinstance(field, SelectField):
                listed = [SelectChoice("", nothing), *(SelectChoice(code, name) for code, name in given)]
                if field.data and field.data not in {code for code, _ in given}:
                    listed.append(SelectChoice(field.data, field.data))  # With a label of its own, or ended since.
                field.choices = listed

    def day(self) -> date | None:
        """Return the day from which it is so, if one was entered."""
        found: date | None = self.valid_from.data  # type: ignore[assignment]  # A DayField holds a day.
        return found

    def groups(self) -> list[tuple[str, list[Field]]]:
        """Return the declarable fields under their headings."""
        return [
            (title, [field for field in self if any(_is_of(field.name, name) for name in names)])
            for title, names in _GROUPS
            if "declared__hours" in self
        ]

    def own_fields(self) -> list[Field]:
        """Return the fields of the object itself."""
        shown = (field for field in self if not field.name.startswith("declared__"))
        return [field for field in shown if field.name not in {"valid_from", "edition"}]

    def validate_against(self, before: Version | None) -> bool:
        """Return whether what was entered is an object; then ``version`` holds it."""
        sound = self.validate()
        self._part_pasted_pair()
        values: dict[str, object] = dict(self.fixed)
        for column in COLUMNS[self.about]:
            name = field_name(column.path)
            if name not in self:
                continue
            try:
                values[column.path] = column.codec.read(self[name].data or None)
            except Unreadable as fault:
                self.fault(column.path, say(fault.message))
                sound = False
            if column.required and not self[name].data:
                self.fault(column.path, str(lazy_gettext("비어 있습니다. 꼭 적어야 합니다.")))
                sound = False
        halves = [name for name in _POINT if name in values]
        if halves and len({values[name] is None for name in halves}) > 1:
            empty = next(name for name in halves if values[name] is None)
            if not self[field_name(empty)].errors:
                self.fault(empty, str(lazy_gettext("위도와 경도는 함께 적거나 함께 비우십시오.")))
            sound = False
        if not sound:
            return False
        item = item_of(values, before)
        if self.about is Kind.ORGANISATION:
            item.pop("code", None)
        problems = list[Problem]()
        version = read_item(self.about, item, "", problems)
        for problem in problems:
            self.fault(problem.place.lstrip("."), say(problem.message))
        self.version = version
        return version is not None

    def _part_pasted_pair(self) -> None:
        """Give each field its half where a map's pair was pasted into one and the other is empty."""
        both = [self._fields[field_name(path)] for path in _POINT if field_name(path) in self]
        filled_in = [field for field in both if field.data]
        pair = pair_of(str(filled_in[0].data)) if len(filled_in) == 1 else None
        for field, half in zip(both, pair or (), strict=False):
            field.data = half

    def fault(self, path: str, sentence: str) -> None:
        """Show a fault at the field it belongs to, or above the form."""
        for candidate in (path, f"declared.{path}", path.partition("[")[0]):
            for name in _tried(field_name(candidate)):
                if name in self:
                    self[name].errors = [*self[name].errors, sentence]
                    return
        self.form_errors.append(sentence)


def edit_form(kind: Kind) -> type[EditForm]:
    """Return the form of one kind."""
    return _form_class(kind)


@cache
def _form_class(kind: Kind) -> type[EditForm]:
    fields: dict[str, Any] = {"about": kind}
    for column in COLUMNS[kind]:
        if column.path not in {"valid_from", "valid_to"}:
            fields[field_name(column.path)] = _field(column)
    return type(f"Edit{kind.value.capitalize()}Form", (EditForm,), fields)


def _field(column: Column) -> Field:
    label = lazy_gettext(column.heading)
    if column.codec.options:
        nothing = SelectChoice("", lazy_gettext("정하지 않음"))
        listed = [nothing, *(SelectChoice(each, lazy_gettext(each)) for each in column.codec.options)]
        return SelectField(label, choices=listed, validate_choice=True)
    if column.path in {"declared.manager", "privacy_officer", "row", "zone"}:
        return SelectField(label, choices=[SelectChoice("", "")], validate_choice=True)
    if column.codec in _MANY_LINES or column.codec is codecs.SIGN_PLANS:
        return TextAreaField(label, render_kw={"rows": 3})
    numeric = {"inputmode": "numeric"} if column.codec is codecs.COUNT else {}
    return StringField(label, render_kw=numeric)


def filled(kind: Kind, version: Version, *, day: date) -> dict[str, Any]:
    """Return what a form shows of a version, by field name."""
    shown: dict[str, Any] = {"valid_from": day}
    for column in COLUMNS[kind]:
        if column.path in {"valid_from", "valid_to"}:
            continue
        value = cell_value(version, column)
        if (
            column.codec is codecs.DUTY
            and isinstance(raw := value_at(version.value, column.path), Duty)
            and not raw.label
        ):
            value = raw.post
        shown[field_name(column.path)] = "" if value is None else str(value)
    return shown


def _tried(name: str) -> list[str]:
    """Return a name and the names of the groups around it: ``declared__retention__days`` … ``declared__retention``."""
    parts = name.split("__")
    return ["__".join(parts[:length]) for length in range(len(parts), 0, -1)] + [f"{name}__text", f"{name}__kind"]


def _is_of(field: str, name: str) -> bool:
    return field == f"declared__{name}" or field.startswith(f"declared__{name}__")


class EndForm(BaseForm):
    """From which day an object is no longer there."""

    on = DayField(lazy_gettext("폐지일"), validators=[InputRequired(lazy_gettext("언제부터 없는지 적으십시오."))])
    edition = HiddenField()

    def parsed(self) -> tuple[date, int | None]:
        """Return the day, and the edition the form was opened on."""
        return entered(self.on), edition_of(self.edition)


class ImportForm(BaseForm):
    """A registry file, and from which day what it says holds where it states none."""

    file = FileField(lazy_gettext("파일"), render_kw={"accept": ".xlsx,.csv,.json"})
    valid_from = DayField(
        lazy_gettext("적용 시작일"), validators=[InputRequired(lazy_gettext("언제부터인지 적으십시오."))]
    )

    def parsed(self) -> date:
        """Return the day from which the file holds."""
        day: date = entered(self.valid_from)
        return day


class ConfirmImportForm(BaseForm):
    """A file looked at before, to be recorded now."""

    token = HiddenField(validators=[InputRequired()])
    edition = HiddenField(validators=[InputRequired()])
    valid_from = DayField(lazy_gettext("적용 시작일"), validators=[InputRequired()])

    def parsed(self) -> tuple[str, int | None, date]:
        """Return the token of the upload, the edition of the preview, and the day from which the file holds."""
        return str(entered(self.token)), edition_of(self.edition), entered(self.valid_from)


def edition_of(field: Field) -> int | None:
    """Return the number in a hidden field; None if somebody tampered with it."""
    return whole(str(field.data or ""))

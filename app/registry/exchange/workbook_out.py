"""Owns writing a registry document as an XLSX workbook, and the empty template.

Every text is written as text: what begins with = + - or @ is never a formula.
"""

# ruff: noqa: ANN401  # openpyxl's write-only sheets and cells have no usable types.

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.registry.document import RegistryDocument, in_order
from app.registry.domain import Kind
from app.registry.exchange.assembly import is_default_group, value_at
from app.registry.exchange.codecs import NONE_DECLARED
from app.registry.exchange.columns import COLUMNS, SHEETS, Column
from app.registry.history import Version

_GUARDED = ("=", "+", "-", "@", "\t", "\r")
_VALIDATED_TO = 5_000
_HEAD = PatternFill("solid", fgColor="E8EEF9")
_MUST = PatternFill("solid", fgColor="FCE8E6")
NOTES = (
    "이 통합문서는 시트마다 한 종류를 적습니다. 첫 행의 제목은 바꾸지 마십시오.",
    "열은 지워도 됩니다. 파일에 없는 열의 값은 그대로 둡니다.",
    "빈 칸은 '여기서는 정하지 않음'입니다. 위 단계(조직 → 행 → 설치장소 → 구역 → 카메라)의 값을 이어받습니다.",
    f"'{NONE_DECLARED}'은 '없다고 정함'입니다. 여러 개를 적을 때는 한 줄에 하나씩(Alt+Enter), 나눌 때는 | 를 씁니다.",
    "시트에 없는 것은 그대로 둡니다. 폐지하려면 '적용 종료일'을 적으십시오.",
    "적용 시작일을 비우면 가져올 때 정하는 날부터 적용합니다.",
    "제목 앞에 #을 붙인 열은 읽지 않습니다. 수식은 읽지 않으니 값으로 붙여 넣으십시오.",
    "관리책임자와 접근권한자는 '직위' 시트의 코드나 직위로 적습니다. 사람 이름은 적지 마십시오.",
)


def workbook_bytes(document: RegistryDocument) -> bytes:
    """Return the document as an XLSX workbook: a sheet per kind, empty ones too."""
    return _written({kind: in_order(document.of(kind)) for kind in SHEETS})


def template_bytes() -> bytes:
    """Return the empty workbook people fill in: headings with notes, and lists to choose from."""
    return _written(dict.fromkeys(SHEETS, ()))


def _written(versions: Mapping[Kind, Sequence[Version]]) -> bytes:
    book = Workbook(write_only=True)
    notes = book.create_sheet("안내")
    notes.column_dimensions["A"].width = 110
    for text in NOTES:
        notes.append([_text_cell(notes, text)])
    for kind, title in SHEETS.items():
        sheet = book.create_sheet(title)
        if kind is Kind.ORGANISATION:
            _write_upright(sheet, versions[kind])
        else:
            _write_table(sheet, kind, versions[kind])
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_upright(sheet: Any, versions: Sequence[Version]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 60
    sheet.column_dimensions["C"].width = 60
    sheet.freeze_panes = "B2"
    sheet.append([_head_cell(sheet, "항목"), _head_cell(sheet, "값"), _head_cell(sheet, "안내")])
    version = versions[-1] if versions else None
    for column in COLUMNS[Kind.ORGANISATION]:
        value = _cell(sheet, cell_value(version, column)) if version else None
        head = _head_cell(sheet, column.heading, required=column.required)
        sheet.append([head, value, _text_cell(sheet, _note(column))])


def _write_table(sheet: Any, kind: Kind, versions: Iterable[Version]) -> None:
    columns = COLUMNS[kind]
    sheet.freeze_panes = "C2"
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = max(12, 2 * len(column.heading) + 4)
        if column.codec.options:
            listed = DataValidation(type="list", formula1='"' + ",".join(column.codec.options) + '"', allow_blank=True)
            listed.add(f"{letter}2:{letter}{_VALIDATED_TO}")
            sheet.data_validations.append(listed)
        elif column.codec.note.startswith("0 이상"):
            whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
            whole.add(f"{letter}2:{letter}{_VALIDATED_TO}")
            sheet.data_validations.append(whole)
    sheet.append([_head_cell(sheet, c.heading, required=c.required, note=_note(c)) for c in columns])
    for version in versions:
        sheet.append([_cell(sheet, cell_value(version, column)) for column in columns])


def cell_value(version: Version, column: Column) -> str | int | date | None:
    """Return what stands in a column for a version."""
    if column.path in {"valid_from", "valid_to"}:
        return column.codec.write(getattr(version, column.path))
    value = value_at(version.value, column.path)
    group, _, name = column.path.rpartition(".")
    if group.endswith((".retention", ".device")):
        return _of_group(value_at(version.value, group), name, column)
    if value == () and group != "declared":
        return None  # Lists of the object itself have no "not declared".
    return column.codec.write(value)


def _of_group(group: object, name: str, column: Column) -> str | int | date | None:
    if group is None:
        return None
    empty = is_default_group(group)
    value = getattr(group, name)
    if name == "recorded":
        return column.codec.write(value) if empty or not value else None
    if name == "functions":
        return column.codec.write(value) if value or empty else None
    return column.codec.write(value)


def _note(column: Column) -> str:
    must = "꼭 적어야 합니다. " if column.required else ""
    return must + (column.note or column.codec.note)


def _cell(sheet: Any, value: str | int | date | None) -> Any:
    if isinstance(value, str):
        return _text_cell(sheet, value)
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # The stubs forget plain dates.
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # Never a formula, whatever it begins with.
    if text.startswith(_GUARDED):
        cell.quotePrefix = True
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _head_cell(sheet: Any, text: str, *, required: bool = False, note: str = "") -> Any:
    cell = _text_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = _MUST if required else _HEAD
    if note:
        cell.comment = Comment(note, "Watchbook", width=260, height=90)
    return cell

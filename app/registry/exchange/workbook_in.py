"""Owns reading an XLSX workbook into tables, after the archive was found safe to parse."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence

import python_calamine as calamine

from app.kernel.messages import N_
from app.registry.domain import Kind
from app.registry.exchange import archive
from app.registry.exchange.columns import SHEETS, Column, columns_by_heading, folded, kind_of_sheet
from app.registry.exchange.lines import Faults, Line, Row, Table, fill, place_of, read_lines

_NOTES = "안내"


def read_workbook(data: bytes, name: str, faults: Faults) -> list[Table]:
    """Return the tables of an XLSX file; sheets without lines are left out, for they say nothing.

    :raises Invalid: if the file as a whole cannot be read or has no sheet of ours.
    """
    seen = archive.inspect(data, name)
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        titles = [title for title in workbook.sheet_names if title in seen]
        tables: dict[Kind, Table] = {}
        ours = 0
        for title in titles:
            kind = kind_of_sheet(title)
            if kind is None:
                continue
            ours += 1
            table = _read_sheet(workbook.get_sheet_by_name(title), kind, seen[title].formulas, faults)
            if table is None:
                continue
            if kind in tables:
                faults.add(title, N_("'{sheet}' 시트가 두 개 있습니다. 하나만 남기십시오."), sheet=SHEETS[kind])
            tables[kind] = table
    except calamine.CalamineError as fault:
        raise archive.refuse(name, N_("XLSX 파일을 읽을 수 없습니다. 원본을 다시 저장하여 올리십시오.")) from fault
    if not ours:
        raise archive.refuse(
            name,
            N_("읽을 시트가 없습니다. 시트 이름은 {sheets} 가운데 하나여야 합니다. 양식을 내려받아 쓰십시오."),
            sheets=", ".join(SHEETS.values()),
        )
    if not tables and not faults.found:
        raise archive.refuse(name, N_("모든 시트가 비어 있습니다. 제목 아래에 한 줄 이상 적으십시오."))
    return list(tables.values())


def _read_sheet(
    sheet: calamine.CalamineSheet, kind: Kind, formulas: Collection[tuple[int, int]], faults: Faults
) -> Table | None:
    title = sheet.name
    rows = list(_rows(sheet, faults))
    columns = columns_by_heading(kind)
    if kind is Kind.ORGANISATION and _stands_upright(rows, columns):
        return _read_upright(rows, title, set(formulas), faults)
    found = read_lines(rows, sheet=title, columns=columns, formulas=set(formulas), faults=faults)
    if found is None or not found[1]:
        return None
    paths, lines = found
    if kind is Kind.ORGANISATION and len(lines) > 1:
        faults.add(lines[1].place(), N_("조직은 하나만 쓸 수 있습니다."))
    return Table(kind, paths, lines[:1] if kind is Kind.ORGANISATION else lines)


def _rows(sheet: calamine.CalamineSheet, faults: Faults) -> Iterator[Row]:
    """Yield numbered rows with merged cells filled down; a merge across columns below the heading is refused."""
    start = sheet.start
    if start is None:
        return
    downwards: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right:
            downwards.setdefault(left, []).append((top, bottom))
        elif bottom > top:  # Across one row only: a title over the table.
            faults.add(
                place_of(sheet.name, top + 1),
                N_("여러 열에 걸쳐 병합된 셀은 어느 열의 값인지 알 수 없습니다. 병합을 푸십시오."),
            )
    kept: dict[int, object] = {}
    for at, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        yield at + 1, _filled_down(at, cells, downwards, kept) if downwards else cells


def _filled_down(
    at: int, cells: Sequence[object], spans: Mapping[int, list[tuple[int, int]]], kept: dict[int, object]
) -> list[object]:
    """Return a row with the value of a merged cell on each of its rows; ``kept`` holds those values."""
    filled: list[object] = list(cells)
    for column, stretches in spans.items():
        for top, bottom in stretches if column < len(filled) else ():
            if at == top:
                kept[column] = filled[column]
            elif top < at <= bottom:
                filled[column] = kept.get(column)
    return filled


def _stands_upright(rows: list[Row], columns: Mapping[str, Column]) -> bool:
    first = [cells[0] for _, cells in rows if cells]
    return sum(isinstance(cell, str) and folded(cell) in columns for cell in first) >= 2  # noqa: PLR2004  # A heading and more.


def _read_upright(rows: list[Row], title: str, formulas: Collection[tuple[int, int]], faults: Faults) -> Table | None:
    columns = columns_by_heading(Kind.ORGANISATION)
    line = Line(title, 1, {}, {}, {})
    headings: dict[str, str] = {}
    numbers: dict[str, int] = {}
    line.headings, line.rows = headings, numbers
    for number, cells in rows:
        heading = str(cells[0] or "").strip() if cells else ""
        if not heading or heading.startswith("#") or folded(heading) in {"항목", "item", _NOTES}:
            continue
        column = columns.get(folded(heading))
        if column is None:
            faults.add(
                place_of(title, number, heading),
                N_("모르는 항목입니다. 이름을 고치거나, 읽지 않으려면 앞에 #을 붙이십시오."),
            )
            continue
        if column.path in headings:
            faults.add(place_of(title, number, heading), N_("같은 항목이 두 번 있습니다. 하나만 남기십시오."))
            continue
        headings[column.path], numbers[column.path] = column.heading, number
        fill(line, column, cells[1] if len(cells) > 1 else None, formula=(number, 2) in formulas, faults=faults)
    if all(value is None for value in line.values.values()):
        return None
    return Table(Kind.ORGANISATION, frozenset(headings), [line])

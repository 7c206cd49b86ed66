"""Owns registry files for tests, really built: workbooks, tables, archives broken in every way people meet."""

import io
import json
import struct
import zipfile

import openpyxl

SITE_HEAD = ["코드", "이름", "종류", "행", "대수"]
ZONE_HEAD = ["코드", "장소", "이름", "대수", "설치일", "관리책임자"]


def a_workbook(sheets: dict[str, list[list[object]]], *, merged: dict[str, str] | None = None) -> bytes:
    """Return a workbook with rows per sheet; ``merged``: a range of cells to merge per sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if merged and title in merged:
            sheet.merge_cells(merged[title])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sites_and_zones(*zones: list[object], sites: tuple[list[object], ...] = (["S-1", "사옥"],), **options) -> bytes:
    return a_workbook({"설치장소": [SITE_HEAD, *sites], "구역": [ZONE_HEAD, *zones]}, **options)


def a_table(*lines: str, head: str = "장소 코드,장소,구역 코드,구역,대수", encoding: str = "utf-8") -> bytes:
    return ("\r\n".join([head, *lines]) + "\r\n").encode(encoding)


def repacked(workbook: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts replaced or added, by path."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def a_bomb() -> bytes:
    """Return a small workbook of which one part becomes 300 MB."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sites_and_zones())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet9.xml", "w") as part:
            for _ in range(300):
                part.write(b"\0" * 2**20)
    return stream.getvalue()


def a_lying_bomb() -> bytes:
    """Return a workbook whose directory says that a part of 40 MB holds ten bytes."""
    data = bytearray(repacked(sites_and_zones(), **{"xl/zz.xml": b"\0" * (40 * 2**20)}))
    true, false = struct.pack("<I", 40 * 2**20), struct.pack("<I", 10)
    return bytes(data.replace(true, false))


def a_far_cell() -> bytes:
    """Return a workbook with one value in the last cell a spreadsheet has."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    return repacked(sites_and_zones(), **{"xl/worksheets/sheet1.xml": sheet})


def an_entity_bomb() -> bytes:
    """Return a workbook whose sheet defines an entity of its own."""
    sheet = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c r="A1"><v>&a;</v></c></row>'
        b"</sheetData></worksheet>"
    )
    return repacked(sites_and_zones(), **{"xl/worksheets/sheet1.xml": sheet})


def a_document(**more: object) -> bytes:
    return json.dumps({"format": "watchbook.registry/1", **more}, ensure_ascii=False).encode()


def a_corrupt_part() -> bytes:
    """Return a workbook in which a byte of a compressed part was changed."""
    data = bytearray(sites_and_zones(["Z-1", "S-1", "로비"]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    data[part.header_offset + 60] ^= 0xFF
    return bytes(data)

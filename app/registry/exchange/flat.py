"""Owns the flat CSV table of sites, zones and cameras: what an operator with one list has.

One line per camera, per zone without single cameras, or per site without zones; what belongs to the site or zone is
repeated on each of its lines, or left empty after the first. Filming facts stand at the zone. A code may be left out:
the object is then found by its name, or given the next free code. Posts, the organisation and everything else of the
registry are not in this table and stay as they are.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.kernel.messages import N_
from app.registry.document import RegistryDocument, in_order
from app.registry.domain import Camera, Kind, Site, Zone
from app.registry.exchange import archive
from app.registry.exchange.columns import COLUMNS, Column, folded
from app.registry.exchange.lines import Faults, Line, Row, Table, read_lines
from app.registry.exchange.workbook_out import cell_value
from app.registry.history import Version

_PARTS: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.SITE: (
        ("장소 코드", "code"),
        ("장소", "name"),
        ("장소 종류", "kind"),
        ("행", "row"),
        ("지역", "region"),
        ("주소", "address"),
        ("위도", "point.latitude"),
        ("경도", "point.longitude"),
        ("장소 대수", "camera_count"),
    ),
    Kind.ZONE: (
        ("구역 코드", "code"),
        ("구역", "name"),
        ("대수", "camera_count"),
        ("설치 위치", "declared.location"),
        ("촬영 범위", "declared.coverage"),
        ("촬영시간", "declared.hours"),
        ("보관기간", "declared.retention.text"),
        ("보관일수", "declared.retention.days"),
        ("보관장소", "declared.storage_place"),
        ("관리책임자", "declared.manager"),
        ("공개 여부", "declared.space_class"),
    ),
    Kind.CAMERA: (
        ("카메라 번호", "code"),
        ("카메라", "name"),
        ("기종", "type"),
        ("회전·확대", "ptz"),
        ("녹화기", "recorder"),
        ("녹화기 채널", "recorder_channel"),
        ("설치일", "installed_on"),
    ),
}
_GUARDED = ("=", "+", "-", "@", "\t", "\r")


def _columns() -> dict[str, Column]:
    """Return the columns by heading; paths begin with the kind, e.g. ``zone.declared.hours``."""
    found: dict[str, Column] = {}
    for kind, headings in _PARTS.items():
        by_path = {column.path: column for column in COLUMNS[kind]}
        for heading, path in headings:
            column = replace(by_path[path], heading=heading, path=f"{kind.value}.{path}", required=False)
            if (kind, path) == (Kind.SITE, "name"):
                column = replace(column, required=True)
            for name in (heading, column.path, column.path.replace(".declared", "")):
                found[folded(name)] = column
    found[folded("장소 이름")] = found[folded("장소")]
    found[folded("구역 이름")] = found[folded("구역")]
    found[folded("구역 대수")] = found[folded("대수")]
    found[folded("종류")] = found[folded("장소 종류")]
    return found


def read_table(data: bytes, name: str, faults: Faults, *, base: RegistryDocument | None) -> list[Table]:
    """Return the sites, zones and cameras of a CSV file in UTF-8 or cp949.

    :raises Invalid: if the file as a whole cannot be read.
    """
    archive.check_size(data, name)
    text = _decoded(data, name)
    columns = _columns()
    found = read_lines(_rows(text, name, faults), sheet="", columns=columns, formulas=(), faults=faults)
    if (found is None or not found[1]) and not faults.found:
        raise archive.refuse(name, N_("빈 표입니다. 제목 아래에 한 줄 이상 적으십시오."))
    paths, lines = found or (frozenset(), [])
    return list(_Split(paths, base, faults).tables(lines))


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:4096]:
        raise archive.refuse(name, N_("UTF-16이거나 글자 파일이 아닙니다. CSV UTF-8로 다시 저장하십시오."))
    reached = 0
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as fault:
            reached = max(reached, fault.start)
    line = data.count(b"\n", 0, reached) + 1
    raise archive.refuse(
        f"{name} {line}행", N_("글자를 읽을 수 없습니다. UTF-8이나 CP949(엑셀 한국어)로 저장하십시오.")
    )


def _rows(text: str, name: str, faults: Faults) -> Iterator[Row]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(1_000_000)
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise archive.refuse(f"{name} {before + 1}행", N_("따옴표가 맞지 않아 읽을 수 없습니다.")) from fault
        number, before = before + 1, reader.line_num
        if number > archive.MOST_ROWS + 1 or len(row) > archive.MOST_COLUMNS:
            raise archive.refuse(f"{number}행", N_("표가 너무 큽니다. {most}행까지 읽습니다."), most=archive.MOST_ROWS)
        yield number, [_unguarded(cell, number, at, faults) for at, cell in enumerate(row)]


def _unguarded(cell: str, number: int, at: int, faults: Faults) -> str:
    """Return a cell without the quote that keeps spreadsheets from reading it as a formula; refuse a formula."""
    text = cell.strip()
    if text.startswith(("=", "@")):
        faults.add(
            f"{number}행 {at + 1}번째 열",
            N_("'{typed}'은(는) 수식으로 보입니다. 값을 적으십시오. 글자 그대로라면 앞에 작은따옴표(')를 붙이십시오."),
            typed=text[:40],
        )
        return ""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_GUARDED) else text


@dataclass
class _Split:
    """Takes lines apart into sites, zones and cameras, each once, and gives codes to what has none."""

    paths: frozenset[str]
    base: RegistryDocument | None
    faults: Faults
    found: dict[Kind, dict[str, Line]] = field(default_factory=lambda: {kind: {} for kind in _PARTS})
    sites: dict[str, str] = field(default_factory=dict)
    zones: dict[tuple[str, str], str] = field(default_factory=dict)

    def tables(self, lines: Iterable[Line]) -> Iterator[Table]:
        """Yield the tables of a list of lines."""
        lines = list(lines)
        taken = {
            str(line.values[path]) for line in lines for path in ("site.code", "zone.code") if line.values.get(path)
        }
        for version in self.base.of(Kind.SITE) if self.base else ():
            taken.add(version.value.code)
            if isinstance(version.value, Site):
                self.sites.setdefault(version.value.name, version.value.code)
        for version in self.base.of(Kind.ZONE) if self.base else ():
            taken.add(version.value.code)
            if isinstance(version.value, Zone):
                self.zones.setdefault((version.value.site, version.value.name), version.value.code)
        for line in lines:
            self._take(line, taken)
        extra = {Kind.SITE: {"code"}, Kind.ZONE: {"code", "site", "name"}, Kind.CAMERA: {"code", "zone"}}
        for kind, found in self.found.items():
            own = {path.partition(".")[2] for path in self.paths if path.startswith(f"{kind.value}.")}
            if found:
                yield Table(kind, frozenset(own | extra[kind]), list(found.values()))

    def _take(self, line: Line, taken: set[str]) -> None:
        site = self._part(line, Kind.SITE)
        name, code = site.values.get("name"), site.values.get("code")
        if not isinstance(name, str):
            if "name" in site.values:
                self.faults.add(line.place("site.name"), N_("비어 있습니다. 장소 이름을 적으십시오."))
            return
        if code is None:
            code = self.sites.get(name) or _free("S-{:03}", taken)
        site.values["code"] = self.sites[name] = str(code)
        self._keep(Kind.SITE, site)
        zone = self._part(line, Kind.ZONE)
        camera = self._part(line, Kind.CAMERA)
        if any(value is not None for value in (*zone.values.values(), *camera.values.values())):
            self._take_zone(line, zone, camera, str(code), taken)

    def _take_zone(self, line: Line, zone: Line, camera: Line, site: str, taken: set[str]) -> None:
        code, name = zone.values.get("code"), zone.values.get("name")
        if code is None and name is None:
            self.faults.add(line.place("zone.name"), N_("구역 이름이나 구역 코드를 적으십시오."))
            return
        if code is None:
            code = self.zones.get((site, str(name))) or _free(f"{site}-Z{{}}", taken)
        if name is not None:
            self.zones[site, str(name)] = str(code)
        elif str(code) in self.found[Kind.ZONE]:
            zone.values.pop("name", None)
        zone.values["code"], zone.values["site"] = str(code), site
        self._keep(Kind.ZONE, zone)
        if any(value is not None for value in camera.values.values()):
            if camera.values.get("code") is None:
                self.faults.add(line.place("camera.code"), N_("비어 있습니다. 카메라 번호를 적으십시오."))
                return
            camera.values["zone"] = str(code)
            if str(camera.values["code"]) in self.found[Kind.CAMERA]:
                self.faults.add(
                    line.place("camera.code"),
                    N_("'{code}'은(는) {row}행에 이미 있습니다. 번호가 겹치지 않게 하십시오."),
                    code=camera.values["code"],
                    row=self.found[Kind.CAMERA][str(camera.values["code"])].row,
                )
                return
            self._keep(Kind.CAMERA, camera)

    def _part(self, line: Line, kind: Kind) -> Line:
        stem = f"{kind.value}."
        return Line(
            "",
            line.row,
            {path.removeprefix(stem): value for path, value in line.values.items() if path.startswith(stem)},
            {path.removeprefix(stem): text for path, text in line.headings.items() if path.startswith(stem)},
        )

    def _keep(self, kind: Kind, line: Line) -> None:
        """Keep an object once; on its further lines an empty cell repeats the first, another value is a fault."""
        first = self.found[kind].setdefault(str(line.values["code"]), line)
        for path, value in line.values.items():
            if value is None or first is line:
                continue
            if first.values.get(path) is None:
                first.values[path] = value
            elif first.values[path] != value:
                self.faults.add(
                    line.place(path),
                    N_("'{code}'의 값이 {row}행과 다릅니다: '{one}'과 '{other}'. 하나로 맞추십시오."),
                    code=line.values["code"],
                    row=first.row,
                    one=_shown(first.values[path]),
                    other=_shown(value),
                )


def _shown(value: object) -> str:
    return str(getattr(value, "post", value))


def _free(pattern: str, taken: set[str]) -> str:
    number = 1
    while pattern.format(number) in taken:
        number += 1
    taken.add(pattern.format(number))
    return pattern.format(number)


def table_bytes(document: RegistryDocument) -> bytes:
    """Return sites, zones and cameras as CSV in UTF-8 with a signature, so that Excel reads the Korean.

    The table has no dates: of each object only what holds in the end is written, and nothing of what has ended.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([heading for headings in _PARTS.values() for heading, _ in headings])
    zones: dict[str, list[Version]] = {}
    cameras: dict[str, list[Version]] = {}
    for version in _lasting(document, Kind.ZONE):
        if isinstance(version.value, Zone):
            zones.setdefault(version.value.site, []).append(version)
    for version in _lasting(document, Kind.CAMERA):
        if isinstance(version.value, Camera):
            cameras.setdefault(version.value.zone, []).append(version)
    for site in _lasting(document, Kind.SITE):
        of_site: list[Version | None] = [*zones.get(site.value.code, ())]
        for zone in of_site or [None]:
            of_zone: list[Version | None] = [*cameras.get(zone.value.code, ())] if zone else []
            for camera in of_zone or [None]:
                writer.writerow(_written(zip(_PARTS, (site, zone, camera), strict=True)))
    return stream.getvalue().encode("utf-8-sig")


def _lasting(document: RegistryDocument, kind: Kind) -> list[Version]:
    return [version for version in in_order(document.of(kind)) if version.valid_to is None]


def _written(parts: Iterable[tuple[Kind, Version | None]]) -> Iterator[object]:
    for kind, version in parts:
        by_path = {column.path: column for column in COLUMNS[kind]}
        for _, path in _PARTS[kind]:
            value = cell_value(version, by_path[path]) if version else None
            text = "" if value is None else str(value)
            yield "'" + text if text.lstrip("'").startswith(_GUARDED) else text

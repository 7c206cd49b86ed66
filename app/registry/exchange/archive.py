"""Owns what an XLSX file is checked for before anything parses it: size, expansion, extent, formulas.

The archive is inflated here once, in pieces, counting what really comes out: the sizes an archive states about
itself are not believed. Nothing is kept but counts and the places of formulas.
"""

import io
import re
import struct
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from app.kernel.errors import Invalid, Problem
from app.kernel.messages import N_, Message

MOST_BYTES = 20 * 1024 * 1024
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 200  # Real workbooks stay far below; only looked at once a part is large.
RATIO_COUNTS_FROM = 10 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 400
MOST_CELLS = 8_000_000  # The reader holds a rectangle: the farthest row times the farthest column.
MOST_LETTERS = 100_000_000  # Text in cells after shared text is repeated.
MOST_FORMULAS = 10_000
_PIECE = 64 * 1024
_LOCAL = struct.Struct("<4s22xHH")
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")


@dataclass
class Sheet:
    """What was seen of one worksheet: the farthest cell, and where formulas stand (row, column; from 1)."""

    rows: int = 0
    columns: int = 0
    letters: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)


def refuse(name: str, text: str, **values: object) -> Invalid:
    """Return the refusal of a whole file for one reason."""
    return Invalid([Problem(name, Message(text, values))])


def check_size(data: bytes, name: str) -> None:
    """Refuse a file that is empty or larger than the limit.

    :raises Invalid: if it is.
    """
    if not data:
        raise refuse(name, N_("빈 파일입니다."))
    if len(data) > MOST_BYTES:
        raise refuse(
            name,
            N_("파일이 {size}MB로 너무 큽니다. {most}MB까지 읽습니다. 장소별로 나누어 올리십시오."),
            size=round(len(data) / 2**20, 1),
            most=MOST_BYTES // 2**20,
        )


def inspect(data: bytes, name: str) -> dict[str, Sheet]:
    """Return what each worksheet of an XLSX file holds, by sheet name, having refused whatever is unsafe to parse.

    :raises Invalid: if it is cut off, encrypted, expands too far, is too large a table or is not a workbook.
    """
    check_size(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(name, N_("암호가 걸렸거나 옛 형식(.xls)입니다. 암호를 풀고 .xlsx로 다시 저장하십시오."))
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        return _inspect(data, name, {part.filename.lstrip("/"): part for part in parts}, len(parts))
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeDecodeError) as fault:
        raise refuse(name, N_("XLSX 파일이 잘렸거나 깨졌습니다. 원본을 다시 저장하여 올리십시오.")) from fault
    except expat.ExpatError as fault:
        raise refuse(name, N_("XLSX 파일 안의 내용이 깨졌습니다. 원본을 다시 저장하여 올리십시오.")) from fault


def _inspect(data: bytes, name: str, parts: dict[str, zipfile.ZipInfo], number: int) -> dict[str, Sheet]:
    if number > MOST_PARTS or number != len(parts):
        raise refuse(name, N_("XLSX 파일의 구성이 올바르지 않습니다. 원본을 다시 저장하여 올리십시오."))
    left = [MOST_INFLATED]

    def feed(path: str, take: Callable[[bytes], object]) -> None:
        for piece in _pieces(data, parts[path], name, left):
            take(piece)

    if "xl/workbook.xml" not in parts:
        raise refuse(name, N_("엑셀 통합문서(.xlsx)가 아닙니다."))
    targets, names = _Relations(), _Sheets()
    if "xl/_rels/workbook.xml.rels" in parts:
        feed("xl/_rels/workbook.xml.rels", targets.feed)
    feed("xl/workbook.xml", names.feed)
    lengths = _SharedLengths()
    if "xl/sharedStrings.xml" in parts:
        feed("xl/sharedStrings.xml", lengths.feed)
    found: dict[str, Sheet] = {}
    seen = {"xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/sharedStrings.xml"}
    for title, relation in names.found:
        path = targets.path_of(relation)
        if path in parts and path not in seen:
            seen.add(path)
            scan = _Cells(name, title, lengths.found)
            feed(path, scan.feed)
            found[title] = scan.sheet
    for path in parts.keys() - seen:
        feed(path, len)  # What is left is only inflated, to count it.
    return found


def _pieces(data: bytes, part: zipfile.ZipInfo, name: str, left: list[int]) -> Iterator[bytes]:
    if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refuse(name, N_("암호가 걸렸거나 읽을 수 없는 방식으로 압축된 파일입니다. .xlsx로 다시 저장하십시오."))
    signature, path_length, extra_length = _LOCAL.unpack_from(data, part.header_offset)
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    start = part.header_offset + _LOCAL.size + path_length + extra_length
    packed = memoryview(data)[start : start + part.compress_size]
    if len(packed) != part.compress_size:
        raise zipfile.BadZipFile("cut off")
    came = 0

    def counted(piece: bytes) -> bytes:
        nonlocal came
        came += len(piece)
        left[0] -= len(piece)
        if left[0] < 0 or came > max(RATIO_COUNTS_FROM, MOST_RATIO * part.compress_size):
            raise refuse(
                name,
                N_("압축을 풀면 지나치게 커지는 파일입니다(압축 폭탄). {most}MB까지 읽습니다."),
                most=MOST_INFLATED // 2**20,
            )
        return piece

    inflater = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    for at in range(0, len(packed), _PIECE):
        waiting = bytes(packed[at : at + _PIECE])
        while waiting:
            piece = inflater.decompress(waiting, _PIECE) if inflater else waiting
            waiting = inflater.unconsumed_tail if inflater else b""
            yield counted(piece)
    if inflater:
        yield counted(inflater.flush())  # What the limit of the last piece held back.
    if inflater and not inflater.eof:
        raise zipfile.BadZipFile("cut off")


class _Reader:
    """Reads XML in pieces; a document type or an entity of its own is refused."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=None)
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = lambda tag, attributes: self.start(tag.rpartition(":")[2], attributes)
        self._parser.EndElementHandler = lambda tag: self.end(tag.rpartition(":")[2])

    def _refuse_doctype(self, *_parts: object) -> None:
        raise zipfile.BadZipFile("document type")

    def feed(self, piece: bytes) -> None:
        """Read the next piece."""
        self._parser.Parse(piece, False)  # noqa: FBT003  # Positional only.

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note an element that begins."""

    def end(self, tag: str) -> None:
        """Note an element that ends."""


class _Relations(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self.found[attributes.get("Id", "")] = attributes.get("Target", "")

    def path_of(self, relation: str) -> str:
        """Return the path of the part a relation leads to."""
        path = self.found.get(relation, "")
        return path.lstrip("/") if path.startswith("/") else f"xl/{path}"


class _Sheets(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.found.append((attributes.get("name", ""), relation))


class _SharedLengths(_Reader):
    def __init__(self) -> None:
        super().__init__()
        self.found = array("L")
        self._parser.CharacterDataHandler = self._count

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # The signature of the reader.
        if tag == "si":
            self.found.append(0)

    def _count(self, text: str) -> None:
        if self.found:
            self.found[-1] += len(text)


class _Cells(_Reader):
    """Measures a worksheet: rows, columns, letters, formulas."""

    def __init__(self, name: str, title: str, lengths: "array[int]") -> None:
        super().__init__()
        self.sheet = Sheet()
        self._name, self._title, self._lengths = name, title, lengths
        self._row = self._column = 0
        self._shared = False
        self._text = ""
        self._parser.CharacterDataHandler = self._keep

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            found = _CELL.fullmatch(attributes.get("r", ""))
            self._row = int(found[2]) if found else self._row
            self._column = _column_number(found[1]) if found else self._column + 1
            self._shared = attributes.get("t") == "s"
        elif tag in {"v", "is", "f"}:  # A cell that is only coloured does not count.
            self._text = ""
            self._measure()
            if tag == "f" and len(self.sheet.formulas) < MOST_FORMULAS:
                self.sheet.formulas.append((self._row, self._column))

    def end(self, tag: str) -> None:
        if tag == "v" and self._shared and self._text.isdecimal() and int(self._text) < len(self._lengths):
            self.sheet.letters += self._lengths[int(self._text)]
            if self.sheet.letters > MOST_LETTERS:
                raise refuse(self._title, N_("시트에 글자가 너무 많습니다. 나누어 올리십시오."))

    def _keep(self, text: str) -> None:
        if self._shared and len(self._text) < 12:  # noqa: PLR2004  # An index has fewer digits.
            self._text += text

    def _measure(self) -> None:
        sheet = self.sheet
        sheet.rows, sheet.columns = max(sheet.rows, self._row), max(sheet.columns, self._column)
        if sheet.rows > MOST_ROWS + 1 or sheet.columns > MOST_COLUMNS or sheet.rows * sheet.columns > MOST_CELLS:
            raise refuse(
                f"{self._title} {self._row}행",
                N_("시트가 너무 큽니다({rows}행 {columns}열). {most}행까지 읽습니다. 표 밖의 셀을 지우십시오."),
                rows=sheet.rows,
                columns=sheet.columns,
                most=MOST_ROWS,
            )


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

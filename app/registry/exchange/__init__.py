"""Owns registry files in and out: XLSX workbooks, flat CSV tables, JSON documents.

Whatever is wrong with a file is named by sheet, row and column, all of it at once; nothing is written here.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.kernel.messages import N_
from app.registry.document import RegistryDocument, examine_document, write_document
from app.registry.exchange import archive
from app.registry.exchange.assembly import assembled
from app.registry.exchange.flat import read_table, table_bytes
from app.registry.exchange.lines import Faults
from app.registry.exchange.workbook_in import read_workbook
from app.registry.exchange.workbook_out import template_bytes, workbook_bytes

__all__ = ["ENDINGS", "MOST_BYTES", "document_bytes", "read_file", "template_xlsx", "working_copy", "write_file"]

MOST_BYTES = archive.MOST_BYTES
_WRITERS: Mapping[str, Callable[[RegistryDocument], bytes]] = {
    ".json": write_document,
    ".xlsx": workbook_bytes,
    ".csv": table_bytes,
}
ENDINGS = tuple(_WRITERS)


def read_file(
    source: Path | str | bytes, name: str | None = None, *, base: RegistryDocument | None = None
) -> RegistryDocument:
    """Return the registry document in a file, by the ending of its name: .xlsx, .csv or .json.

    ``base`` is what the registry holds now: a column that is not in a spreadsheet keeps the value from there, and a
    CSV finds objects without a code there by name. Faults of single items are in the document's ``problems``.

    :raises Invalid: if the file as a whole cannot be read: cut off, too large, of another kind, a newer format.
    :raises OSError: if a path cannot be read.
    """
    name = name or (Path(source).name if not isinstance(source, bytes) else "")
    ending = Path(name).suffix.casefold()
    if ending not in _WRITERS:
        raise archive.refuse(name, N_("읽을 수 있는 파일은 .xlsx, .csv, .json입니다."))
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    archive.check_size(data, name)
    if ending == ".json":
        return examine_document(data)
    faults = Faults()
    tables = read_workbook(data, name, faults) if ending == ".xlsx" else read_table(data, name, faults, base=base)
    return assembled(tables, base=base, faults=faults)


def _bytes_of(path: Path) -> bytes:
    """Return what is in a file, but no more than shows that it is too large."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def document_bytes(document: RegistryDocument, ending: str) -> bytes:
    """Return a document as the bytes of a file with that ending.

    :raises Invalid: if files with that ending are not written.
    """
    if ending.casefold() not in _WRITERS:
        raise archive.refuse(ending, N_("내보낼 수 있는 파일은 .xlsx, .csv, .json입니다."))
    return _WRITERS[ending.casefold()](document)


def write_file(document: RegistryDocument, path: Path | str) -> None:
    """Write a document to a file, in the format its ending names.

    :raises Invalid: if files with that ending are not written.
    """
    data = document_bytes(document, Path(path).suffix)
    Path(path).write_bytes(data)


def template_xlsx() -> bytes:
    """Return the empty workbook people fill in."""
    return template_bytes()


def working_copy(document: RegistryDocument, day: date) -> RegistryDocument:
    """Return what a document says of one day, without dates: a list to work on, whose edits hold from a day to come."""
    return RegistryDocument(
        {
            kind: tuple(
                replace(version, valid_from=None, valid_to=None) for version in versions if version.span.holds(day)
            )
            for kind, versions in document.versions.items()
        }
    )

"""Owns how the exported site is packed: as a ZIP that is the same for the same files, and its sitemap."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape as escape_xml

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(made: Mapping[str, bytes]) -> bytes:
    """Return the files of a site as a ZIP; the same files give the same bytes."""
    return b"".join(zip_pieces(made))


def zip_pieces(made: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the ZIP that ``zipped`` returns a file at a time, so that the first leaves before the last is packed."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(made.items()):
            entry = zipfile.ZipInfo(path, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """What a ZIP is written to where it cannot be gone back in: what was written since it was last taken."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        written = bytes(content)  # type: ignore[call-overload]  # Whatever has bytes; typeshed names a private type.
        self._written += written
        return len(written)

    def taken(self) -> bytes:
        found = bytes(self._written)
        self._written.clear()
        return found


def sitemap(address: str, paths: Sequence[str]) -> bytes:
    """Return the sitemap of some pages of a site at an address."""
    places = "".join(f"<url><loc>{escape_xml(f'{address}/{path}')}</loc></url>\n" for path in sorted(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{places}</urlset>\n".encode()

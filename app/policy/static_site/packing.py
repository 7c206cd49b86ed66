"""Owns how the exported site is packed: as a ZIP that is the same for the same files, and its sitemap."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape as escape_xml

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(made: Mapping[str, bytes]) -> bytes:
    """Return the files of a site as a ZIP; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(made.items()):
            entry = zipfile.ZipInfo(path, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return buffer.getvalue()


def sitemap(address: str, paths: Sequence[str]) -> bytes:
    """Return the sitemap of some pages of a site at an address."""
    places = "".join(f"<url><loc>{escape_xml(f'{address}/{path}')}</loc></url>\n" for path in sorted(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{places}</urlset>\n".encode()

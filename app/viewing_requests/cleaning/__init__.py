"""Owns what becomes of an uploaded file before it is kept: found out, opened, searched, and written anew.

Nothing of an upload is kept as it came: every format is made anew from what it shows.
"""

from dataclasses import dataclass

from PIL import Image

from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.viewing_requests.card_shapes import shows_card
from app.viewing_requests.cleaning.images import remade
from app.viewing_requests.cleaning.pdfs import remade_pdf
from app.viewing_requests.cleaning.sniffing import sniffed
from app.viewing_requests.cleaning.zips import remade_zip
from app.viewing_requests.intake_refusals import FileEmpty, FileHoldsResidentNumber, FileNotAccepted, FileTooLarge
from app.viewing_requests.number_shapes import shapes_in, shows_resident_number
from app.viewing_requests.papers_in import LARGEST, LARGEST_MB, MediaType, Warned

__all__ = ["Cleaned", "cleaned"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept, what it is, and what was noticed that somebody must answer."""

    data: bytes
    media: MediaType
    warned: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    data: bytes
    media: MediaType
    text: str
    pages: tuple[Image.Image, ...]
    unseen: bool = False


def cleaned(data: bytes) -> Cleaned:
    """Return an upload as it may be kept.

    :raises FileEmpty: if there is nothing in it.
    :raises FileTooLarge: if it is larger than we take (``product.attachment_mb``).
    :raises FileNotAccepted: if it is of a kind we do not keep.
    :raises FileUnreadable: if it is damaged or encrypted.
    :raises FileExpands: if it would unpack to far more than it is.
    :raises FileDangerous: if something in it could act, or is another file.
    :raises FileHoldsResidentNumber: if its text holds a resident registration number (법 24의2).
    """
    if not data:
        raise FileEmpty
    if len(data) > LARGEST:
        raise FileTooLarge(most=LARGEST_MB)
    opened = _opened(data)
    if len(opened.data) > LARGEST:
        raise FileTooLarge(most=LARGEST_MB)
    if shows_resident_number(opened.text):
        raise FileHoldsResidentNumber(where=Message(N_("파일")), source=latest("pipa.24-2.1").citation)
    warned = [Warned(shape) for shape in shapes_in(opened.text)]
    if any(shows_card(page) for page in opened.pages):
        warned.append(Warned.CARD)
    if opened.unseen:
        warned.append(Warned.UNSEARCHED)
    return Cleaned(opened.data, opened.media, tuple(sorted(warned)))


def _opened(data: bytes) -> _Opened:
    found = sniffed(data[:64])
    if found is MediaType.PDF:
        pdf = remade_pdf(data)
        return _Opened(pdf.data, found, pdf.text, pdf.pages, pdf.unseen)
    if found == "ZIP":
        document = remade_zip(data)
        return _Opened(document.data, document.media, document.text, document.pictures, document.unseen)
    if isinstance(found, MediaType):
        picture, pages = remade(data, found)
        return _Opened(picture, found, "", pages)
    raise FileNotAccepted(found=found)

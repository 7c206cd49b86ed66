"""Owns what kinds of papers come with a request, in which formats they are kept, and how large they may be. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from app.kernel.messages import N_


class AttachmentKind(StrEnum):
    """What a paper is; stored names are permanent."""

    LETTER = "letter"
    WARRANT = "warrant"
    PROXY = "proxy"  # 위임장
    OTHER = "other"


class MediaType(StrEnum):
    """In which format a file is kept, found from its content; stored names are permanent."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HWPX = "application/hwp+zip"


class Warned(StrEnum):
    """What was noticed in a file that somebody then said is masked; stored names are permanent."""

    CARD = "card"  # Something with the shape of an identity card.
    PASSPORT = "passport"
    DRIVING_LICENCE = "driving_licence"
    UNSEARCHED = "unsearched"  # More pages than are looked at.


class RemovedBecause(StrEnum):
    """Why a file was removed before its time; a closed list, so that nothing is written of people."""

    SHOWS_NUMBER = "shows_number"
    WRONG_FILE = "wrong_file"
    OTHER_CASE = "other_case"
    NOT_NEEDED = "not_needed"


ATTACHMENT_NAMES: Mapping[AttachmentKind, str] = {
    AttachmentKind.LETTER: N_("공문"),
    AttachmentKind.WARRANT: N_("영장"),
    AttachmentKind.PROXY: N_("위임장"),
    AttachmentKind.OTHER: N_("그 밖의 서류"),
}
MEDIA_NAMES: Mapping[MediaType, str] = {
    MediaType.PDF: "PDF",
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.TIFF: "TIFF",
    MediaType.DOCX: "DOCX",
    MediaType.HWPX: "HWPX",
}
ENDINGS: Mapping[MediaType, str] = {
    MediaType.PDF: ".pdf",
    MediaType.JPEG: ".jpg",
    MediaType.PNG: ".png",
    MediaType.TIFF: ".tif",
    MediaType.DOCX: ".docx",
    MediaType.HWPX: ".hwpx",
}
WARNED_SENTENCES: Mapping[Warned, str] = {
    Warned.CARD: N_("신분증과 비율이 같은 네모가 보입니다."),
    Warned.PASSPORT: N_("여권번호로 보이는 글자가 있습니다."),
    Warned.DRIVING_LICENCE: N_("운전면허번호로 보이는 숫자가 있습니다."),
    Warned.UNSEARCHED: N_("쪽이나 그림이 많아 모두 살피지 못했습니다."),
}
REMOVED_BECAUSE_NAMES: Mapping[RemovedBecause, str] = {
    RemovedBecause.SHOWS_NUMBER: N_("주민등록번호나 신분증이 보임"),
    RemovedBecause.WRONG_FILE: N_("잘못 올린 파일"),
    RemovedBecause.OTHER_CASE: N_("다른 요청의 서류"),
    RemovedBecause.NOT_NEEDED: N_("더는 필요하지 않음"),
}
LARGEST_MB = 20
LARGEST = LARGEST_MB * 1024 * 1024
"""Bytes of one attachment (``product.attachment_mb``)."""
MOST_ATTACHMENTS = 30
"""Attachments of one case."""

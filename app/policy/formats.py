"""Owns which formats the policy is written in, and what each is called by shells and browsers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.policy.domain import PolicyDocument, unmarked
from app.policy.pdf import write_policy_pdf
from app.policy.writers.docx import write_docx
from app.policy.writers.facts import json_pieces
from app.policy.writers.html import fragment_pieces, page_pieces
from app.policy.writers.hwpx import write_hwpx
from app.policy.writers.markdown import markdown_pieces
from app.policy.writers.text import text_pieces

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UnknownFormat(Refusal):
    """The policy is not written in that format."""

    text = N_("{given} 형식으로는 만들 수 없습니다. 쓸 수 있는 형식: {available}")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its media type, what writes it to a file, and the ending of that file."""

    name: str
    media_type: str
    write_to: Callable[[PolicyDocument, BinaryIO], None]
    ending: str

    def write(self, document: PolicyDocument) -> bytes:
        """Return the policy in this format."""
        target = BytesIO()
        self.write_to(document, target)
        return target.getvalue()

    def publish(self, document: PolicyDocument) -> bytes:
        """Return the policy as it is published: gaps are marked for those who write it, and for programs."""
        return self.write(document if self.name == "json" else unmarked(document))


def _encoded(pieces: Callable[[PolicyDocument], Iterable[str]]) -> Callable[[PolicyDocument, BinaryIO], None]:
    def write_to(document: PolicyDocument, target: BinaryIO) -> None:
        target.writelines(piece.encode() for piece in pieces(document))

    return write_to


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("html", "text/html; charset=utf-8", _encoded(page_pieces), "html"),
        Format("fragment", "text/html; charset=utf-8", _encoded(fragment_pieces), "html"),
        Format("md", "text/markdown; charset=utf-8", _encoded(markdown_pieces), "md"),
        Format("txt", "text/plain; charset=utf-8", _encoded(text_pieces), "txt"),
        Format("pdf", "application/pdf", write_policy_pdf, "pdf"),
        Format("docx", _WORD, write_docx, "docx"),
        Format("hwpx", "application/hwp+zip", write_hwpx, "hwpx"),
        Format("json", "application/json", _encoded(json_pieces), "json"),
    )
}


def format_named(name: str) -> Format:
    """Return the format of a name.

    :raises UnknownFormat: naming those there are.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownFormat(given=name, available=", ".join(FORMATS)) from None

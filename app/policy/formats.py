"""Owns which formats the policy is written in, and what each is called by shells and browsers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.kernel.messages import N_
from app.policy.domain import PolicyDocument, unmarked
from app.policy.pdf import policy_pdf
from app.policy.writers.docx import docx_document
from app.policy.writers.facts import json_text
from app.policy.writers.html import html_fragment, html_page
from app.policy.writers.hwpx import hwpx_document
from app.policy.writers.markdown import markdown
from app.policy.writers.text import plain_text

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UnknownFormat(Refusal):
    """The policy is not written in that format."""

    text = N_("{given} 형식으로는 만들 수 없습니다. 쓸 수 있는 형식: {available}")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its media type, its writer, and the ending of its file."""

    name: str
    media_type: str
    write: Callable[[PolicyDocument], bytes]
    ending: str

    def publish(self, document: PolicyDocument) -> bytes:
        """Return the policy as it is published: gaps are marked for those who write it, and for programs."""
        return self.write(document if self.name == "json" else unmarked(document))


def _encoded(write: Callable[[PolicyDocument], str]) -> Callable[[PolicyDocument], bytes]:
    return lambda document: write(document).encode()


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("html", "text/html; charset=utf-8", _encoded(html_page), "html"),
        Format("fragment", "text/html; charset=utf-8", _encoded(html_fragment), "html"),
        Format("md", "text/markdown; charset=utf-8", _encoded(markdown), "md"),
        Format("txt", "text/plain; charset=utf-8", _encoded(plain_text), "txt"),
        Format("pdf", "application/pdf", policy_pdf, "pdf"),
        Format("docx", _WORD, docx_document, "docx"),
        Format("hwpx", "application/hwp+zip", hwpx_document, "hwpx"),
        Format("json", "application/json", _encoded(json_text), "json"),
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

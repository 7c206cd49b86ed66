"""Owns the Hangul document around the text: its parts, pages, the foot of the page and the properties of the file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

from hwpx import HwpxDocument

from app.policy.domain import PolicyDocument
from app.policy.writers.hwpx_styles import Looks, set_looks
from app.policy.writers.office import Part, safe

_SHORT, _LONG = 59528, 84189  # A4 in hundredths of a point.
_SIDE = 5669  # 20 mm.
_EDGES = {"left": 20.0, "right": 20.0, "top": 10.0, "bottom": 10.0}  # Hangul adds the room of head and foot to these.
_ROOM_OF_FOOT = 10.0
_PREVIEW = 1000  # Letters a browser of files may show.
_SECTION = "Contents/section{}.xml"
_PAGE_MARKS = re.compile(r"<hp:secPr .*</hp:secPr>", re.DOTALL)
_DESCRIPTION = re.compile(r"<opf:metadata>.*</opf:metadata>", re.DOTALL)
_COLUMNS = '<hp:ctrl><hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/></hp:ctrl>'


def text_width(*, wide: bool) -> int:
    """Return how wide the text of a page is, in hundredths of a point."""
    return (_LONG if wide else _SHORT) - 2 * _SIDE


@lru_cache(maxsize=16)
def _set_up(language: str, turns: tuple[bool, ...]) -> tuple[Looks, Mapping[str, bytes]]:
    """Return the looks and the parts of an empty document, the same for every policy of such pages."""
    hangul = HwpxDocument.new()
    looks = set_looks(hangul, language)
    for number, wide in enumerate(turns):
        hangul.page.setup(
            paper_size="A4",
            orientation="landscape" if wide else "portrait",
            margins_mm=_EDGES,
            header_margin_mm=_ROOM_OF_FOOT,
            footer_margin_mm=_ROOM_OF_FOOT,
            section=hangul.add_section() if number else hangul.sections[0],
        )
    with ZipFile(BytesIO(hangul.to_bytes())) as archive:
        return looks, {name: archive.read(name) for name in archive.namelist()}


class Frame:
    """A Hangul document without its text: one section of the file for each run of equal pages."""

    def __init__(self, document: PolicyDocument, turns: Sequence[bool]) -> None:
        """Set up looks and pages; ``turns`` says of each run of pages whether it is wide."""
        self._document, self._turns = document, tuple(turns)
        self.looks, self._parts = _set_up(document.language, self._turns)

    def marks(self, number: int) -> str:
        """Return the run that must open the first paragraph of a section: its page and the foot of the page."""
        found = _PAGE_MARKS.search(self._parts[_SECTION.format(number)].decode())
        assert found  # noqa: S101  # python-hwpx writes it into every section.
        foot = f"<hp:ctrl>{self._foot(text_width(wide=self._turns[number]))}</hp:ctrl>"
        return f'<hp:run charPrIDRef="{self.looks["body"].letters}">{found[0]}{_COLUMNS}{foot}</hp:run>'

    def _foot(self, width: int) -> str:
        look = self.looks["page"]
        numbers = "".join(
            f'{between}</hp:t></hp:run><hp:run charPrIDRef="{look.letters}"><hp:ctrl><hp:autoNum num="1" '
            f'numType="{kind}"><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar="" supscript="0"/>'
            f'</hp:autoNum></hp:ctrl></hp:run><hp:run charPrIDRef="{look.letters}"><hp:t>'
            for between, kind in (("  ·  ", "PAGE"), (" / ", "TOTAL_PAGE"))
        )
        return (
            '<hp:footer id="1" applyPageType="BOTH"><hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" '
            f'vertAlign="BOTTOM" linkListIDRef="0" linkListNextIDRef="0" textWidth="{width}" textHeight="2835" '
            f'hasTextRef="0" hasNumRef="0">{look.opens()}<hp:run charPrIDRef="{look.letters}"><hp:t>'
            f"{safe(self._document.organisation)}{numbers}</hp:t></hp:run></hp:p></hp:subList></hp:footer>"
        )

    def parts(self, texts: Sequence[Iterable[str]], preview: str) -> list[tuple[str, Part]]:
        """Return every part of the package; ``texts`` are the paragraphs of each section."""
        parts: dict[str, Part] = dict(self._parts)
        for number, text in enumerate(texts):
            before, _paragraph, _rest = self._parts[_SECTION.format(number)].decode().partition("<hp:p ")
            parts[_SECTION.format(number)] = chain((before,), text, ("</hs:sec>",))
        described = _DESCRIPTION.sub(lambda _found: self._description(), self._parts["Contents/content.hpf"].decode())
        parts["Contents/content.hpf"] = described.encode()
        parts["Preview/PrvText.txt"] = preview[:_PREVIEW].encode()
        del parts["Preview/PrvImage.png"]  # A picture of an empty page.
        return list(parts.items())

    def _description(self) -> str:
        document = self._document
        made = f"{document.as_of.isoformat()}T00:00:00Z"
        organisation = safe(document.organisation)
        subject = safe(document.foot.text) if document.foot else ""
        named = {
            "creator": organisation,
            "subject": subject,
            "lastsaveby": organisation,
            "CreatedDate": made,
            "ModifiedDate": made,
        }
        return (
            f"<opf:metadata><opf:title>{safe(document.title)}</opf:title>"
            f"<opf:language>{safe(document.language)}</opf:language>"
            + "".join(f'<opf:meta name="{name}" content="text">{text}</opf:meta>' for name, text in named.items())
            + "</opf:metadata>"
        )

"""Owns the Word document around the text: its pages, the foot of the page, and the properties of the file."""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from app.policy.domain import PolicyDocument
from app.policy.writers.docx_styles import set_styles

BODY = "word/document.xml"
BODY_OPENS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {nsdecls("w", "r")}><w:body>'
BODY_CLOSES = "</w:body></w:document>"
LOCALES = {"ko": "ko-KR", "en": "en-US"}
_SHORT, _LONG = 11906, 16838  # A4 in twentieths of a point.
_SIDE, _TOP, _BOTTOM, _FOOT = 1134, 1134, 1247, 624  # 20, 20, 22 and 11 mm.
_DROPPED = ("stylesWithEffects", "customXml", "thumbnail")
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Watchbook</Application>'
    b"</Properties>"
)


def text_width(*, wide: bool) -> int:
    """Return how wide the text of a page is, in twentieths of a point."""
    return (_LONG if wide else _SHORT) - 2 * _SIDE


class Frame:
    """A Word document without its text: what stands in the package, and the marks where pages turn."""

    def __init__(self, document: PolicyDocument) -> None:
        """Set up styles, properties and the foot of the page for one policy."""
        word = Document()
        locale = LOCALES.get(document.language, document.language)
        _drop_leftovers(word)
        set_styles(word, locale)
        _set_settings(word, locale)
        _set_properties(word, document, locale)
        self._footer = _set_footer(word, document)
        self._word = word

    def parts(self) -> list[tuple[str, bytes]]:
        """Return every part of the package with its name; the text of ``BODY`` is still to be written."""
        target = BytesIO()
        self._word.save(target)
        with ZipFile(target) as archive:
            named = [(name, archive.read(name)) for name in archive.namelist()]
        return [(name, _PROGRAM if name == "docProps/app.xml" else content) for name, content in named]

    def page(self, *, wide: bool) -> str:
        """Return the last mark of a text: the pages before it are portrait, or landscape if ``wide``."""
        across, down = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
        turned = ' w:orient="landscape"' if wide else ""
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{self._footer}"/><w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="{_TOP}" w:right="{_SIDE}" '
            f'w:bottom="{_BOTTOM}" w:left="{_SIDE}" w:header="{_FOOT}" w:footer="{_FOOT}" w:gutter="0"/></w:sectPr>'
        )

    def page_break(self, *, wide: bool) -> str:
        """Return the paragraph after which pages turn; those before it are portrait, or landscape if ``wide``."""
        return f'<w:p><w:pPr><w:pStyle w:val="PolicyGap"/>{self.page(wide=wide)}</w:pPr></w:p>'


def _drop_leftovers(word: WordDocument) -> None:
    """Take out what the template of python-docx brings and a policy has no use for."""
    for holder in (word.part, word.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _DROPPED:
                del holder.rels[key]


def _set_settings(word: WordDocument, locale: str) -> None:
    settings = word.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    fonts = settings.find(qn("w:themeFontLang"))
    fonts.set(qn("w:val"), locale)
    fonts.set(qn("w:eastAsia"), "ko-KR")
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")


def _set_properties(word: WordDocument, document: PolicyDocument, locale: str) -> None:
    made = datetime.combine(document.as_of, time(), UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title, properties.language = document.title, locale
    properties.author = properties.last_modified_by = document.organisation
    properties.subject = document.foot.text if document.foot else ""
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1


def _set_footer(word: WordDocument, document: PolicyDocument) -> str:
    """Set the organisation and the number of the page under every page, and return the id of that foot."""
    section = word.sections[0]
    paragraph = section.footer.paragraphs[0]
    paragraph.style = word.styles["footer"]
    paragraph.add_run(f"{document.organisation}  ·  ")
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run(" / ")
        paragraph._p.append(  # noqa: SLF001  # python-docx knows no fields.
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
    reference = section._sectPr.find(qn("w:footerReference"))  # noqa: SLF001  # Its id is not offered.
    return str(reference.get(qn("r:id")))

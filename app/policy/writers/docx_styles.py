"""Owns how the Word document looks: a style for each kind of text, in a Korean font, with the colours of the page."""

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from app.policy.writers.office import FONT, GAP_INK, GAP_SHADE, INK, LINE, QUIET, RULE, SHADE

_W = nsdecls("w")
_KEPT_FROM_TEMPLATE = {"DefaultParagraphFont", "TableNormal", "NoList"}
_BULLETS = 1


class _Style(NamedTuple):
    """A paragraph style: its id, Word's name for it, what it builds on, and its marks in the order Word demands."""

    key: str
    name: str
    paragraph: str
    letters: str
    based_on: str | None = "Normal"
    following: str | None = None


def _spacing(before: int, after: int, line: int = 276) -> str:
    """Return distances in twentieths of a point; 240 is a line of single height."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _letters(size: float, colour: str = INK, *, bold: bool = False) -> str:
    """Return the size in points and the colour of letters."""
    half = round(size * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


_RIGHT = '<w:jc w:val="right"/>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_TOP_RULE = f'<w:pBdr><w:top w:val="single" w:sz="12" w:space="5" w:color="{RULE}"/></w:pBdr>'
_FOOT_RULE = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="{LINE}"/></w:pBdr>'
_AS_TYPED = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'  # No space of Word's own between 25 and 조.
_STYLES = (
    _Style("Normal", "Normal", f"{_AS_TYPED}{_spacing(0, 80)}", _letters(10), None),
    _Style("BodyText", "Body Text", "", ""),
    _Style(
        "Heading1",
        "heading 1",
        f'{_KEPT}{_spacing(0, 200)}<w:outlineLvl w:val="0"/>',
        _letters(19, bold=True),
        following="BodyText",
    ),
    _Style(
        "Heading2",
        "heading 2",
        f'{_KEPT}{_TOP_RULE}{_spacing(320, 100)}<w:outlineLvl w:val="1"/>',
        _letters(12.5, bold=True),
        following="BodyText",
    ),
    _Style("Caption", "caption", f"{_KEPT}{_spacing(140, 60)}", _letters(9.5, bold=True)),
    _Style(
        "ListBullet",
        "List Bullet",
        f'<w:numPr><w:numId w:val="{_BULLETS}"/></w:numPr>{_spacing(0, 40)}<w:contextualSpacing w:val="0"/>',
        "",
    ),
    _Style("Footer", "footer", f'{_spacing(0, 0, 240)}<w:jc w:val="center"/>', _letters(8, QUIET)),
    _Style("PolicyNote", "Policy Note", _spacing(0, 80), _letters(9, QUIET)),
    _Style("PolicyFoot", "Policy Foot", f"{_FOOT_RULE}{_spacing(320, 0)}", _letters(8.5, QUIET)),
    _Style("PolicyCell", "Policy Cell", _spacing(0, 0, 252), _letters(9)),
    _Style("PolicyCellNumber", "Policy Cell Number", _RIGHT, "", "PolicyCell"),
    _Style("PolicyName", "Policy Name", "", "<w:b/><w:bCs/>", "PolicyCell"),
    _Style("PolicyHead", "Policy Head", "<w:keepNext/>", "<w:b/><w:bCs/>", "PolicyCell"),
    _Style("PolicyHeadNumber", "Policy Head Number", _RIGHT, "", "PolicyHead"),
    _Style("PolicyGap", "Policy Gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', ""),
)
_MISSING = (
    f'<w:style {_W} w:type="character" w:customStyle="1" w:styleId="PolicyMissing"><w:name w:val="Policy Missing"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:color w:val="{GAP_INK}"/>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{GAP_SHADE}"/></w:rPr></w:style>'
)


def set_styles(word: WordDocument, locale: str) -> None:
    """Give a new document our styles, list and fonts, and the language its spelling is checked in."""
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT_FROM_TEMPLATE:
            styles.remove(style)
    _set_defaults(word, locale)
    for one in _STYLES:
        styles.append(parse_xml(_paragraph_style(one)))
    styles.append(parse_xml(_MISSING))
    styles.append(parse_xml(_table_style()))
    _set_bullets(word)
    _set_fonts(word)


def _set_defaults(word: WordDocument, locale: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    letters = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    letters.getparent().replace(
        letters,
        parse_xml(
            f'<w:rPr {_W}><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
            f'<w:sz w:val="20"/><w:szCs w:val="20"/>'
            f'<w:lang w:val="{locale}" w:eastAsia="ko-KR" w:bidi="ar-SA"/></w:rPr>'
        ),
    )


def _paragraph_style(one: _Style) -> str:
    ours = ' w:customStyle="1"' if one.key.startswith("Policy") else ""
    default = ' w:default="1"' if one.key == "Normal" else ""
    based_on = f'<w:basedOn w:val="{one.based_on}"/>' if one.based_on else ""
    following = f'<w:next w:val="{one.following}"/>' if one.following else ""
    return (
        f'<w:style {_W} w:type="paragraph"{ours}{default} w:styleId="{one.key}"><w:name w:val="{one.name}"/>{based_on}'
        f"{following}<w:qFormat/><w:pPr>{one.paragraph}</w:pPr><w:rPr>{one.letters}</w:rPr></w:style>"
    )


def _table_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {_W} w:type="table" w:customStyle="1" w:styleId="PolicyTable"><w:name w:val="Policy Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>'
        '<w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" '
        f'w:color="{RULE}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def _set_bullets(word: WordDocument) -> None:
    numbering = word.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(
        parse_xml(
            f'<w:abstractNum {_W} w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr><w:rPr>'
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:hint="default"/></w:rPr></w:lvl>'
            "</w:abstractNum>"
        )
    )
    numbering.append(
        parse_xml(f'<w:num {_W} w:numId="{_BULLETS}"><w:abstractNumId w:val="0"/></w:num>'),
    )


def _set_fonts(word: WordDocument) -> None:
    """Say what a computer without the font may use instead: its other name first, then any sans serif with Hangul."""
    part = next(one for key, one in _related(word) if key == "fontTable")
    part._blob = (  # noqa: SLF001  # python-docx keeps the table of fonts as it came.
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {_W}><w:font w:name="{FONT}">'
        '<w:altName w:val="Malgun Gothic"/><w:panose1 w:val="020B0503020000020004"/><w:charset w:val="81"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def _related(word: WordDocument) -> list[tuple[str, Part]]:
    return [(one.reltype.rpartition("/")[2], one.target_part) for one in word.part.rels.values()]

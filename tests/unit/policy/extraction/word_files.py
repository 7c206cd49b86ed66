"""Owns Word files for tests, made with python-docx and, where it has no words for it, with the XML Word writes."""

import io
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

NUMBERING = (
    """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>"""
)
LEVEL = (
    '<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
)


def document_with_list(*levels):
    """Return a document and the id of a list whose levels are (format, text, start)."""
    document = Document()
    root = document.part.numbering_part.element
    written = "".join(
        LEVEL.format(place=place, kind=kind, text=text, start=start) for place, (kind, text, start) in enumerate(levels)
    )
    root.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"), levels=written)))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def listed(document, text, level=0, list_id=91):
    """Add a paragraph of a list."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )
    return paragraph


def bytes_of(document):
    """Return a document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def body_xml(document, xml):
    """Add a piece of XML to the end of the body; its names may be those of Word, drawings and markup compatibility."""
    spaces = (
        f'{nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    head, rest = xml.split(">", 1) if not xml.split(">", 1)[0].endswith("/") else (xml[:-2], "/>")
    body = document.element.body
    body.insert(len(body) - (body[-1].tag == qn("w:sectPr")), parse_xml(f"{head} {spaces}>{rest}"))


def repacked(content, *, without=(), **parts):
    """Return a package with parts replaced, added or left out; names are written with "__" for "/" ."""
    changed = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed and name not in without:
                new.writestr(name, old.read(name))
        for name, data in changed.items():
            new.writestr(name, data)
    return buffer.getvalue()

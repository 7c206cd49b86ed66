"""Owns the way back from what the writers of the policy wrote: to one text, and to the rows of its tables.

The text of the model is said by ``model_text``, by no writer. Where a format shows equal neighbours as one merged cell
(HTML, PDF, DOCX, HWPX), the values the merged cell covers are left out of the model's text; the others repeat them.
"""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import html5lib
import pypdfium2
from lxml import etree

from app.policy.domain import Cell, ItemList, Line, Note, Paragraph, PolicyDocument, Section, Table, TableRow
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.printed import Grid, TextLine
from app.policy.writers.text import BETWEEN_CELLS, BETWEEN_LINES

MERGING = {"html", "fragment", "pdf", "docx", "hwpx"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HANGUL = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def folded(text):
    """Return a text without white space."""
    return "".join(text.split())


def model_text(policy, *, merged, gaps=True):
    """Return the text of a policy, white space folded, straight from the model.

    ``merged`` leaves out what merged cells cover. ``gaps`` False leaves out cells that hold nothing but a gap: JSON
    says ``null`` there.
    """
    texts = [policy.title]
    texts += [text for block in policy.opening for text in _texts(block, merged=merged, gaps=gaps)]
    for section in policy.sections:
        texts += [section.label, section.heading]
        texts += [text for block in section.blocks for text in _texts(block, merged=merged, gaps=gaps)]
    texts += [text for block in policy.closing for text in _texts(block, merged=merged, gaps=gaps)]
    return folded("".join([*texts, policy.foot.text if policy.foot else ""]))


def _texts(block, *, merged, gaps):
    match block:
        case Paragraph(line) | Note(line):
            yield line.text
        case ItemList(items):
            yield from (line.text for line in items)
        case Table():
            yield block.caption
            yield from (column.heading for column in block.columns)
            for row, spans in zip(block.rows, block.row_spans(), strict=True):
                for cell, span in zip(row.cells, spans, strict=True):
                    only_gap = len(cell.lines) == 1 and cell.lines[0].missing
                    if (span or not merged) and (gaps or not only_gap):
                        yield cell.text


def written_text(name, content):
    """Return the text of a written file, white space folded, without the marks its format sets between pieces."""
    return folded(_READERS[name](content))


def _of_html(content):
    body = html5lib.parse(content, namespaceHTMLElements=False, transport_encoding="utf-8").find("body")
    return "".join(_shown(body))


def _shown(element):
    """Return what a person reads: the machine's copy of the policy (JSON-LD) stands in a script."""
    if element.tag != "script":
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


def _of_markdown(content):
    lines = [line for line in content.decode().splitlines() if not re.fullmatch(r"[|\-: ]+", line)]
    bare = [re.sub(r"^(#+ |- |\| )|(?<!\\)\||(?<!\\)\*\*|<br>", "", line) for line in lines]
    return re.sub(r"\\(.)", r"\1", "\n".join(bare))


def _of_text(content):
    lines = [line for line in content.decode().splitlines() if not re.fullmatch(r"-+", line)]
    return "\n".join(re.sub(r"^- ", "", line) for line in lines).replace(BETWEEN_CELLS.strip(), "")


def _of_pdf(content):
    with pypdfium2.PdfDocument(content) as pages:
        return "".join(page.get_textpage().get_text_bounded() for page in pages)


def _of_word(content):
    return "".join(one.text or "" for one in part_of(content, "word/document.xml").iter(f"{_WORD}t"))


def _of_hangul(content):
    return "".join(text for part in _sections(content) for text in _hangul_texts(part))


def _of_json(content):
    said = json.loads(content)
    yielded = [said["title"], *_of_blocks(said["opening"])]
    for section in said["sections"]:
        yielded += [section["label"], section["heading"], *_of_blocks(section["blocks"])]
    return "".join([*yielded, *_of_blocks(said["closing"]), said["foot"] or ""])


def _of_blocks(blocks):
    for block in blocks:
        if "table" in block:
            yield block["caption"]
            yield from (column["heading"] for column in block["columns"])
            yield from (text or "" for row in block["rows"] for text in row["cells"].values())
        else:
            yield from (item["text"] for item in block.get("items", ()))
            yield block.get("paragraph") or block.get("note") or ""


_READERS = {
    "html": _of_html,
    "fragment": _of_html,
    "md": _of_markdown,
    "txt": _of_text,
    "pdf": _of_pdf,
    "docx": _of_word,
    "hwpx": _of_hangul,
    "json": _of_json,
}
assert _READERS.keys() == FORMATS.keys(), "every writer has a way back"


def part_of(content, name):
    """Return a part of a DOCX or HWPX as XML."""
    with ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def without_slash(text):
    """Return a text without the slash that stands between the lines of a cell in plain text."""
    return text.replace(BETWEEN_LINES.strip(), "")


def _sections(content):
    with ZipFile(BytesIO(content)) as archive:
        names = sorted((name for name in archive.namelist() if "/section" in name), key=lambda name: (len(name), name))
    return [part_of(content, name) for name in names]


def _hangul_texts(element):
    """Return what stands in the text, without the foot of the page."""
    for child in element:
        if child.tag == f"{_HANGUL}t":
            yield "".join(child.itertext())
        elif child.tag != f"{_HANGUL}footer":
            yield from _hangul_texts(child)


def read_back(name, content, policy):
    """Return a policy that holds nothing but what a written file says; only the keys of columns are the model's."""
    lines, tables = _json_pieces(content) if name == "json" else _pieces(name, content)
    models = [block for block in policy.blocks() if isinstance(block, Table)]
    assert len(tables) == len(models)
    blocks = [ItemList(tuple(Line(text) for text in lines))]
    for rows, model in zip(tables, models, strict=True):
        made = tuple(TableRow(tuple(Cell((Line(text),)) for text in row)) for row in rows)
        blocks.append(Table(model.key, "", model.columns, made))
    return PolicyDocument(
        form=policy.form,
        language=policy.language,
        title="",
        organisation="",
        as_of=policy.as_of,
        revision="",
        clause_versions=(),
        sections=(Section("read", "", "", tuple(blocks)),),
    )


def _pieces(name, content):
    if name == "hwpx":
        return _hangul_pieces(content)
    pieces = extract(content, name=f"policy.{FORMATS[name].ending}").pieces
    grids = [[[cell.text or "" for cell in row] for row in one.rows[1:]] for one in pieces if isinstance(one, Grid)]
    return [one.whole for one in pieces if isinstance(one, TextLine)], grids


def _hangul_pieces(content):
    lines, tables = [], []
    for part in _sections(content):
        for paragraph in part:
            table = paragraph.find(f".//{_HANGUL}tbl")
            if table is None:
                lines.append("".join(_hangul_texts(paragraph)))
            else:
                tables.append(_hangul_rows(table)[1:])
    return lines, tables


def _hangul_rows(table):
    rows = [[""] * int(table.get("colCnt")) for _ in range(int(table.get("rowCnt")))]
    for cell in table.iter(f"{_HANGUL}tc"):
        place, span = cell.find(f"{_HANGUL}cellAddr"), cell.find(f"{_HANGUL}cellSpan")
        paragraphs = cell.iter(f"{_HANGUL}p")
        top = int(place.get("rowAddr"))
        for row in range(top, top + int(span.get("rowSpan"))):
            assert not rows[row][int(place.get("colAddr"))], "two cells in one place"
            rows[row][int(place.get("colAddr"))] = "\n".join("".join(_hangul_texts(one)) for one in paragraphs)
            paragraphs = cell.iter(f"{_HANGUL}p")
    return rows


def _json_pieces(content):
    said = json.loads(content)
    blocks = [*said["opening"], *(block for one in said["sections"] for block in one["blocks"]), *said["closing"]]
    tables = [
        [[text or "" for text in row["cells"].values()] for row in one["rows"]] for one in blocks if "table" in one
    ]
    return list(_of_blocks([one for one in blocks if "table" not in one])), tables

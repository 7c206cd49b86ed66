"""Owns the policy as HTML: a fragment to paste into any page, and a whole page that stands alone.

The fragment needs no style: semantic headings, lists and tables whose heads have a scope, and, where cells are merged,
name the heads of every cell. The field of a cell and the code of a row are data attributes, and the facts stand in it
once more as JSON-LD, so that a program reads it as easily as a person. All its ids begin with ``wb-policy-`` and the
language, so that two of them and the page around them never collide.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import count, groupby

from markupsafe import Markup, escape

from app.policy.domain import Block, Cell, ItemList, Line, Note, Paragraph, PolicyDocument, Table
from app.policy.writers.html_heads import Heads
from app.policy.writers.jsonld import json_ld_pieces

_UNFIT = re.compile(r"[^\w-]")


def html_fragment(document: PolicyDocument, *, top: int = 2, titled: bool = True) -> str:
    """Return the policy as one section element; ``top`` is the level of its title, sections are one below.

    ``titled`` False leaves the title out, for a page that shows it as its own heading.
    """
    return "".join(fragment_pieces(document, top=top, titled=titled))


def fragment_pieces(document: PolicyDocument, *, top: int = 2, titled: bool = True) -> Iterator[str]:
    """Yield what ``html_fragment`` returns, a row of a table at a time."""
    attributes = Markup(' class="wb-policy" lang="{}" data-revision="{}" data-as-of="{}"').format(
        document.language, document.revision, document.as_of.isoformat()
    )
    yield Markup("<section{}>\n").format(attributes)
    for piece in _content(document, top, titled=titled):
        yield piece
        yield "\n"
    yield '<script type="application/ld+json">'
    yield from json_ld_pieces(document)
    yield "</script>\n</section>\n"


def html_page(document: PolicyDocument) -> str:
    """Return the policy as a whole page with its style inside: one file to put on a web server."""
    return "".join(page_pieces(document))


def page_pieces(document: PolicyDocument) -> Iterator[str]:
    """Yield what ``html_page`` returns, a row of a table at a time."""
    yield _PAGE_OPENS.format(
        language=document.language,
        title=document.title,
        organisation=document.organisation,
        style=Markup(_style()),  # noqa: S704  # Our own file.
    )
    yield from fragment_pieces(document, top=1)
    yield _PAGE_CLOSES


_PAGE_OPENS = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{title} · {organisation}</title>
<style>
{style}</style>
</head>
<body class="wb-policy-page">
<main>
"""
)
_PAGE_CLOSES = "</main>\n</body>\n</html>\n"


@cache
def _style() -> str:
    return (files("app") / "static" / "policy.css").read_text("utf-8")


def section_id(language: str, key: str) -> str:
    """Return the id of a section of the fragment."""
    return f"wb-policy-{language}-{_UNFIT.sub('_', key)}"


def _content(document: PolicyDocument, top: int, *, titled: bool) -> Iterator[str]:
    if titled:
        yield Markup("<h{0}>{1}</h{0}>").format(top, document.title)
    tables = (f"wb-policy-{document.language}-t{number}" for number in count(1))
    yield from _blocks(document.opening, tables)
    below = top + 1 if titled else top
    for section in document.sections:
        name = section_id(document.language, section.key)
        yield Markup('<section class="wb-policy-section" id="{}">').format(name)
        label = Markup('<span class="wb-policy-label">{}</span> ').format(section.label)
        yield Markup("<h{0}>{1}{2}</h{0}>").format(below, label, section.heading)
        yield from _blocks(section.blocks, tables)
        yield "</section>"
    yield from _blocks(document.closing, tables)
    if document.foot:
        yield Markup('<p class="wb-policy-foot">{}</p>').format(_line(document.foot))


def _blocks(blocks: tuple[Block, ...], tables: Iterator[str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(line):
                yield Markup("<p>{}</p>").format(_line(line))
            case Note(line):
                yield Markup('<p class="wb-policy-note">{}</p>').format(_line(line))
            case ItemList(items):
                yield "<ul>"
                yield from (Markup("<li>{}</li>").format(_line(line)) for line in items)
                yield "</ul>"
            case Table():
                yield from _table(block, next(tables))


def _table(table: Table, name: str) -> Iterator[str]:
    yield Markup('<div class="wb-policy-table" role="region" tabindex="0" aria-label="{}">').format(table.caption)
    yield Markup('<table data-table="{}"><caption>{}</caption>').format(table.key, table.caption)
    heads = Heads(table, name)
    columns = (
        Markup('<th scope="col"{}{}>{}</th>').format(heads.id_of_column(place), _number(column.numeric), column.heading)
        for place, column in enumerate(table.columns)
    )
    yield Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(columns))
    for is_total, rows in groupby(enumerate(table.rows), key=lambda pair: pair[1].total):
        tag = "tfoot" if is_total else "tbody"
        yield f"<{tag}>"
        for number, row in rows:
            code = Markup(' data-code="{}"').format(row.code) if row.code else ""
            cells = (
                _cell(table, place, cell, heads, number)
                for place, cell in enumerate(row.cells)
                if heads.spans[number][place]
            )
            yield Markup("<tr{}>{}</tr>").format(code, Markup("").join(cells))
        yield f"</{tag}>"
    yield "</table></div>"


def _cell(table: Table, place: int, cell: Cell, heads: Heads, number: int) -> Markup:
    column, span = table.columns[place], heads.spans[number][place]
    is_head = place == table.naming_column
    own = Markup(' scope="row"') + heads.id_of_row(number) if is_head else Markup("")
    spanned = Markup(' rowspan="{}"').format(span) if span > 1 else ""
    return Markup('<{0}{1}{2}{3}{4} data-field="{5}">{6}</{0}>').format(
        "th" if is_head else "td",
        own,
        heads.of_cell(number, place),
        spanned,
        _number(column.numeric),
        column.key,
        Markup("<br>").join(_line(line) for line in cell.lines),
    )


def _number(numeric: bool) -> Markup:  # noqa: FBT001  # A property of the column, passed on.
    return Markup(' class="wb-policy-number"') if numeric else Markup("")


def _line(line: Line) -> Markup:
    return Markup('<mark class="wb-policy-gap">{}</mark>').format(line.text) if line.missing else escape(line.text)

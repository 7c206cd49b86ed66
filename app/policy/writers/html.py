"""Owns the policy as HTML: a fragment to paste into any page, and a whole page that stands alone.

The fragment carries no style: semantic headings, lists and tables whose heads have a scope, and the field of every
cell and the code of every row as data attributes, so that a program reads it as easily as a person.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup, escape

from app.policy.domain import Block, Cell, ItemList, Line, Note, Paragraph, PolicyDocument, Table


def html_fragment(document: PolicyDocument, *, top: int = 2, titled: bool = True) -> str:
    """Return the policy as one section element; ``top`` is the level of its title, sections are one below.

    ``titled`` False leaves the title out, for a page that shows it as its own heading.
    """
    attributes = Markup(' class="wb-policy" lang="{}" data-revision="{}" data-as-of="{}"').format(
        document.language, document.revision, document.as_of.isoformat()
    )
    opening = Markup("<section{}>").format(attributes)
    return "\n".join([opening, *_content(document, top, titled=titled), "</section>\n"])


def html_page(document: PolicyDocument) -> str:
    """Return the policy as a whole page with its style inside: one file to put on a web server."""
    return _PAGE.format(
        language=document.language,
        title=document.title,
        organisation=document.organisation,
        style=Markup(_style()),  # noqa: S704  # Our own file.
        body=Markup(html_fragment(document, top=1)),  # noqa: S704  # Escaped piece by piece below.
    )


_PAGE = Markup(
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
{body}</main>
</body>
</html>
"""
)


@cache
def _style() -> str:
    return (files("app") / "static" / "policy.css").read_text("utf-8")


def _content(document: PolicyDocument, top: int, *, titled: bool) -> Iterator[str]:
    if titled:
        yield Markup("<h{0}>{1}</h{0}>").format(top, document.title)
    yield from _blocks(document.opening)
    below = top + 1 if titled else top
    for section in document.sections:
        yield Markup('<section class="wb-policy-section" id="policy-{}">').format(section.key)
        label = Markup('<span class="wb-policy-label">{}</span> ').format(section.label)
        yield Markup("<h{0}>{1}{2}</h{0}>").format(below, label, section.heading)
        yield from _blocks(section.blocks)
        yield "</section>"
    yield from _blocks(document.closing)
    if document.foot:
        yield Markup('<p class="wb-policy-foot">{}</p>').format(_line(document.foot))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
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
                yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield Markup('<div class="wb-policy-table" role="region" tabindex="0" aria-label="{}">').format(table.caption)
    yield Markup('<table data-table="{}"><caption>{}</caption>').format(table.key, table.caption)
    heads = (
        Markup('<th scope="col"{}>{}</th>').format(_number(column.numeric), column.heading) for column in table.columns
    )
    yield Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(heads))
    body = zip(table.rows, table.row_spans(), strict=True)
    for is_total, rows in groupby(body, key=lambda pair: pair[0].total):
        tag = "tfoot" if is_total else "tbody"
        yield f"<{tag}>"
        for row, spans in rows:
            code = Markup(' data-code="{}"').format(row.code) if row.code else ""
            cells = (
                _cell(table, place, cell, span)
                for place, (cell, span) in enumerate(zip(row.cells, spans, strict=True))
                if span
            )
            yield Markup("<tr{}>{}</tr>").format(code, Markup("").join(cells))
        yield f"</{tag}>"
    yield "</table></div>"


def _cell(table: Table, place: int, cell: Cell, span: int) -> Markup:
    column = table.columns[place]
    tag = "th" if place == table.naming_column else "td"
    scope = Markup(' scope="{}"').format("rowgroup" if span > 1 else "row") if tag == "th" else ""
    spanned = Markup(' rowspan="{}"').format(span) if span > 1 else ""
    lines = Markup("<br>").join(_line(line) for line in cell.lines)
    return Markup('<{0}{1}{2}{3} data-field="{4}">{5}</{0}>').format(
        tag, scope, spanned, _number(column.numeric), column.key, lines
    )


def _number(numeric: bool) -> Markup:  # noqa: FBT001  # A property of the column, passed on.
    return Markup(' class="wb-policy-number"') if numeric else Markup("")


def _line(line: Line) -> Markup:
    return Markup('<mark class="wb-policy-gap">{}</mark>').format(line.text) if line.missing else escape(line.text)

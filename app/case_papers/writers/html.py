"""Owns the papers of viewing requests as HTML to read and print: the same text in the same order as the PDF."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from app.case_papers.domain.paper import (
    Block,
    Boxes,
    BoxRow,
    Closing,
    Code,
    Heading,
    Listing,
    Paper,
    Signing,
    Statement,
    Table,
    Text,
    Tone,
)
from app.documents.seal import Seal, svg


def paper_html(paper: Paper, *, seal: Seal | None = None, titled: bool = True) -> Markup:
    """Return a paper as one article element without style; ``papers.css`` sets it.

    ``titled`` False leaves the title out, for a page that shows it as its own heading.
    """
    head = _head(paper, titled=titled)
    pieces = [Markup('<article class="wb-paper" lang="{}">').format(paper.language), *head]
    for block in paper.blocks:
        pieces += _block(block)
    pieces += [Markup('<p class="wb-paper-note">{}</p>').format(_lines(line)) for line in paper.foot]
    if seal is not None:
        pieces += _code(seal.title, seal.lines, seal.code, seal.alt)
    return Markup("\n").join([*pieces, Markup("</article>\n")])


def _head(paper: Paper, *, titled: bool) -> Iterator[Markup]:
    yield Markup('<header><p class="wb-paper-sender">{}</p>').format(paper.sender)
    for line in paper.sender_lines:
        yield Markup('<p class="wb-paper-contact">{}</p>').format(line)
    yield Markup("</header>")
    if paper.banner:
        yield Markup('<p class="wb-paper-banner">{}</p>').format(paper.banner)
    if titled:
        yield Markup("<h1>{}</h1>").format(paper.title)
    if paper.under_title:
        yield Markup('<p class="wb-paper-under">{}</p>').format(paper.under_title)


def _block(block: Block) -> Iterator[Markup]:  # noqa: C901  # One kind of block, one case.
    match block:
        case Boxes(rows):
            yield from _boxes(rows)
        case Text():
            yield _paragraph(block)
        case Heading(text):
            yield Markup("<h2>{}</h2>").format(text)
        case Statement(label, text):
            yield Markup('<h2>{}</h2><p class="wb-paper-statement">{}</p>').format(label, _lines(text))
        case Listing(items, small):
            kind = Markup(' class="wb-paper-small"') if small else Markup("")
            lines = Markup("").join(Markup("<li>{}</li>").format(_lines(item)) for item in items)
            yield Markup("<ul{}>{}</ul>").format(kind, lines)
        case Closing(texts):
            lines = Markup("").join(_paragraph(line) for line in texts)
            yield Markup('<div class="wb-paper-closing">{}</div>').format(lines)
        case Signing(lines):
            for line in lines:
                words = Markup("<span>{}</span> <span>{}</span> <span>{}</span>").format(line.who, line.name, line.mark)
                yield Markup('<p class="wb-paper-signing">{}</p>').format(words)
        case Table(caption, head, rows):
            yield from _table(caption, head, rows)
        case Code(title, lines, address, alt):
            yield from _code(title, lines, address, alt)


def _paragraph(text: Text) -> Markup:
    label = Markup("<strong>{}</strong> ").format(text.label) if text.label else Markup("")
    kind = Markup("") if text.tone is Tone.BODY else Markup(' class="wb-paper-{}"').format(text.tone.value)
    return Markup("<p{}>{}{}</p>").format(kind, label, _lines(text.text))


def _boxes(rows: tuple[BoxRow, ...]) -> Iterator[Markup]:
    grouped = any(row.group for row in rows)
    pairs = max(len(row.boxes) for row in rows)
    yield Markup('<table class="wb-paper-boxes"><tbody>')
    for place, row in enumerate(rows):
        cells = []
        if row.group and (place == 0 or rows[place - 1].group != row.group):
            tall = next((n for n, later in enumerate(rows[place:]) if later.group != row.group), len(rows) - place)
            cells.append(Markup('<th scope="rowgroup" rowspan="{}">{}</th>').format(tall, row.group))
        for number, box in enumerate(row.boxes):
            over = 2 if grouped and not row.group and number == 0 else 1
            wide = 1 + 2 * (pairs - len(row.boxes)) if number == len(row.boxes) - 1 else 1
            cells.append(Markup('<th scope="row"{}>{}</th>').format(_span(over), box.label))
            room = Markup(' class="wb-paper-room-{}"').format(box.lines) if box.lines else Markup("")
            cells.append(Markup("<td{}{}>{}</td>").format(_span(wide), room, _lines(box.value)))
        yield Markup("<tr>{}</tr>").format(Markup("").join(cells))
    yield Markup("</tbody></table>")


def _span(columns: int) -> Markup:
    return Markup(' colspan="{}"').format(columns) if columns > 1 else Markup("")


def _table(caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Markup]:
    yield Markup(
        '<div class="wb-paper-wide" role="region" tabindex="0" aria-label="{0}">'
        '<table class="wb-paper-figures"><caption>{0}</caption>'
    ).format(caption)
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(text) for text in head)
    yield Markup("<thead><tr>{}</tr></thead><tbody>").format(heads)
    for row in rows:
        cells = Markup("").join(Markup("<td>{}</td>").format(text) for text in row[1:])
        yield Markup('<tr><th scope="row">{}</th>{}</tr>').format(row[0], cells)
    yield Markup("</tbody></table></div>")


def _code(title: str, lines: tuple[str, ...], code: str, alt: str) -> Iterator[Markup]:
    yield Markup('<section class="wb-paper-code"><div class="wb-paper-code-words"><p><strong>{}</strong></p>').format(
        title
    )
    yield from (Markup("<p>{}</p>").format(line) for line in lines)
    picture = Markup(svg(code))  # noqa: S704  # Our own drawing of modules; the text is not in it.
    yield Markup('</div><div class="wb-paper-code-picture" role="img" aria-label="{}">{}</div></section>').format(
        alt, picture
    )


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.splitlines())

"""Owns the papers of viewing requests as tagged PDF; the same paper and seal give the same bytes."""

from app.case_papers.domain.paper import (
    Block,
    Boxes,
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
from app.documents import official
from app.documents.official import OfficialFlow
from app.documents.seal import Seal

_LOCALES = {"ko": "ko-KR", "en": "en"}


def paper_pdf(paper: Paper, *, seal: Seal | None = None) -> bytes:
    """Return a paper as PDF, with the seal of the ledger at its foot if one is given.

    :raises app.documents.fonts.Undrawable: naming the first character that is in no font; nothing is left out silently.
    """
    running = " · ".join(filter(None, (paper.title, paper.reference)))
    flow = OfficialFlow(title=running, author=paper.sender, lang=_LOCALES[paper.language])
    flow.letterhead(paper.sender, paper.sender_lines)
    if paper.banner:
        flow.banner(paper.banner)
    flow.headline(paper.title, paper.under_title)
    ends_with_date = isinstance(paper.blocks[-1], Closing)
    for block in paper.blocks[:-1] if ends_with_date else paper.blocks:
        _add(flow, block)

    def end() -> None:
        if ends_with_date:
            _add(flow, paper.blocks[-1])
        for line in paper.foot:
            flow.paragraph(line, kind="sources")
        if seal is not None:
            flow.seal(seal)

    flow.ending(end)
    return flow.pdf()


def _add(flow: OfficialFlow, block: Block) -> None:  # noqa: C901  # One kind of block, one case.
    match block:
        case Boxes(rows):
            flow.boxes(
                [
                    official.BoxRow(
                        tuple(official.Box(box.label, box.value, box.lines) for box in row.boxes), row.group
                    )
                    for row in rows
                ]
            )
        case Text(text, Tone.BODY | Tone.NOTE, label):
            flow.paragraph(text, kind=block.tone.value, lead=label or None)
        case Text(text, tone):
            flow.styled(text, tone.value)
        case Heading(text):
            flow.heading(text, 2)
        case Statement(label, text):
            flow.statement(label, text)
        case Listing(items, small):
            (flow.small_items if small else flow.items)(items)
        case Closing(texts):
            flow.closing([(line.text, line.tone.value) for line in texts])
        case Signing(lines):
            flow.signing([(line.who, line.name, line.mark) for line in lines])
        case Table(caption, head, rows):
            flow.figures(caption, head, rows)
        case Code(title, lines, address, alt):
            flow.seal(Seal(title, lines, address, alt))

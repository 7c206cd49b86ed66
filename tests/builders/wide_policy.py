"""Owns policies no registry composes: a table too wide for a portrait page, and text that is no text for XML."""

from datetime import date

from app.policy.domain import Cell, Column, Form, Line, Paragraph, PolicyDocument, Section, Table, TableRow

_DAY = date(2026, 11, 22)


def a_table(columns, rows, *, key="table", caption="표"):
    """Return a table of ``rows`` rows; the first column names, the second merges, the last counts."""
    kinds = [
        Column(f"c{place}", f"항목 {place}", merges=place == 1, numeric=place == columns - 1)
        for place in range(columns)
    ]
    texts = [[f"장소 {row}", "같은 값", *(f"값 {row}.{place}" for place in range(2, columns))] for row in range(rows)]
    made = (TableRow(tuple(Cell((Line(text),)) for text in row[:columns])) for row in texts)
    return Table(key, caption, tuple(kinds), tuple(made))


def a_document(*sections, title="운영·관리 방침"):
    """Return a policy of the sections, each a tuple of blocks."""
    made = (
        Section(f"s{number}", f"{number}.", f"제목 {number}", blocks, number)
        for number, blocks in enumerate(sections, 1)
    )
    return PolicyDocument(
        form=Form.STANDALONE,
        language="ko",
        title=title,
        organisation="예시도시가스",
        as_of=_DAY,
        revision="0123456789ab",
        clause_versions=(),
        opening=(Paragraph(Line("머리말")),),
        sections=tuple(made),
        foot=Line("대장에서 작성"),
    )


def a_wide_policy():
    """Return a policy whose second section has nine columns, between two narrow ones."""
    return a_document((a_table(4, 3),), (Paragraph(Line("넓은 표")), a_table(9, 40)), (a_table(3, 2),))


def an_odd_policy():
    """Return a policy with marks, quotes, a line break and a bell in its only table."""
    cells = (Cell((Line('<b>&amp; "A"'),)), Cell((Line("둘째\n줄 \x07"),)))
    columns = (Column("one", "하나"), Column("two", "둘"))
    return a_document((Table("odd", "<표>", columns, (TableRow(cells),)),))

"""What our own writers print comes out of every kind of file cell by cell."""

import pytest

from app.policy.domain import Form, Table
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.printed import Grid, Medium, TextLine
from app.policy.writers.text import BETWEEN_LINES
from app.registry.document import read_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document
from tests.cases import case
from tests.cases.conversion import document_of

CASES = ("01", "06", "12", "16", "18", "20", "22")
KINDS = {"txt": Medium.TEXT, "md": Medium.TEXT, "html": Medium.HTML, "fragment": Medium.HTML, "pdf": Medium.PDF}


@pytest.fixture(scope="module", params=("example", *CASES))
def policy(request):
    if request.param == "example":
        return policy_of_document(example_document(), form=Form.SECTION)
    return policy_of_document(read_document(document_of(case(request.param))))


@pytest.fixture(scope="module", params=KINDS)
def printed(request, policy):
    one = FORMATS[request.param]
    found = extract(one.write(policy), name=f"policy.{one.ending}")
    assert found.medium is KINDS[request.param]
    return found


def folded(text):
    return " ".join(text.split())


def tables(policy):
    return [block for block in policy.blocks() if isinstance(block, Table)]


def test_every_cell_of_every_table_comes_out_in_its_place(policy, printed):
    grids = [piece for piece in printed.pieces if isinstance(piece, Grid)]
    assert [grid.caption for grid in grids] == [folded(table.caption) for table in tables(policy)]
    for grid, table in zip(grids, tables(policy), strict=True):
        assert [cell.text for cell in grid.rows[0]] == [folded(column.heading) for column in table.columns]
        assert all(cell.head for cell in grid.rows[0])
        for cells, row in zip(grid.rows[1:], table.rows, strict=True):
            # In plain text the lines of a cell stand beside each other, parted by a slash.
            between = BETWEEN_LINES if printed.medium is Medium.TEXT and "<br>" not in "".join(printed.lines) else " "
            assert [folded(cell.text) for cell in cells] == [
                folded(between.join(line.text for line in cell.lines)) for cell in row.cells
            ]


def test_every_section_is_a_line_with_its_label_as_mark(policy, printed):
    lines = [(piece.marker, piece.text) for piece in printed.pieces if isinstance(piece, TextLine)]
    for section in policy.sections:
        whole = folded(f"{section.label} {section.heading}")
        assert any(whole in (folded(f"{marker} {text}"), folded(text)) for marker, text in lines), whole


def test_every_place_names_a_line_of_the_file(printed):
    for piece in printed.pieces:
        assert 1 <= piece.where.line <= len(printed.lines)
        if isinstance(piece, TextLine) and printed.medium is Medium.TEXT:
            assert piece.text.split()[0] in printed.lines[piece.where.line - 1].replace("\\", "")

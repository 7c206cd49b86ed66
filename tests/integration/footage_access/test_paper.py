"""The register on paper says what the spreadsheet says, on numbered pages, with the seal of the ledger at the end."""

from io import BytesIO

import pypdfium2
import pytest

from app.cli import watchbook
from app.database import db, unit_of_work
from app.documents.seal import Seal
from app.footage_access import queries
from app.footage_access.columns import COLUMNS, cells
from app.footage_access.domain import Kind
from app.footage_access.pdf import write_footage_register_pdf
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.ledger import commands as ledger_commands
from app.ledger import proofs
from app.ledger import queries as ledger
from app.ledger.keys import ensure_key
from tests.builders.footage_access import log
from tests.builders.pdf_tags import checked_tags
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, a_provision, grant_provision, places

DAY = kst_day(NOW)
SEAL = Seal("원장 봉인", ("루트 해시 cm9vdA==", "서명된 체크포인트는 아직 없습니다."), "cm9vdA==", "QR 코드")


def pages(pdf):
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text):
    return "".join(text.split())


def paper(rows, seal=SEAL):
    target = BytesIO()
    written = write_footage_register_pdf(
        target,
        titles=COLUMNS,
        rows=rows,
        organisation="예시도시가스㈜",
        first_day=DAY,
        last_day=DAY,
        seal=lambda: seal,
    )
    assert written == len(rows)
    return target.getvalue()


def a_row(number, reason="시설 안전 / 가스누출 경보 확인"):
    return (str(number), "실시간", "2026-11-22 03:16:00", "", "올가", reason, *[""] * 9)


def three_entries():
    log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.2"), places=places("C-1"))
    log(Kind.PLAYBACK)
    log(Kind.DESTRUCTION)


@pytest.fixture
def export(app, tmp_path):
    record_estate()

    def run(name="register.pdf"):
        target = tmp_path / name
        words = ["export", "--from", str(DAY), "--to", str(DAY), "-o", str(target)]
        result = app.test_cli_runner().invoke(watchbook.commands["footage"], words)
        assert result.exit_code == 0, result.output
        return target.read_bytes()

    return run


def test_every_field_of_every_entry_is_on_the_paper_and_the_export_is_sealed(export):
    three_entries()

    whole = "".join(pages(export()))

    lines = list(queries.register_lines(db.session(), first_day=DAY, last_day=DAY, actor=SYSTEM))
    assert len(lines) == 3
    for text in (*COLUMNS, *(cell for line in lines for cell in cells(line))):
        assert squeezed(text) in whole
    exported = [entry.data for entry in ledger.entries(db.session(), names=["footage.exported"])]
    assert [(entry["format"], entry["rows"]) for entry in exported] == [("pdf", 3)]


def test_the_page_hands_out_the_same_paper(export, sign_in):
    three_entries()
    amir = sign_in("Amir")

    response = amir.fill("/footage/export", since=str(DAY), until=str(DAY), format="pdf")

    assert response.mimetype == "application/pdf"
    assert "C-1.mp4" in "".join(pages(BytesIO(response.data)))


def test_the_seal_and_the_newest_checkpoint_close_it(export, tmp_path):
    three_entries()
    with unit_of_work() as session:
        note = ledger_commands.checkpoint(session, signer=ensure_key(tmp_path), now=NOW)
    head = proofs.head(db.session())

    last = pages(export())[-1]

    assert f"원장의크기{head.size}건" in last
    assert f"루트해시{head.shown_root}" in last
    assert all(squeezed(line) in last for line in note.splitlines())


def test_heads_organisation_days_and_number_stand_on_each_page():
    found = pages(paper([a_row(n) for n in range(1, 201)]))

    assert len(found) > 3
    for number, page in enumerate(found, start=1):
        assert f"{number}/{len(found)}" in page
        assert all(squeezed(title) in page for title in COLUMNS)
        assert "예시도시가스㈜" in page
        assert f"기간{DAY}–{DAY}" in page
    assert "서명된체크포인트는아직없습니다" in found[-1]


@pytest.mark.parametrize("count", range(11, 27, 3))
def test_the_closing_lines_stay_above_the_foot_however_full_the_page_is(count):
    document = pypdfium2.PdfDocument(paper([a_row(n) for n in range(count)]))
    last = document[len(document) - 1].get_textpage()
    boxes = [last.get_rect(n) for n in range(last.count_rects())]

    (bottom,) = [box[1] for box in boxes if "아직 없습니다" in last.get_text_bounded(*box)]

    assert bottom > 14 * 72 / 25.4


def test_each_row_is_tagged_with_all_its_cells_and_the_seal_is_a_figure():
    tags = checked_tags(paper([a_row(n) for n in range(1, 61)]))

    assert (tags["TR"], tags["TH"], tags["TD"]) == (61, len(COLUMNS), 60 * len(COLUMNS))
    assert tags["Figure"] == 1


def test_the_same_rows_give_the_same_bytes():
    assert paper([a_row(1), a_row(2)]) == paper([a_row(1), a_row(2)])


def test_a_character_in_no_font_is_drawn_as_a_box_and_that_is_said():
    whole = "".join(pages(paper([a_row(1, "침입\x07 확인 \U0001f600\n다음 줄")])))

    assert "침입□확인□다음줄" in whole
    assert "글자2자를□로찍었습니다" in whole
    assert "□" not in "".join(pages(paper([a_row(1, "첫 줄\n다음 줄")])))

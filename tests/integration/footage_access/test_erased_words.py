"""Where words were erased, every page, paper and file says so and since when, instead of showing nothing."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook

from app.database import db, unit_of_work
from app.factory import FORGETTERS
from app.footage_access import commands, queries
from app.footage_access.columns import COLUMNS, cells
from app.footage_access.domain import Form, Kind
from app.footage_access.handover_paper import shift_paper
from app.footage_access.shifts import shift_at
from app.footage_access.spreadsheet import write_csv, write_pdf, write_xlsx
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import kst_day
from app.ledger.erasing import erase_due
from app.ledger.papers import seal_for_paper
from tests.builders.footage_access import log, send_letter
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import NOW, OLGA, a_provision, approve, grant_provision, receive, refuse

GONE_ON = date(2036, 1, 1)
GONE = "파기됨 (2036-01-01)"
DAY = kst_day(NOW)
WORDS = ("이름 적힌 확인", "수령인 가상", "얼굴 가린 10분", "암호화하여 보관하고", "이름 적힌 인계")


@pytest.fixture
def erased(app):
    """One entry of each kind that names people, a letter and a remark, all erased; and one without words."""
    record_estate()
    log()
    used = log(Kind.USE, text="이름 적힌 확인", recipient="수령인 가상")
    shown = log(
        Kind.VIEWING,
        request_number=approve(receive()),
        text="이름 적힌 확인",
        form=Form.FILE,
        copied="얼굴 가린 10분",
        copy_reason="보험 청구",
    )
    given = log(
        Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.3"), text="이름 적힌 확인"
    )
    send_letter(given.leaf)
    refuse(receive())
    with unit_of_work() as session:
        commands.hand_over(session, shift=shift_at(NOW), remark="이름 적힌 인계", actor=OLGA, now=NOW)
        commands.hand_over(session, shift=shift_at(NOW), remark="", actor=OLGA, now=NOW)
    forget_all()
    return {"used": used.leaf + 1, "shown": shown.leaf + 1, "given": given.leaf + 1}


def forget_all() -> None:
    while True:
        with unit_of_work() as session:
            if not erase_due(session, on=GONE_ON, forgetters=FORGETTERS, actor=SYSTEM, now=NOW):
                return


def register():
    return list(queries.register_lines(db.session(), first_day=DAY, last_day=DAY, actor=SYSTEM))


def pages_text(paper: bytes) -> str:
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(paper))


@pytest.mark.usefixtures("erased")
def test_every_cell_that_held_words_says_when_they_went():
    found = [dict(zip(COLUMNS, cells(line), strict=True)) for line in register()]
    party = "이용·제공받는 제3자 / 열람등 요구자"
    live, used, shown, given, refused = sorted(found, key=lambda line: int(line["번호"] or 99))

    assert GONE not in "".join(live.values())
    assert used["목적/사유"] == f"시설안전 / {GONE}"
    assert used[party] == GONE
    assert shown["목적/사유"] == f"정보주체 청구 / {GONE} / 사본: {GONE}"
    assert shown[party].startswith(GONE)
    assert given["목적/사유"].endswith(f"/ {GONE}")
    assert given["제한·안전조치 요청"].endswith(f"안전관리-2026-118 / {GONE}")
    assert refused["목적/사유"] == f"거부 사유: {GONE}"
    assert refused[party].startswith(GONE)


@pytest.mark.usefixtures("erased")
def test_every_format_of_the_register_says_so(tmp_path):
    xlsx, pdf = BytesIO(), BytesIO()
    write_xlsx(register(), xlsx)
    write_pdf(db.session(), register(), pdf, first_day=DAY, last_day=DAY, today=DAY)
    with (tmp_path / "register.csv").open("w", encoding="utf-8-sig", newline="") as target:
        write_csv(register(), target)

    sheet = load_workbook(xlsx).active
    assert sum(GONE in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row) == 9
    assert (tmp_path / "register.csv").read_text("utf-8-sig").count(GONE) == 10
    assert pages_text(pdf.getvalue()).count("".join(GONE.split())) == 10


def test_the_pages_say_so(erased, sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    pages = {name: client.get(f"/footage/{number}").text for name, number in erased.items()}
    listed = client.get("/footage?show=all").text

    assert pages["used"].count(GONE) == 2
    assert pages["shown"].count(GONE) == 3
    assert pages["given"].count(GONE) == 4
    assert listed.count(GONE) == 3
    assert [word for word in WORDS for page in (*pages.values(), listed) if word in page] == []


@pytest.mark.usefixtures("erased")
def test_a_remark_that_was_erased_is_told_from_none():
    with_words, without = queries.hand_overs(db.session(), shift=shift_at(NOW))
    assert (with_words.remark, with_words.erased_on) == (None, GONE_ON)
    assert (without.remark, without.erased_on) == (None, None)


@pytest.mark.usefixtures("erased")
def test_the_hand_over_on_paper_says_so():
    report = queries.shift_report(db.session(), shift=shift_at(NOW), actor=OLGA, now=NOW)
    paper = shift_paper(report, seal=seal_for_paper(db.session()), printed_by="Olga", printed_at=NOW)

    told = pages_text(paper)
    assert told.count("".join(GONE.split())) == 4
    assert told.count("인계사항없음") == 1

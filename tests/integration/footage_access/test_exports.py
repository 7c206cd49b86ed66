"""Exports: refused viewings and who asked stand among the entries; a long one is written aside, for one person only."""

import time
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.database import db
from app.footage_access import exports, queries
from app.footage_access.columns import COLUMNS, cells
from app.footage_access.domain import Form, Kind
from app.footage_access.exports import Wanted, export_of, file_of, start_export, write_register
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed
from app.kernel.uses import Stated, Use
from app.ledger import queries as ledger
from app.web.taking_away import FileGone
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import AMIR, NOW, OLGA, approve, places, receive, refuse

DAY = kst_day(NOW)
AUDIT = Stated(use=Use.REVIEW)
GIL = Actor(id=109, name="Gil", roles=frozenset({Role.ADMINISTRATOR}))
PATIENCE = 30  # Seconds.


@pytest.fixture(autouse=True)
def estate(app):
    record_estate()


def lines(actor=SYSTEM, **values):
    found = queries.register_lines(db.session(), first_day=DAY, last_day=DAY, actor=actor, **values)
    return [dict(zip(COLUMNS, cells(line), strict=True)) for line in found]


def wanted(kind="csv", **values):
    return Wanted(first_day=DAY, last_day=DAY, format=kind, **values)


def written(app, export, actor=OLGA):
    for _ in range(PATIENCE * 20):
        found = export_of(app, export.id, actor=actor, now=utc_now())
        if found.state != "running":
            return found
        time.sleep(0.05)
    pytest.fail("the export did not end")


def test_a_refused_viewing_stands_in_the_register_with_its_reason_and_who_asked():
    log(now=NOW - timedelta(minutes=1))
    number = refuse(receive())
    log(now=NOW + timedelta(minutes=1))

    first, refused, last = lines()

    assert (first["구분"], last["구분"]) == ("실시간", "실시간")
    assert refused["구분"] == "열람"
    assert refused["요청 번호"] == number
    assert refused["목적/사유"] == "거부 사유: 옆 점포의 금고가 보여 그 재산을 해칠 우려"
    assert refused["이용·제공받는 제3자 / 열람등 요구자"] == "청구인 갑 / 010-0000-0001"
    assert refused["이용·제공 근거"].endswith("제35조제4항제2호")
    assert (refused["담당자"], refused["상태"]) == ("", "거부")


def test_a_viewing_says_who_asked_for_what_and_which_copy_was_given():
    log(Kind.VIEWING, request_number=approve(receive()), form=Form.FILE, copied="10분", copy_reason="보험 청구")

    (line,) = lines()

    assert line["이용·제공받는 제3자 / 열람등 요구자"] == "청구인 갑 / 010-0000-0001"
    assert line["파일명/형태"] == "화면 / 요구 내용: 열람"
    assert "사본: 10분 (보험 청구)" in line["목적/사유"]


def test_only_one_site_is_taken_out_if_it_is_asked_for():
    log()
    log(places=places("G-1"))
    refuse(receive())

    codes = [line["카메라·구역"][:3] for line in lines(site="HQ")]

    assert codes == ["C-1", "C-1"]


@pytest.mark.parametrize("kind", exports.FORMATS)
def test_a_long_export_is_written_aside_and_fetched_by_who_asked_only(app, kind):
    log()
    export = start_export(app, wanted(kind), stated=AUDIT, total=1, actor=OLGA, now=utc_now())
    done = written(app, export)

    assert (done.state, done.written, done.percent) == ("done", 1, 100)
    path = file_of(app, done)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileGone):
        export_of(app, export.id, actor=AMIR, now=utc_now())
    (entry,) = ledger.entries(db.session(), names=["footage.exported"])
    assert (entry.actor_id, entry.data["rows"], entry.data["format"]) == (OLGA.id, 1, kind)


def test_after_an_hour_nothing_of_it_is_left(app):
    log()
    export = start_export(app, wanted(), stated=AUDIT, total=1, actor=OLGA, now=utc_now())
    path = file_of(app, written(app, export))

    with pytest.raises(FileGone):
        export_of(app, export.id, actor=OLGA, now=utc_now() + timedelta(minutes=61))

    assert list(path.parent.iterdir()) == []


def test_an_export_that_fails_says_so_and_leaves_no_file(app, caplog):
    failed = written(app, start_export(app, wanted(), stated=AUDIT, total=1, actor=GIL, now=utc_now()), GIL)

    assert failed.state == "failed"
    assert "the export of the register failed" in caplog.text
    with pytest.raises(FileGone):
        file_of(app, failed)
    left = [path.suffix for path in (app.config["SETTINGS"].home / "exports").iterdir()]
    assert left == [".json"]


@pytest.mark.parametrize("export_id", ["../../../etc/passwd", "x", "a" * 22])
def test_what_is_no_export_is_not_found(app, export_id):
    with pytest.raises(FileGone):
        export_of(app, export_id, actor=OLGA, now=utc_now())


def test_who_may_not_read_the_register_takes_nothing_out(app, tmp_path):
    target = tmp_path / "x.csv"

    with pytest.raises(NotAllowed):
        write_register(wanted(), target, stated=AUDIT, actor=GIL, now=NOW)

    assert not target.exists()


def test_the_page_of_a_long_export_shows_how_far_it_is_and_then_the_file(app, sign_in, monkeypatch):
    monkeypatch.setattr("app.footage_access.views.register.FEW", 0)
    olga, amir = sign_in("Olga"), sign_in("Amir")
    log(actor=olga.actor)

    answer = olga.fill("/footage/export", since=str(DAY), until=str(DAY), format="xlsx", site="HQ")

    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert olga.get(address).status_code == 200
    for _ in range(PATIENCE * 20):
        part = olga.get(address, headers={"HX-Request": "true"}).text
        if "파일 받기" in part:
            break
        time.sleep(0.05)
    file = olga.get(f"{address}/file")
    sheet = load_workbook(BytesIO(file.data)).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == 2
    assert amir.get(address).status_code == 404
    assert amir.get(f"{address}/file").status_code == 404


def test_a_short_export_leaves_nothing_behind(app, sign_in):
    olga = sign_in("Olga")
    log(actor=olga.actor)

    answer = olga.fill("/footage/export", since=str(DAY), until=str(DAY), format="csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    folder = app.config["SETTINGS"].home / "exports"
    assert list(folder.iterdir()) == []


def test_more_than_one_pdf_takes_is_refused_with_what_to_do(sign_in, monkeypatch):
    monkeypatch.setattr("app.footage_access.exports.MOST_ON_PAPER", 0)
    olga = sign_in("Olga")
    log(actor=olga.actor)

    answer = olga.fill("/footage/export", since=str(DAY), until=str(DAY), format="pdf")

    assert answer.status_code == 422
    assert "XLSX·CSV로 내보내십시오" in answer.text
    assert olga.fill("/footage/export", since=str(DAY), until=str(DAY), format="csv").status_code == 200

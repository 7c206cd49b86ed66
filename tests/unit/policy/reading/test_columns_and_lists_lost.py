"""What was lost as a whole in texts nobody had seen: lists by style, headings with translations, tables as frames."""

import io

import docx

from app.policy.extraction import extract
from app.policy.reading import read
from tests.builders.published_texts import reading_of

TITLE = "한빛대학교 CCTV 운영·관리 방침\n"


def test_a_list_within_a_list_by_its_style_belongs_to_the_line_above():
    document = docx.Document()
    document.add_heading("CCTV 운영·관리 방침", 0)
    document.add_heading("1. 설치 현황", 1)
    for name, number in (("입고장", 8), ("출고장", 9)):
        document.add_paragraph(name, style="List Bullet")
        document.add_paragraph(f"설치대수: {number}대", style="List Bullet 2")
    document.add_heading("2. 보관기간 : 30일", 1)
    file = io.BytesIO()
    document.save(file)
    rows = read(extract(file.getvalue(), name="a.docx")).rows
    assert [(row.name.value, row.count.value) for row in rows] == [("입고장", 8), ("출고장", 9)]


def test_a_heading_followed_by_its_translation_is_the_heading():
    text = (
        "제1조 (설치 현황) Installation\n- 본관: 4대\n- 별관: 2대\n제2조 (관리책임자) Manager\n총무팀장 (02-940-3100)\n"
        "제3조 (보관기간) Retention: 30일\n"
    )
    rows = reading_of(TITLE + text).rows
    assert [(row.managers[0].value.title, row.retention.value.days) for row in rows] == [("총무팀장", 30)] * 2


def test_a_table_of_one_column_with_tables_in_it_only_places_them():
    page = (
        "<h1>CCTV 운영·관리 방침</h1><table><tr><th>1. 설치 대수 및 장소</th></tr><tr><td><table><tr><th>구분</th>"
        "<th>대수</th></tr><tr><td>본관</td><td>4</td></tr><tr><td>응급실</td><td>2</td></tr></table></td></tr>"
        "<tr><th>2. 보관기간</th></tr><tr><td>30일<p>※ 응급실 영상은 60일간 보관합니다.</p></td></tr></table>"
    )
    rows = reading_of(page, kind="html").rows
    assert {row.name.value: row.retention.value.days for row in rows} == {"본관": 30, "응급실": 60}


def test_a_column_of_positions_beside_names_that_each_stand_once_is_no_part():
    page = (
        "<h1>CCTV 운영·관리 방침</h1><h2>1. 설치 대수</h2><table>"
        "<tr><th>설치구역</th><th>세부위치</th><th>대수</th></tr>"
        "<tr><td>카트고</td><td>출입문</td><td>7</td></tr><tr><td>주차장</td><td>정문</td><td>10</td></tr></table>"
        "<h2>2. 보관기간</h2><p>30일</p>"
    )
    rows = reading_of(page, kind="html").rows
    told = [(row.name.value, row.part, row.location.value, row.count.value) for row in rows]
    assert told == [("카트고", None, "출입문", 7), ("주차장", None, "정문", 10)]


def test_places_counted_in_a_sentence_are_read_to_its_end():
    text = (
        "1. CCTV를 설치한 까닭은 원아의 안전입니다.\n"
        "2. 모두 11대가 있습니다. 해님반, 달님반 교실에 2대씩 4대, 강당에 3대, 현관과 정문에 4대를 설치하였습니다. "
        "화장실에는 설치하지 않았습니다.\n"
        "3. 카메라는 24시간 돌아가며, 촬영한 영상은 30일 동안 자료실에 보관합니다.\n"
    )
    told = {row.name.value: row.count.value for row in reading_of(TITLE + text).rows}
    assert told == {"해님반, 달님반 교실": 4, "강당": 3, "현관과 정문": 4}


def test_a_heading_of_period_and_place_takes_its_second_value_for_where_it_is_kept():
    rows = reading_of(
        TITLE + "1. 설치 장소\n- 본관: 4대\n- 별관: 2대\n2. 보관 기간 및 장소 : 30일 / 관제실(지하)\n"
    ).rows
    assert {row.storage.value for row in rows} == {"관제실(지하)"}


def test_a_head_in_a_box_with_its_value_on_the_line_is_a_head():
    rows = reading_of(
        TITLE + "【설치 현황】\n- 본관: 4대\n- 별관: 2대\n【보관기간】 30일\n【보관장소】 지하 방재실\n"
    ).rows
    assert {(row.retention.value.days, row.storage.value) for row in rows} == {(30, "지하 방재실")}

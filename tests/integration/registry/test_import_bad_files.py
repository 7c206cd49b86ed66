"""Whatever file people bring: a clear sentence with row and column or a clean import, never half a registry."""

import re
from datetime import date

import pytest
from sqlalchemy import text

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.errors import Invalid
from app.registry import commands, queries
from app.registry.domain import Kind
from app.registry.exchange import read_file, working_copy
from tests.builders import registry_files as files
from tests.builders.registry import RECORDED_AT, record_estate

SITES, ZONES = files.sites_and_zones, files.SITE_HEAD
DAY = date(2026, 3, 1)

REFUSED = {
    "negative count": (lambda: SITES(["Z-1", "S-1", "로비", -2]), ".xlsx", "구역 2행 '대수' 열: '-2'는 음수입니다"),
    "fractional count": (
        lambda: SITES(["Z-1", "S-1", "로비", 2.5]),
        ".xlsx",
        "구역 2행 '대수' 열: '2.5'는 소수입니다",
    ),
    "count in words": (
        lambda: SITES(["Z-1", "S-1", "로비", "네 대"]),
        ".xlsx",
        "구역 2행 '대수' 열: '네 대'는 수가 아닙니다",
    ),
    "date that is none": (
        lambda: SITES(["Z-1", "S-1", "로비", 1, "2026-13-40"]),
        ".xlsx",
        "구역 2행 '설치일' 열: '2026-13-40'은 날짜가 아닙니다",
    ),
    "unknown post by title": (
        lambda: SITES(["Z-1", "S-1", "로비", 1, None, "없는 팀장"]),
        ".xlsx",
        "구역 2행 '관리책임자' 열: '없는 팀장'을 '직위'에서 찾을 수 없습니다",
    ),
    "unknown post by code": (
        lambda: SITES(["Z-1", "S-1", "로비", 1, None, "P-404"]),
        ".xlsx",
        "구역 2행 '관리책임자' 열: ",
    ),
    "zone of an unknown site": (lambda: SITES(["Z-1", "S-404", "로비", 1]), ".xlsx", "구역 2행 '장소' 열: "),
    "duplicate code": (lambda: SITES(["Z-1", "S-1", "안"], ["Z-1", "S-1", "밖"]), ".xlsx", "구역 3행 '코드' 열: Z-1"),
    "merged codes": (
        lambda: SITES(["Z-1", "S-1", "안"], [None, "S-1", "밖"], merged={"구역": "A2:A3"}),
        ".xlsx",
        "구역 3행 '코드' 열: Z-1",
    ),
    "merged over several columns": (
        lambda: SITES(["Z-1", "S-1", "안"], [None, None, "밖"], merged={"구역": "A2:B3"}),
        ".xlsx",
        "구역 2행: 여러 열에 걸쳐 병합된 셀",
    ),
    "code left empty": (lambda: SITES([None, "S-1", "안"]), ".xlsx", "구역 2행 '코드' 열: 비어 있습니다"),
    "name left empty": (lambda: SITES(["Z-1", "S-1", None]), ".xlsx", "구역 2행 '이름' 열: 비어 있습니다"),
    "code with a slash": (lambda: SITES(["Z/1", "S-1", "안"]), ".xlsx", "구역 2행 '코드' 열: 쓸 수 없는 글자"),
    "formula in a name": (lambda: SITES(["Z-1", "S-1", "=1+1"]), ".xlsx", "구역 2행 '이름' 열: 수식은 읽지 않습니다"),
    "counts that do not add up": (
        lambda: SITES(["Z-1", "S-1", "로비", 3], sites=(["S-1", "사옥", None, None, 4],)),
        ".xlsx",
        "설치장소 2행 '대수' 열: ",
    ),
    "unknown heading": (
        lambda: files.a_workbook({"설치장소": [["코드", "이름", "담배"], ["S-1", "사옥", "x"]]}),
        ".xlsx",
        "설치장소 1행 '담배' 열: 모르는 열입니다",
    ),
    "required heading missing": (
        lambda: files.a_workbook({"구역": [["코드", "이름"], ["Z-1", "안"]]}),
        ".xlsx",
        "구역 1행: '장소' 열이 없습니다",
    ),
    "no headings at all": (
        lambda: files.a_workbook({"설치장소": [["S-1", "사옥"]]}),
        ".xlsx",
        "설치장소 1행: 제목 행을 찾을 수 없습니다",
    ),
    "empty sheet": (lambda: files.a_workbook({"설치장소": []}), ".xlsx", "모든 시트가 비어 있습니다"),
    "no sheet of ours": (lambda: files.a_workbook({"Sheet1": [["a"]]}), ".xlsx", "읽을 시트가 없습니다"),
    "truncated workbook": (lambda: SITES(["Z-1", "S-1", "안"])[:-300], ".xlsx", "XLSX 파일이 잘렸거나 깨졌습니다"),
    "workbook with a changed byte": (files.a_corrupt_part, ".xlsx", "XLSX 파일"),
    "zip bomb": (files.a_bomb, ".xlsx", "압축 폭탄"),
    "zip bomb that lies about itself": (files.a_lying_bomb, ".xlsx", "XLSX 파일이 잘렸거나 깨졌습니다|압축 폭탄"),
    "a value in the last cell": (files.a_far_cell, ".xlsx", "설치장소 1048576행: 시트가 너무 큽니다"),
    "an entity of its own": (files.an_entity_bomb, ".xlsx", "XLSX 파일이 잘렸거나 깨졌습니다"),
    "50 MB": (lambda: b"\0" * (50 * 2**20), ".xlsx", "파일이 50.0MB로 너무 큽니다. 20MB까지"),
    "nothing in the file": (lambda: b"", ".csv", "빈 파일입니다"),
    "old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xlsx", r"암호가 걸렸거나 옛 형식\(.xls\)"),
    "a page saved as a workbook": (b"<html><table>".lower, ".xlsx", "XLSX 파일이 잘렸거나 깨졌습니다"),
    "another ending": (lambda: b"x", ".hwp", "읽을 수 있는 파일은"),
    "UTF-16": (lambda: files.a_table("S-1,사옥,,,", encoding="utf-16"), ".csv", "UTF-16이거나 글자 파일이 아닙니다"),
    "no encoding at all": (
        lambda: files.a_table("S-1,사옥,,,") + b"\x81\xff\n",
        ".csv",
        "3행: 글자를 읽을 수 없습니다",
    ),
    "formula in a table": (
        lambda: files.a_table('S-1,"=HYPERLINK(""http://x"")",,,'),
        ".csv",
        "2행 2번째 열: '=HYPERLINK.*수식으로 보입니다",
    ),
    "negative count in a table": (
        lambda: files.a_table("S-1,사옥,Z-1,안,-1"),
        ".csv",
        "2행 '대수' 열: '-1'은 음수입니다",
    ),
    "a site told twice and differently": (
        lambda: files.a_table("S-1,사옥,Z-1,안,1", "S-1,본관,Z-2,밖,1"),
        ".csv",
        "3행 '장소' 열: 'S-1'의 값이 2행과 다릅니다",
    ),
    "a quote never closed": (lambda: files.a_table('S-1,"사옥,Z-1,안,1'), ".csv", "2행: 따옴표가 맞지 않아"),
    "headings only": (files.a_table, ".csv", "빈 표입니다"),
    "newer document": (lambda: files.a_document(format="watchbook.registry/2"), ".json", "format: 더 새로운 형식"),
    "document cut off": (lambda: files.a_document()[:-3], ".json", "JSON이 아닙니다: 1행"),
    "document nested too deep": (lambda: b"[" * 200_000, ".json", "JSON으로 읽을 수 없습니다|JSON이 아닙니다"),
    "unknown post in a document": (
        lambda: files.a_document(sites=[{"code": "S-1", "name": "사옥", "declared": {"manager": {"post": "P-404"}}}]),
        ".json",
        r"sites\[0\]",
    ),
}

CLEAN = {
    "cp949": (lambda: files.a_table("S-1,사옥,Z-1,안,4대", encoding="cp949"), ".csv"),
    "UTF-8 with a signature": (lambda: files.a_table("S-1,사옥,Z-1,안,4", encoding="utf-8-sig"), ".csv"),
    "tabs": (lambda: files.a_table("S-1\t사옥\tZ-1\t안\t4", head="장소 코드\t장소\t구역 코드\t구역\t대수"), ".csv"),
    "no codes": (lambda: files.a_table("사옥,안,4", head="장소,구역,대수"), ".csv"),
    "dates as text": (lambda: SITES(["Z-1", "S-1", "안", 4, "2026. 11. 22."]), ".xlsx"),
    "count with its unit": (lambda: SITES(["Z-1", "S-1", "안", "4대"]), ".xlsx"),
    "site merged downwards": (
        lambda: SITES(["Z-1", "S-1", "안", 3], ["Z-2", None, "밖", 1], merged={"구역": "B2:B3"}),
        ".xlsx",
    ),
    "a title above the headings": (
        lambda: files.a_workbook(
            {
                "설치장소": [["우리 회사 장소"], [], ZONES, ["S-1", "사옥"]],
                "구역": [files.ZONE_HEAD, ["Z-1", "S-1", "안", 4]],
            }
        ),
        ".xlsx",
    ),
    "HTML in a name": (lambda: SITES(["Z-1", "S-1", "<b>안</b>", 4], sites=(["S-1", "<script>x</script>"],)), ".xlsx"),
    "English headings": (
        lambda: files.a_workbook(
            {
                "sites": [["code", "name"], ["S-1", "HQ"]],
                "zones": [["code", "site", "name", "camera_count"], ["Z-1", "S-1", "in", 4]],
            }
        ),
        ".xlsx",
    ),
}


def apply(data, ending):
    base = working_copy(queries.document(db.session()), DAY)
    document = read_file(data, f"대장{ending}", base=base)
    with unit_of_work() as session:
        return commands.apply_document(session, document=document, default_from=DAY, actor=SYSTEM, now=RECORDED_AT)


def everything():
    """Return every row of every table, so that nothing can have been written unseen."""
    session = db.session()
    session.rollback()
    tables = sorted(db.metadata.tables)
    return {table: session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(app, case):
    make, ending, sentence = REFUSED[case]
    record_estate()
    before = everything()

    with pytest.raises(Invalid) as refused:
        apply(make(), ending)

    said = "\n".join(str(problem) for problem in refused.value.problems)
    parts = sentence.split("|") if case != "formula in a table" else [sentence]
    assert any(_found(part, said) for part in parts), said
    assert everything() == before


def _found(sentence, said):
    return sentence in said or re.search(sentence, said)


@pytest.mark.parametrize("case", CLEAN)
def test_an_unusual_but_sound_file_is_imported_whole_and_only_once(app, case):
    make, ending = CLEAN[case]
    record_estate()

    first, second = apply(make(), ending), apply(make(), ending)

    site = next(v[-1].value.code for k, v in queries.timelines(db.session()).items() if k[1].startswith("S-"))
    found = queries.site_detail(db.session(), code=site, as_of=DAY, sites=None).site
    assert found.count == 4
    assert len(first) >= 2
    assert len(second) == 0


def test_every_fault_of_a_file_is_named_at_once(app):
    record_estate()
    data = SITES(
        ["Z-1", "S-404", "로비", -2], ["Z-2", "S-1", None, 2.5], sites=(["S-1", "사옥", None, "R-404", "많이"],)
    )

    with pytest.raises(Invalid) as refused:
        apply(data, ".xlsx")

    places = {problem.place for problem in refused.value.problems}
    assert {"구역 2행 '대수' 열", "구역 3행 '대수' 열", "구역 3행 '이름' 열", "설치장소 2행 '대수' 열"} <= places


def test_what_a_file_does_not_name_stays_as_it_is(app):
    record_estate()

    apply(SITES(["Z-1", "S-1", "안", 1]), ".xlsx")

    assert {"HQ", "G-1", "G-2", "S-1"} == {code for kind, code in queries.timelines(db.session()) if kind is Kind.SITE}

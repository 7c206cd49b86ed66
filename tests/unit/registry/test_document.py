"""The registry document: read strictly, written the same way every time."""

import json

import jsonschema
import pytest

from app.kernel.errors import Invalid
from app.registry.document import FORMAT, examine_document, read_document, write_document
from app.registry.domain import Retention, SpaceClass
from app.registry.schema import schema
from tests.builders.registry import a_document, a_small_estate

RICH = {
    "organisation": [
        {
            "name": "예시 회사",
            "legal_bases": ["개인정보 보호법 제25조제1항"],
            "history": [{"on": "2022-02-15", "note": "제정"}],
            "sign_plans": [{"place": "교문", "size": "30cm x 40cm", "count": 2}],
            "declared": {"purposes": [{"text": "시설 안전", "ground": "facility_safety"}], "remarks": []},
        }
    ],
    "posts": [{"code": "p", "title": "팀장", "phones": ["033-700-0001", "033-700-0002"]}],
    "contractors": [{"code": "k", "name": "수탁사", "work": "유지보수", "sites": ["s"]}],
    "agreements": [{"code": "a", "party": "경찰서", "agreed_on": "2024-01-01"}],
    "rows": [{"code": "r", "name": "정압기", "camera_count": 164}],
    "sites": [
        {"code": "s", "name": "관설동", "row": "r", "valid_from": "2024-01-01", "zones_complete": False},
        {"code": "t", "name": "본사", "order": 1, "valid_from": "2024-01-01", "valid_to": "2025-01-01"},
        {"code": "t", "name": "새 본사", "order": 1, "valid_from": "2025-01-01"},
    ],
    "zones": [
        {
            "code": "z",
            "site": "s",
            "name": "1층",
            "by": "floor",
            "declared": {
                "retention": {"text": "15~30일", "least_days": 15, "most_days": 30, "condition": "민원 시 연장"},
                "access_holders": [{"post": "p", "label": "정"}],
                "space_class": "closed",
                "device": {"kind": "fixed", "functions": [["확대", "있음"]]},
            },
        }
    ],
    "cameras": [{"code": "c", "zone": "z", "ptz": False, "installed_on": "2024-01-02"}],
}


def refused(source) -> list[str]:
    with pytest.raises(Invalid) as caught:
        read_document(source)
    return [str(problem) for problem in caught.value.problems]


def places(source) -> list[str]:
    return [line.split(": ", 1)[0] for line in refused(source)]


def test_everything_a_document_says_is_read():
    document = a_document(**RICH)
    declared = document.of("zone")[0].value.declared

    assert declared.retention == Retention(text="15~30일", least_days=15, most_days=30, condition="민원 시 연장")
    assert declared.space_class is SpaceClass.CLOSED
    assert declared.device.functions == (("확대", "있음"),)
    assert document.of("organisation")[0].value.declared.remarks == ()


def test_writing_reading_and_writing_again_gives_the_same_bytes():
    written = write_document(a_document(complete=True, **RICH))

    assert write_document(read_document(written)) == written


def test_the_order_of_the_source_does_not_matter():
    turned = {key: items[::-1] for key, items in RICH.items()}

    assert write_document(a_document(**turned)) == write_document(a_document(**RICH))


def test_declaring_none_is_kept_apart_from_not_declaring():
    content = json.loads(write_document(a_document(**RICH)))

    assert content["organisation"][0]["declared"]["remarks"] == []
    assert "hours" not in content["organisation"][0]["declared"]


def test_every_document_written_meets_the_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    for items in (RICH, a_small_estate()):
        jsonschema.validate(json.loads(write_document(a_document(complete=True, **items))), schema())


@pytest.mark.parametrize(
    ("items", "place"),
    [
        pytest.param({"sites": [{"code": "a", "name": "x", "colour": 1}]}, "sites[0].colour", id="unknown key"),
        pytest.param({"towers": []}, "towers", id="unknown kind"),
        pytest.param({"sites": [{"code": "a"}]}, "sites[0].name", id="missing"),
        pytest.param({"sites": [{"code": "a/b", "name": "x"}]}, "sites[0].code", id="code with slash"),
        pytest.param(
            {"sites": [{"code": "a", "name": "x", "camera_count": -1}]}, "sites[0].camera_count", id="negative"
        ),
        pytest.param({"sites": [{"code": "a", "name": "x", "camera_count": 1.5}]}, "sites[0].camera_count", id="half"),
        pytest.param(
            {"sites": [{"code": "a", "name": "x", "camera_count": True}]}, "sites[0].camera_count", id="truth"
        ),
        pytest.param({"sites": [{"code": "a", "name": "가\u0000나"}]}, "sites[0].name", id="control character"),
        pytest.param({"sites": [{"code": "a", "name": "가\u202e나"}]}, "sites[0].name", id="turned text"),
        pytest.param({"sites": [{"code": "a", "name": "\ud800"}]}, "sites[0].name", id="half a character"),
        pytest.param({"sites": [{"code": "a", "name": "가" * 201}]}, "sites[0].name", id="too long"),
        pytest.param(
            {"sites": [{"code": "a", "name": "x", "valid_from": "22.11.26"}]}, "sites[0].valid_from", id="day"
        ),
        pytest.param({"sites": [{"code": "a", "name": "x"}, {"code": "a", "name": "y"}]}, "sites[1].code", id="double"),
        pytest.param({"organisation": [{"code": "other", "name": "x"}]}, "organisation[0].code", id="second company"),
        pytest.param(
            {"sites": [{"code": "a", "name": "x", "declared": {"space_class": "half"}}]},
            "sites[0].declared.space_class",
            id="choice",
        ),
        pytest.param(
            {"sites": [{"code": "a", "name": "x", "valid_from": "2026-01-02", "valid_to": "2026-01-01"}]},
            "sites[0].valid_to",
            id="ends before it begins",
        ),
    ],
)
def test_a_fault_is_named_by_its_path(items, place):
    assert places({"format": FORMAT, **items}) == [place]


def test_every_fault_is_named_at_once():
    items = {"sites": [{"code": "a b", "name": ""}, 5], "zones": {"code": "z"}, "more": 1}

    assert places({"format": FORMAT, **items}) == ["more", "sites[0].code", "sites[0].name", "sites[1]", "zones"]


@pytest.mark.parametrize(
    ("source", "part"),
    [
        pytest.param({"format": "watchbook.registry/2"}, "더 새로운 형식", id="newer format"),
        pytest.param({"format": "other/1"}, "대장 문서가 아닙니다", id="other format"),
        pytest.param({}, "대장 문서가 아닙니다", id="no format"),
        pytest.param(b"[]", "대장 문서가 아닙니다", id="a list"),
        pytest.param(b'{"format": ', "JSON이 아닙니다", id="cut off"),
        pytest.param(b'{"format": "a", "format": "b"}', "두 번", id="doubled key"),
        pytest.param(b"\xff\xfe", "UTF-8", id="other encoding"),
        pytest.param(b"[" * 200_000, "읽을 수 없습니다", id="too deep"),
        pytest.param(b'{"format": "watchbook.registry/1", "posts": NaN}', "읽을 수 없습니다", id="not a number"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(source, part):
    assert part in refused(source)[0]


def test_markup_in_a_name_stays_plain_text():
    document = a_document(sites=[{"code": "a", "name": "<b>본사</b> =1+1"}])

    assert document.of("site")[0].value.name == "<b>본사</b> =1+1"


def test_text_is_folded_to_one_spelling():
    decomposed = "\u1100\u116a\u11ab\u1109\u1165\u11af\u1103\u1169\u11bc"

    document = a_document(sites=[{"code": "a", "name": f"  {decomposed}\u00a0\n정압기 "}])

    assert document.of("site")[0].value.name == "관설동 정압기"


def test_an_examined_document_keeps_its_faults_and_what_they_are_about():
    document = examine_document({"format": FORMAT, "sites": [{"code": "a"}, {"code": "b", "name": "x"}]})

    assert [version.value.code for version in document.of("site")] == ["b"]
    assert document.unread == {("site", "a")}
    assert len(document.problems) == 1

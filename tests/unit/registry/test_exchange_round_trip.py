"""A registry written to a file and read back is the same registry."""

import io
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from app.registry.document import RegistryDocument, write_document
from app.registry.domain import (
    Agreement,
    Camera,
    Contractor,
    Declared,
    Device,
    Duty,
    Kind,
    Organisation,
    Post,
    Purpose,
    Retention,
    Revision,
    Row,
    SignPlan,
    Site,
    SpaceClass,
    Zone,
    type_of_kind,
)
from app.registry.example import example_document
from app.registry.exchange import document_bytes, read_file, template_xlsx, working_copy, write_file
from app.registry.exchange.columns import COLUMNS, DECLARED
from app.registry.history import Version
from app.registry.points import Point

EVERYTHING = Declared(
    purposes=(Purpose(text="범죄 예방", ground="pipa.25.1.2"), Purpose(text="=1+1")),
    location="정문 | 후문",
    coverage="주차장",
    hours="24시간",
    retention=Retention(
        text="30일", days=30, least_days=10, most_days=40, condition="용량", reason="경찰", recorded=False
    ),
    storage_place="상황실",
    processing_method="덮어쓰기",
    checking_method="방문",
    checking_place="상황실",
    checking_hours="09:00-18:00",
    manager=Duty(post="P-1", label="정"),
    access_holders=(),
    space_class=SpaceClass.CLOSED,
    device=Device(
        kind="fixed", resolution="4K", audio="없음", network="내부망", recorder="NVR", functions=(("확대", "있음"),)
    ),
    operation="자체",
    unit="안전팀",
    installed="2019년",
    remarks=("비고 하나", "@둘"),
)


def a_full_document() -> RegistryDocument:
    day = date(2026, 11, 22)
    things: dict[Kind, list[Any]] = {
        Kind.ORGANISATION: [
            Organisation(
                name="가스 <b>회사</b>",
                name_en="Gas",
                sector="도시가스",
                language="ko",
                homepage="www.example.kr",
                address="원주시",
                phone="+82-33-000-0000",
                is_public_institution=True,
                effective_on=day,
                legal_bases=("법 제25조",),
                safeguards=("잠금",),
                request_channels=("방문", "전화"),
                request_form="청구서",
                refusal_notice_days=7,
                entrustment_statement="없음",
                privacy_officer=Duty(post="P-1"),
                stated_total=3,
                stated_total_reason="철거한 한 대를 뺌",
                history=(Revision(on=day, note="제정"),),
                sign_plans=(SignPlan(place="정문", size="A4", count=1),),
                source_url="https://www.example.kr",
                declared=EVERYTHING,
            )
        ],
        Kind.POST: [Post(code="P-1", title="팀장", department="안전팀", phones=("033-1", "033-2"))],
        Kind.CONTRACTOR: [
            Contractor(code="V-1", name="경비", work="순찰", phones=("1",), sites=("S-1",), contract_on=day)
        ],
        Kind.AGREEMENT: [Agreement(code="A-1", party="경찰서", scope="열람", agreed_on=day)],
        Kind.ROW: [
            Row(code="R-1", name="행", order=2, kind="정압기", camera_count=3, places_count=1, declared=EVERYTHING)
        ],
        Kind.SITE: [
            Site(code="S-0", name="=cmd|'/c calc'!A1"),
            Site(
                code="S-1",
                name="정압기",
                kind="정압기",
                row="R-1",
                order=3,
                region="원주시",
                address="길 1",
                point=Point(latitude=-37_342_200, longitude=127_000_009),
                parent="S-0",
                camera_count=3,
                places_count=1,
                zones_complete=False,
                declared=EVERYTHING,
            ),
        ],
        Kind.ZONE: [
            Zone(
                code="Z-1",
                site="S-1",
                name="안",
                order=1,
                by="floor",
                camera_count=3,
                installed_on=day,
                sensitive="화장실 앞",
                declared=replace(EVERYTHING, retention=Retention(), device=Device()),
            )
        ],
        Kind.CAMERA: [
            Camera(
                code="C-1",
                zone="Z-1",
                name="문",
                type="돔",
                ptz=True,
                audio_enabled=False,
                audio_off_verified_on=day,
                recorder="NVR-1",
                recorder_channel="3",
                installed_on=day,
                removed_on=day,
                declared=EVERYTHING,
            )
        ],
    }
    return RegistryDocument(
        {
            kind: tuple(Version(thing, date(2026, 1, 1), date(2027, 1, 1)) for thing in found)
            for kind, found in things.items()
        }
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_of_the_registry_has_a_column(kind):
    paths = {column.path for column in COLUMNS[kind]} | ({"code"} if kind is Kind.ORGANISATION else set())

    own = {f.name for f in fields(type_of_kind[kind]) if f.name not in {"declared", "point"}}

    assert own <= paths
    assert kind is not Kind.SITE or {f"point.{f.name}" for f in fields(Point)} <= paths
    assert {f"declared.{f.name}" for f in fields(Declared)} - {"declared.retention", "declared.device"} <= {
        column.path for column in DECLARED
    }
    assert {f"declared.retention.{f.name}" for f in fields(Retention)} <= {column.path for column in DECLARED}
    assert {f"declared.device.{f.name}" for f in fields(Device)} <= {column.path for column in DECLARED}


def test_a_document_that_uses_every_field_survives_a_workbook():
    document = a_full_document()

    read = read_file(document_bytes(document, ".xlsx"), "대장.xlsx")

    assert [str(problem) for problem in read.problems] == []
    for kind in Kind:
        assert read.of(kind) == document.of(kind)


def test_the_full_document_sets_every_field_so_that_the_round_trip_proves_something():
    for kind, versions in a_full_document().versions.items():
        value = versions[-1].value
        for item in fields(value):
            default = item.default_factory() if callable(item.default_factory) else item.default
            if item.name not in {"code", "language"} and not (kind is Kind.ORGANISATION and item.name == "code"):
                assert getattr(value, item.name) != default or is_dataclass(default), (kind, item.name)


def test_a_json_document_read_and_written_is_the_same_bytes():
    data = document_bytes(example_document(), ".json")

    assert write_document(read_file(data, "대장.json")) == data


def test_what_a_csv_can_carry_comes_back_and_the_rest_is_kept_from_the_registry():
    document = working_copy(a_full_document(), date(2026, 6, 1))

    read = read_file(document_bytes(document, ".csv"), "대장.csv", base=document)

    assert read.problems == ()
    for kind in (Kind.SITE, Kind.ZONE, Kind.CAMERA):
        assert read.of(kind) == document.of(kind)
    assert read.of(Kind.POST) == ()


def test_a_csv_holds_no_past_and_nothing_that_has_ended():
    site = Site(code="S-1", name="옛 이름")
    versions = (
        Version(site, None, date(2026, 1, 1)),
        Version(replace(site, name="새 이름"), date(2026, 1, 1)),
        Version(Site(code="S-2", name="폐지한 곳"), None, date(2026, 1, 1)),
    )

    table = document_bytes(RegistryDocument({Kind.SITE: versions}), ".csv").decode("utf-8-sig")

    assert [line.split(",")[:2] for line in table.splitlines()[1:]] == [["S-1", "새 이름"]]


def test_a_text_that_begins_like_a_formula_is_written_as_text():
    book = openpyxl.load_workbook(io.BytesIO(document_bytes(a_full_document(), ".xlsx")))
    cell = book["설치장소"]["B2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|'/c calc'!A1", "s", True)
    assert "\r\nS-0,'=cmd|'/c calc'!A1," in document_bytes(
        working_copy(a_full_document(), date(2026, 6, 1)), ".csv"
    ).decode("utf-8-sig")


def test_the_template_has_headings_notes_and_lists_to_choose_from():
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))

    assert book.sheetnames == ["안내", "조직", "직위", "수탁자", "협약", "행", "설치장소", "구역", "카메라"]
    assert [book["구역"].cell(1, at).value for at in (1, 2, 3)] == ["코드", "장소", "이름"]
    assert "꼭 적어야" in book["구역"]["A1"].comment.text
    assert '"공개,비공개"' in {each.formula1 for each in book["구역"].data_validations.dataValidation}


def test_a_filled_template_is_read(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    book["설치장소"].append(["S-1", "사옥"])
    book["구역"].append(["Z-1", "사옥", "로비", None, None, "4대"])  # The site by its name.
    book.save(tmp_path / "양식.xlsx")

    read = read_file(tmp_path / "양식.xlsx")

    assert read.problems == ()
    assert read.of(Kind.ZONE)[0].value == Zone(code="Z-1", site="S-1", name="로비", camera_count=4)
    assert read.of(Kind.POST) == ()


def test_a_column_that_is_not_in_the_file_keeps_what_is_known(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "sites"
    book.active.append(["code", "name", "hours", "#mine"])
    book.active.append(["S-1", "새 이름", None, "ignored"])
    book.save(tmp_path / "some.xlsx")
    base = working_copy(a_full_document(), date(2026, 6, 1))

    site = read_file(tmp_path / "some.xlsx", base=base).of(Kind.SITE)[0].value

    assert (site.name, site.address, site.declared.hours) == ("새 이름", "길 1", None)
    assert site.declared.retention == EVERYTHING.retention


def test_a_file_is_written_in_the_format_its_ending_names(tmp_path):
    for ending in (".json", ".xlsx", ".csv"):
        write_file(example_document(), tmp_path / f"out{ending}")
        assert read_file(tmp_path / f"out{ending}", base=example_document()).problems == ()

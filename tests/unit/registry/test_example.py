"""The example company is what its source publishes; what is invented says so."""

from datetime import date

from app.registry.domain import Kind
from app.registry.example import example_document
from app.registry.resolution import snapshot_of


def the_example():
    things = [version.value for versions in example_document().versions.values() for version in versions]
    return snapshot_of(things, as_of=date(2026, 11, 22), known_at=None, revision="")


def test_four_rows_hold_172_cameras_as_published():
    example = the_example()

    assert [(row.name, row.count) for row in example.rows] == [
        ("사옥", 4),
        ("관설동 CNG 충전소", 2),
        ("장양리 CNG 충전소", 2),
        ("원주, 횡성 정압기", 164),
    ]
    assert example.total == 172
    assert len(example_document().of(Kind.CAMERA)) == 172
    assert [row.disagreements for row in example.rows] == [()] * 4


def test_each_row_states_the_facts_of_the_published_tables():
    facts = [
        (
            row.values.hours,
            row.values.retention.text,
            row.values.storage_place,
            row.values.manager.title,
            row.values.manager.phone,
            [holder.title for holder in row.values.access_holders],
            row.values.coverage,
        )
        for row in the_example().rows
    ]
    holders = ["시스템 운영자", "상황실 근무자"]
    control_room, both = "참빛원주도시가스 상황실", "건물 내/외부"
    assert facts == [
        ("24시간", "20일 이내", control_room, "안전관리팀장", "033-769-2770", holders, both),
        ("24시간", "20일 이내", "충전소 사무실", "관설동 충전소장", "033-763-2705", holders, both),
        ("24시간", "20일 이내", "충전소 사무실", "장양리 충전소장", "033-745-2705", holders, both),
        ("24시간", "60일 이내", control_room, "안전관리팀장", "033-769-2770", holders, both),
    ]


def test_what_the_source_does_not_say_is_left_for_the_checks_to_find():
    governors = the_example().rows[-1]

    assert governors.values.retention.reason is None
    assert {site.values.space_class for site in governors.sites} == {None}
    assert governors.values.processing_method is None


def test_every_invented_station_and_camera_says_that_it_is_an_example():
    governors = the_example().rows[-1]

    assert len(governors.sites) == 164
    assert all("예시" in site.name and "예시" in site.address for site in governors.sites)
    assert {site.region for site in governors.sites} == {"원주시", "횡성군"}
    assert all("예시" in version.value.name for version in example_document().of(Kind.CAMERA))

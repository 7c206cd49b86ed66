"""Owns the example company: what 참빛원주도시가스 publishes about its cameras, and invented stations and numbers.

Published (https://www.cwjgas.co.kr, policy of 2022-02-15): four rows with 4, 2, 2 and 164 cameras, purposes, posts with
their department phones, hours, retention, storage places, the seven days for a refusal, three safeguards, the form.
In the published tables one cell stands for several rows: hours and access holders hold for all, and the storage place
of the first row also for the governor stations.

Invented, and "예시" in the name of each: the 164 single governor stations with their addresses, and every camera. How
the cameras of a building divide into inside and outside is invented as well.

Left empty because the source does not say: why governor footage is kept 60 days, how footage is destroyed, where it can
be checked, and whether the governor stations are open to the public. The checks are meant to find all of these.

A policy with such gaps is not published. ``answered_example`` is the same company with an answer to each of them, all
invented and marked "예시": what an installation with the example begins with.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.registry.document import RegistryDocument
from app.registry.domain import (
    Camera,
    Declared,
    Duty,
    Kind,
    Organisation,
    Post,
    Purpose,
    Retention,
    Revision,
    Row,
    Site,
    SpaceClass,
    Thing,
    Zone,
)
from app.registry.history import Version

_SAFETY_LEAD, _GWANSEOL_LEAD, _JANGYANG_LEAD = "P-SAFETY", "P-GWANSEOL", "P-JANGYANG"
_PRIVACY_OFFICER, _SYSTEM_OPERATOR, _CONTROL_ROOM = "P-PRIVACY", "P-SYSTEM", "P-CONTROL"
_GOVERNORS = "GOV"
_CONTROL_ROOM_STORAGE, _STATION_STORAGE = "참빛원주도시가스 상황실", "충전소 사무실"
_DISTRICTS = (
    ("원주시", "단구동", 16),
    ("원주시", "무실동", 14),
    ("원주시", "명륜동", 12),
    ("원주시", "개운동", 10),
    ("원주시", "태장동", 14),
    ("원주시", "우산동", 12),
    ("원주시", "봉산동", 10),
    ("원주시", "행구동", 8),
    ("원주시", "반곡동", 14),
    ("원주시", "문막읍", 12),
    ("원주시", "지정면", 8),
    ("횡성군", "횡성읍", 18),
    ("횡성군", "우천면", 8),
    ("횡성군", "공근면", 4),
    ("횡성군", "둔내면", 4),
)
"""Where the invented governor stations stand: 130 in 원주, 34 in 횡성, 164 together as published."""


def example_document() -> RegistryDocument:
    """Return the registry of the example company, holding from always."""
    versions: dict[Kind, list[Version]] = {kind: [] for kind in Kind}
    things: dict[type, Kind] = {
        Organisation: Kind.ORGANISATION,
        Post: Kind.POST,
        Row: Kind.ROW,
        Site: Kind.SITE,
        Zone: Kind.ZONE,
        Camera: Kind.CAMERA,
    }
    for thing in _things():
        versions[things[type(thing)]].append(Version(thing))
    return RegistryDocument({kind: tuple(found) for kind, found in versions.items()}, complete=True)


def answered_example() -> RegistryDocument:
    """Return the registry of the example company with an invented answer to whatever its policy must say."""
    versions = {
        kind: tuple(Version(_answered(version.value)) for version in found)
        for kind, found in example_document().versions.items()
    }
    return RegistryDocument(versions, complete=True)


_DEPARTMENTS = {
    _SAFETY_LEAD: "안전관리팀(예시)",
    _GWANSEOL_LEAD: "관설동 CNG 충전소(예시)",
    _JANGYANG_LEAD: "장양리 CNG 충전소(예시)",
}


def _answered(thing: Thing) -> Thing:
    match thing:
        case Organisation():
            return replace(
                thing,
                safeguards=(
                    *thing.safeguards,
                    "영상정보의 안전한 저장과 전송(예시)",
                    "처리기록의 보관과 위조·변조 방지(예시)",
                ),
                request_channels=("서면(예시)", "전화 033-769-2770"),
                entrustment_statement="영상정보 처리 업무를 위탁하지 않습니다(예시).",
                declared=replace(
                    thing.declared,
                    processing_method="보관기간이 지나면 자동으로 덮어써 되살릴 수 없게 삭제(예시)",
                    checking_method="관리책임자에게 전화로 연락한 뒤 방문하여 확인(예시)",
                    checking_place="사옥 안전관리팀 사무실(예시)",
                ),
            )
        case Post(code=code) if code in _DEPARTMENTS:
            return replace(thing, department=_DEPARTMENTS[code])
        case Row(code=code, declared=declared) if code == _GOVERNORS:
            kept = Retention(text="60일 이내", days=60, reason="사람이 없는 곳의 사고를 나중에 확인하려면 필요함(예시)")
            return replace(thing, declared=replace(declared, retention=kept, space_class=SpaceClass.OPEN))
        case _:
            return thing


def _things() -> Iterator[Thing]:
    yield _organisation()
    yield from _posts()
    yield Row(
        code=_GOVERNORS,
        name="원주, 횡성 정압기",
        order=4,
        kind="정압기",
        camera_count=164,
        declared=Declared(
            retention=Retention(text="60일 이내", days=60),  # The source gives no reason; neither do we.
            storage_place=_CONTROL_ROOM_STORAGE,
            manager=Duty(post=_SAFETY_LEAD),
        ),
    )
    number = 0
    for site, inside, outside in _buildings():
        yield site
        for code, name, cameras in (("IN", "건물 내부", inside), ("OUT", "건물 외부", outside)):
            zone = f"{site.code}-{code}"
            yield Zone(code=zone, site=site.code, name=name, order=1 if code == "IN" else 2)
            for each in range(1, cameras + 1):
                number += 1
                yield Camera(code=f"C-{number:04}", zone=zone, name=f"{name} {each}(예시)")
    yield from _stations(first_camera=number + 1)


def _organisation() -> Organisation:
    return Organisation(
        name="참빛원주도시가스",
        sector="도시가스",
        homepage="www.cwjgas.co.kr",
        effective_on=date(2022, 2, 15),
        legal_bases=("개인정보 보호법 제25조",),
        safeguards=(
            # Which of the five protections it names, in our words: two are missing, and the checks say so.
            "내부 관리계획",
            "접근 통제와 접근 권한 제한",
            "보관시설 또는 잠금장치",
        ),
        request_form="개인영상정보 열람, 존재 확인 청구서",
        refusal_notice_days=7,
        privacy_officer=Duty(post=_PRIVACY_OFFICER),
        history=(Revision(on=date(2022, 2, 15), note="영상정보처리기기 설치, 운영 신규"),),
        source_url="https://www.cwjgas.co.kr",
        declared=Declared(
            purposes=(
                Purpose(text="시설안전 및 화재 예방", ground="pipa.25.1.3"),
                Purpose(text="범죄 예방", ground="pipa.25.1.2"),
                Purpose(text="시설이용자의 안전사고 예방", ground="pipa.25.1.3"),
            ),
            location="건물 내/외부",
            coverage="건물 내/외부",
            hours="24시간",
            access_holders=(Duty(post=_SYSTEM_OPERATOR), Duty(post=_CONTROL_ROOM)),
        ),
    )


def _posts() -> Iterator[Post]:
    """Yield posts with the phones as published ("033)769-2770"), in one spelling; never a person."""
    yield Post(code=_SAFETY_LEAD, title="안전관리팀장", phones=("033-769-2770",))
    yield Post(code=_GWANSEOL_LEAD, title="관설동 충전소장", phones=("033-763-2705",))
    yield Post(code=_JANGYANG_LEAD, title="장양리 충전소장", phones=("033-745-2705",))
    yield Post(code=_PRIVACY_OFFICER, title="사업본부장", phones=("033-769-2777",))
    yield Post(code=_SYSTEM_OPERATOR, title="시스템 운영자")
    yield Post(code=_CONTROL_ROOM, title="상황실 근무자")


def _buildings() -> Iterator[tuple[Site, int, int]]:
    """Yield the buildings, with how many cameras are inside and outside."""
    for order, (code, name, kind, storage, post, cameras) in enumerate(
        (
            ("HQ", "사옥", "사옥", _CONTROL_ROOM_STORAGE, _SAFETY_LEAD, 4),
            ("CNG-GWANSEOL", "관설동 CNG 충전소", "CNG 충전소", _STATION_STORAGE, _GWANSEOL_LEAD, 2),
            ("CNG-JANGYANG", "장양리 CNG 충전소", "CNG 충전소", _STATION_STORAGE, _JANGYANG_LEAD, 2),
        ),
        start=1,
    ):
        declared = Declared(
            retention=Retention(text="20일 이내", days=20),
            storage_place=storage,
            manager=Duty(post=post),
            space_class=SpaceClass.OPEN,
        )
        site = Site(
            code=code, name=name, kind=kind, order=order, region="원주시", camera_count=cameras, declared=declared
        )
        yield site, cameras // 2, cameras // 2


def _stations(*, first_camera: int) -> Iterator[Thing]:
    """Yield the invented governor stations, each with one zone and one camera.

    ``space_class`` stays empty: the source does not say whether the public may enter, and it decides which law governs.
    """
    number = 0
    for region, district, stations in _DISTRICTS:
        for _ in range(stations):
            number += 1
            code = f"{_GOVERNORS}-{number:03}"
            name = f"예시 {district} 정압기 {number:03}"
            yield Site(
                code=code,
                name=name,
                kind="정압기",
                row=_GOVERNORS,
                order=10 + number,  # After the buildings in the list of sites.
                region=region,
                address=f"{region} {district} 예시로 {number} (예시 주소)",
            )
            yield Zone(code=f"{code}-1", site=code, name="정압기실")
            yield Camera(code=f"C-{first_camera + number - 1:04}", zone=f"{code}-1", name="정압기실(예시)")

"""Owns the registry a reworded clause is tried on: made up and whole, in both languages."""

from datetime import date
from functools import cache

from app.registry.domain import (
    Contractor,
    Declared,
    Duty,
    Organisation,
    Post,
    Purpose,
    Retention,
    Revision,
    Row,
    Site,
    SpaceClass,
)
from app.registry.resolution import snapshot_of
from app.registry.snapshot import Snapshot

_KOREAN = {
    "crime": "범죄의 예방 및 수사",
    "safety": "시설의 안전 및 관리, 화재 예방",
    "bases": "「개인정보 보호법」 제25조제1항제2호|「개인정보 보호법」 제25조제1항제3호",
    "hours": "24시간",
    "retention": "촬영일로부터 20일",
    "processing": "보관기간이 지나면 자동으로 덮어써 영구 삭제",
    "method": "관리책임자에게 전화로 연락한 뒤 방문하여 확인",
    "room": "본사 1층 열람실",
    "channels": "서면|전화 033-000-1000|전자우편",
    "form": "개인영상정보(존재확인, 열람) 청구서",
    "note": "제정",
    "safeguards": (
        "내부 관리계획의 수립 및 시행|영상정보에 대한 접근 통제와 접근 권한의 제한|"
        "영상정보를 안전하게 저장·전송하기 위한 암호화|처리기록의 보관과 위조·변조 방지|보관시설의 잠금장치 설치"
    ),
    "manager": "안전관리팀장",
    "department": "안전관리팀",
    "operators": "상황실 근무자",
    "room_of": "상황실",
    "officer": "경영지원본부장",
    "division": "경영지원본부",
    "contractor": "예시보안㈜",
    "work": "CCTV 유지보수",
    "open": "사옥",
    "open_at": "정문과 1층 로비",
    "open_sees": "정문 앞 보도와 로비 출입구",
    "closed": "정압기실",
    "closed_at": "울타리 안 기둥",
    "closed_sees": "정압기와 출입문",
    "storage": "사옥 상황실",
}
_ENGLISH = {
    "crime": "Prevention and investigation of crime",
    "safety": "Safety of facilities and fire prevention",
    "bases": "Article 25(1)(2) and (3) of the Personal Information Protection Act",
    "hours": "24 hours",
    "retention": "20 days from recording",
    "processing": "Overwritten automatically and erased beyond recovery when the period ends",
    "method": "Contact the manager by telephone, then visit",
    "room": "Viewing room, head office",
    "channels": "in writing|telephone 033-000-1000|e-mail",
    "form": "Request to view footage",
    "note": "first version",
    "safeguards": (
        "An internal management plan is adopted and followed|Access control, and limits to access rights|"
        "Encryption for safe storage and transmission of footage|"
        "Records of processing are kept and protected against tampering|Locks on the storage room"
    ),
    "manager": "Head of Safety",
    "department": "Safety Team",
    "operators": "Control room staff",
    "room_of": "Control Room",
    "officer": "Director of Administration",
    "division": "Administration Division",
    "contractor": "Example Security Ltd",
    "work": "Maintenance of the cameras",
    "open": "Head office",
    "open_at": "Main gate and lobby",
    "open_sees": "Pavement at the gate and lobby doors",
    "closed": "Regulator room",
    "closed_at": "Post inside the fence",
    "closed_sees": "Regulator and door",
    "storage": "Control room",
}


@cache
def trial_registry(language: str, on: date) -> Snapshot:
    """Return the registry of the trial in a language, as of a day."""
    words = _KOREAN if language == "ko" else _ENGLISH
    common = Declared(
        hours=words["hours"],
        retention=Retention(text=words["retention"], days=20),
        processing_method=words["processing"],
        checking_method=words["method"],
        checking_place=words["room"],
        manager=Duty(post="M"),
        access_holders=(Duty(post="M"), Duty(post="R")),
        storage_place=words["storage"],
    )
    crime = Purpose(text=words["crime"], ground="pipa.25.1.2")
    safety = Purpose(text=words["safety"], ground="pipa.25.1.3")
    organisation = Organisation(
        name="예시도시가스",
        name_en="Example City Gas",
        homepage="https://www.example.co.kr",
        phone="033-000-1000",
        effective_on=on,
        legal_bases=tuple(words["bases"].split("|")),
        safeguards=tuple(words["safeguards"].split("|")),
        request_channels=tuple(words["channels"].split("|")),
        request_form=words["form"],
        privacy_officer=Duty(post="O"),
        history=(Revision(on=on, note=words["note"]),),
        declared=common,
    )
    opened = Declared(
        space_class=SpaceClass.OPEN, location=words["open_at"], coverage=words["open_sees"], purposes=(crime, safety)
    )
    closed = Declared(
        space_class=SpaceClass.CLOSED,
        location=words["closed_at"],
        coverage=words["closed_sees"],
        purposes=(Purpose(text=words["safety"], ground="pipa.15.1.6"),),
    )
    things = (
        organisation,
        Post(code="M", title=words["manager"], department=words["department"], phones=("033-000-2770",)),
        Post(code="R", title=words["operators"], department=words["room_of"], phones=("033-000-2771",)),
        Post(code="O", title=words["officer"], department=words["division"], phones=("033-000-2777",)),
        Contractor(code="K", name=words["contractor"], work=words["work"], phones=("033-000-3000",)),
        Row(code="A", name=words["open"], order=1),
        Row(code="B", name=words["closed"], order=2),
        Site(code="A1", name=words["open"], row="A", camera_count=4, declared=opened),
        Site(code="B1", name=words["closed"], row="B", camera_count=2, declared=closed),
    )
    return snapshot_of(things, as_of=on, known_at=None, revision="trial")

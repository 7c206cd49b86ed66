"""Owns a registry of which nothing is missing: the policy it makes is sound, in both forms and languages."""

from datetime import date

from app.registry.domain import (
    Contractor,
    Declared,
    Duty,
    Organisation,
    Post,
    Purpose,
    Retention,
    Row,
    Site,
    SpaceClass,
)
from app.registry.domain import Revision as HistoryLine

SAFEGUARDS = (
    "내부 관리계획의 수립 및 시행",
    "영상정보에 대한 접근 통제와 접근 권한의 제한",
    "영상정보를 안전하게 저장·전송하기 위한 암호화",
    "처리기록의 보관과 위조·변조 방지",
    "보관시설의 잠금장치 설치와 출입 통제",
)
SAFEGUARDS_EN = (
    "An internal management plan is adopted and followed",
    "Access control, and limits to access rights",
    "Encryption for safe storage and transmission of footage",
    "Records of processing are kept and protected against tampering",
    "Locks on the storage room",
)


def _post(code, title, department, phone):
    return Post(code=code, title=title, department=department, phones=(phone,))


def _declared(location, coverage, manager, storage, **others):
    holders = (Duty(post=manager), Duty(post="R"))
    return Declared(
        location=location,
        coverage=coverage,
        manager=Duty(post=manager),
        access_holders=holders,
        storage_place=storage,
        **others,
    )


def sound_things(language="ko"):
    """Return the values of a registry that answers everything a policy must say."""
    return _korean() if language == "ko" else _english()


def _korean():
    common = Declared(
        purposes=(
            Purpose(text="범죄의 예방 및 수사", ground="pipa.25.1.2"),
            Purpose(text="시설의 안전 및 관리, 화재 예방", ground="pipa.25.1.3"),
        ),
        hours="24시간",
        retention=Retention(text="촬영일로부터 20일", days=20),
        processing_method="보관기간이 지나면 자동으로 덮어써 영구 삭제",
        checking_method="관리책임자에게 전화로 연락한 뒤 방문하여 확인",
        checking_place="본사 1층 열람실",
        space_class=SpaceClass.OPEN,
    )
    return (
        Organisation(
            name="예시도시가스",
            homepage="https://www.example.co.kr",
            phone="033-000-1000",
            effective_on=date(2026, 10, 1),
            legal_bases=("「개인정보 보호법」 제25조제1항제2호", "「개인정보 보호법」 제25조제1항제3호"),
            safeguards=SAFEGUARDS,
            request_channels=("서면", "전화 033-000-1000", "전자우편"),
            request_form="개인영상정보(존재확인, 열람) 청구서",
            refusal_notice_days=10,
            privacy_officer=Duty(post="O"),
            history=(
                HistoryLine(on=date(2024, 3, 4), note="제정"),
                HistoryLine(on=date(2026, 10, 1), note="법령 변경 반영"),
            ),
            declared=common,
        ),
        _post("M", "안전관리팀장", "안전관리팀", "033-000-2770"),
        _post("S", "충전소장", "충전운영팀", "033-000-2705"),
        _post("R", "상황실 근무자", "상황실", "033-000-2771"),
        _post("O", "경영지원본부장", "경영지원본부", "033-000-2777"),
        Contractor(code="K", name="예시보안㈜", work="CCTV 유지보수", phones=("033-000-3000",)),
        Row(code="A", name="사옥", order=1),
        Row(code="B", name="동부 충전소", order=2),
        Row(code="C", name="서부 충전소", order=3),
        Row(code="D", name="가스공급시설", order=4),
        Site(
            code="A1",
            name="사옥",
            row="A",
            camera_count=4,
            declared=_declared("정문과 1층 로비", "정문 앞 보도와 로비 출입구", "M", "사옥 상황실"),
        ),
        Site(
            code="B1",
            name="동부 충전소",
            row="B",
            camera_count=2,
            declared=_declared("충전기 위 처마", "충전기와 차량 진입로", "S", "동부 충전소 사무실"),
        ),
        Site(
            code="C1",
            name="서부 충전소",
            row="C",
            camera_count=3,
            declared=_declared("사무동 모서리", "충전기와 출입문", "S", "서부 충전소 사무실"),
        ),
        Site(
            code="D1",
            name="가스공급시설",
            row="D",
            camera_count=12,
            declared=_declared(
                "울타리 기둥",
                "출입문과 울타리 바깥 길",
                "M",
                "사옥 상황실",
                retention=Retention(
                    text="촬영일로부터 60일", days=60, reason="무인 시설이어서 월 1회 점검 때 침입을 확인함"
                ),
            ),
        ),
    )


def _english():
    common = Declared(
        purposes=(
            Purpose(text="Prevention and investigation of crime", ground="pipa.25.1.2"),
            Purpose(text="Safety of facilities and fire prevention", ground="pipa.25.1.3"),
        ),
        hours="24 hours",
        retention=Retention(text="20 days from recording", days=20),
        processing_method="Overwritten automatically and erased beyond recovery when the period ends",
        checking_method="Contact the manager by telephone, then visit",
        checking_place="Viewing room, head office",
        space_class=SpaceClass.OPEN,
    )
    return (
        Organisation(
            name="예시도시가스",
            name_en="Example City Gas",
            homepage="https://www.example.co.kr",
            phone="033-000-1000",
            effective_on=date(2026, 10, 1),
            legal_bases=("Article 25(1)(2) of the Personal Information Protection Act",),
            safeguards=SAFEGUARDS_EN,
            request_channels=("in writing", "telephone 033-000-1000", "e-mail"),
            request_form="Request to view footage",
            refusal_notice_days=10,
            privacy_officer=Duty(post="O"),
            history=(HistoryLine(on=date(2026, 10, 1), note="revised"),),
            declared=common,
        ),
        _post("M", "Head of Safety", "Safety Team", "033-000-2770"),
        _post("R", "Head of Control", "Control Room Team", "033-000-2771"),
        _post("O", "Director of Administration", "Administration Division", "033-000-2777"),
        Contractor(code="K", name="Example Security Ltd", work="Maintenance of the cameras", phones=("033-000-3000",)),
        Row(code="A", name="Head office", order=1),
        Row(code="B", name="Filling station", order=2),
        Site(
            code="A1",
            name="Head office",
            row="A",
            camera_count=4,
            declared=_declared("Main gate and lobby", "Pavement at the gate and lobby doors", "M", "Control room"),
        ),
        Site(
            code="B1",
            name="Filling station",
            row="B",
            camera_count=2,
            declared=_declared("Canopy over the dispensers", "Dispensers and the drive", "M", "Station office"),
        ),
    )

"""Builds what signs say: each builder states what matters and leaves the rest at its default."""

from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.signage import commands, queries
from app.signage.domain import SignContent, SignKind, sign_number
from tests.builders.registry import RECORDED_AT, a_small_estate

PUBLIC_URL = "http://localhost"
DAY = RECORDED_AT.date()

PURPOSE = {"purposes": [{"text": "시설안전 및 화재 예방"}, {"text": "범죄 예방"}], "coverage": "건물 내부와 출입구"}


def a_sign(**more) -> SignContent:
    values = {
        "number": sign_number(123_456_789),
        "kind": SignKind.ZONE,
        "site_code": "G-1",
        "target": "G-1-Z",
        "name": "읍하 지구정압기",
        "purpose": "가스 공급시설 안전관리, 화재 예방 및 범죄 예방",
        "place": "강원특별자치도 횡성군 횡성읍 읍하로 100-1 읍하 지구정압기실",
        "coverage": "정압기실 내부·출입구 및 울타리 주변 약 10m",
        "hours": "24시간 연속 촬영·녹화 (보관기간 30일)",
        "manager": "안전관리팀장 033-000-1000",
        "contractor": "㈜예시경비 1588-0000",
        "organisation": "예시도시가스㈜",
        "address": "https://cctv.example.kr/public/signs",
    }
    return SignContent(**(values | more))


def many_signs(count: int = 12) -> list[SignContent]:
    """Return signs that differ in every line, one in three with a long place."""
    return [
        a_sign(
            number=sign_number(n * 7_919_111 % 2**30),
            target=f"Z-{n}",
            place=f"강원특별자치도 횡성군 갑천면 마옥로 {n} 마옥 제{n}지구정압기실"
            + (" (구 마옥 제5공급관리소, 종합운동장 맞은편 공영주차장 출입구 옆)" if n % 3 == 0 else ""),
            coverage=f"정압기실 내부·출입구 및 울타리 주변 약 {n + 5}m",
            manager=f"안전관리{n % 5}팀장 033-000-{n:04}",
            contractor="" if n % 2 else "㈜예시경비 1588-0000",
        )
        for n in range(count)
    ]


def a_signed_estate(**declared):
    """Return the small estate with everything its signs must say; ``declared`` overrides what is declared for all."""
    items = a_small_estate()
    organisation = items["organisation"][0]
    organisation["declared"] = organisation["declared"] | PURPOSE | declared
    return items


def contents(as_of=DAY, **more):
    return queries.sign_set(db.session(), as_of=as_of, public_url=PUBLIC_URL, **more).contents


def issue(chosen=None, *, now=RECORDED_AT, actor=SYSTEM, **more):
    """Issue numbers in one unit of work, and return the contents with theirs."""
    chosen = contents() if chosen is None else chosen
    with unit_of_work() as session:
        return commands.issue_signs(session, contents=chosen, actor=actor, now=now, **more)


def print_all(numbered, *, now=RECORDED_AT, actor=SYSTEM, size="A4"):
    """Record that signs were printed, in one unit of work; return the batch."""
    with unit_of_work() as session:
        return commands.record_print(
            session,
            contents=numbered,
            size=size,
            languages=("ko", "en"),
            sheet=None,
            registry_revision="0" * 12,
            actor=actor,
            now=now,
        )

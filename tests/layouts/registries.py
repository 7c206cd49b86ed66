"""Random registries for round trips: small, sound ones with everything a policy can state, and no database."""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from app.registry.domain import (
    Agreement,
    Contractor,
    Declared,
    Device,
    Duty,
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
)

FIRST = ("본관", "별관", "관설", "장양", "반곡", "학성", "태장", "무실", "단계", "우산", "행구", "봉산")
SECOND = ("사옥", "충전소", "정압실", "상황실", "창고", "주차장", "민원실", "기숙사", "연구동", "검침센터")
AREAS = ("출입구", "1층 로비", "지하 1층 계단", "승강기 안", "외곽 울타리", "배관실 앞", "주차장 진입로", "3층 복도")
HOURS = ("24시간", "09:00~18:00", "24시간(움직임이 있을 때 녹화)", "평일 업무시간")
STORES = ("상황실", "전산실", "충전소 사무실", "지하 1층 방재실", "통합관제실 서버")
PROCESSING = ("보관기간이 지나면 자동 삭제", "덮어쓰기로 삭제", "출력물은 파쇄 또는 소각")
METHODS = ("관리책임자에게 미리 연락한 뒤 방문", "전화로 신청한 뒤 방문", "서면으로 신청")
PLACES = ("본사 1층 민원실", "상황실", "해당 충전소 사무실")
PURPOSES = ("시설안전 및 화재 예방", "범죄 예방 및 수사", "교통정보의 수집", "방문객 안전사고 예방", "차량 도난 방지")
GROUNDS = (None, "pipa.25.1.2", "pipa.25.1.3", "pipa.25.1.6")
BASES = ("개인정보 보호법 제25조제1항", "주차장법 시행규칙 제6조제1항", "개인정보 보호법 제15조제1항제6호")
MEASURES = (
    *("내부 관리계획의 수립 및 시행", "접근 권한의 제한", "암호화한 전송", "처리기록의 보관과 위조·변조 방지"),
    *("보관시설 잠금장치", "출입 통제"),
)
TITLES = ("안전관리팀장", "총무과장", "충전소장", "시설계장", "상황실 근무자", "정보보안 담당자")
OFFICERS = ("총무이사", "안전관리팀장", "경영지원부장")
DEPARTMENTS = ("안전관리팀", "총무과", "시설운영부", "정보전략실")
LABELS = ("정", "부", "총괄책임자")
UNITS = ("동부지사", "서부지사")
DAYS = st.dates(date(2012, 1, 1), date(2026, 11, 1))
PHONES = st.integers(1000, 9999).map(lambda number: f"033-700-{number}")


def _some(values, *, most=3):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True).map(tuple)


def _maybe(strategy):
    return st.none() | strategy


AREA_TEXTS = _some(AREAS).map(", ".join)
NAMES = st.tuples(st.sampled_from(FIRST), st.sampled_from(SECOND)).map(" ".join)
_PEOPLE = st.tuples(st.sampled_from(TITLES), st.sampled_from(DEPARTMENTS), st.lists(PHONES, max_size=2, unique=True))


@st.composite
def _retention(draw):
    if draw(st.integers(0, 9)) == 0:
        return Retention(recorded=False)
    days = draw(st.integers(1, 90))
    reason = draw(st.sampled_from(("보험 사고 처리에 걸리는 기간", "내부 감사 주기"))) if days > 30 else None
    condition = draw(st.sampled_from((None, None, "수사 협조 요청을 받은 영상은 제외")))
    if draw(st.integers(0, 4)) == 0:
        return Retention(least_days=days, most_days=days + 10, reason=reason, condition=condition)
    text = draw(st.sampled_from((None, f"촬영일로부터 {days}일", f"{days}일", f"촬영일로부터 {days}일 이내")))
    return Retention(text=text, days=days, reason=reason, condition=condition)


@cache
def _purposes():
    return st.lists(
        st.builds(Purpose, text=st.sampled_from(PURPOSES), ground=st.sampled_from(GROUNDS)),
        min_size=1,
        max_size=3,
        unique_by=lambda purpose: purpose.text,
    ).map(tuple)


@cache
def _duty(posts):
    return st.builds(Duty, post=st.sampled_from(posts), label=st.sampled_from((None, None, *LABELS)))


@cache
def _holders(posts):
    return st.lists(_duty(posts), min_size=1, max_size=2, unique_by=lambda duty: duty.post).map(tuple)


@cache
def _declared(posts, *parts):
    """Return what is said of a thing, made once: Hypothesis works out a new strategy before it draws from it."""
    return st.builds(Declared, **_shared(posts), **{name: one for part in parts for name, one in part().items()})


@cache
def _shared(posts):
    """Return what everything under one row has in common, or the organisation says of all."""
    return {
        "purposes": _maybe(_purposes()),
        "hours": _maybe(st.sampled_from(HOURS)),
        "retention": _maybe(_retention()),
        "storage_place": _maybe(st.sampled_from(STORES)),
        "processing_method": _maybe(st.sampled_from(PROCESSING)),
        "checking_method": _maybe(st.sampled_from(METHODS)),
        "checking_place": _maybe(st.sampled_from(PLACES)),
        "manager": _maybe(_duty(posts)),
        "access_holders": _maybe(_holders(posts)),
    }


@cache
def _where():
    return {"location": _maybe(AREA_TEXTS), "coverage": _maybe(AREA_TEXTS)}


@cache
def _particulars():
    device = st.builds(
        Device,
        kind=_maybe(st.sampled_from(("fixed", "mobile"))),
        resolution=_maybe(st.just("200만 화소")),
        audio=_maybe(st.just("녹음하지 않음")),
    )
    return {
        "space_class": _maybe(st.sampled_from(SpaceClass)),
        "unit": _maybe(st.sampled_from(UNITS)),
        "device": _maybe(device),
    }


_PLACED = st.builds(Declared, **_where())
_OF_A_PART = {
    stored: st.builds(
        Declared, storage_place=_maybe(st.sampled_from(STORES)) if stored else st.none(), coverage=_maybe(AREA_TEXTS)
    )
    for stored in (True, False)
}


@st.composite
def _zones(draw, site, count, *, stored=True):
    """Return parts of a site that make up its number of devices, each with something of its own.

    ``stored`` False: not where recordings are kept, which is one for all under a published row.
    """
    if count is None or count < 2 or draw(st.booleans()):
        return []
    first = draw(st.integers(1, count - 1))
    labels = draw(st.lists(st.sampled_from(AREAS), min_size=2, max_size=2, unique=True))
    return [
        Zone(
            code=f"{site}-{number}",
            site=site,
            name=label,
            order=number,
            camera_count=part,
            declared=draw(_OF_A_PART[stored]),
        )
        for number, (label, part) in enumerate(zip(labels, (first, count - first), strict=True))
    ]


@st.composite
def registries(draw):
    """Return the things of a registry: an organisation, posts, a row of several places, places alone, parts."""
    codes = tuple(f"p{number}" for number in range(draw(st.integers(1, 3))))
    things = [
        Post(code=code, title=title, department=department, phones=tuple(phones))
        for code, (title, department, phones) in ((code, draw(_PEOPLE)) for code in codes)
    ]
    officer = draw(st.sampled_from(OFFICERS))
    things.append(Post(code="cpo", title=officer, department="경영지원부", phones=(draw(PHONES),)))
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    things.append(draw(_organisation(codes)))
    if len(names) > 3:  # Two places under one row, and the row's own name.
        row_name, *names = names
        things += draw(_row(codes, row_name, names[:2]))
        names = names[2:]
    for number, name in enumerate(names):
        code, count = f"s{number}", draw(_maybe(st.integers(1, 99)))
        declared = draw(_declared(codes, _where, _particulars))
        things.append(Site(code=code, name=name, order=number + 1, camera_count=count, declared=declared))
        things += draw(_zones(code, count))
    things += draw(_others())
    return things


@st.composite
def _row(draw, codes, name, places):
    counts = [draw(st.integers(1, 50)) for _place in places]
    declared = draw(_declared(codes, _where))
    sites = [
        Site(
            code=f"r-{number}",
            name=place,
            row="r",
            order=number,
            address=f"예시로 {number + 1}",
            camera_count=count,
            declared=draw(_PLACED),
        )
        for number, (place, count) in enumerate(zip(places, counts, strict=True))
    ]
    zones = [
        zone for site, count in zip(sites, counts, strict=True) for zone in draw(_zones(site.code, count, stored=False))
    ]
    return [Row(code="r", name=name, order=0, camera_count=sum(counts), declared=declared), *sites, *zones]


@cache
def _organisation(codes):
    name = st.tuples(st.sampled_from(FIRST), st.sampled_from(("도시가스", "에너지", "도시가스 주식회사"))).map("".join)
    history = st.lists(st.builds(Revision, on=DAYS, note=st.sampled_from(("제정", "개정", "전부 개정"))), max_size=3)
    since = st.dates(date(2026, 11, 1), date(2026, 12, 31))  # Nothing in the history is later.
    return st.builds(
        Organisation,
        name=name,
        name_en=st.just("Example Gas"),
        homepage=_maybe(st.just("https://example.com")),
        effective_on=_maybe(since),
        legal_bases=st.lists(st.sampled_from(BASES), max_size=2, unique=True).map(tuple),
        safeguards=st.lists(st.sampled_from(MEASURES), max_size=4, unique=True).map(tuple),
        request_channels=st.lists(st.sampled_from(("본사 1층 민원실", "033-700-0100")), max_size=2, unique=True).map(
            tuple
        ),
        request_form=_maybe(st.sampled_from(("개인영상정보 열람·존재확인 청구서", "영상정보 열람 신청서"))),
        refusal_notice_days=_maybe(st.integers(1, 10)),
        privacy_officer=_maybe(st.just(Duty(post="cpo"))),
        history=history.map(tuple),
        sign_plans=st.lists(st.builds(SignPlan, place=st.sampled_from(AREAS), count=st.integers(1, 9)), max_size=1).map(
            tuple
        ),
        declared=_declared(codes),
    )


@st.composite
def _others(draw):
    work = st.sampled_from(("영상정보처리기기의 유지보수", "시설 경비와 모니터링"))
    companies = draw(st.lists(st.sampled_from(("한빛보안", "늘봄시스템㈜", "㈜예시경비")), max_size=2, unique=True))
    found = [
        Contractor(
            code=f"v{number}", name=name, work=draw(work), phones=(draw(PHONES),), sites=("s0",) if number else ()
        )
        for number, name in enumerate(companies)
    ]
    if draw(st.booleans()):
        found.append(Agreement(code="a", party="예시경찰서", scope="실시간 영상 제공", agreed_on=draw(_maybe(DAYS))))
    return found

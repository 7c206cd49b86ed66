"""A sound registry to break one thing at a time, and the facts rules look at."""

from dataclasses import replace
from datetime import date

from app.compliance.domain import Facts, Place, RetentionFact, Subject, examine
from app.compliance.rules import RULES
from app.registry.domain import (
    Camera,
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
    Zone,
)
from app.registry.resolution import snapshot_of

TODAY = date(2026, 11, 22)
SOUND_DECLARED = Declared(
    purposes=(Purpose(text="범죄 예방", ground="pipa.25.1.2"),),
    location="정문",
    coverage="정문과 앞 도로",
    hours="24시간",
    retention=Retention(text="촬영일로부터 20일", days=20),
    storage_place="상황실",
    processing_method="자동 삭제",
    checking_method="전화로 먼저 문의",
    checking_place="안전관리팀 사무실",
    manager=Duty(post="LEAD"),
    access_holders=(Duty(post="GUARD"),),
    space_class=SpaceClass.OPEN,
)
SOUND_ORGANISATION = Organisation(
    name="예시가스",
    homepage="https://gas.example.kr",
    effective_on=date(2026, 9, 11),
    legal_bases=("개인정보 보호법 제25조제1항제2호",),
    safeguards=("계획", "접근 통제", "저장", "기록", "잠금"),
    request_channels=("전화", "전자우편"),
    refusal_notice_days=10,
    privacy_officer=Duty(post="OFFICER"),
    history=(Revision(on=date(2026, 9, 11), note="전부 개정"),),
    declared=SOUND_DECLARED,
)
SOUND_POSTS = (
    Post(code="LEAD", title="안전관리팀장", department="안전관리팀", phones=("033-000-0000",)),
    Post(code="GUARD", title="상황실 근무자"),
    Post(code="OFFICER", title="상무이사", department="경영지원실", phones=("033-000-0001",)),
)
SOUND_SITE = Site(code="HQ", name="사옥", address="예시로 1")
SOUND_ZONE = Zone(code="HQ-1", site="HQ", name="정문", camera_count=2)


def a_camera(code: str = "C-1", **changed: object) -> Camera:
    camera = Camera(code=code, zone="HQ-1", audio_enabled=False, audio_off_verified_on=date(2026, 1, 5))
    return replace(camera, **changed)


def declared(**changed: object) -> Declared:
    """What the organisation declares, with something changed."""
    return replace(SOUND_DECLARED, **changed)


def a_snapshot(*more, organisation=None, posts=SOUND_POSTS, on: date = TODAY, **changed_values):
    """A sound company of one site and one zone, with some declared values changed and more things in it."""
    company = organisation or SOUND_ORGANISATION
    if changed_values:
        company = replace(company, declared=declared(**changed_values))
    replaced = {(type(thing), thing.code) for thing in more}
    things = [company, *posts, SOUND_SITE, SOUND_ZONE]
    kept = [thing for thing in things if (type(thing), thing.code) not in replaced]
    return snapshot_of([*kept, *more], as_of=on, known_at=None, revision="0" * 12)


def a_company(**changed: object) -> Organisation:
    return replace(SOUND_ORGANISATION, **changed)


def facts(
    *more,
    on: date = TODAY,
    signs=(),
    requests=(),
    holds=(),
    answers=(),
    handovers=(),
    intakes=(),
    accounts=(),
    entries=(),
    recorders=(),
    retentions=(),
    policy=None,
    security=None,
    backup=None,
    posts_held=(),
    lacks=(),
    public=False,
    **changes,
) -> Facts:
    """The facts of that company."""
    snapshot = a_snapshot(*more, on=on, **changes)
    return Facts(
        on=on,
        snapshot=snapshot,
        signs=tuple(signs),
        requests=tuple(requests),
        holds=tuple(holds),
        answers=tuple(answers),
        handovers=tuple(handovers),
        intakes=tuple(intakes),
        accounts=tuple(accounts),
        entries=tuple(entries),
        recorders=tuple(recorders),
        retentions=tuple(retentions),
        policy=policy,
        security=security,
        backup=backup,
        posts=tuple(posts_held),
        lacks=tuple(lacks),
        is_public_institution=public,
    )


def found(these: Facts, rule: str | None = None):
    """What all rules find, or one of them."""
    return [finding for finding in examine(these, RULES) if rule in {None, finding.rule}]


def stations(count: int, **declared_values: object):
    """A published row of single stations, each its own site with one zone."""
    row = Row(code="GOV", name="정압기", order=1, camera_count=count, declared=Declared(**declared_values))
    yield row
    for number in range(1, count + 1):
        yield Site(code=f"GOV-{number:04}", name=f"예시 정압기 {number}", row="GOV", order=number, address="예시로 2")
        yield Zone(code=f"GOV-{number:04}-1", site=f"GOV-{number:04}", name="정압기실", camera_count=1)


def a_contractor(**changed: object) -> Contractor:
    return replace(Contractor(code="V-1", name="예시보안", contract_on=date(2026, 1, 2)), **changed)


def a_retention(**changed: object) -> RetentionFact:
    """A camera whose recorder keeps what was published, looked at today."""
    sound = RetentionFact(
        place=Place(Subject.CAMERA, "C-1", "사옥 · 로비 1", "HQ"),
        shortest_days=20,
        longest_days=20,
        configured_days=20,
        measured_days=20,
        kept_days=20,
        offset_seconds=0,
        looked_on=TODAY,
    )
    return replace(sound, **changed)

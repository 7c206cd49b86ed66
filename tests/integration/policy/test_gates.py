"""Nothing is published with a gap, a violation or words of one's own; what is doubtful is read and sealed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.policy import queries
from app.policy.commands.wording import CautionsUnread
from app.policy.models import PolicyClauseCopy
from app.policy.queries import NotReady
from app.policy.verification import check_clauses, check_policy
from app.policy.versions import (
    EffectiveTooSoon,
    GroundsUnread,
    NobodyToApprove,
    NotTheirs,
    OwnWording,
    PromisesUnread,
    State,
)
from app.registry import queries as registry
from tests.browsing import page
from tests.builders import policy_versions as build
from tests.builders.accounts import an_account, an_actor
from tests.builders.policy_clauses import restore, reword
from tests.builders.policy_versions import NOW, OFFICER, REVIEWER, a_version, in_days
from tests.builders.registry import record_estate
from tests.builders.whole_estate import a_whole_estate, record_whole_estate

FEE = "실비만 받습니다."
DOUBTFUL = "다음 목적으로만 영상정보처리기기를 설치·운영합니다."


@pytest.fixture
def estate(app):
    record_whole_estate()


def sealed(name):
    db.session.rollback()
    return list(ledger.entries(db.session(), names=[name]))[-1]


def test_a_text_with_gaps_is_reviewed_but_neither_approved_nor_announced(app):
    record_estate()
    number = a_version(State.REVIEWED)
    with pytest.raises(NotReady) as refused:
        build.approve(number)
    told = [str(problem) for problem in refused.value.problems]
    gaps = queries.pinned_texts(db.session(), of=build.version(number))[0].gaps()
    assert len([one for one in told if "미기재" in one]) == len(gaps)
    assert any(one.startswith("CAM-08: ") for one in told)
    with unit_of_work() as session:
        session.execute(
            text("UPDATE policy_version SET state = 'approved', approved_by = 13, approved_at = drafted_at")
        )
    with pytest.raises(NotReady):
        build.announce(number)


def test_a_version_whose_text_breaks_a_duty_is_not_approved(estate):
    naked = a_whole_estate()["sites"][0] | {"declared": {"location": "탈의실 안", "coverage": "탈의실"}}
    record_estate({"sites": [naked]})
    number = a_version(State.REVIEWED)
    with pytest.raises(NotReady, match="CAM-"):
        build.approve(number)


def test_the_total_of_a_text_that_was_read_in_does_not_stand_in_the_way(estate):
    total = registry.snapshot(db.session(), as_of=kst_day(NOW)).total
    organisation = a_whole_estate()["organisation"][0]
    record_estate({"organisation": [organisation | {"stated_total": total}]})
    assert build.version(a_version(State.APPROVED)).state is State.APPROVED


def test_what_was_cautioned_of_is_sealed_with_the_approval(estate):
    vague = a_whole_estate()["sites"][0] | {"declared": {"location": "정문 기둥", "coverage": "건물 내/외부"}}
    record_estate({"sites": [vague]})
    a_version(State.APPROVED)
    said = sealed("policy.approved").data
    assert said["cautions"] >= 1
    assert "CAM-08" in said["caution_rules"]
    assert "8-signs" in said["promises"]


def test_nobody_approves_who_does_not_say_that_the_promises_are_so(estate):
    number = a_version(State.REVIEWED)
    with pytest.raises(PromisesUnread):
        build.approve(number, promises_read=False)


def test_who_worded_what_is_new_does_not_approve_it(estate):
    reword(fee=FEE)
    number = a_version(State.REVIEWED)
    assert build.version(number).authors == (OFFICER.id,)
    with unit_of_work() as session:
        other = an_account(session, name="다른책임자", roles=(Role.PRIVACY_OFFICER,), now=NOW)
    with pytest.raises(OwnWording, match="다른책임자"):
        build.approve(number)
    with pytest.raises(DatabaseError), unit_of_work() as session:
        session.execute(
            text(f"UPDATE policy_version SET state='approved', approved_by={OFFICER.id}, approved_at=drafted_at")
        )
    build.approve(number, actor=other)
    assert list(check_policy(db.session())) == []


def test_where_nobody_else_could_approve_that_is_said(estate):
    reword(fee=FEE)
    number = a_version(State.REVIEWED)
    with pytest.raises(OwnWording, match="승인할 수 있는 사람: 없음"):
        build.approve(number)


def test_who_stands_in_for_who_worded_it_does_not_approve_it_either(estate):
    reword(fee=FEE)
    number = a_version(State.REVIEWED)
    deputy = an_actor(Role.AUDITOR, number=15).borrowing([(Role.PRIVACY_OFFICER, None, OFFICER.id)])
    with pytest.raises(OwnWording):
        build.approve(number, actor=deputy)


def test_words_that_were_published_before_are_nobodys_any_more(estate):
    reword(fee=FEE, actor=REVIEWER)
    a_version()
    reword(newest=1, fee="드는 비용만큼만 받습니다.")
    restore(newest=2)
    reword(newest=3, fee=FEE)
    number = a_version(State.APPROVED, effective_on=in_days(7))
    assert build.version(number).authors == ()


def test_words_that_were_overwritten_before_they_were_published_are_in_no_text(estate):
    reword(fee=FEE)
    reword(newest=1, fee="드는 비용만큼만 받습니다.", actor=REVIEWER)
    assert build.version(a_version(State.APPROVED)).authors == (REVIEWER.id,)


def test_who_words_one_block_does_not_take_over_the_words_of_another(estate):
    reword(fee=FEE)
    reword(newest=1, fee=FEE, masking="함께 찍힌 분은 모자이크로 가려서 보여 드립니다.", actor=REVIEWER)
    number = a_version(State.REVIEWED)
    assert build.version(number).authors == tuple(sorted((OFFICER.id, REVIEWER.id)))
    with pytest.raises(OwnWording):
        build.approve(number)


def declared(*channels, actor):
    organisation = a_whole_estate()["organisation"][0] | {"request_channels": list(channels)}
    record_estate({"organisation": [organisation]}, actor=actor)


def test_who_read_the_facts_of_the_first_version_into_the_registry_may_approve_it(estate):
    declared("서면", actor=OFFICER)
    assert build.version(a_version(State.APPROVED)).authors == ()


def test_who_declared_what_another_overwrote_may_approve(estate):
    a_version()
    declared("서면", actor=OFFICER)
    declared("전화 033-000-1000", actor=REVIEWER)
    number = a_version(State.APPROVED, effective_on=in_days(7))
    assert build.version(number).authors == (REVIEWER.id,)


def test_what_is_declared_as_it_was_published_is_nobodys(estate):
    a_version()
    declared("서면", actor=OFFICER)
    declared(*a_whole_estate()["organisation"][0]["request_channels"], actor=REVIEWER)
    assert build.version(a_version(State.REVIEWED, effective_on=in_days(7))).authors == ()


def test_who_declared_something_for_all_places_does_not_approve_it(estate):
    a_version()
    organisation = a_whole_estate()["organisation"][0] | {"request_channels": ["서면"]}
    record_estate({"organisation": [organisation]}, actor=OFFICER)
    number = a_version(State.REVIEWED, effective_on=in_days(7))
    with pytest.raises(OwnWording):
        build.approve(number)


def test_a_manager_words_so_that_the_officer_approves(estate):
    reword(fee=FEE, actor=REVIEWER)
    assert build.version(a_version(State.APPROVED)).authors == (REVIEWER.id,)


def test_a_caution_is_read_and_explained_and_both_are_sealed(estate):
    with pytest.raises(CautionsUnread) as refused:
        reword(section=1, purposes=DOUBTFUL)
    assert "POL-04" in str(refused.value)
    for half in ({"cautions_read": True}, {"reason": "관행"}, {"cautions_read": True, "reason": " "}):
        with pytest.raises(CautionsUnread):
            reword(section=1, purposes=DOUBTFUL, **half)
    assert db.session.query(PolicyClauseCopy).count() == 0
    reword(section=1, purposes=DOUBTFUL, cautions_read=True, reason=" 줄임말을 먼저 밝힘 ")
    said = sealed("policy.clause_reworded").data
    assert (said["caution_rules"], said["reason"]) == (["POL-04"], "줄임말을 먼저 밝힘")
    assert list(check_clauses(db.session())) == []


def test_a_day_that_could_not_be_kept_is_refused_at_once(estate):
    a_version()
    with pytest.raises(EffectiveTooSoon):
        build.draft(effective_on=in_days(6))
    number = build.draft(effective_on=in_days(7))
    with pytest.raises(EffectiveTooSoon):
        build.refresh(number, now=NOW + timedelta(days=1))


def test_a_draft_is_taken_back_by_its_author_or_an_approver_only(estate):
    number = build.draft()
    for role in (Role.OPERATOR, Role.MANAGER, Role.ADMINISTRATOR):
        with pytest.raises(NotTheirs):
            build.withdraw(number, actor=an_actor(role, number=77))
    build.withdraw(number, actor=build.AUTHOR)
    build.withdraw(build.draft(), actor=OFFICER)


def test_the_page_names_every_gap_with_the_way_to_mend_it(app, sign_in):
    record_estate()
    build.a_version(State.REVIEWED, now=utc_now(), effective_on=kst_day(utc_now()))
    officer = sign_in(Role.PRIVACY_OFFICER)
    shown = page(officer.get("/policy/versions/1"), status=200).text
    gaps = queries.judged(db.session(), of=build.version(1)).gaps
    assert shown.count("대장에서 고치기</a>") == len(gaps)
    assert 'href="/registry/site/HQ/edit"' in shown
    assert 'href="/registry/organisation/self/edit"' in shown
    assert "/policy/versions/1/approve" not in shown
    digest = build.version(1).text_digest
    refused = officer.post("/policy/versions/1/approve", data={"text_digest": digest, "promises": "y"})
    assert refused.status_code == 409
    assert build.version(1).state is State.REVIEWED


def test_the_page_shows_cautions_promises_and_who_may_approve(estate, sign_in):
    vague = a_whole_estate()["sites"][0] | {"declared": {"location": "정문 기둥", "coverage": "건물 내/외부"}}
    record_estate({"sites": [vague]})
    build.a_version(State.REVIEWED, now=utc_now(), effective_on=kst_day(utc_now()), languages=("ko", "en"))
    shown = page(sign_in("Petra").get("/policy/versions/1?language=en"), status=200).text
    assert "읽고 판단할 주의" in shown
    assert "이 글이 약속하는 일" in shown
    assert "승인할 수 있는 사람: Petra" in shown
    assert "영어가 없어 한국어로 실린 값" in shown


def test_a_day_that_went_by_is_told_on_the_page(estate, sign_in):
    past = utc_now() - timedelta(days=8)
    build.a_version(now=past, effective_on=kst_day(past))
    build.a_version(State.REVIEWED, now=past, effective_on=kst_day(past) + timedelta(days=8))
    assert "시행일을 지킬 수 없습니다" in page(sign_in(Role.MANAGER).get("/policy/versions/2"), status=200).text


def without_grounds():
    whole = a_whole_estate()
    organisation = whole["organisation"][0]
    declared = organisation["declared"] | {"purposes": [{"text": "시설안전"}]}
    record_estate({"organisation": [organisation | {"declared": declared}]})


def test_a_purpose_without_a_ground_is_shown_and_ticked_by_who_approves(estate, sign_in):
    without_grounds()
    number = build.a_version(State.REVIEWED, now=utc_now(), effective_on=kst_day(utc_now()))
    with pytest.raises(GroundsUnread):
        build.approve(number, now=utc_now())
    officer = sign_in("Petra")
    shown = page(officer.get(f"/policy/versions/{number}"), status=200).text
    assert "법적 근거가 없는 목적 1개" in shown
    assert 'name="groundless"' in shown
    data = {"text_digest": build.version(number).text_digest, "promises": "y"}
    address = f"/policy/versions/{number}/approve"
    assert "법적 근거가 없는 목적이 있습니다" in page(officer.post(address, data=data), status=409).text
    assert officer.post(address, data=data | {"groundless": "y"}).status_code == 303
    assert sealed("policy.approved").data["groundless"] == 1


def test_where_every_purpose_has_its_ground_nothing_is_asked(estate, sign_in):
    number = build.a_version(State.REVIEWED, now=utc_now(), effective_on=kst_day(utc_now()))
    assert 'name="groundless"' not in sign_in("Petra").get(f"/policy/versions/{number}").text
    build.approve(number, now=utc_now())
    assert sealed("policy.approved").data["groundless"] == 0


def test_who_alone_could_approve_is_asked_once_more_before_drafting(app):
    record_whole_estate()
    with unit_of_work() as session:
        officer = an_account(session, name="유일한책임자", roles=(Role.PRIVACY_OFFICER,), now=NOW)
    with pytest.raises(NobodyToApprove):
        build.draft(actor=officer)
    build.draft(actor=officer, alone=True)

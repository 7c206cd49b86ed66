"""The privacy officer words a clause their own way, or goes back to ours; whole and sealed, or not at all."""

from datetime import date, timedelta

import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.errors import NotAllowed
from app.ledger import queries as ledger
from app.policy import queries
from app.policy.clauses import clauses
from app.policy.commands.wording import NothingToRestore, OtherWording, SameWording, UnknownClause, UnsoundWording
from app.policy.domain import Form
from app.policy.models import PolicyClauseCopy
from app.policy.verification import check_clauses, check_policy
from app.policy.versions import WORDERS, StaleVersion, State
from tests.builders import policy_versions as build
from tests.builders.accounts import an_actor
from tests.builders.policy_clauses import newer_clauses, restore, reword
from tests.builders.policy_versions import OFFICER, REVIEWER, TODAY
from tests.builders.whole_estate import record_whole_estate

FEE = "실비만 받습니다."


@pytest.fixture(autouse=True)
def _with_tables(app):
    return app


def used(on=TODAY, language="ko", **more):
    db.session.rollback()
    return queries.worded_clauses(db.session(), language, on, **more)


def rows():
    db.session.rollback()
    return db.session.query(PolicyClauseCopy).count()


def test_a_copy_words_the_policy_from_its_day():
    record_whole_estate()
    assert reword(fee=FEE) == 1
    clause = used()[6]
    assert (clause.name, clause["fee"].text) == ("06-requests.v2+copy.1", FEE)
    assert clause["answer"] == clauses("ko", on=TODAY)[6]["answer"]
    assert used(TODAY - timedelta(days=1))[6].name == "06-requests.v2"
    assert used(language="en")[6].name == "06-requests.v2"
    document = queries.policy_as_of(db.session(), as_of=TODAY, form=Form.SECTION, language="ko")
    assert "06-requests.v2+copy.1" in document.clause_versions
    assert FEE in str(document.sections[5].blocks)


def test_the_newest_counts_and_ours_comes_back():
    reword(fee=FEE)
    assert reword(newest=1, fee="실제로 드는 비용만 받습니다.") == 2
    assert used()[6].name == "06-requests.v2+copy.2"
    assert restore(newest=2) == 3
    assert used()[6] == clauses("ko", on=TODAY)[6]
    assert reword(newest=3, fee=FEE) == 4
    assert used()[6].name == "06-requests.v2+copy.4"
    assert [copy.number for copy in queries.clause_copies(db.session(), language="ko", section=6)] == [1, 2, 3, 4]


def test_each_change_is_sealed():
    reword(fee=FEE)
    restore(newest=1)
    found = list(ledger.entries(db.session(), subject="policy_clause:6-ko"))
    assert [entry.name for entry in found] == ["policy.clause_reworded", "policy.clause_restored"]
    assert found[0].data["based_on"] == "06-requests.v2"
    assert f"@ fee\n{FEE}\n" in found[0].data["content"]
    assert {entry.actor_id for entry in found} == {OFFICER.id}
    assert list(check_clauses(db.session())) == []


@pytest.mark.parametrize("role", [role for role in Role if role not in WORDERS])
def test_only_managers_and_the_privacy_officer_save_a_wording(role):
    someone = an_actor(role, number=21)
    with pytest.raises(NotAllowed):
        reword(actor=someone, fee=FEE)
    with pytest.raises(NotAllowed):
        restore(newest=0, actor=someone)
    assert rows() == 0


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"refusal": ""}, ["거절하는 사유: '거절하는 사유'는 뺄 수 없습니다."]),
        ({"answer": "곧 답합니다. {deletion_days}일"}, ["답하는 기한: {answer_days} 값이 들어가야 합니다."]),
        ({"fee": "{sum}원"}, ["비용 1: {sum}: 이 항목에 쓸 수 없는 값입니다."]),
        ({"fee": "실비\n<b>만</b>"}, ["비용 2: '<b>': 꾸밈 부호는 쓸 수 없습니다. 글만 적으십시오."]),
        ({"nothing": "더"}, ["nothing: 기본 조문에 없는 항목입니다."]),
    ],
)
def test_what_a_copy_may_not_be_is_told_by_block_and_line_and_nothing_is_written(changed, told):
    with pytest.raises(UnsoundWording) as refused:
        reword(**changed)
    assert [str(problem) for problem in refused.value.problems] == told
    assert rows() == 0
    assert list(ledger.entries(db.session(), prefix="policy.")) == []


def test_what_the_linter_stops_is_not_saved():
    unlawful = (
        "다음의 경우에는 열람을 거절할 수 있습니다.\n- 법률에 따라 열람이 금지되는 경우\n"
        "- 그 밖에 정당한 공익적 사유가 있는 경우"
    )
    with pytest.raises(UnsoundWording) as refused:
        reword(refusal=unlawful)
    assert [(fault.key, fault.line) for fault in refused.value.faults] == [("refusal", 3)]
    assert "POL-07" in str(refused.value)
    assert rows() == 0


def test_nobody_writes_over_what_they_did_not_read():
    reword(fee=FEE)
    with pytest.raises(OtherWording):
        reword(newest=0, fee="다른 말")
    with pytest.raises(OtherWording):
        reword(newest=1, based_on="06-requests.v0", fee="다른 말")
    with pytest.raises(OtherWording):
        restore(newest=0)


def test_nothing_is_recorded_where_nothing_changes():
    with pytest.raises(SameWording):
        reword()
    with pytest.raises(NothingToRestore):
        restore(newest=0)
    reword(fee=FEE)
    with pytest.raises(SameWording):
        reword(newest=1, fee=f"  {FEE} \n\n")
    assert rows() == 1


def test_there_are_nine_clauses():
    with pytest.raises(UnknownClause):
        reword(section=9, based_on="x", typed={"fee": FEE})


def test_a_version_goes_stale_when_a_clause_is_reworded():
    record_whole_estate()
    number = build.a_version(State.REVIEWED)
    digest = build.version(number).text_digest
    reword(fee=FEE)
    stale = queries.staleness(db.session(), of=build.version(number))
    assert stale is not None
    assert (stale.registry, stale.clauses) == (False, True)
    assert [section.key for section in stale.sections] == ["requests"]
    with pytest.raises(StaleVersion):
        build.approve(number)
    build.send_back(number)
    build.refresh(number)
    assert "06-requests.v2+copy.1" in build.version(number).clauses
    assert build.version(number).text_digest != digest
    build.review(number, actor=REVIEWER)
    db.session.rollback()
    assert list(check_policy(db.session())) == []


def test_an_old_version_keeps_its_words(tmp_path):
    record_whole_estate()
    number = build.a_version()
    before = queries.pinned_texts(db.session(), of=build.version(number))
    reword(fee=FEE)
    assert queries.pinned_texts(db.session(), of=build.version(number)) == before


@pytest.fixture
def newer(tmp_path):
    return newer_clauses(tmp_path, since=date(2026, 3, 10))


def test_a_newer_wording_of_ours_is_told_and_leaves_no_hole(newer):
    reword(fee=FEE, folder=newer)
    day = date(2026, 3, 10)
    db.session.rollback()
    before = queries.standing_clauses(db.session(), language="ko", on=day - timedelta(days=1), folder=newer)[6]
    after = queries.standing_clauses(db.session(), language="ko", on=day, folder=newer)[6]
    assert (before.overtaken, after.overtaken) == (False, True)
    assert after.base is not None
    assert (after.base.name, after.ours.name, after.used.name) == (
        "06-requests.v2", "06-requests.v3", "06-requests.v2+copy.1",
    )  # fmt: skip
    assert after.used["late"].text == "늦으면 알립니다."
    assert after.used["fee"].text == FEE

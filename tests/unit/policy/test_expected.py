"""What our policy of a registry states, fact by fact, made from the registry and not from a text."""

from datetime import date

from app.policy.clauses import clauses, written
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.stated import About, Citation, Revision, StatedPerson, StatedRetention
from app.policy.writers.text import plain_text
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
    Zone,
)
from app.registry.domain import Revision as HistoryLine
from app.registry.resolution import snapshot_of
from tests.builders.policy import TODAY, a_policy, a_snapshot


def stated(*things, form=Form.STANDALONE, language="ko"):
    return expected(a_snapshot(*things), on=TODAY, form=form, language=language)


def test_without_an_organisation_nothing_is_stated():
    snapshot = snapshot_of([Site(code="A", name="사옥")], as_of=TODAY, known_at=None, revision="0")
    assert expected(snapshot, on=TODAY, form=Form.SECTION, language="ko").rows == ()


def test_a_value_declared_for_all_is_stated_of_every_row():
    organisation = Organisation(name="예시", declared=Declared(hours="24시간", retention=Retention(days=20)))
    rows = stated(organisation, Site(code="A", name="가"), Site(code="B", name="나")).rows
    assert [(row.name.value, row.hours.value) for row in rows] == [("가", "24시간"), ("나", "24시간")]
    assert rows[0].retention.value == StatedRetention(days=20, from_recording=True)


def test_a_zone_that_differs_is_a_part_and_one_that_says_nothing_is_not():
    site = Site(code="A", name="사옥", camera_count=2, declared=Declared(storage_place="상황실"))
    silent = Zone(code="Y", site="A", name="사옥", camera_count=2)
    assert [row.part for row in stated(site, silent).rows] == [None]
    zone = Zone(code="Z", site="A", name="전산실", camera_count=2, declared=Declared(storage_place="전산실"))
    rows = stated(site, zone).rows
    assert [(row.part and row.part.value, row.storage.value) for row in rows] == [
        (None, "상황실"),
        ("전산실", "전산실"),
    ]


def test_the_places_of_an_annex_are_parts_of_their_row():
    sites = [Site(code=f"G{n}", name=f"정압기 {n}", row="G", camera_count=n, region="원주시") for n in (1, 2)]
    rows = stated(Row(code="G", name="정압기", camera_count=3), *sites).rows
    assert [(row.name.value, row.part and row.part.value, row.count.value) for row in rows] == [
        ("정압기", None, 3),
        ("정압기", "정압기 1", 1),
        ("정압기", "정압기 2", 2),
    ]
    assert rows[1].others == (("소재지", rows[1].others[0][1]),)
    assert rows[1].others[0][1].value == "원주시"


def test_the_total_is_stated_only_where_a_number_is():
    assert stated(Site(code="A", name="가", camera_count=2), Site(code="B", name="나")).total.value == 2
    assert stated(Site(code="A", name="가")).total is None


def test_people_are_stated_with_posts_departments_and_phones():
    lead = Post(code="p", title="안전팀장", department="안전팀", phones=("033-700-0001",))
    site = Site(
        code="A", name="가", declared=Declared(manager=Duty(post="p", label="정"), access_holders=(Duty(post="p"),))
    )
    row = stated(lead, site).rows[0]
    person = StatedPerson(title="안전팀장", department="안전팀", phones=("033-700-0001",), label="정")
    assert [said.value for said in row.managers] == [person]
    assert [said.value.label for said in row.accessors] == [None]


def test_footage_that_is_not_recorded_has_no_days():
    site = Site(code="A", name="가", declared=Declared(retention=Retention(recorded=False)))
    assert stated(site).rows[0].retention.value == StatedRetention(recorded=False)


def test_what_nobody_receives_requests_by_is_not_promised():
    organisation = Organisation(name="예시")
    assert stated(organisation).channels == ()
    assert "다음 방법으로" not in plain_text(a_policy(organisation))
    assert "요구를 받는 곳: (미기재)" in plain_text(a_policy(organisation))


def test_exactly_the_ways_that_are_recorded_are_promised():
    for ways in (("서면",), ("전화 033-000-1000", "본사 1층 민원실")):
        organisation = Organisation(name="예시", request_channels=ways)
        printed = " ".join(plain_text(a_policy(organisation)).split())
        assert f"고집하지 않습니다: {', '.join(ways)}" in printed
        assert "인터넷" not in printed
    assert [said.value for said in stated(organisation).channels] == ["전화", "방문"]


def test_a_wording_that_names_ways_of_its_own_is_not_printed():
    first = next(clause for clause in written("ko") if clause.name == "06-requests.v1")
    others = [clause for clause in clauses("ko", on=TODAY) if clause.section != first.section]
    snapshot = a_snapshot(Organisation(name="예시", request_channels=("서면",)))
    document = compose(snapshot, form=Form.STANDALONE, language="ko", clauses=(first, *others), on=TODAY)
    assert "인터넷" not in plain_text(document)
    assert "요구를 받는 곳: 서면" in plain_text(document)


def test_what_the_organisation_says_once_is_stated_once():
    organisation = Organisation(
        name="예시",
        legal_bases=("개인정보 보호법 제25조제1항",),
        safeguards=("잠금장치",),
        request_form="열람 청구서",
        request_channels=("서면",),
        refusal_notice_days=7,
        entrustment_statement="위탁하지 않음",
        effective_on=date(2026, 1, 2),
        history=(HistoryLine(on=date(2025, 1, 2), note="제정"),),
        declared=Declared(purposes=(Purpose(text="시설안전", ground="pipa.25.1.3"),)),
    )
    policy = stated(organisation, Contractor(code="v", name="보안", work="점검", phones=("033-700-0002",)))
    assert [said.value for said in policy.purposes] == ["시설안전"]
    cited = {said.value for said in policy.citations}
    law = "개인정보 보호법"
    assert {
        Citation(instrument=law, article="25", paragraph=1),
        Citation(instrument=law, article="25", paragraph=7),
    } < cited
    assert Citation(instrument=law, article="25", paragraph=1, item=3) in cited
    assert (policy.form.value, policy.no_processors.value) == ("열람 청구서", "위탁하지 않음")
    assert policy.effective_on.value == date(2026, 1, 2)
    assert [said.value for said in policy.revisions] == [Revision(on=date(2025, 1, 2), note="제정")]
    assert [(said.value.name, said.value.covers) for said in policy.processors] == [("보안", "모든 설치장소")]
    days = {said.value.about: said.value.days for said in policy.periods}
    assert days == {About.ANSWER: 7, About.REFUSAL: 7, About.DELETION: 10}
    assert [said.value for said in policy.channels] == ["서면"]
    assert len(policy.refusal_grounds) == 2


def test_closed_places_rest_on_another_provision_and_may_be_suspended():
    policy = stated(Site(code="A", name="가", declared=Declared(space_class=SpaceClass.CLOSED)))
    assert policy.rows[0].space_class.value == "closed"
    assert Citation(instrument="개인정보 보호법", article="15", paragraph=1) in {
        said.value for said in policy.citations
    }
    assert About.SUSPENSION in {said.value.about for said in policy.periods}


def test_in_english_the_same_facts_are_stated():
    site = Site(code="A", name="Head office", camera_count=2)
    policy = stated(Organisation(name="예시", name_en="Example"), site, language="en")
    assert (policy.organisation.value, policy.total.value) == ("Example", 2)
    act = "Personal Information Protection Act"
    assert Citation(instrument=act, article="25", paragraph=7) in {said.value for said in policy.citations}

"""A notice that lacks what the law wants told cannot be made, nor one on a ground a company has not."""

import pytest

from app.case_papers.content import (
    AbsenceAnswer,
    ApprovalNotice,
    PartialNotice,
    PostponementNotice,
    RecipientLetter,
    RefusalNotice,
    notice_of,
)
from app.case_papers.refusals import IncompleteNotice, PaperNotFound, UnlawfulNotice
from app.viewing_requests.objections import objection_method
from tests.builders.case_papers import a_case, a_decision, a_handover, a_looking, a_sender

MADE = {
    RefusalNotice: "refused",
    PartialNotice: "partly_approved",
    PostponementNotice: "postponed",
    AbsenceAnswer: "not_existing",
    ApprovalNotice: "approved",
}
NEEDED = [
    *((notice, field) for notice in (RefusalNotice, PartialNotice, PostponementNotice)
      for field in ("reason", "objection_method", "decided_on")),
    *((AbsenceAnswer, field) for field in ("objection_method", "decided_on", "looking")),
    *((notice, field) for notice in (ApprovalNotice, PartialNotice)
      for field in ("items", "show_at", "show_place", "decided_on")),
    (PostponementNotice, "ground_ends_on"),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "field"), NEEDED, ids=lambda part: getattr(part, "__name__", part))
def test_a_notice_is_not_made_without_what_must_be_told(notice, field):
    decision = a_decision(MADE[notice])
    notice(a_sender(), a_case(), decision)
    empty = {"items": (), "decided_on": None, "show_at": None, "looking": None, "ground_ends_on": None}.get(field, "")
    with pytest.raises(IncompleteNotice):
        notice(a_sender(), a_case(), a_decision(MADE[notice], **{field: empty}))


@pytest.mark.parametrize("field", ["reason", "objection_method"])
def test_blanks_are_no_text(field):
    with pytest.raises(IncompleteNotice):
        RefusalNotice(a_sender(), a_case(), a_decision(**{field: " \n\u00a0 "}))


def test_everything_that_is_missing_is_named_at_once():
    with pytest.raises(IncompleteNotice) as refused:
        RefusalNotice(a_sender(), a_case(), a_decision(reason="", objection_method="", decided_on=None))
    assert all(word in str(refused.value) for word in ("사유", "이의제기 방법", "결정한 날"))


@pytest.mark.parametrize("ground", ["", "pipa.35.4.3", "pipa.18.2.2", "경찰 입회 필요"])
@pytest.mark.parametrize("notice", [RefusalNotice, PartialNotice])
def test_a_company_refuses_and_limits_on_two_grounds_only(notice, ground):
    with pytest.raises(UnlawfulNotice):
        notice(a_sender(), a_case(), a_decision(ground=ground))
    for lawful in ("pipa.35.4.1", "pipa.35.4.2"):
        notice(a_sender(), a_case(), a_decision(ground=lawful))


def test_refusing_a_third_party_needs_no_ground_of_article_35():
    case = a_case(kind="provision", requester_kind="insurer", requester_body="예시보험")
    paper = RefusalNotice(a_sender(), case, a_decision(ground="")).paper()
    assert "제35조제4항" not in " ".join(paper.texts())


@pytest.mark.parametrize("gone_since", [a_looking().gone_since, None])
def test_a_search_nobody_noted_is_not_told(gone_since):
    looking = a_looking(looked_at=None, gone_since=gone_since)
    texts = " ".join(AbsenceAnswer(a_sender(), a_case(), a_decision("not_existing", looking=looking)).paper().texts())

    assert "기록에 따르면" in texts
    assert ("보관기간이 지나" in texts) is (gone_since is not None)
    for untrue in ("찾아보았으나", "없음을 확인한 때", "확인한 사람", looking.looked_by):
        assert untrue not in texts


def test_the_offered_way_to_object_is_told_in_english_and_names_who_takes_it():
    method = objection_method(company="예시도시가스", department="안전관리팀", phone="033-700-0002")
    paper = RefusalNotice(a_sender(), a_case(), a_decision(objection_method=method)).paper("en")

    assert "이의를 받는 곳: 예시도시가스 안전관리팀, 전화 033-700-0002" in method
    texts = " ".join(paper.texts())
    assert "Objections go to: 예시도시가스 안전관리팀, tel. 033-700-0002" in texts
    assert "이의" not in texts


def test_a_postponement_prints_a_ground_only_if_it_has_one():
    with_ground = PostponementNotice(a_sender(), a_case(), a_decision("postponed"))
    assert "제35조제4항제2호" in " ".join(with_ground.paper().texts())
    without = PostponementNotice(a_sender(), a_case(), a_decision("postponed", ground=""))
    assert "제35조제4항" not in " ".join(without.paper().texts())
    with pytest.raises(UnlawfulNotice):
        PostponementNotice(a_sender(), a_case(), a_decision("postponed", ground="pipa.35.4.3"))


def test_that_footage_exists_is_told_without_time_and_place():
    decision = a_decision("approved", show_at=None, show_place="", items=("C-0132 본사 정문",))
    texts = " ".join(ApprovalNotice(a_sender(), a_case(kind="existence"), decision).paper().texts())
    assert "요구하신 영상이 있음을 알려 드립니다" in texts
    assert "신분증" not in texts
    for kind in ("viewing", "copy"):
        with pytest.raises(IncompleteNotice):
            ApprovalNotice(a_sender(), a_case(kind=kind), decision)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_may_be_seen_is_printed_in_words_of_the_paper(language):
    case = a_case()
    decision = a_decision("approved", items=(), span=(case.span_from, case.span_to))
    texts = " ".join(ApprovalNotice(a_sender(), case, decision).paper(language).texts())
    assert texts.count("2026년 11월 14일 18시 00분부터" if language == "ko" else "from 14 November 2026, 18:00") == 2
    assert "2026-11-14" not in texts


def test_what_a_fault_took_is_said_to_be_lost_before_its_time():
    looking = a_looking(on_schedule=False, lost=True)
    texts = " ".join(AbsenceAnswer(a_sender(), a_case(), a_decision("not_existing", looking=looking)).paper().texts())
    assert "고장이나 손상으로 없어졌음" in texts
    assert "거절하는 결정이 아닙니다" in texts


@pytest.mark.parametrize("field", ["looked_for", "why"])
def test_an_answer_that_footage_does_not_exist_says_what_was_done(field):
    with pytest.raises(IncompleteNotice):
        AbsenceAnswer(a_sender(), a_case(), a_decision("not_existing", looking=a_looking(**{field: ""})))


def test_an_answer_that_footage_does_not_exist_is_no_refusal():
    answer = notice_of(a_sender(), a_case(), a_decision("not_existing"))
    text = " ".join(answer.paper().texts())
    assert "거절하는 결정이 아닙니다" in text
    assert "법적 근거" not in text
    none = notice_of(a_sender(), a_case(), a_decision("not_existing", looking=a_looking(gone_since=None)))
    assert "찾는 영상이 없음" in " ".join(none.paper().texts())
    assert "보관기간이 끝난" not in " ".join(none.paper().texts())
    assert "없어진 때" not in none.paper().texts()


@pytest.mark.parametrize("field", ["recipient", "limits", "measures"])
def test_a_letter_asks_for_limits_and_measures(field):
    with pytest.raises(IncompleteNotice):
        RecipientLetter(a_sender(), a_case(kind="provision"), a_handover(**{field: " "}))


def test_a_letter_asks_for_return_or_destruction():
    texts = [
        " ".join(RecipientLetter(a_sender(), a_case(), a_handover(ends_with=end)).paper().texts())
        for end in ("return", "destroy")
    ]
    assert "반환하고" in texts[0]
    assert "파기하고" not in texts[0]
    assert "파기하고" in texts[1]


@pytest.mark.parametrize("outcome", ["withdrawn", "open", ""])
def test_an_outcome_without_a_paper_has_none(outcome):
    with pytest.raises(PaperNotFound):
        notice_of(a_sender(), a_case(), a_decision(outcome))


@pytest.mark.parametrize("notice", [ApprovalNotice, RefusalNotice, PartialNotice])
@pytest.mark.parametrize(("kind", "cited"), [("deletion", "제43조제3항"), ("suspension", "제44조제2항")])
def test_the_answer_to_a_deletion_or_suspension_rests_on_its_own_article(notice, kind, cited):
    paper = notice(a_sender(), a_case(kind=kind), a_decision(MADE[notice])).paper()

    found = {one.citation for one in paper.sources}
    assert any(cited in one for one in found)
    assert not any("제42조" in one or "제41조제5항" in one for one in found)

"""The closed lists of grounds, and what the register and the forms ask for."""

from datetime import date

import pytest

from app.law import contents, forms, grounds
from app.law.register import DUTIES, Field, Need, RegisterKind, required_fields

TODAY = date(2026, 11, 22)


def keys(items):
    return [item.key for item in items]


def test_a_private_company_refuses_on_two_grounds_only():
    assert keys(grounds.refusal_grounds(private=True, on=TODAY)) == ["pipa.35.4.1", "pipa.35.4.2"]
    assert keys(grounds.refusal_grounds(private=False, on=TODAY))[-1] == "pipa.35.4.3"


def test_a_private_company_hands_over_on_no_ground_of_public_institutions():
    allowed = keys(grounds.provision_grounds(private=True, on=TODAY))

    assert allowed == ["pipa.17.1", "pipa.18.2.1", "pipa.18.2.2", "pipa.18.2.3", "pipa.18.2.10"]
    public = keys(grounds.provision_grounds(private=False, on=TODAY))
    assert {f"pipa.18.2.{item}" for item in range(5, 10)} <= set(public)


def test_use_beyond_the_purpose_needs_article_18():
    assert all(key.startswith("pipa.18.2.") for key in keys(grounds.use_grounds(private=True, on=TODAY)))


def test_open_and_closed_places_have_different_grounds():
    assert keys(grounds.installation_grounds(open_place=True, on=TODAY)) == [f"pipa.25.1.{n}" for n in range(1, 7)]
    assert keys(grounds.installation_grounds(open_place=False, on=TODAY)) == ["pipa.15.1.1", "pipa.15.1.6"]


def test_a_ground_is_cited_with_paragraph_and_item():
    assert grounds.ground("pipa.35.4.1").citation == "「개인정보 보호법」 제35조제4항제1호"


def test_an_unknown_ground_is_refused():
    with pytest.raises(grounds.UnknownGround):
        grounds.ground("pipa.35.4.9")


def test_a_ground_is_not_offered_before_it_was_in_force():
    assert not grounds.ground("pipa.25.1.6").in_force(date(2023, 9, 14))
    assert grounds.installation_grounds(open_place=True, on=date(2023, 9, 14)) == ()


@pytest.mark.parametrize("kind", RegisterKind)
def test_every_kind_of_register_entry_asks_for_time_and_handler(kind):
    always = {duty.field for duty in required_fields(kind)}

    assert {Field.AT, Field.HANDLER} <= always
    assert len({duty.field for duty in DUTIES[kind]}) == len(DUTIES[kind])


def test_a_viewing_names_the_requester_and_any_refusal():
    duties = {duty.field: duty for duty in DUTIES[RegisterKind.VIEWING]}

    assert duties[Field.CONTACT].need is Need.ALWAYS
    assert duties[Field.REFUSAL_REASON].need is Need.IF_ANY
    assert duties[Field.PARTY].source.citation == "「표준 개인정보 보호지침」 제44조제5항"


def test_forms_that_were_not_seen_say_so():
    assert not forms.VIEWING_REQUEST.boxes_confirmed
    assert not forms.VIEWING_REQUEST.source.is_confirmed
    assert not forms.VIEWING_REQUEST.binds_private
    assert forms.VIEWING_REQUEST.number == "별지 제2호서식"
    assert forms.FOOTAGE_REGISTER.title == "개인영상정보 관리대장"


def test_the_policy_has_eight_headings_and_a_sign_five_items():
    assert [item.key for item in contents.POLICY_HEADINGS] == list("12345678")
    assert contents.POLICY_HEADINGS[3].title == "촬영시간, 보관기간, 보관장소 및 처리방법"
    assert [item.key for item in contents.SIGN_ITEMS] == ["purpose", "place", "coverage", "hours", "contact"]
    assert len(contents.SAFEGUARDS) == 5

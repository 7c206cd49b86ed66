"""Reading a refusal: unlawful grounds are named whatever their spelling, lawful ones pass, and a fact is demanded."""

import unicodedata
from datetime import date

import pytest

from app.law.grounds import REFUSAL
from app.law.sources import source
from app.viewing_requests.alternatives import ADVICE, Alternative
from app.viewing_requests.reason_reading import (
    allows_nothing,
    claimed_grounds,
    why_not_deleted,
    why_not_gone,
    why_not_postponed,
    why_unlawful,
)
from app.viewing_requests.unlawful_grounds import NO_ARTICLE, NO_FACT, UNLAWFUL_GROUNDS
from tests.unit.viewing_requests import (
    refusal_texts,
    refusal_texts_bare,
    refusal_texts_fresh,
    refusal_texts_last,
    refusal_texts_later,
    refusal_texts_managers,
    refusal_texts_third,
)

TODAY = date(2026, 11, 22)


def claimed(text, *, private=True):
    return {unlawful.name for unlawful in claimed_grounds(text, private=private, on=TODAY)}


def stopped(text, *, private=True):
    return {unlawful.name for unlawful in why_unlawful(text, private=private, on=TODAY)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("경찰 입회 없이는 보여 드릴 수 없음", "police_present"),
        ("경찰관과 함께 오셔야 합니다", "police_present"),
        ("수사기관 공문이 있어야만 합니다", "official_letter"),
        ("다른 사람이 보임", "others_filmed"),
        ("타인의 초상이 포함되어 있음", "others_filmed"),
        ("회사 방침상 불가", "company_rule"),
        ("담당자 부재", "staff_absent"),
        ("특정 정보주체의 영상정보만을 삭제하는 것이 기술적으로 곤란함", "technical"),
        ("거절할 만한 정당한 공익적 사유가 있음", "public_interest"),
        ("범죄수사에 중대한 지장을 초래함", "investigation"),
        ("영상이 너무 많아", "too_much"),
        ("시설 보안", "security"),
        ("변호사 통해서만", "lawyer_only"),
        ("신분증 사본을 제출하지 않아", "id_copy"),
        ("이미 한 번 보여 줌", "already_shown"),
        ("미성년자라서", "minor"),
        ("수수료 미납 전", "fee"),
        ("목적이 불분명", "purpose"),
    ],
)
def test_an_unlawful_text_is_named(text, name):
    assert name in claimed(text)


@pytest.mark.parametrize(
    "text",
    [
        "다른 사람의 생명·신체를 해할 우려: 보복 위협 신고가 있어 신고자의 동선이 드러남",
        "협박 신고를 한 이웃의 신체·생명에 위험",
        "다른 법률에 따라 열람이 금지됨 (소년법 제68조)",
        "부존재: 보관기간 20일이 지나 자동 삭제",
        "정보주체가 청구를 철회",
        "다른 사람의 영업상 이익을 부당하게 침해하는 미공개 도면이 촬영됨",
        "함께 촬영된 다른 사람은 가리고 나머지를 보여 드립니다",
        "다른 사람이 촬영되었다는 이유로 거절하는 것이 아니라 접근금지 결정이 있어 피해자의 신체를 해할 우려",
    ],
)
def test_a_lawful_text_passes(text):
    assert stopped(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "경찰입회필요",
        "경 찰  입 회 필 요",
        "경찰의 입회가 없으면 안 됩니다.",
        "경찰이 입회하지 않으면 보여 드리지 못합니다",
        "경찰, 입회, 필요!",
        unicodedata.normalize("NFD", "경찰 입회 필요"),
        "POLICE must be PRESENT",
    ],
)
def test_spelling_plays_no_part(text):
    assert claimed(text) == {"police_present"}


@pytest.mark.parametrize(
    "text",
    ["경찰 입회는 필요하지 않습니다", "경찰 입회가 없어도 됩니다", "경찰이 함께 오지 않아도 열람하실 수 있습니다"],
)
def test_a_negated_claim_is_none(text):
    assert claimed(text) == set()


def test_a_double_negation_is_a_claim_again():
    assert claimed("경찰 입회가 필요하지 않은 것은 아닙니다") == {"police_present"}


def test_each_unlawful_claim_is_named_beside_a_lawful_one():
    text = "보복 위협이 있어 신체를 해할 우려가 있습니다. 또한 회사 방침상 경찰 입회가 필요합니다."

    assert claimed(text) == {"police_present", "company_rule"}
    assert claimed("다른 사람이 함께 촬영되어 있고, 보복 위협도 있어 생명에 위험이 있음") == {"others_filmed"}


def test_masking_that_is_refused_does_not_excuse():
    assert claimed("모자이크 처리를 할 수 없고 제3자가 나와 거절") == {"others_filmed", "technical"}


def test_a_public_institution_has_a_ground_more():
    text = "수사에 중대한 지장을 초래함"

    assert (claimed(text), claimed(text, private=False)) == ({"investigation"}, set())
    assert stopped(text, private=False) == set()
    assert claimed("경찰 입회 필요", private=False) == {"police_present"}


def test_a_ground_not_in_force_yet_is_unlawful_for_all():
    assert claimed_grounds("수사에 지장", private=False, on=date(2020, 1, 1)) != ()


def test_a_text_that_states_no_fact_is_stopped_and_an_empty_one_is_left_to_others():
    assert stopped("거절합니다") == {NO_FACT.name}
    assert stopped(" ") == set()


def test_a_provision_of_the_act_about_people_is_no_other_act():
    assert stopped("개인정보 보호법 제35조에 따라 거절합니다") == {NO_FACT.name}


@pytest.mark.parametrize(
    ("texts", "least_named", "least_stopped"),
    [
        pytest.param(refusal_texts, 60, 60, id="held out, then tuned on"),
        pytest.param(refusal_texts_later, 11, 25, id="measured once"),
        pytest.param(refusal_texts_last, 4, 18, id="measured once, unusual words"),
    ],
)
def test_as_much_is_recognised_as_was_measured(texts, least_named, least_stopped):
    assert sum(names <= claimed(text) for text, names in texts.UNLAWFUL) >= least_named
    assert sum(bool(stopped(text)) for text, _names in texts.UNLAWFUL) >= least_stopped
    assert [text for text in texts.LAWFUL if claimed(text)] == []


@pytest.mark.parametrize("text", refusal_texts_managers.UNLAWFUL + refusal_texts_bare.UNLAWFUL)
def test_the_words_of_the_act_without_a_fact_are_stopped(text):
    assert stopped(text) != set()


@pytest.mark.parametrize("text", refusal_texts_managers.LAWFUL + refusal_texts_bare.LAWFUL)
def test_a_ground_with_its_fact_passes(text):
    assert stopped(text) == set()


@pytest.mark.parametrize("text", refusal_texts_fresh.UNLAWFUL)
def test_a_text_measured_first_and_mended_for_afterwards_is_stopped(text):
    assert stopped(text) != set()


@pytest.mark.parametrize("text", refusal_texts_fresh.LAWFUL)
def test_a_lawful_text_measured_first_and_mended_for_afterwards_passes(text):
    assert stopped(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("통합방위법에 따라 열람이 제한됨", NO_ARTICLE.name),
        ("도시가스사업법 제26조에 따라 열람이 금지됨", NO_ARTICLE.name),
        ("수사 중인 사안으로 형사소송법 제47조에 따라 공개할 수 없음", "investigation"),
        ("수사 중인 사안으로 의료법 제19조에 따라 제한됨", "investigation"),
    ],
)
def test_an_act_is_a_ground_only_with_the_article_that_forbids_us(text, name):
    assert stopped(text) == {name}
    assert stopped("수사 중이며 특정금융정보법 제4조의2가 누설을 금지함") == set()


def test_only_a_deletion_may_be_refused_because_it_was_not_viewed_first():
    def kept(text):
        return {unlawful.name for unlawful in why_not_deleted(text, private=True, on=TODAY)}

    unseen = "아직 열람하지 않은 영상입니다"
    assert (kept(unseen), stopped(unseen)) == (set(), {NO_FACT.name})
    assert kept("특정 정보주체의 영상정보만을 삭제하는 것이 기술적으로 곤란함") == {"technical"}
    assert kept(f"{unseen}. 담당자 휴가로 거절") == {"staff_absent"}
    assert kept("삭제해 드리지 않습니다") == {NO_FACT.name}


def test_as_many_of_the_last_texts_are_decided_rightly_as_were_measured():
    assert sum(stopped(text) != set() for text in refusal_texts_third.UNLAWFUL) >= 22
    assert sum(stopped(text) == set() for text in refusal_texts_third.LAWFUL) >= 10


def test_every_lawful_refusal_that_passed_before_still_states_a_fact():
    texts = [text for texts in (refusal_texts, refusal_texts_last, refusal_texts_later) for text in texts.LAWFUL]

    assert sum(not stopped(text) for text in texts) >= 75


def test_a_machine_being_repaired_postpones_and_does_not_refuse():
    def postponed(text):
        return {unlawful.name for unlawful in why_not_postponed(text, private=True, on=TODAY)}

    repair = "녹화기 고장을 11월 30일까지 수리하므로 그때까지 열람 불가"
    assert (postponed(repair), claimed(repair)) == (set(), {"technical"})
    assert postponed("기술적으로 곤란함") == {"technical"}
    assert postponed("녹화기 점검 뒤 경찰 입회가 필요합니다") == {"police_present"}
    assert postponed("검토 중입니다") == set()


def test_having_looked_again_is_no_ground_against_an_answer_that_nothing_is_there():
    looked, police = (
        why_not_gone(text, private=True, on=TODAY) for text in ("다시 보니 없음", "경찰 입회 없이는 보여 드릴 수 없음")
    )

    assert looked == ()
    assert [unlawful.name for unlawful in police] == ["police_present"]


@pytest.mark.parametrize(
    "part", ["없음", "해당 없음", "해당사항 없음.", "-", "N/A", "none", "0분", "보여줄 부분 없음", "전부 제한"]
)
def test_a_part_of_nothing_is_nothing(part):
    assert allows_nothing(part)


@pytest.mark.parametrize(
    "part", ["제한 없음", "14시 00분부터 14시 20분까지", "10분", "없음. 다만 앞의 5분", "가린 영상 전부"]
)
def test_a_part_of_something_is_not_nothing(part):
    assert not allows_nothing(part)


def test_every_ground_has_a_source_in_force_and_an_alternative_with_one():
    for unlawful in (*UNLAWFUL_GROUNDS, NO_FACT, NO_ARTICLE):
        assert source(unlawful.source_key, on=TODAY).is_confirmed, unlawful.name
        assert unlawful.alternatives, unlawful.name
    assert all(ADVICE[alternative].source.is_confirmed for alternative in Alternative)


def test_every_ground_is_claimed_by_some_text_and_none_is_a_ground_of_the_act():
    names = {unlawful.name for unlawful in UNLAWFUL_GROUNDS}
    texts = [text for text, _names in refusal_texts.UNLAWFUL] + ["방범용이라 개인 열람 불가", "고객이 아니므로 거절"]

    assert names == set().union(*(claimed(text) for text in texts))
    assert names.isdisjoint(ground.key for ground in REFUSAL)

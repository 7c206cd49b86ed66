"""Reading why a deletion is refused: a law that makes us keep passes with its article; nothing speaks of a viewing."""

import re
from datetime import date

import pytest

from app.kernel.messages import Message
from app.law.sources import source
from app.viewing_requests.claims import about_deletion
from app.viewing_requests.reason_reading import why_not_deleted, why_unlawful
from app.viewing_requests.unlawful_grounds import NO_ARTICLE, NO_FACT, UNLAWFUL_GROUNDS

TODAY = date(2026, 11, 22)


def not_deleted(text):
    return why_not_deleted(text, private=True, on=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "형사소송법 제106조에 따라 압수할 영상이므로 보존합니다",
        "중대재해처벌법 시행령 제13조에 따라 5년간 보관해야 하는 영상입니다",
        "수사 중인 사건의 증거로 형사소송법 106조에 따라 보관 중임",
        "산업안전보건법 시행규칙 제73조가 정한 기간 동안 삭제할 수 없음",
        "Article 106 of the Criminal Procedure Act: the footage is to be seized and must be kept.",
    ],
)
def test_an_act_whose_article_makes_us_keep_footage_refuses_a_deletion_and_no_viewing(text):
    assert not_deleted(text) == ()
    assert why_unlawful(text, private=True, on=TODAY) != ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("개인정보 보호법 제36조에 따라 보관합니다", NO_FACT.name),
        ("중대재해처벌법에 따라 보관합니다", NO_ARTICLE.name),
        ("관련 법령에 따라 보관합니다", NO_ARTICLE.name),
        ("수사 중이라 삭제할 수 없음", "investigation"),
        ("형사소송법 제106조에 따라 보관하며 담당자가 휴가 중임", "staff_absent"),
    ],
)
def test_no_article_no_duty_to_keep(text, name):
    assert [one.name for one in not_deleted(text)] == [name]


def test_of_a_deletion_nothing_is_said_that_is_about_a_viewing():
    for one in (*UNLAWFUL_GROUNDS, NO_FACT, NO_ARTICLE):
        said = about_deletion(one)
        words = [str(Message(said.claim)), str(Message(said.why)), *(advice.label for _name, advice in said.advice)]
        assert not re.search("보여|열람을|가린|가려", " ".join(words)), said.name
        assert said.source.citation.endswith("제36조제1항·제2항")
        assert source(said.source_key, on=TODAY).is_confirmed

"""Legal citations are read however they are spaced, quoted, listed or ranged."""

import pytest

from app.policy.printed import Where
from app.policy.reading.citations import citations
from app.policy.reading.sentences import Sentence

LAW = "개인정보 보호법"
ENGLISH = "Personal Information Protection Act"


def cited(text):
    found = [one.value for one in citations([Sentence(text, Where(1))])]
    return [(one.instrument, one.article, one.paragraph, one.item, one.form) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「개인정보 보호법」 제25조제1항제2호에 따라", [(LAW, "25", 1, 2, None)]),
        ("「개인정보 보호법」 제25조 제1항 제2호, 제3호", [(LAW, "25", 1, 2, None), (LAW, "25", 1, 3, None)]),
        ("법 제25조① 2호", [("법", "25", 1, 2, None)]),
        (
            "개인정보보호법 제 25조 시행규칙 제 6조에 따라",
            [("개인정보보호법", "25", None, None, None), ("개인정보보호법 시행규칙", "6", None, None, None)],
        ),
        (
            "「개인정보 보호법」 제25조 및 같은 법 시행령 제25조제1항",
            [(LAW, "25", None, None, None), (f"{LAW} 시행령", "25", 1, None, None)],
        ),
        ("개인정보 보호법 제35조부터 제38조까지", [(LAW, str(number), None, None, None) for number in range(35, 39)]),
        (
            "「개인정보 보호법」 제4조(권리), 제35조(열람)",
            [(LAW, "4", None, None, None), (LAW, "35", None, None, None)],
        ),
        ("개인정보 보호법 제25조의2제1항", [(LAW, "25의2", 1, None, None)]),
        ("개인정보보호법 시행규칙 별지 제8호 서식에 따라", [("개인정보보호법 시행규칙", None, None, None, "8")]),
        ("개인정보보호법에 따라 보호합니다", [("개인정보보호법", None, None, None, None)]),
        ("표준 개인정보 보호지침 제41조제2항", [("표준 개인정보 보호지침", "41", 2, None, None)]),
        ("도시가스 사업법(공급규정)", [("도시가스 사업법", None, None, None, None)]),
        ("제1항에 따른 요청과 제3조에 따라", []),
        ("제3조에 따라 보관하는 방법과 처리 기준", []),
        ("As Article 25(7) of the Personal Information Protection Act requires", [(ENGLISH, "25", 7, None, None)]),
        ("under the Data Protection Act 2018", [("Data Protection Act 2018", None, None, None, None)]),
    ],
)
def test_citations_are_read(text, expected):
    assert cited(text) == expected


def test_the_same_act_is_the_one_cited_before_even_in_another_sentence():
    texts = [Sentence(text, Where(1)) for text in ("「개인정보 보호법」 제25조가 아니라", "같은 법 제15조제1항")]
    assert [one.value.instrument for one in citations(texts)] == [LAW, LAW]


def test_a_citation_in_a_wrapped_sentence_stands_on_its_own_line():
    sentence = Sentence("위임을 받은 경우 개인정보보호법 시행규칙 별지 제11호 서식", Where(3), breaks=((10, Where(5)),))
    assert [one.where for one in citations([sentence])] == [Where(5)]

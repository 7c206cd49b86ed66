"""Texts are read in the encodings Korean files come in, and refused rather than read as nonsense."""

import pytest

from app.policy.extraction import extract
from app.policy.extraction.refusals import EmptyFile, GarbledText
from tests.unit.policy.extraction.shown import lines_of

TEXT = "고정형 영상정보처리기기 운영·관리 방침\n가. 설치 목적: 시설안전 및 화재 예방\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_korean_encoding_gives_the_same_lines(encoding, ends):
    printed = extract(TEXT.replace("\n", ends).encode(encoding), name="policy.txt")
    assert lines_of(printed) == [
        (None, "고정형 영상정보처리기기 운영·관리 방침"),
        ("가.", "설치 목적: 시설안전 및 화재 예방"),
    ]


@pytest.mark.parametrize("charset", ["euc-kr", "ks_c_5601-1987", "utf-8", "no-such-code", "zip"])
def test_a_page_may_name_its_encoding_rightly_or_wrongly(charset):
    page = f'<html><head><meta charset="{charset}"></head><body><p>똠방각하의 설치 목적</p></body></html>'
    for encoding in ("cp949", "utf-8"):
        assert lines_of(extract(page.encode(encoding), name="a.html")) == [(None, "똠방각하의 설치 목적")]


def test_syllables_of_a_mac_are_put_together():
    assert lines_of(extract("가".encode(), name="a.txt"))[0][1] == "가"


def test_an_english_text_with_curly_quotes_of_windows_is_read():
    text = (
        "The controller\u2019s cameras record for thirty days, and nobody listens to sound at any of the places.\n" * 3
    )
    assert "controller\u2019s" in lines_of(extract(text.encode("cp1252"), name="a.txt"))[0][1]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode().decode("cp949", "replace").encode(),
        TEXT.encode().decode("latin-1").encode(),
        TEXT.encode("cp949").decode("utf-8", "replace").encode(),
        bytes(range(1, 256)) * 4,
    ],
    ids=["utf-8 as cp949", "utf-8 as latin", "cp949 as utf-8", "no text"],
)
def test_broken_letters_are_refused_with_a_sentence(content):
    with pytest.raises(GarbledText, match="글자가 깨져"):
        extract(content, name="policy.txt")


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyFile):
        extract(b"\xef\xbb\xbf \r\n", name="policy.txt")

"""What a small sign leaves out is said, in Korean and by language; what the law asks for is never left out."""

from dataclasses import replace

import pypdfium2
import pytest

from app.documents.artwork import read_artwork
from app.signage.domain import REQUIRED
from app.signage.layout.size import parse_size
from app.signage.looks import Looks, Variant
from app.signage.pdf import Manner
from app.signage.pdf.contact import contact_sheet_pdf
from app.signage.pdf.fitting import omitted, omitted_by
from tests.builders.signage import a_sign, many_signs
from tests.golden_signs import LOGO
from tests.layout_checks import SIZES, laid_out

EVERY = ("ko", "en", "zh", "ja", "vi")


def said(size, languages=("ko", "en"), **more):
    manner = Manner(size=parse_size(size), languages=languages, variant=more.pop("variant", Variant.PLAIN))
    return [str(each) for each in omitted(a_sign(**more), manner)]


def test_a_sticker_says_that_it_has_no_english_labels():
    assert said("80x80") == ["English 항목 이름 모두"]
    assert said("A4") == []
    assert said("80x80", ("ko",)) == []


def test_a_large_sign_invites_to_read_the_policy_in_every_language():
    assert said("A4", EVERY) == said("A3", EVERY) == said("A5", EVERY) == []
    parts = {text.part for text in laid_out(a_sign(), parse_size("A4"), EVERY).texts}
    assert {"policy", "policy-en", "policy-zh-Hant", "policy-ja", "policy-vi"} <= parts


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.label)
def test_nothing_is_missing_from_a_sign_that_is_not_said(size):
    drawn = laid_out(a_sign(), size, EVERY)
    told = [str(each) for each in omitted(a_sign(), Manner(size=size, languages=EVERY))]
    here = {(text.part, text.lang) for text in drawn.texts}
    for tag, name in (("en", "English"), ("vi", "Tiếng Việt")):
        assert ((f"policy-{tag}", tag) in here) == (f"{name} QR 안내" not in told)
        assert (("subhead", tag) in here) == (f"{name} 머리글" not in told)
        labelled = ("purpose-label", tag) in here
        assert labelled == (not any(each.startswith(f"{name} 항목 이름") for each in told))
    assert {(field.value, "ko") for field in REQUIRED} <= here


def test_some_labels_are_counted():
    assert said("1200x80", EVERY) == ["日本語 항목 이름 5개", "Tiếng Việt 항목 이름 모두"]


def test_a_logo_without_room_is_said_and_a_plate_that_never_has_one_says_nothing():
    looks = Looks(logo=read_artwork(LOGO))
    crowded = a_sign(organisation="아주 긴 이름의 도시가스 주식회사 강원특별자치도 횡성지사 안전관리본부 공급관리팀")
    manner = Manner(size=parse_size("80x80"), languages=("ko",), looks=looks)
    assert [str(each) for each in omitted(crowded, manner)] == ["로고"]
    assert omitted(crowded, replace(manner, variant=Variant.PLATE)) == ()


def test_what_many_signs_leave_out_is_counted_and_those_that_do_not_fit_are_not():
    manner = Manner(size=parse_size("80x80"), languages=("ko", "en"))
    [each] = omitted_by(many_signs(5), manner)
    assert (str(each.what), each.count) == ("English 항목 이름 모두", 4)


def test_every_size_stands_on_sheets_to_choose_by_with_what_it_leaves_out_or_why_it_does_not_fit():
    sizes = [*map(parse_size, ("A4", "A3", "A5", "100x140", "90x120", "80x80", "300x200", "120x600")), parse_size("A2")]
    manners = [Manner(size=size, languages=("ko", "en", "vi"), looks=Looks(logo=read_artwork(LOGO))) for size in sizes]
    made = contact_sheet_pdf(a_sign(place="횡성읍 읍하로 " * 10), manners)
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == 2
    assert texts[0].count("CCTV IN OPERATION") == 7
    assert "들어가지 않음. 설치 장소: 글이 길어 80x80mm" in texts[0].replace("\r\n", " ")
    assert "자리가 없어 적지 않는 것: English 항목 이름 모두" in texts[0].replace("\r\n", " ")
    assert "A2 세로 · 420×594mm" in texts[1]
    assert made == contact_sheet_pdf(a_sign(place="횡성읍 읍하로 " * 10), manners)

"""Every paper says the same as PDF and HTML, in Korean and English, on tagged A4; golden texts hold its words."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from app.case_papers.clauses import LANGUAGES
from app.case_papers.content import RequestForm, notice_of
from app.case_papers.pdf import paper_pdf
from app.case_papers.writers.html import paper_html
from app.documents.fonts import Undrawable
from tests.builders.case_papers import (
    ADDRESS,
    DAY,
    SEAL,
    SECRET,
    a_case,
    a_decision,
    a_looking,
    a_sender,
    every_paper,
    flow_tags,
    pages_of,
    squeezed,
    text_of,
    text_of_html,
)

GOLDEN = Path(__file__).resolve().parents[2] / "cases" / "papers"
PAPERS = every_paper()


@pytest.fixture(params=[(name, language) for name in PAPERS for language in LANGUAGES], ids="-".join)
def named(request):
    name, language = request.param
    return f"{name}-{language}", PAPERS[name].paper(language)


def test_the_text_of_every_paper_is_the_golden_one(named):
    name, paper = named
    assert text_of(paper_pdf(paper)) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_pdf_and_html_hold_one_text_and_all_of_the_content(named):
    _, paper = named
    printed = squeezed(text_of(paper_pdf(paper, seal=SEAL)))
    assert printed == squeezed(text_of_html(paper_html(paper, seal=SEAL)))
    assert printed == squeezed("".join([*paper.texts(), SEAL.title, *SEAL.lines]))


def test_every_paper_is_tagged_a4_with_its_fonts_inside(named):
    _, paper = named
    pdf = paper_pdf(paper, seal=SEAL)
    tags = flow_tags(pdf)
    assert tags["Document"] == tags["H1"] == 1
    assert tags["TH"] == 0 or tags["TD"]
    for needed in (
        b"/Marked true", b"pdfuaid:part>1<", b"pdfaid:part>2<", b"pdfaid:conformance>A<", b"/GTS_PDFA1",
        b"/DisplayDocTitle true", b"/Lang (ko-KR)" if paper.language == "ko" else b"/Lang (en)",
    ):  # fmt: skip
        assert needed in pdf, needed
    assert not re.search(rb"[^\n\r]endstream", pdf)
    fonts = re.findall(rb"/BaseFont /([A-Za-z+-]+)", pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+PretendardGOV-(Bold|Regular)", font) for font in fonts)
    assert pdf.count(b"/FontFile2") == len(fonts)
    for page in pypdfium2.PdfDocument(pdf):
        assert [round(side * 25.4 / 72) for side in page.get_size()] == [210, 297]


def test_the_same_paper_gives_the_same_bytes(named):
    _, paper = named
    assert paper_pdf(paper, seal=SEAL) == paper_pdf(paper, seal=SEAL)


def test_an_english_paper_says_that_the_korean_text_prevails_and_a_korean_one_does_not():
    for made in PAPERS.values():
        assert "THE KOREAN TEXT PREVAILS" in text_of(paper_pdf(made.paper("en")))
        assert made.paper("ko").banner == ""


def test_no_paper_prints_a_number_of_a_form_that_was_not_confirmed(named):
    _, paper = named
    assert not re.search(r"제\s*(8|9|10)\s*호\s*서식", " ".join(paper.texts()))


def test_no_form_has_a_box_for_a_resident_number():
    for name in ("request-form-blank", "proxy-blank"):
        labels = [box.label for block in PAPERS[name].paper().blocks if hasattr(block, "rows")
                  for row in block.rows for box in row.boxes]  # fmt: skip
        assert labels
        assert not [label for label in labels if "주민" in label]
        assert [label for label in labels if "생년월일" in label]
        assert all("선택" in label for label in labels if "생년월일" in label)


def test_the_request_form_says_that_its_boxes_are_being_confirmed_and_other_ways_are_open():
    text = " ".join(PAPERS["request-form-blank"].paper().texts())
    assert "서식 항목은 확인 중" in text
    assert "다른 방법으로 요구하였다는 이유로 거절하지 않습니다" in text


def test_the_code_of_a_receipt_is_the_address_without_the_secret():
    pdf = paper_pdf(PAPERS["receipt"].paper())
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil())
    assert [code.text for code in codes] == [ADDRESS]
    assert "7K2M Q9XW B4TD 5HNE" in text_of(pdf)
    assert SECRET not in ADDRESS


def test_a_receipt_without_a_secret_leads_nowhere_and_says_how_to_get_one():
    full = PAPERS["receipt"]
    text = text_of(paper_pdf(replace(full, receipt=replace(full.receipt, secret="")).paper()))
    assert "비밀번호가 없는 접수증" in text
    assert ADDRESS not in text


def test_who_is_not_in_the_footage_is_not_called_its_data_subject():
    asked = a_case(kind="provision", requester_kind="subject", relation="")
    text = " ".join(RequestForm(a_sender(), DAY, asked).paper().texts())
    assert "촬영되지 않은 신청인" in text
    assert "정보주체 본인" not in text


REASON = " ".join(f"{place}번째 사유" for place in range(1, 260))


def test_a_long_reason_goes_on_overleaf_under_the_head_of_the_paper():
    assert len(REASON) > 2000
    paper = notice_of(a_sender(), a_case(), a_decision(reason=REASON)).paper()
    pdf = paper_pdf(paper, seal=SEAL)
    pages = pages_of(pdf)
    assert len(pages) > 1
    assert re.findall(r"(\d+)번째 사유", " ".join(" ".join(pages).split())) == [str(n) for n in range(1, 260)]
    heads = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)][1:]
    assert all("열람 거절 통지서 · 접수번호 2026-0143" in head and "예시도시가스" in head for head in heads)
    flow_tags(pdf)


@pytest.mark.parametrize("field", ["requester_name", "requester_contact", "purpose", "place_words", "relation"])
def test_what_is_long_is_never_cut(field):
    long = "가나다라마바사아자차카타파하" * 60 if field in {"purpose", "place_words"} else "가나다라 마바사" * 25
    paper = RequestForm(a_sender(), DAY, a_case(**{field: long})).paper()
    assert squeezed(long) in squeezed(text_of(paper_pdf(paper)))


def test_a_character_no_font_has_is_refused_by_name():
    with pytest.raises(Undrawable) as refused:
        paper_pdf(notice_of(a_sender(), a_case(), a_decision(reason="☎ 전화")).paper())
    assert "☎" in str(refused.value)


def test_a_name_that_has_no_room_beside_the_title_is_left_out_of_the_running_head():
    def second_head(name):
        paper = notice_of(a_sender(name=name), a_case(), a_decision(reason=REASON)).paper()
        return pypdfium2.PdfDocument(paper_pdf(paper))[1].get_textpage().get_text_bounded().splitlines()[0].strip()

    title = "개인영상정보 열람 거절 통지서 · 접수번호 2026-0143"
    assert second_head("예시도시가스㈜") == f"{title} 예시도시가스㈜"
    assert second_head("예시도시가스" * 10) == title


@pytest.mark.parametrize("outcome", ["refused", "partly_approved", "approved", "not_existing"])
def test_date_sender_and_seal_never_stand_without_the_end_of_the_text(outcome):
    """However long the paper is; what is written last before them is a way to object, a note, or the list of places."""
    for length in range(1, 80, 6):
        lines = "\n".join(f"줄{place}" for place in range(length))
        told = a_decision(
            outcome,
            reason=lines,
            looking=a_looking(why=lines),
            items=tuple(f"곳{place}" for place in range(4 * length)),
        )
        last = pages_of(paper_pdf(notice_of(a_sender(), a_case(), told).paper(), seal=SEAL))[-1]
        text, date, closing = last.rpartition("2026년 11월 22일\n")
        assert date, (length, last)
        assert "(직인)" in closing
        assert SEAL.lines[0] in closing
        assert len(text.split("\n")) > 1, (length, last)


def test_a_short_way_to_object_stays_where_it_begins_and_its_note_goes_over_with_the_date():
    told = a_decision("refused", reason="\n".join("줄" for _line in range(12)))
    first, last = pages_of(paper_pdf(notice_of(a_sender(), a_case(), told).paper("en"), seal=SEAL))

    assert "How to object" in first
    assert "article 38(5)" in last
    assert "22 November 2026" in last


def test_the_last_lines_of_a_long_text_go_over_with_the_date():
    for length in (68, 74, 80, 120, 128):
        case = a_case(kind="deletion", place_words=" ".join(f"{place}번째 곳" for place in range(8 * length)))
        told = a_decision("approved", items=("전부",), show_at=None, show_place="", masking="", fee="")
        last = pages_of(paper_pdf(notice_of(a_sender(), case, told).paper(), seal=SEAL))[-1]
        assert len(re.findall(r"\d+번째 곳", last[: last.index("(직인)")])) > 8, (length, last)


def test_a_piece_that_goes_on_overleaf_begins_there_without_an_empty_line():
    reason = "\n".join(f"{place}번째 줄" for place in range(90))
    paper = notice_of(a_sender(), a_case(), a_decision(reason=reason)).paper()
    document = pypdfium2.PdfDocument(paper_pdf(paper))
    tops = []
    for page in list(document)[1:]:
        text = page.get_textpage()
        found = text.search("번째 줄")
        place = found.get_next()
        tops.append(round(text.get_charbox(place[0])[3]))
    assert len(tops) == 2
    assert len(set(tops)) == 1
    assert tops[0] > 297 * 72 / 25.4 - 80


def test_many_places_stand_once_and_in_one_run_that_breaks_between_names():
    places = tuple(f"C-{place:04d} 정문 {place}" for place in range(60))
    paper = notice_of(a_sender(), a_case(places=places), a_decision("approved", items=places)).paper()
    text = text_of(paper_pdf(paper))
    assert squeezed(text).count(squeezed(", ".join(places))) == 1
    assert "위 촬영 장소의 영상 전부" in text
    assert "정문\n" not in text

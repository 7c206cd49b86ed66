"""Word files are read as Word shows them: numbers, merged cells, boxes, changes; harmful ones are refused."""

import io
import zipfile

import pytest
from docx import Document

from app.policy.extraction import extract
from app.policy.extraction.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    MacroFile,
    OldDocument,
    OtherOfficeFile,
    UnknownKind,
    UnsafeFile,
)
from app.policy.extraction.word_numbers import written
from app.policy.printed import Medium
from tests.unit.policy.extraction.shown import grids_of, lines_of, texts_of
from tests.unit.policy.extraction.word_files import body_xml, bytes_of, document_with_list, listed, repacked


def printed_of(document):
    return extract(bytes_of(document), name="policy.docx")


def test_headings_have_the_rank_of_their_style_or_outline():
    document = Document()
    document.add_heading("운영 방침", 0)
    document.add_heading("가. 설치 근거", 2)
    document.add_paragraph("글입니다.")
    body_xml(document, '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>개요</w:t></w:r></w:p>')
    printed = printed_of(document)
    assert [(piece.level, piece.marker, piece.text) for piece in printed.pieces] == [
        (1, None, "운영 방침"),
        (2, "가.", "설치 근거"),
        (None, None, "글입니다."),
        (3, None, "개요"),
    ]
    assert (printed.medium, printed.lines[1]) == (Medium.DOCX, "가. 설치 근거")


def test_numbers_are_counted_as_word_counts_them():
    document = document_with_list(("ganada", "%1.", 1), ("decimal", "%2)", 1), ("decimalEnclosedCircle", "%3", 1))
    for text, level in (("하나", 0), ("둘", 1), ("셋", 1), ("넷", 2), ("다섯", 0), ("여섯", 1)):
        listed(document, text, level)
    assert [(piece.marker, piece.text, piece.depth) for piece in printed_of(document).pieces] == [
        ("가.", "하나", 0),
        ("1)", "둘", 1),
        ("2)", "셋", 1),
        ("①", "넷", 2),
        ("나.", "다섯", 0),
        ("1)", "여섯", 1),
    ]


def test_numbers_of_several_levels_stand_in_one_mark_and_may_begin_later():
    document = document_with_list(("decimal", "제%1조", 3), ("decimal", "%1.%2", 1))
    listed(document, "목적")
    listed(document, "범위", 1)
    listed(document, "범위 둘", 1)
    assert [marker for marker, _text in lines_of(printed_of(document))] == ["제3조", "3.1", "3.2"]


def test_lists_by_style_have_bullets_and_a_private_sign_is_a_bullet():
    document = document_with_list(("bullet", "\uf0b7", 1))
    listed(document, "하나")
    document.add_paragraph("둘", style="List Number")
    assert lines_of(printed_of(document)) == [("•", "하나"), ("1.", "둘")]


@pytest.mark.parametrize(
    ("kind", "count", "text"),
    [
        ("koreanDigital", 3, "삼"),
        ("koreanCounting", 2, "둘"),
        ("chosung", 1, "ㄱ"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("decimalZero", 7, "07"),
        ("ganada", 15, "가가"),
        ("chineseCounting", 21, "二十一"),
        ("decimalEnclosedCircle", 21, "21"),
        ("unheardOf", 4, "4"),
    ],
)
def test_a_number_is_written_in_the_format_of_its_level(kind, count, text):
    assert written(count, kind) == text


def test_merged_cells_cover_rows_and_columns_and_a_caption_names_the_table():
    document = Document()
    document.add_paragraph("설치 현황", style="Caption")
    table = document.add_table(4, 3)
    for row, texts in enumerate(
        (("장소", "구분", "대수"), ("본사", "1층", "3대"), ("", "2층", "4대"), ("합계", "", "7대"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "본사"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "합계"
    (grid,) = grids_of(printed_of(document))
    assert texts_of(grid) == [
        ["장소", "구분", "대수"],
        ["본사", "1층", "3대"],
        ["~본사", "2층", "4대"],
        ["합계", "~합계", "7대"],
    ]
    assert grid.caption == "설치 현황"
    assert [cell.head for cell in grid.rows[0] + grid.rows[1]] == [True] * 3 + [False] * 3
    assert [row[0].where.line for row in grid.rows] == [1, 2, 2, 4]


def test_a_table_in_a_cell_is_read_after_it_and_a_box_of_one_cell_is_its_contents():
    document = Document()
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "테두리 안"
    outer = document.add_table(1, 2)
    inner = outer.cell(0, 1).add_table(2, 2)
    inner.cell(1, 1).text = "안쪽"
    printed = printed_of(document)
    assert lines_of(printed) == [(None, "테두리 안")]
    assert [texts_of(grid)[-1][-1] for grid in grids_of(printed)] == ["안쪽", "안쪽"]


def test_insertions_are_kept_and_deletions_and_hidden_words_are_not():
    document = Document()
    body_xml(
        document,
        "<w:p><w:r><w:t>보관 </w:t></w:r><w:del><w:r><w:delText>60일</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30일</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r>"
        "<w:r><w:br/><w:t>다음</w:t><w:tab/><w:t>줄</w:t></w:r>"
        '<w:fldSimple w:instr="x"><w:r><w:t>!</w:t></w:r></w:fldSimple></w:p>',
    )
    assert lines_of(printed_of(document)) == [(None, "보관 30일"), (None, "다음 줄!")]


def test_text_boxes_and_content_controls_are_read_once_and_heads_and_feet_of_pages_are_not():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "머리말"
    shape = "<w:txbxContent><w:p><w:r><w:t>상자 글</w:t></w:r></w:p></w:txbxContent>"
    body_xml(
        document,
        "<w:p><w:r><w:t>본문</w:t></w:r><w:r>"
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{shape}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    body_xml(document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>칸 글</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    assert lines_of(printed_of(document)) == [(None, "본문"), (None, "상자 글"), (None, "칸 글")]


def a_document(text="글입니다."):
    document = Document()
    document.add_paragraph(text)
    return bytes_of(document)


def test_a_package_that_grows_beyond_measure_is_refused():
    with pytest.raises(UnsafeFile):
        extract(repacked(a_document(), word__media__a_DOT_xml=b"\0" * 30_000_000), name="a.docx")


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
    for name in ("word__document_DOT_xml", "word__styles_DOT_xml"):
        with pytest.raises(UnsafeFile):
            extract(repacked(a_document(), **{name: bomb}), name="a.docx")
        with pytest.raises(UnsafeFile):
            extract(repacked(a_document(), **{name: bomb.decode().encode("utf-16")}), name="a.docx")


def test_macros_are_refused():
    with pytest.raises(MacroFile, match="매크로"):
        extract(repacked(a_document(), word__vbaProject_DOT_bin=b"x"), name="a.docm")


@pytest.mark.parametrize(
    ("part", "kind"), [("xl/workbook.xml", "xlsx"), ("ppt/slides.xml", "pptx"), ("Contents/section0.xml", "hwpx")]
)
def test_another_office_file_is_named(part, kind):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(part, "<a/>")
    with pytest.raises(OtherOfficeFile, match=kind):
        extract(buffer.getvalue(), name="a.docx")


def test_a_package_of_anything_else_an_old_document_and_an_encrypted_one_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "글")
    with pytest.raises(UnknownKind):
        extract(buffer.getvalue(), name="a.zip")
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512
    with pytest.raises(OldDocument):
        extract(ole, name="a.hwp")
    with pytest.raises(EncryptedFile):
        extract(ole + "EncryptedPackage".encode("utf-16-le"), name="a.docx")


def test_a_document_without_words_or_without_its_end_is_refused():
    with pytest.raises(EmptyFile):
        extract(a_document(""), name="a.docx")
    whole = a_document()
    with pytest.raises(BrokenFile):
        extract(whole[: len(whole) // 2], name="a.docx")
    with pytest.raises(BrokenFile):
        extract(repacked(whole, word__document_DOT_xml=b"<w:document"), name="a.docx")

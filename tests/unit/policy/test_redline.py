"""What differs between two texts: the redline gives the later text back, and says nothing of equal ones."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.domain import (
    Cell,
    Column,
    Form,
    ItemList,
    Line,
    Note,
    Paragraph,
    PolicyDocument,
    Section,
    Table,
    TableRow,
)
from app.policy.redline import Kind, OtherBeginning, What, applied, differences, listed, said, summary
from app.policy.redline.model import Mark, Run
from app.registry.domain import Declared, Retention, Site
from tests.builders.policy import a_policy, table_of

WORDS = st.text("가나 6-0일", max_size=8)
LINES = st.builds(Line, WORDS, st.booleans())
CELLS = st.builds(Cell, st.lists(LINES, max_size=2).map(tuple))


@st.composite
def tables(draw):
    keys = draw(st.lists(st.sampled_from(["place", "part", "count", "phone"]), min_size=1, max_size=3))
    columns = tuple(Column(key, draw(WORDS), weight=2.0) for key in keys)
    cells = st.lists(CELLS, min_size=len(keys), max_size=len(keys)).map(tuple)
    rows = st.builds(TableRow, cells, st.sampled_from([None, "A", "B", "C"]), st.booleans())
    key = draw(st.sampled_from(["places", "keeping"]))
    return Table(key, draw(WORDS), columns, tuple(draw(st.lists(rows, max_size=4))))


BLOCKS = st.one_of(
    st.builds(Paragraph, LINES),
    st.builds(Note, LINES),
    st.builds(ItemList, st.lists(LINES, max_size=3).map(tuple)),
    tables(),
)
SEVERAL = st.lists(BLOCKS, max_size=3).map(tuple)
SECTIONS = st.builds(Section, st.sampled_from(["purpose", "places", "x"]), WORDS, WORDS, SEVERAL, st.just(1))
DOCUMENTS = st.builds(
    PolicyDocument,
    form=st.sampled_from(Form),
    language=st.just("ko"),
    title=WORDS,
    organisation=WORDS,
    as_of=st.just(date(2026, 3, 1)),
    revision=WORDS,
    clause_versions=st.just(("1",)),
    opening=SEVERAL,
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    closing=SEVERAL,
    foot=st.none() | LINES,
)


@settings(max_examples=60, deadline=None)
@given(before=DOCUMENTS, after=DOCUMENTS)
def test_the_redline_of_two_texts_gives_the_later_one_and_says_nothing_only_of_equal_ones(before, after):
    redline = differences(before, after)
    assert applied(before, redline) == after
    assert bool(redline) is (before != after)
    told = listed(before, redline)
    assert all(one.texts[0] != one.texts[1] for one in told if one.kind is Kind.CHANGED)
    same = differences(before, before)
    assert not same
    assert applied(before, same) == before
    assert listed(before, same) == ()


def test_a_redline_of_another_text_is_refused():
    first, second, third = (a_policy(Site(code="A", name=name, camera_count=1)) for name in ("가", "나", "다"))
    with pytest.raises(OtherBeginning):
        applied(third, differences(first, second))


def told(before, after):
    return listed(before, differences(before, after))


def kept(code, name, days, count=1):
    return Site(code=code, name=name, camera_count=count, declared=Declared(retention=Retention(days=days)))


ESTATE = (kept("W", "원주 정압기", 28), kept("H", "횡성 정압기", 28), kept("M", "문막 정압기", 14))
BEFORE = a_policy(*ESTATE)


def test_places_that_changed_alike_are_told_in_one_sentence():
    after = a_policy(kept("W", "원주 정압기", 14), kept("H", "횡성 정압기", 14), ESTATE[2])
    sentences = summary(told(BEFORE, after), language="ko")
    assert "횡성, 원주 정압기 보관기간 촬영일로부터 28일 → 촬영일로부터 14일" in sentences
    assert said(told(BEFORE, after), language="ko") == "변경 2"


def test_a_table_that_says_one_thing_of_all_places_is_compared_place_by_place():
    """All are kept 14 days now, so the later table has one row for all; one place was kept so before."""
    after = a_policy(*(kept(site.code, site.name, 14) for site in ESTATE))
    for found, words in ((told(BEFORE, after), ("28일", "14일")), (told(after, BEFORE), ("14일", "28일"))):
        assert {(one.what, one.row) for one in found} == {(What.CELL, "원주 정압기"), (What.CELL, "횡성 정압기")}
        assert words[0] in found[0].texts[0]
        assert words[1] in found[0].texts[1]


def test_the_words_that_differ_are_marked_and_no_others():
    after = a_policy(kept("W", "원주 정압기", 14), *ESTATE[1:])
    cell = next(one for one in told(BEFORE, after) if one.column == "보관기간")
    assert cell.row == "원주 정압기"
    assert Run(Mark.REMOVED, "28일") in cell.before
    assert Run(Mark.KEPT, "촬영일로부터 ") in cell.before
    assert Run(Mark.ADDED, "14일") in cell.after


def test_a_new_place_and_one_that_is_gone_are_told_with_all_their_values():
    after = a_policy(*ESTATE[:2], kept("N", "새 공급소", 14))
    rows = {(one.kind, one.row): one for one in told(BEFORE, after) if one.what is What.ROW}
    assert "촬영일로부터 14일" in rows[Kind.ADDED, "새 공급소"].texts[1]
    assert rows[Kind.REMOVED, "문막 정압기"].texts[1] == ""
    assert {"새 공급소 추가", "문막 정압기 삭제"} <= set(summary(told(BEFORE, after), language="ko"))


def test_a_place_that_was_renamed_is_the_same_row_by_its_code():
    after = a_policy(replace(ESTATE[0], name="원주 제1정압기"), *ESTATE[1:])
    assert {one.what for one in told(BEFORE, after)} == {What.CELL}


def test_rows_in_another_order_have_moved_and_say_nothing_else():
    places = table_of(BEFORE, "places")
    turned = replace(places, rows=(places.rows[1], places.rows[0], *places.rows[2:]))
    sections = tuple(
        replace(section, blocks=tuple(turned if block == places else block for block in section.blocks))
        for section in BEFORE.sections
    )
    (found,) = told(BEFORE, replace(BEFORE, sections=sections))
    assert (found.kind, found.what) == (Kind.MOVED, What.ROW)


def test_a_column_that_came_is_told_once_and_its_cells_by_row():
    places = table_of(BEFORE, "places")
    wider = replace(
        places,
        columns=(*places.columns, Column("remarks", "비고")),
        rows=tuple(replace(row, cells=(*row.cells, Cell((Line("확인"),)))) for row in places.rows),
    )
    sections = tuple(
        replace(section, blocks=tuple(wider if block == places else block for block in section.blocks))
        for section in BEFORE.sections
    )
    found = told(BEFORE, replace(BEFORE, sections=sections))
    assert [one.what for one in found].count(What.COLUMN) == 1
    assert {one.what for one in found} == {What.COLUMN, What.CELL}


def test_more_names_than_a_sentence_holds_are_counted():
    many = [kept(f"S{number}", f"{number}호 정압기", 28) for number in range(8)]
    after = a_policy(*(kept(site.code, site.name, 14) for site in many))
    assert "모든 설치장소 보관기간 촬영일로부터 28일 → 촬영일로부터 14일" in summary(
        told(a_policy(*many), after), language="ko"
    )
    many, after = [*many, ESTATE[2]], a_policy(*(kept(site.code, site.name, 14) for site in many), ESTATE[2])
    assert any("외 3곳 보관기간" in sentence for sentence in summary(told(a_policy(*many), after), language="ko"))


def test_promises_that_were_replaced_are_changes_and_not_promises_that_went_and_came():
    said_before = ("가 나 다", "일 년에 한 번 점검합니다.", "비용은 받지 않습니다.", "끝")
    said_after = ("가 나 다", "123 456", "ABC DEF", "끝", "하나 더")

    def text(lines):
        section = replace(BEFORE.sections[0], blocks=tuple(Paragraph(Line(line)) for line in lines))
        return replace(BEFORE, sections=(section, *BEFORE.sections[1:]))

    found = told(text(said_before), text(said_after))
    assert [one.kind for one in found] == [Kind.CHANGED, Kind.CHANGED, Kind.ADDED]
    assert [one.texts for one in found[:2]] == list(zip(said_before[1:3], said_after[1:3], strict=True))
    assert said(found, language="ko") == "추가 1, 변경 2"
    assert any("문장 2곳 변경" in sentence for sentence in summary(found, language="ko"))


def test_equal_texts_have_a_sentence_that_says_so():
    assert said((), language="ko") == "다른 곳이 없습니다."
    assert summary((), language="en") == ()

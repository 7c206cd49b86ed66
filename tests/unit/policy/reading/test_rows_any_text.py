"""Reading rows never raises and never states a number that is not printed, whatever the tables and lines."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.printed import Grid, GridCell, TextLine, Where
from app.policy.reading.part import Part, PartSection
from app.policy.reading.rows import read_rows
from app.policy.stated import Item

WORDS = (
    *("설치장소", "구분", "대수", "설치 위치 및 촬영범위", "보관기간", "촬영시간"),
    *("보관장소", "관리책임자", "접근권한자", "연락처", "본관", "별관"),
    *("본관, 별관", "충전소", "합계", "소계", "공통", "상동"),
    *("-", "", "4대", "총 12대", "현관 2대, 복도 3대", "30일"),
    *("촬영일로부터 15일", "10~20일", "3개월", "24시간", "경비실", "총무팀장"),
    *("총무과", "02-555-0100", "본관: 7대 (현관)", "항목", "내용", "보관기간: 30일"),
    *("관리책임자는 총무팀장이다.", "총 19대를 설치하였다.", "촬영시간, 보관기간: 24시간, 40일", "(", ")", ":"),
    *("2 층",),
)  # fmt: skip
TEXT = st.sampled_from(WORDS) | st.text("가나다:,/()0123456789대일 \n", max_size=12)
NUMBER = re.compile(r"\d+")
IN_DAYS = (1, 7, 30, 365)


@st.composite
def grids(draw):
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(st.none() | TEXT, min_size=width, max_size=width), min_size=1, max_size=5))
    cells = (
        tuple(
            GridCell(
                text, Where(10 + number, row=number + 1, column=at + 1), covered=draw(st.booleans()) and number > 0
            )
            for at, text in enumerate(row)
        )
        for number, row in enumerate(rows)
    )
    return Grid(tuple(cells), Where(10))


LINES = st.builds(
    TextLine,
    TEXT,
    st.builds(Where, st.integers(1, 9)),
    level=st.sampled_from([None, None, None, 2, 3]),
    marker=st.sampled_from([None, "1)", "-", "가.", "①"]),
    depth=st.integers(0, 2),
)
PIECES = st.lists(LINES | grids(), max_size=6).map(tuple)


@st.composite
def parts(draw):
    heading = TextLine("설치 대수 및 보관기간", Where(1), level=2)
    items = draw(st.sampled_from([(), (Item.PLACES,), (Item.PEOPLE,), (Item.KEEPING, Item.PLACES), (Item.CHECKING,)]))
    lead, under = draw(PIECES), draw(PIECES)
    return Part((*lead, heading, *under), lead, (PartSection(items, heading, under),))


def texts(pieces):
    for piece in pieces:
        if isinstance(piece, TextLine):
            yield piece.text
        else:
            yield from (cell.text or "" for row in piece.rows for cell in row)


@settings(max_examples=80, deadline=None)
@given(parts())
def test_no_number_is_made_up(part):
    printed = {int(number) for text in texts(part.pieces) for number in NUMBER.findall(text.replace(",", ""))}
    printed |= {int(number) for text in texts(part.pieces) for number in NUMBER.findall(text)}
    days = {number * unit for number in printed for unit in IN_DAYS} | {number // 24 for number in printed}
    read = read_rows(part)
    assert {row.count.value for row in read.rows if row.count} <= printed
    assert not read.total or read.total.value in printed
    for row in read.rows:
        if row.retention:
            stated = row.retention.value
            assert {stated.days, stated.least, stated.most} <= days | {None}

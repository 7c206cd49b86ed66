"""Reading never raises and is quick, whatever the text."""

import time
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.printed import Grid, GridCell, Medium, Printed, TextLine, Where
from app.policy.reading import read
from tests.builders.published_texts import (
    CIRCLED,
    GLUED,
    IN_ARTICLES,
    INSIDE_A_PRIVACY_POLICY,
    OF_A_COUNCIL,
    printed,
    reading_of,
)

WORDS = list(
    dict.fromkeys(
        chain.from_iterable(
            text.split() for text in (INSIDE_A_PRIVACY_POLICY, IN_ARTICLES, CIRCLED, GLUED, OF_A_COUNCIL)
        )
    )
)
TEXTS = st.lists(st.sampled_from([*WORDS, ":", "1.", "가.", "①", "제3조(", ")", "\n", "「", "」", "제", "항"])).map(
    " ".join
)
ANY = st.one_of(TEXTS, st.text(max_size=80))


def a_line(text, number, level):
    return TextLine(text, Where(number), level=level)


LINES = st.builds(a_line, ANY, st.integers(1, 9), st.sampled_from([None, None, 1, 3]))


@st.composite
def grids(draw):
    wide = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(st.one_of(st.none(), ANY), min_size=wide, max_size=wide), max_size=3))
    cells = tuple(
        tuple(GridCell(text, Where(number, row=number, column=column)) for column, text in enumerate(row, 1))
        for number, row in enumerate(rows, 1)
    )
    return Grid(cells, Where(1), caption=draw(st.one_of(st.none(), ANY)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, grids()), max_size=12))
def test_any_pieces_are_read(pieces):
    stated = read(Printed(Medium.HTML, tuple(pieces), ()))
    assert stated.language in {"ko", "en"}


def test_no_text_at_all_is_read():
    assert read(Printed(Medium.TEXT, (), ())).first_line is None


def test_every_fact_has_its_words_its_place_and_a_confidence():
    stated = reading_of(INSIDE_A_PRIVACY_POLICY)
    lines = INSIDE_A_PRIVACY_POLICY.splitlines()
    said = [*stated.citations, *stated.terms, *stated.refusal_grounds, *stated.officers, *stated.revisions]
    assert said
    assert [one for one in said if one.text not in lines[one.where.line - 1]] == []
    assert [one for one in said if not 0 < one.confidence <= 1] == []


def test_a_very_long_line_is_read_in_time():
    long = "개인정보 보호법 제25조에 따라 영상정보처리기기를 " * 500
    began = time.process_time()
    read(Printed(Medium.TEXT, (TextLine("CCTV 운영 방침", Where(1)), TextLine(long, Where(2))), ()))
    assert time.process_time() - began < 5


def test_a_policy_of_usual_size_is_read_at_once():
    text = printed(INSIDE_A_PRIVACY_POLICY * 3)
    read(text)
    took = []
    for _ in range(3):
        began = time.process_time()
        read(text)
        took.append(time.process_time() - began)
    assert min(took) < 0.5  # Usually a tenth of that; machines in CI are slow.

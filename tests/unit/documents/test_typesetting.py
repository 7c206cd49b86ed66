"""Lines break at spaces, evenly; only a word too wide for any line is cut."""

from functools import partial

from app.documents import fonts
from app.documents.typesetting import Measured, balanced, broken, largest_that_holds

measure = partial(fonts.width, font=fonts.BOLD)


def test_lines_break_at_spaces_only():
    assert broken("하나둘 셋넷다섯 여섯", 7.0, measure) == ["하나둘 셋넷다섯", "여섯"]


def test_a_word_too_wide_is_cut_but_never_before_a_closing_mark():
    lines = broken("가나다라마바사)아자차카타파하", measure("가나다라마바사") + 0.01, measure)
    assert "".join(lines) == "가나다라마바사)아자차카타파하"
    assert not any(line.startswith(")") for line in lines)


def test_lines_are_evened_out():
    text = "강원특별자치도 횡성군 갑천면 마옥로 구역"
    room = measure("강원특별자치도 횡성군 갑천면 마옥로") + 0.01
    assert broken(text, room, measure)[-1] == "구역"
    assert balanced(text, room, measure)[-1] != "구역"


def test_lines_are_counted_as_they_are_broken():
    texts = [
        "강원특별자치도 횡성군 갑천면 마옥로 구역",
        "하나둘  셋(넷다섯)여섯일곱여덟아홉 열",
        "가" * 40,
        "a b c d e f g h i j",
    ]
    for text in texts:
        counted = Measured(text, measure)
        for step in range(20, 400):
            assert counted.count(step / 10) == len(broken(text, step / 10, measure)) or counted.whole <= step / 10
            assert len(counted.balanced(step / 10)) == len(broken(text, step / 10, measure))


def test_no_text_has_no_lines():
    assert broken("  ", 10, measure) == []


def test_the_largest_size_that_holds_is_found():
    assert largest_that_holds(6.0, 20.0, lambda size: size <= 11.3) == 11.25
    assert largest_that_holds(6.0, 20.0, lambda _size: False) == 6.0

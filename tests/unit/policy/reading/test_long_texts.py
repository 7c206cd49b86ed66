"""Reading takes no more steps a place in a text four times as long, however the places are told.

Steps are calls of functions, which no other work on the machine changes.
"""

import sys

import pytest

from app.policy.extraction import extract
from app.policy.reading import read

FEW, MANY = 40, 160
SLACK = 1.2
TITLE = "고정형 영상정보처리기기 운영·관리 방침\n\n1. 설치 대수, 설치 위치 및 촬영 범위\n"
KEEPING = "\n2. 촬영시간, 보관기간 및 보관장소\n"


def _bars(head, rows):
    return "\n".join((f"{head} |", "---|", *(f"{row} |" for row in rows))) + "\n"


def _counted(name):
    return lambda number: _bars("장소 | 대수", [f"{name.format(one)} | 3대" for one in range(number)])


def _kept(name):
    return lambda number: KEEPING + _bars("장소 | 보관기간", [f"{name.format(one)} | 30일" for one in range(number)])


def _each(line):
    return lambda number: "".join(line.format(one) for one in range(number))


def _in_html(line):
    head = "<html><body><h1>CCTV 운영·관리 방침</h1><h2>설치 대수, 설치 위치</h2>"
    return lambda number: head + _each(line)(number) + "</body></html>"


def _then(*parts):
    return lambda number: TITLE + "".join(part(number) for part in parts)


def _short_rows(number):
    rows = [f"골 {at} | 뜰 {at} | 3대 | 30일" if at % 3 == 0 else f"뜰 {at} | 3대" for at in range(number)]
    return _bars("구분 | 장소 | 대수 | 보관기간", rows)


def _parts(number):
    return _bars("장소 | 설치 위치 | 대수", [f"본관 | {at + 1}호실 | {at % 9 + 1}대" for at in range(number)])


def _annexed(number):
    rows = _bars("장소 | 대수 | 설치위치", [f"뜰 {at} | 3대 | 별표 {at + 1} 참조" for at in range(number)])
    listed = (
        f"\n[별표 {at + 1}] 뜰 {at} 목록\n" + _bars("설치장소 | 대수", [f"골 {at} | 1대"]) for at in range(number)
    )
    return rows + "".join(listed)


WAYS = {
    "two tables of the same places": _then(_counted("뜰 {} 정압기"), _kept("뜰 {} 정압기")),
    "two tables of other places": _then(_counted("뜰 {} 정압기"), _kept("골 {} 창고")),
    "names that differ in brackets": _then(_counted("정압기(뜰 {})"), _kept("정압기(뜰 {})")),
    "names cut short in the second table": _then(_counted("뜰 {} 본관"), _kept("뜰 {}")),
    "parts of one place": _then(_parts),
    "rows without what was merged": _then(_short_rows),
    "annexes": _then(_annexed),
    "lines": _then(_each("- 뜰 {} 정압기: 3대\n")),
    "keys below names": _then(_each("가. 뜰 {} 정압기\n - 설치대수: 3대\n - 보관기간: 30일\n")),
    "a table each": _then(_each("장소 | 대수 |\n---|\n뜰 {} 정압기 | 3대 |\n\n")),
    "a section each": _then(_each("3. 보관기간 및 보관장소\n뜰 {}: 30일\n")),
    "lines like titles": _then(_each("CCTV 운영 안내 {}\n내용입니다.\n")),
    "days": _then(_each("- 2020. 1. 1. 개정 {}\n")),
    "headings of a page in one line": _in_html("<h3>뜰 {} 정압기</h3><ul><li>설치대수: 3대</li></ul>"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_four_times_as_long_takes_no_more_steps_a_place(way):
    few, many = (_steps(WAYS[way](number)) / number for number in (FEW, MANY))
    assert many <= few * SLACK


def _steps(text):
    """Return how many functions reading a text calls."""
    printed = extract(text.encode(), name="policy.txt")
    steps, before = 0, sys.getprofile()

    def count(_frame, _event, _argument):
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        read(printed)
    finally:
        sys.setprofile(before)
    return steps

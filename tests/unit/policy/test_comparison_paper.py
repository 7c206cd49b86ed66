"""신·구 대비표 on paper tells old from new by more than a line under both, also to who hears it."""

from app.documents.flowables import Look, Marked
from app.documents.marks import marked
from app.policy.writers.comparison_pdf import comparison_pdf
from tests.builders.case_papers import flow_tags
from tests.builders.pdf_pages import heard, operators
from tests.builders.policy import a_comparison


def test_what_went_and_what_came_are_heard_as_such():
    content = comparison_pdf(a_comparison())
    spoken = heard(content)
    assert "[삭제: 60일]" in spoken
    assert "[추가: 30일]" in spoken
    shown = operators(content)
    assert shown.count("BDC") + shown.count("BMC") == shown.count("EMC")
    assert flow_tags(content)["TD"]


def test_what_went_is_struck_through_and_what_came_is_underlined_in_bold():
    assert marked("60일", [Marked(0, 2, Look.REMOVED)]) == "<strike>60</strike>일"
    assert marked("30일", [Marked(0, 3, Look.ADDED)]) == "<b><u>30일</u></b>"


def test_what_is_heard_is_never_markup():
    shown = marked('"<a>&', [Marked(0, 5, Look.ADDED, "추가")])
    assert """label='[추가: "&lt;a&gt;&amp;]'""" in shown

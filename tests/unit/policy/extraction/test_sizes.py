"""A page may be larger than a text, as its tags are most of it; how many they are is bounded."""

import pytest

from app.policy.extraction import LARGEST_PAGE, LARGEST_TEXT, MOST_LETTERS, MOST_LINES, MOST_TAGS, extract
from app.policy.extraction.refusals import FileTooLarge, TooComplicated, TooLong


def page(size):
    return b"<!doctype html><!--" + b" " * size + "--><p>방침".encode()


def test_a_page_larger_than_a_text_may_be_is_read():
    printed = extract(page(LARGEST_TEXT), name="policy.html")
    assert [piece.text for piece in printed.pieces] == ["방침"]


def test_a_text_and_a_page_too_large_are_refused():
    with pytest.raises(FileTooLarge):
        extract(b"x" * (LARGEST_TEXT + 1), name="policy.txt")
    with pytest.raises(FileTooLarge):
        extract(page(LARGEST_PAGE), name="policy.html")


def test_a_page_of_too_many_tags_is_refused_before_it_is_read():
    with pytest.raises(TooComplicated):
        extract(b"<!doctype html>" + b"<p>x" * MOST_TAGS, name="policy.html")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x" * (MOST_LETTERS + 1), "1,500,001자, 0줄"),
        ("방침\n" * (MOST_LINES + 1), "120,003자, 40,001줄"),
        ("<!doctype html><p>" + "x" * (MOST_LETTERS + 1), "1,500,001자, 1줄"),
        ("<!doctype html>" + "<p>방침</p>" * (MOST_LINES + 1), "80,002자, 40,001줄"),
    ],
)
def test_more_text_than_a_policy_can_be_is_refused_with_the_limit(content, said):
    """However small the file: a person waits for what is read, and so do all others."""
    with pytest.raises(TooLong) as refused:
        extract(content.encode(), name="policy")
    assert f"({said})" in str(refused.value)
    assert "1,500,000자, 40,000줄까지" in str(refused.value)

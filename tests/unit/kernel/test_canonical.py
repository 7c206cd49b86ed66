"""One value has one spelling in bytes."""

import unicodedata

import pytest

from app.kernel.canonical import canonical_bytes


def test_order_of_keys_and_form_of_hangul_do_not_matter():
    composed, decomposed = "관설동", unicodedata.normalize("NFD", "관설동")
    assert composed != decomposed
    assert canonical_bytes({"b": 1, "a": composed}) == canonical_bytes({"a": decomposed, "b": 1})
    assert canonical_bytes({"b": 1, "a": [True, None]}) == b'{"a":[true,null],"b":1}'


def test_keys_stand_in_the_order_of_utf_16():
    assert canonical_bytes({"\uffe6": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\uffe6":1}'.encode()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="a fraction"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param({1: 2}, id="a key that is no text"),
        pytest.param(2**53, id="an integer too large"),
        pytest.param({"a": {1, 2}}, id="a set"),
    ],
)
def test_what_has_no_single_spelling_is_refused(value):
    with pytest.raises(ValueError, match=r"canonical|text"):
        canonical_bytes(value)

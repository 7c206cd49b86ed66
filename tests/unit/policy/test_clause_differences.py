"""Two wordings beside each other show word by word what only one of them says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.clauses.differences import Run, line_pairs

LINES = st.lists(st.text("가나 .,x", max_size=8), max_size=4)


def test_changed_words_are_told():
    (pair,) = line_pairs(["요구를 받은 날부터 10일 이내에 답합니다."], ["요구를 받으면 10일 이내에 답합니다."])
    assert pair.before == (
        Run("요구를 "), Run("받은 날부터", changed=True), Run(" 10일 이내에 답합니다."),
    )  # fmt: skip
    assert pair.after == (Run("요구를 "), Run("받으면", changed=True), Run(" 10일 이내에 답합니다."))
    assert pair.changed


def test_same_lines_are_shown_once_each():
    assert [pair.changed for pair in line_pairs(["하나", "둘"], ["하나", "둘"])] == [False, False]


def test_added_and_removed_lines_stand_alone():
    pairs = line_pairs(["하나", "둘"], ["하나"])
    assert pairs[1].before == (Run("둘", changed=True),)
    assert pairs[1].after == ()
    assert line_pairs([], ["하나"])[0].after == (Run("하나", changed=True),)


@settings(max_examples=100)
@given(LINES, LINES)
def test_each_side_says_all_its_words(before, after):
    pairs = line_pairs(before, after)
    told = ["".join(run.text for run in pair.before) for pair in pairs]
    said = ["".join(run.text for run in pair.after) for pair in pairs]
    assert [line for line in told if line] == [line for line in before if line]
    assert [line for line in said if line] == [line for line in after if line]
    assert [shared(pair.before) for pair in pairs] == [shared(pair.after) for pair in pairs]


def shared(runs):
    """Return what stands on both sides, without white space: a space goes with changed words around it."""
    return "".join(run.text for run in runs if not run.changed).replace(" ", "")

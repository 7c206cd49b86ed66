"""What should be found in the 23 cases is found in them laid out, and little else: what else is said is true by law."""

from datetime import date

import pytest

from app.law.severity import Severity
from app.policy.extraction import extract
from app.policy.linting import lint
from tests.cases import NUMBERS, case
from tests.layouts.lint_codes import EXPECTED, NOT_PRINTED, PARTIAL, SAID_BY
from tests.layouts.styles import STYLES

TODAY = date(2026, 11, 22)
(MERGED,) = (style for style in STYLES if style.name == "merged")
TRUE_BY_LAW = {
    "POL-04",  # The old term, in all that were written before the law changed.
    "POL-05",  # 제25조 without its paragraph.
    "POL-09",  # No way of objecting.
    "POL-10",  # No way of asking.
    "POL-12",  # Fewer than five measures.
    "POL-13",  # Not revised since the law changed.
    "MGR-01",  # A manager without a phone.
}


@pytest.fixture(scope="module", params=NUMBERS)
def judged(request):
    number = request.param
    name, content = MERGED.lay_out(case(number))
    return number, lint(extract(content, name=name), on=TODAY, partial=number in PARTIAL).findings


def test_what_should_be_found_is_found(judged):
    number, findings = judged
    rules = {one.rule for one in findings}
    wanted = {code for code in EXPECTED[number] if (number, code) not in NOT_PRINTED}
    assert {code for code in wanted if not rules & set(SAID_BY[code])} == set()


def test_what_else_is_said_is_true_by_law(judged):
    number, findings = judged
    known = {rule for code in EXPECTED[number] for rule in SAID_BY[code]} | TRUE_BY_LAW
    more = [(one.rule, str(one.message)) for one in findings if one.severity is not Severity.INFO]
    assert [one for one in more if one[0] not in known] == []

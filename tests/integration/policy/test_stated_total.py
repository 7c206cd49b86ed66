"""A total the old text states and the rows do not make: it stands in the way until somebody decided, with a reason."""

import pytest

from app.database import db
from app.policy import queries
from app.policy.queries import NotReady
from app.policy.versions import State
from app.policy.writers.text import plain_text
from tests.builders import policy_versions as build
from tests.builders.policy_versions import a_version
from tests.builders.registry import record_estate
from tests.builders.whole_estate import a_whole_estate, record_whole_estate


@pytest.fixture
def estate(app):
    record_whole_estate()


def test_another_total_than_the_rows_stands_in_the_way_until_a_reason_for_their_sum_is_recorded(estate):
    stated = a_whole_estate()["organisation"][0] | {"stated_total": 9_999}
    record_estate({"organisation": [stated]})
    with pytest.raises(NotReady, match="9999대"):
        a_version(State.APPROVED)
    record_estate({"organisation": [stated | {"stated_total_reason": "옛 글의 합계는 철거 전의 수"}]})
    build.withdraw(1)
    number = a_version(State.APPROVED)
    texts = queries.pinned_texts(db.session(), of=build.version(number))
    assert not any("9999" in plain_text(each) for each in texts)

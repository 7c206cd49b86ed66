"""Pages of a review: opened, explained by an operator, decided, concluded, printed; and sites stay apart."""

from datetime import timedelta

import pytest
from flask import render_template

from app.compliance.rights import LABELS
from app.database import db
from app.footage_access.domain import Form, Kind
from app.kernel.clock import kst_day, utc_now
from app.ledger import queries as ledger
from app.log_review import queries
from app.log_review.states import State
from app.recorder_logs.domain import month_of
from tests.builders.footage_access import log
from tests.builders.log_review import WORDS
from tests.builders.log_review import open_review as opened_by
from tests.builders.registry import record_estate

NOW = utc_now().replace(microsecond=0)
MONTH = month_of(kst_day(NOW)).previous
THEN = NOW.replace(day=15) - timedelta(days=31)


@pytest.fixture
def month(app, cast):
    """A month in which Olga gave a file away without a case."""
    record_estate()
    for number in range(3):
        log(Kind.LIVE, actor=cast("Olga"), now=THEN - timedelta(hours=number))
    return log(Kind.USE, actor=cast("Olga"), now=THEN, form=Form.FILE, span_from=THEN - timedelta(hours=2))


@pytest.fixture
def review(month, cast):
    """The review of that month."""
    assert month
    return opened_by(month=MONTH, actor=cast("Amir"), now=NOW)


def state_of(number):
    found = queries.review_of(db.session(), month=MONTH)
    return queries.all_items(db.session(), review=found.leaf)[number - 1].state


def test_a_review_goes_from_opening_to_signed_minutes(sign_in, month):
    assert month
    amir, olga = sign_in("Amir"), sign_in("Olga")
    done = amir.fill("/reviews", sample_least="1", sample_most="1")
    assert done.status_code == 303, done.text
    page = amir.get(f"/reviews/{MONTH}").text
    assert "사건 없는 반출" in page
    assert "등록한 녹화기가 없어 답할 수 없음" in page

    item = f"/reviews/{MONTH}/items/1"
    assert f"{item}/decide" not in olga.get(item).text
    assert olga.post(f"{item}/explain", data={"words": "확인"}).status_code == 422
    assert olga.post(f"{item}/explain", data={"words": WORDS}).status_code == 303
    assert olga.post(f"{item}/decide", data={"decision": "accept"}).status_code == 403
    assert WORDS in amir.get(item).text
    assert amir.post(f"{item}/decide", data={"decision": "accept"}).status_code == 303
    assert amir.post(f"/reviews/{MONTH}/conclude").status_code == 422
    assert amir.post(f"/reviews/{MONTH}/items/2/decide", data={"decision": "looked-at"}).status_code == 303
    assert amir.post(f"/reviews/{MONTH}/conclude").status_code == 303

    minutes = amir.get(f"/reviews/{MONTH}/minutes.pdf", use="review")
    assert minutes.data.startswith(b"%PDF")
    assert olga.get(f"/reviews/{MONTH}/minutes.pdf").status_code == 403
    assert "LR-" in amir.get("/reviews").text
    assert amir.post(f"{item}/decide", data={"decision": "accept"}).status_code == 422


def test_own_items_say_that_somebody_else_decides(sign_in, cast):
    record_estate()
    log(Kind.USE, actor=cast("Amir"), now=THEN, form=Form.FILE, span_from=THEN - timedelta(hours=2))
    opened_by(month=MONTH, actor=cast("Petra"), now=NOW)
    page = sign_in("Amir").get(f"/reviews/{MONTH}/items/1").text

    assert "다른 사람이 판단합니다" in page
    assert "/decide" not in page
    refused = sign_in("Amir").post(f"/reviews/{MONTH}/items/1/decide", data={"decision": "follow-up", "words": WORDS})
    assert (refused.status_code, state_of(1)) == (422, State.TO_EXPLAIN)


def test_nobody_of_another_site_sees_items_counts_or_minutes(sign_in, review):
    assert review
    elsewhere = sign_in("Amir", sites={"OTHER-SITE"})

    page = elsewhere.get(f"/reviews/{MONTH}").text
    assert "사건 없는 반출" not in page
    assert "루트 해시" not in page
    assert elsewhere.get(f"/reviews/{MONTH}/items/1").status_code == 404
    assert elsewhere.get(f"/reviews/{MONTH}/minutes.pdf").status_code == 404
    assert elsewhere.post("/reviews/open").status_code == 403
    assert elsewhere.post(f"/reviews/{MONTH}/conclude").status_code == 403
    assert sign_in("Amir").get("/reviews/never").status_code == 404
    assert sign_in("Amir").get("/reviews/2020-01").status_code == 404


def test_everything_that_can_be_done_has_words_in_the_table_of_rights(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("log_review.")}
    assert len(routes) == 8
    assert routes <= set(LABELS)


def test_every_entry_reads_as_a_sentence(app, sign_in, review):
    assert review
    olga, amir = sign_in("Olga"), sign_in("Amir")
    item = f"/reviews/{MONTH}/items"
    olga.post(f"{item}/1/explain", data={"words": WORDS})
    amir.post(f"{item}/1/decide", data={"decision": "return", "words": WORDS})
    amir.post(f"{item}/1/decide", data={"decision": "follow-up", "words": WORDS})
    amir.post(f"{item}/2/decide", data={"decision": "odd", "words": WORDS})
    olga.post(f"{item}/2/explain", data={"words": WORDS})
    amir.post(f"{item}/2/decide", data={"decision": "accept"})
    amir.post(f"{item}/3/decide", data={"decision": "looked-at"})
    amir.post(f"/reviews/{MONTH}/conclude")
    with app.test_request_context("/"):
        said = {
            entry.name: render_template(
                f"ledger/entries/{entry.name}.html", entry=entry, data=entry.data, actor_name="Amir"
            ).strip()
            for entry in ledger.entries(db.session(), prefix="log_review.")
        }
    assert len(said) == 9
    assert all(str(MONTH) in sentence for sentence in said.values())

"""A recorder writes entries by itself: with a token, once, under the rules people have, and told in words when not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from app.accounts import commands as accounts
from app.accounts.domain import Scope
from app.accounts.queries import person
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from tests.browsing import CheckedClient
from tests.builders.registry import record_estate
from tests.builders.viewing_requests import approve, receive

ENTRY = {
    "places": ["C-1"],
    "kind": "playback",
    "purpose": "facility_safety",
    "occurred_at": "2026-01-10T03:16:08+09:00",
    "span_from": "2026-01-10T02:40:00+09:00",
    "span_to": "2026-01-10T02:55:00+09:00",
    "text": "가스누출 경보 GD-0132 확인, 이상 없음",
}


@pytest.fixture
def recorder(app, cast):
    """A program with a token; ``send`` posts an entry as it would, of what Olga saw."""
    record_estate()
    return Recorder(app, token(), sign_in_name_of(cast("Olga")))


def sign_in_name_of(actor):
    return person(db.session(), account_id=actor.id).sign_in_name


def token(*, sites=None, scopes=frozenset({Scope.WRITE_FOOTAGE}), days=30):
    now = utc_now()
    with unit_of_work() as session:
        return accounts.issue_token(
            session,
            label="녹화기 3번",
            scopes=scopes,
            sites=sites,
            expires_at=now + timedelta(days=days),
            reason="스스로 기록하게 함",
            actor=SYSTEM,
            now=now,
        )


class Recorder:
    def __init__(self, app, issued, handler):
        self.app, self.issued, self.handler = app, issued, handler

    def with_token(self, issued):
        return Recorder(self.app, issued, self.handler)

    def send(self, entry=ENTRY, *, key="1", secret=None, **headers):
        entry = {"handler": self.handler, **entry}
        entry = {name: value for name, value in entry.items() if value is not None}
        shown = {"Authorization": f"Bearer {secret or self.issued.secret}", "Idempotency-Key": key, **headers}
        shown = {name: value for name, value in shown.items() if value is not None}
        return CheckedClient(self.app).post("/api/v1/footage", json=entry, headers=shown, csrf=False)


def entries():
    db.session.rollback()
    return list(ledger.entries(db.session(), names=("footage.accessed",)))


def test_an_entry_is_recorded_in_the_name_of_who_saw_it_and_says_what_wrote_it(recorder):
    answer = recorder.send()
    (entry,) = entries()
    assert answer.status_code == 201
    assert (answer.json["number"], answer.json["entry_id"]) == (entry.number, entry.entry_id)
    assert entry.data["via"] == f"token:{recorder.issued.id}"
    assert entry.actor_id != SYSTEM.id
    assert entry.data["span_from"] == "2026-01-09T17:40:00.000000Z"


def test_the_same_key_again_writes_nothing_and_gives_the_same_receipt(recorder):
    first, again = recorder.send().json, recorder.send()
    assert again.status_code == 200
    assert again.json == {**first, "repeated": True}
    assert len(entries()) == 1


def test_one_key_sent_eight_times_at_once_is_one_entry(recorder):
    with ThreadPoolExecutor(8) as senders:
        answers = list(senders.map(lambda _number: recorder.send(key="same"), range(8)))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.json["entry_id"] for answer in answers}) == len(entries()) == 1


def test_another_entry_under_a_used_key_is_refused(recorder):
    recorder.send()
    answer = recorder.send({**ENTRY, "places": ["C-2"]})
    assert answer.status_code == 409
    assert answer.mimetype == "application/problem+json"
    assert "새 키" in answer.json["detail"]
    assert len(entries()) == 1


def test_a_program_that_would_fulfil_a_request_is_led_to_where_a_person_hands_over(recorder):
    now = utc_now()
    number = approve(receive(now=now - timedelta(minutes=9)), now=now - timedelta(minutes=8))
    answer = recorder.send({**ENTRY, "kind": "viewing", "request_number": number, "file_name": "C-1.mp4"})
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json["type"].endswith("/help/api#hand-over")
    assert answer.json["hand_over"].endswith(f"/footage/hand-over/{number}")
    assert number in answer.json["detail"]
    assert entries() == []
    document = CheckedClient(recorder.app).get("/api/v1/openapi.json").json
    assert "hand_over" in document["components"]["schemas"]["Problem"]["properties"]


def test_two_tokens_may_use_the_same_key(recorder):
    other = recorder.with_token(token())
    assert [recorder.send().status_code, other.send().status_code] == [201, 201]


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"handler": None}, "handler", "꼭"),
        ({"places": []}, "places", "비어"),
        ({"places": ["C-1", "C-1"]}, "places", "두 번"),
        ({"places": ["C-1", "NO-1"]}, "places[1]", "NO-1"),
        ({"places": "C-1"}, "places", "array"),
        ({"kind": "glance"}, "kind", "playback"),
        ({"occurred_at": "2026-11-22 03:16"}, "occurred_at", "2026-11-22T03:16:08+09:00"),
        ({"occurred_at": "2026-13-40T03:16:08Z"}, "occurred_at", "없는"),
        ({"cycle_days": 0}, "cycle_days", "1 이상"),
        ({"text": "가" * 501}, "text", "500"),
        ({"handler": "nobody"}, "handler", "계정"),
        ({"camera": "C-1"}, "camera", "없는 항목"),
    ],
)
def test_what_is_wrong_is_named_by_place_and_why_and_nothing_is_written(recorder, changes, place, said):
    answer = recorder.send({**ENTRY, **changes})
    assert answer.status_code == 422
    assert [(error["place"], said in error["message"]) for error in answer.json["errors"]] == [(place, True)]
    assert entries() == []


def test_the_rules_of_the_register_hold_and_name_their_source(recorder):
    answer = recorder.send({**ENTRY, "text": "확인"})
    assert answer.status_code == 422
    assert "제47조" in answer.json["detail"]
    future = (utc_now() + timedelta(hours=2)).isoformat()
    assert recorder.send({**ENTRY, "occurred_at": future}).status_code == 422


def test_only_who_works_with_footage_can_have_seen_it(recorder, cast):
    answer = recorder.send({**ENTRY, "handler": sign_in_name_of(cast("Ada"))})
    assert answer.status_code == 422
    assert "사람이 아닙니다" in answer.json["errors"][0]["message"]


def test_a_running_viewing_may_be_sent_when_it_begins(recorder):
    sent = {**ENTRY, "kind": "live", "runs": True, "span_from": None, "span_to": None}
    assert recorder.send(sent).status_code == 201
    assert entries()[0].data["runs"] is True


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer wb_wrong", "Basic b2xnYTo="])
def test_without_a_token_nothing_opens(recorder, header):
    answer = recorder.send(Authorization=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.mimetype == "application/problem+json"


def test_a_session_is_no_token(app, recorder, sign_in):
    answer = sign_in("Olga").post("/api/v1/footage", json=ENTRY, headers={"Idempotency-Key": "1"})
    assert answer.status_code == 401
    assert recorder.send(key=None).status_code == 422  # And a token needs a key.


def test_a_token_that_is_over_or_revoked_opens_nothing(recorder, app):
    short = token(days=1)
    with unit_of_work() as session:
        accounts.revoke_token(session, token_id=recorder.issued.id, reason="녹화기 교체", actor=SYSTEM, now=utc_now())
    assert recorder.send().status_code == 401
    assert recorder.with_token(short).send().status_code == 201


def test_a_token_counts_at_its_sites_only(recorder, app):
    elsewhere = recorder.with_token(token(sites=("G-1",)))
    answer = elsewhere.send()
    assert answer.status_code == 422
    assert answer.json["errors"][0]["place"] == "places[0]"


def test_what_is_no_json_is_told_so(recorder):
    answer = CheckedClient(recorder.app).post(
        "/api/v1/footage",
        data="{",
        headers={"Authorization": f"Bearer {recorder.issued.secret}", "Idempotency-Key": "1"},
        csrf=False,
    )
    assert (answer.status_code, answer.json["errors"][0]["place"]) == (422, "(body)")


def test_the_document_describes_what_is_accepted(recorder, app):
    document = CheckedClient(app).get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    schema = document["components"]["schemas"]["Entry"]
    Draft202012Validator.check_schema(schema)
    body = document["paths"]["/api/v1/footage"]["post"]["requestBody"]["content"]["application/json"]
    for example in body["examples"].values():
        Draft202012Validator(schema).validate(example["value"])


def test_the_page_explains_it_in_both_languages(recorder, sign_in):
    olga = sign_in("Olga")
    assert "Idempotency-Key" in olga.get("/help/api").text
    assert olga.get("/help/api?lang=en").status_code == 200

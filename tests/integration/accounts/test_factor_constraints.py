"""What the database itself refuses about rules of signing in, second factors, PINs and parallel use."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from app.accounts.factor_models import (
    Authenticator,
    ParallelUse,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    SignInRule,
    SwitchPin,
)
from app.accounts.models import SignInSession
from app.accounts.sign_in_rules import FactorEnd, Proof
from app.database import unit_of_work
from tests.builders.accounts import an_account

NOW, BEFORE = datetime(2026, 11, 22, 6, 0, tzinfo=UTC), datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
GOOD = {
    SignInRule: {
        "role": "operator", "second_factor": False, "idle_minutes": 30, "absolute_minutes": 720, "fresh_minutes": 60,
        "one_session": False, "set_at": NOW, "set_by": 0,
    },
    Authenticator: {"account_id": 1, "secret": "wv1:1:x", "last_step": 7, "enrolled_at": NOW},
    RecoveryCode: {"account_id": 1, "code_hash": b"c" * 32},
    Passkey: {
        "account_id": 1, "credential_id": b"c", "public_key": b"k", "label": "자리", "sign_count": 0,
        "registered_at": NOW,
    },
    PasskeyChallenge: {"challenge_hash": b"c" * 32, "expires_at": NOW},
    SwitchPin: {"account_id": 1, "pin_hash": "x" * 20, "set_at": NOW},
    ParallelUse: {
        "leaf": 1, "account_id": 1, "seen_on": date(2026, 11, 22), "session": "a" * 16, "other_session": "b" * 16,
    },
    SignInSession: {
        "token_hash": b"t" * 32, "account_id": 1, "created_at": BEFORE, "seen_at": BEFORE, "expires_at": NOW,
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def olga(app):
    with unit_of_work() as session:
        return an_account(session, sign_in_name="olga", now=NOW)


def run(*statements):
    with unit_of_work() as session:
        for statement in statements:
            session.execute(statement)


@pytest.mark.parametrize(
    ("table", "facts", "by"),
    [
        (SignInRule, {"role": "root"}, "role_is_known"),
        (SignInRule, {"idle_minutes": 4}, "idle_is_bounded"),
        (SignInRule, {"absolute_minutes": 1441}, "absolute_is_bounded"),
        (SignInRule, {"idle_minutes": 200, "absolute_minutes": 100}, "idle_ends_first"),
        (SignInRule, {"fresh_minutes": 0}, "fresh_is_bounded"),
        (Authenticator, {"account_id": 99}, "(?i)foreign key"),
        (Authenticator, {"secret": None}, "secret_goes_with_the_end"),
        (Authenticator, {"secret": None, "ended_at": NOW}, "end_has_a_reason"),
        (Authenticator, {"secret": None, "ended_at": NOW, "end_reason": "lost"}, "end_reason_is_known"),
        (Authenticator, {"secret": None, "ended_at": BEFORE, "end_reason": "reset"}, "times_run_forwards"),
        (RecoveryCode, {"code_hash": b"short"}, "code_hash_is_sha256"),
        (Passkey, {"public_key": b""}, "key_is_there"),
        (Passkey, {"label": " "}, "label_says_something"),
        (Passkey, {"ended_at": NOW}, "end_has_a_reason"),
        (Passkey, {"ended_at": NOW, "end_reason": "lost"}, "end_reason_is_known"),
        (Passkey, {"ended_at": BEFORE, "end_reason": "reset"}, "times_run_forwards"),
        (PasskeyChallenge, {"challenge_hash": b"short"}, "challenge_hash_is_sha256"),
        (SwitchPin, {"pin_hash": "739105"}, "pin_is_hashed"),
        (ParallelUse, {"session": "a"}, "sessions_are_named"),
        (SignInSession, {"proven_by": "guess"}, "proof_is_known"),
        (SignInSession, {"waits_for": "nothing"}, "waits_for_something_known"),
    ],
)
def test_what_cannot_be_is_refused(table, facts, by):
    with pytest.raises(DBAPIError, match=by):
        run(insert(table).values({**GOOD[table], **facts}))


@pytest.mark.parametrize("table", [Authenticator, RecoveryCode, Passkey, ParallelUse, SwitchPin, PasskeyChallenge])
def test_what_must_be_there_once_is_there_once(table):
    run(insert(table).values(GOOD[table]))
    again = {**GOOD[table], "leaf": 2} if table is ParallelUse else GOOD[table]
    with pytest.raises(DBAPIError, match=r"(?i)unique|append-only"):
        run(insert(table).values(again))


@pytest.mark.parametrize("table", [SignInRule, Authenticator, Passkey, ParallelUse])
def test_what_was_recorded_is_not_deleted(table):
    run(insert(table).values(GOOD[table]))
    with pytest.raises(DBAPIError, match="append-only"):
        run(delete(table))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (SignInRule, {"second_factor": True}),
        (Authenticator, {"last_step": 6}),
        (Authenticator, {"account_id": 2}),
        (Passkey, {"public_key": b"other"}),
        (Passkey, {"credential_id": b"other"}),
        (ParallelUse, {"session": "c" * 16}),
    ],
)
def test_what_was_recorded_is_not_changed(table, change):
    run(insert(table).values(GOOD[table]))
    with pytest.raises(DBAPIError, match="append-only"):
        run(update(table).values(change))


@pytest.mark.parametrize("table", [Authenticator, Passkey])
def test_what_ended_is_not_opened_again(table):
    end = {"ended_at": NOW, "end_reason": "reset", **({"secret": None} if table is Authenticator else {})}
    back = {"ended_at": None, "end_reason": None, **({"secret": "wv1:1:x"} if table is Authenticator else {})}
    run(insert(table).values(GOOD[table]), update(table).values(end))
    with pytest.raises(DBAPIError, match="append-only"):
        run(update(table).values(back))


def test_every_reason_of_an_end_and_every_kind_of_proof_fits():
    for number, end in enumerate(FactorEnd):
        ended = {"credential_id": bytes([number]), "ended_at": NOW, "end_reason": end.value}
        run(insert(Passkey).values({**GOOD[Passkey], **ended}))
    for number, proof in enumerate(Proof):
        kept = {"token_hash": bytes([number]) * 32, "proven_by": proof.value}
        run(insert(SignInSession).values({**GOOD[SignInSession], **kept}))

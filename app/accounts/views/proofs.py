"""Owns looking at what somebody typed to prove who they are. Slow or needs keys, so never inside a transaction."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts import commands, queries
from app.accounts.commands.proving import ProofGiven
from app.accounts.one_time_codes import recovery_code_of, step_of
from app.accounts.passkeys import WrongPasskey, challenge_in, credential_in, place_of, read_proof
from app.accounts.passwords import matches
from app.accounts.queries.second_factors import factors_of, passkey_by_id, sealed_for
from app.accounts.sign_in_rules import Proof, WrongCode
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.vault.wiring import vault
from app.web.installation import current_settings
from app.web.signed import keyed

_RECOVERY = "recovery code"


def hash_of_recovery_code(account_id: int, code: str) -> bytes:
    """Return what the database knows of a recovery code: a digest only this installation can make."""
    return keyed(_RECOVERY, f"{account_id}:{code}".encode())


def code_given(*, account_id: int, typed: str, now: datetime) -> ProofGiven:
    """Return what a typed code proves: a step of the app, or perhaps a recovery code.

    :raises WrongCode: if it can be neither.
    """
    app = factors_of(db.session(), account_id=account_id).authenticator
    if app is not None:
        secret = vault().open(app.secret, context=sealed_for(account_id))
        step = step_of(secret, typed, now=now, after=app.last_step)
        if step is not None:
            return ProofGiven(Proof.TOTP, step=step)
    code = recovery_code_of(typed)
    if code is None:
        raise WrongCode
    return ProofGiven(Proof.RECOVERY_CODE, code_hash=hash_of_recovery_code(account_id, code))


def password_or_code_given(*, account_id: int, sign_in_name: str, typed: str, now: datetime) -> ProofGiven:
    """Return what was typed as proof: the password, or a code of the app.

    :raises WrongCode: if it can be neither.
    """
    found = queries.credentials(db.session(), sign_in_name=sign_in_name)
    if found is not None and matches(found.password_hash, typed):
        return ProofGiven(Proof.PASSWORD)
    return code_given(account_id=account_id, typed=typed, now=now)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a passkey signed: which challenge, and what that proves of whom."""

    account_id: int
    challenge: bytes
    proof: ProofGiven


def signature_given(answer: str, *, account_id: int | None) -> Signed:
    """Return what a browser's answer proves; whether its challenge was ever asked is looked at inside the transaction.

    :param account_id: whose passkey it must be; None: anybody's.
    :raises WrongPasskey: if it proves nothing.
    """
    place = place_of(current_settings().public_url)
    if place is None:
        raise WrongPasskey
    challenge = challenge_in(answer, registering=False)
    key = passkey_by_id(db.session(), credential_id=credential_in(answer))
    if key is None or (account_id is not None and key.account_id != account_id):
        raise WrongPasskey
    count = read_proof(place, answer, challenge=challenge, public_key=key.public_key, sign_count=key.sign_count)
    return Signed(key.account_id, challenge, ProofGiven(Proof.PASSKEY, passkey_id=key.id, sign_count=count))


def count_attempt(*, sign_in_name: str, address: str | None, now: datetime) -> None:
    """Count a try before it is looked at, as at sign-in.

    :raises TooManyAttempts: if too many failed lately.
    """
    with unit_of_work() as session:
        commands.record_attempt(session, sign_in_name=sign_in_name, address=address, now=now)


def note_failure(*, sign_in_name: str, address: str | None, now: datetime, by_get: bool = False) -> None:
    """Seal that a try failed; ``by_get`` where a protocol brings people back by a GET."""
    with unit_of_work(recording_a_look=by_get) as session:
        commands.record_failed_sign_in(session, sign_in_name=sign_in_name, address=address, actor=SYSTEM, now=now)

"""Whatever somebody with the database changes is named: 200 attacks drawn by lot, of ten kinds, on a lived-in ledger.

A draw that the database itself refuses (a key, a check) is drawn again. What leaves a database that agrees with itself
and with every signature in it - an older copy put back - only an outside head shows; it is tried by itself.
"""

import shutil
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app
from sqlalchemy import create_engine, make_url

from app.database import db, engine_options, unit_of_work
from app.factory import GUARDED, PROJECTIONS
from app.footage_access.domain import Kind
from app.kernel.actor import SYSTEM
from app.ledger import commands
from app.ledger.keyring import keyring_of
from app.ledger.keys import ensure_key
from app.ledger.notes import SigningKey
from app.ledger.proofs import head, origin_of_log
from app.ledger.rotation import change_key
from app.ledger.verification import still_session, verify
from tests.builders.footage_access import log
from tests.builders.registry import record_estate
from tests.builders.signage import a_signed_estate, issue, print_all
from tests.builders.viewing_requests import NOW, a_provision, approve, grant_provision, receive, refuse
from tests.integration.ledger.drawn import ATTACKS, Refused
from tests.integration.ledger.intruder import intrusion

OF_EACH_KIND = 20


@pytest.fixture
def world(app):
    """A registry, signs, requests decided both ways, entries of every kind, corrections, two keys, checkpoints."""
    home = app.config["SETTINGS"].home
    old = ensure_key(home)
    record_estate(a_signed_estate())
    print_all(issue())
    log(Kind.LIVE)
    log(Kind.USE)
    sign(old)
    with unit_of_work() as session:
        new = SigningKey(Ed25519PrivateKey.generate())
        change_key(session, old=old, new=new, actor=SYSTEM, now=NOW)
        rotated_at = head(session).size
    log(Kind.PLAYBACK)
    log(Kind.VIEWING, request_number=approve(receive()))
    log(Kind.PROVISION, request_number=grant_provision(a_provision(), ground="pipa.18.2.3"))
    refuse(receive())
    sign(new)
    log(Kind.DESTRUCTION)
    for minute in range(10):
        log(Kind.LIVE, now=NOW + timedelta(minutes=minute))
    note = sign(new)
    business = sorted({table for tables in GUARDED for table in tables} | {"account"})
    return {"key": new, "old key": old, "rotated_at": rotated_at, "business": business, "paper": note}


def sign(key) -> str:
    with unit_of_work() as session:
        return commands.checkpoint(session, signer=key, now=NOW)


def found(intruder, world, **outside):
    intruder.close_doors()
    intruder.session.expire_all()
    key = world["key"].verifier(origin_of_log(intruder.session))
    return verify(intruder.session, key=key, projections=PROJECTIONS, **outside).fault


def attacked(kind: str, seed: int, world) -> tuple[str, object]:
    """Return what was done and what verification says of it."""
    chance = Random(f"{kind} {seed}")  # noqa: S311  # The same draws each time, no secret.
    while True:
        with intrusion() as intruder:
            try:
                done = ATTACKS[kind](intruder, chance, world)
            except Refused:
                continue
            return done, found(intruder, world)


@pytest.mark.parametrize("kind", ATTACKS)
def test_every_attack_drawn_is_named(kind, world):
    unseen = []
    for seed in range(OF_EACH_KIND):
        done, fault = attacked(kind, seed, world)
        if fault is None:
            unseen.append(done)
        else:
            assert str(fault.message)
    assert unseen == []


def test_what_was_not_attacked_holds(world):
    with intrusion() as intruder:
        assert keyring_of(intruder.session, trusted=None) is not None
        assert found(intruder, world, outside=[world["paper"]]) is None


def test_an_older_copy_put_back_is_shown_by_an_outside_head_only(world, older_copy):
    with older_copy() as (engine, note_after), still_session(engine) as session:
        key = world["key"].verifier(origin_of_log(session))
        alone = verify(session, key=key, projections=PROJECTIONS)
        known = verify(session, key=key, projections=PROJECTIONS, outside=[note_after])
    assert alone.holds, alone.fault
    assert not known.holds
    assert "되돌렸습니다" in str(known.fault.message)


@pytest.fixture
def older_copy(world, database_url, tmp_path):
    """Copy the database, go on writing and signing, and give the copy with the checkpoint that came after it."""

    @contextmanager
    def copied():
        db.session.remove()
        db.engine.dispose()
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            shutil.copy(url.database, tmp_path / "older.db")
            copy = url.set(database=str(tmp_path / "older.db"))
        else:
            copy = url.set(database=f"{url.database}_older")
            _copy_postgresql(url, copy.database)
        log(Kind.LIVE)
        engine = create_engine(copy, **engine_options(current_app.config["SETTINGS"]))
        try:
            yield engine, sign(world["key"])
        finally:
            engine.dispose()
            if url.get_backend_name() != "sqlite":
                _as_administrator(url, f'DROP DATABASE "{copy.database}"')

    return copied


def _copy_postgresql(url, name: str) -> None:
    _as_administrator(url, f'CREATE DATABASE "{name}" TEMPLATE "{url.database}"')


def _as_administrator(url, statement: str) -> None:
    plain = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement)

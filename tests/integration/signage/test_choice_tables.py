"""What was chosen stands: the database refuses what cannot be and any change, and a change behind it is found."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.database import db, unit_of_work
from app.signage.choices import Scheme
from app.signage.models import SignLook, SignScheme, SignSubstitute, SignSubstituteEnd
from app.signage.verification import check_sign_choices
from tests.builders.ledger import unguard
from tests.builders.registry import RECORDED_AT, record_estate
from tests.builders.sign_choices import DAY, LOGO, choose, end_substitute, stand_in_for_signs, style
from tests.builders.signage import a_signed_estate


@pytest.fixture
def estate(app):
    record_estate(a_signed_estate())
    return app


def faults():
    return [str(fault.message) for fault in check_sign_choices(db.session())]


SCHEME = {"site_code": "HQ", "number": 1, "scheme": "zone", "chosen_by": 0, "chosen_at": RECORDED_AT, "leaf": 0}
SUBSTITUTE = {
    "number": 1, "site_code": "HQ", "scope": "site", "target": "HQ", "kind": "homepage", "ground": "decree.24.2.2",
    "reason": "사유", "shown_at": "", "document_title": "", "document_number": "", "since": DAY, "recorded_by": 0,
    "recorded_at": RECORDED_AT, "leaf": 0,
}  # fmt: skip
ENDED = {"number": 1, "ended_on": DAY, "reason": "끝", "ended_by": 0, "ended_at": RECORDED_AT, "leaf": 0}
LOOK = {
    "number": 1, "ground": "#FFD100", "ink": "#000000", "frame": "#000000", "languages": "ko", "size": "A4",
    "chosen_by": 0, "chosen_at": RECORDED_AT, "leaf": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "sound", "wrong"),
    [
        (SignScheme, SCHEME, {"number": 0}),
        (SignScheme, SCHEME, {"scheme": "door"}),
        (SignScheme, SCHEME, {"site_code": ""}),
        (SignScheme, SCHEME, {"leaf": -1}),
        (SignSubstitute, SUBSTITUTE, {"kind": "none"}),
        (SignSubstitute, SUBSTITUTE, {"scope": "row"}),
        (SignSubstitute, SUBSTITUTE, {"target": "HQ-1"}),
        (SignSubstitute, SUBSTITUTE, {"reason": " "}),
        (SignSubstitute, SUBSTITUTE, {"kind": "business_place"}),
        (SignSubstitute, SUBSTITUTE, {"kind": "newspaper", "shown_at": "신문"}),
        (SignSubstitute, SUBSTITUTE, {"until": DAY - timedelta(days=1)}),
        (SignSubstituteEnd, ENDED, {}),
        (SignLook, LOOK, {"ground": "#ffd100"}),
        (SignLook, LOOK, {"languages": "en"}),
        (SignLook, LOOK, {"logo": "0" * 64}),
    ],
)
def test_the_database_refuses_a_choice_that_cannot_be(app, table, sound, wrong):
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.execute(insert(table).values(sound | wrong))


CHANGED = {
    "sign_scheme": "scheme = 'zone'",
    "sign_substitute": "reason = '다른 사유'",
    "sign_substitute_end": "ended_on = '2026-01-06'",
    "sign_look": "ink = '#000000'",
    "sign_logo": "content = CAST('x' AS {bytes})",
}


def test_what_was_chosen_is_not_changed_and_if_it_is_it_is_found(estate):
    choose(scheme=Scheme.CAMERA)
    end_substitute(stand_in_for_signs())
    style(logo=LOGO)
    assert faults() == []
    binary = "BLOB" if db.engine.dialect.name == "sqlite" else "BYTEA"
    for table, change in CHANGED.items():
        update = f"UPDATE {table} SET {change.format(bytes=binary)}"
        for statement in (update, f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match=r"refused|append-only"), unit_of_work() as session:
                session.execute(text(statement))
        unguard(table)
        with unit_of_work() as session:
            session.execute(text(update))
    assert len(faults()) == 5

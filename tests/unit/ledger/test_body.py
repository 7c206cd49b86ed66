"""The sealed bytes are canonical, and hold no personal part."""

import json
from datetime import UTC, datetime

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.canonical import canonical_bytes
from app.kernel.clock import iso
from app.ledger.domain import EntryTooLarge, commitment, draft
from tests.builders.ledger import lamp

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(
    lambda text: __import__("unicodedata").normalize("NFC", text)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def body(**data):
    made = draft(
        event="lamp.lit",
        event_version=1,
        actor_id=7,
        subject="lamp:1",
        site_code=None,
        open_part=data,
        commitments={},
    )
    return made.body(entry_id="0" * 36, recorded_at=iso(datetime(2026, 11, 22, tzinfo=UTC)))


@given(VALUES)
def test_canonical_bytes_are_those_of_rfc_8785(value):
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_a_body_is_canonical():
    assert body(b=1, a="가") == (
        b'{"actor":7,"at":"2026-11-22T00:00:00.000000Z","data":{"a":"\xea\xb0\x80","b":1},"event":"lamp.lit",'
        b'"event_version":1,"id":"000000000000000000000000000000000000","private":{},"site":null,"subject":"lamp:1","v":1}'
    )


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_a_body_is_the_canonical_form_of_what_it_says(data):
    written = body(**{f"x{key}": value for key, value in data.items()})
    assert written == rfc8785.dumps(json.loads(written))


def test_a_body_fits_into_a_leaf_to_the_byte():
    empty = len(body(text=""))
    assert len(body(text="a" * (65_535 - empty))) == 65_535
    with pytest.raises(EntryTooLarge):
        body(text="a" * (65_536 - empty))


def test_a_commitment_without_its_salt_says_nothing():
    assert commitment(b"a" * 32, b"x") != commitment(b"b" * 32, b"x")


def test_personal_fields_are_kept_apart_by_part():
    event = lamp(lit_by="김가상", phone="033-000-0000")
    assert event.personal_parts() == {"person": {"lit_by": "김가상"}, "contact": {"phone": "033-000-0000"}}
    assert "lit_by" not in event.open_part()

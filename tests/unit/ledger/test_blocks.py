"""The quick look at a block says yes only where every column and every stored part is what the bodies say."""

import pytest

from app.kernel.clock import from_micros, iso
from app.ledger.blocks import Block
from app.ledger.domain import commitment, draft
from app.ledger.tree import leaf_hash

AT = 1_795_000_000_123_456
ID = "019b8b74-1800-7edb-a1ed-020776152fd6"
SALT, CONTENT = b"s" * 32, b'{"text":"words"}'
SEALED = commitment(SALT, CONTENT)
WORDS = (0, "words", SALT, CONTENT)
OTHER_END = '},"event":"lamp.out","event_version":1,"id":"x","private":{},"site":null,"subject":"lamp:9","v":1}'


def row(*, data=None, private=None, version=1, body=None, **columns):
    said = {"event": "lamp.lit", "actor_id": 7, "subject": "lamp:1", "site_code": "HQ"}
    made = draft(**said, event_version=version, open_part=data or {"where": "gate"}, commitments=private or {})
    sealed = body or made.body(entry_id=ID, recorded_at=iso(from_micros(AT)))
    found = {"leaf": 0, "entry_id": ID, "recorded_at": AT, **said, **columns}
    names = ("leaf", "entry_id", "recorded_at", "event", "site_code", "actor_id", "subject")
    return (*(found[name] for name in names), sealed, leaf_hash(sealed))


def missing(*rows, parts=()):
    return Block(list(rows), list(parts), {}).missing()


def test_what_was_sealed_holds_in_every_version():
    versions = {}
    for version in (1, 2, 1):
        block = Block([row(version=version)], [], versions)
        assert block.hashes(first=0, last_at=0) == [block.stored[0]]
        assert block.missing() == {}


@pytest.mark.parametrize(
    "data",
    [
        {"where": OTHER_END},
        {"z": {"event": "lamp.out", "event_version": 1, "id": "x", "private": {}, "site": None, "subject": "lamp:9"}},
        {"where": 'gate","data":{"', "줄": "하나\n둘\\"},
    ],
)
def test_data_that_looks_like_the_end_of_a_body_is_only_data(data):
    assert missing(row(data=data)) == {}
    assert missing(row(data=data, event="lamp.out", subject="lamp:9", site_code=None)) is None


@pytest.mark.parametrize(
    "column",
    [
        {"event": "lamp.out"},
        {"subject": "lamp:9"},
        {"site_code": None},
        {"site_code": "null"},
        {"actor_id": 77},
        {"actor_id": "7"},
        {"recorded_at": AT + 1},
        {"recorded_at": AT + 60_000_000},
        {"entry_id": ID.replace("a1ed", "a1ee")},
    ],
    ids=str,
)
def test_a_changed_column_is_looked_at_closer(column):
    found = missing(row(**column))
    assert found is None or column == {"actor_id": "7"}  # The same digits: no column of numbers holds text.


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (
            {"z": {"event": "a", "event_version": 1, "id": ID, "private": {}, "site": "HQ", "subject": "b", "v": 1}},
            {"subject": f'b","v":1}}}},"event":"lamp.lit","event_version":1,"id":"{ID}"'},
        ),
        ({"where": "gate"}, {"site_code": 'HQ","subject":"lamp:1'}),
        ({"where": "gate"}, {"event": 'lamp.lit","event_version":1,"id":"'}),
    ],
)
def test_no_column_can_pass_for_more_than_its_field(data, columns):
    assert missing(row(data=data, **columns)) is None


def test_a_subject_that_needs_escapes_is_looked_at_closer():
    assert missing(row(subject='lamp:"1"')) is None


def test_a_body_that_goes_on_behind_its_end_is_looked_at_closer():
    sealed = row()[7]
    assert missing(row(body=sealed + b" ")) is None
    assert missing(row(body=b" " + sealed)) is None


def test_a_part_that_is_gone_is_named():
    sealed = {"words": SEALED, "who": SEALED}
    assert missing(row(private=sealed), parts=[WORDS, (0, "who", SALT, CONTENT)]) == {}
    assert missing(row(private=sealed), parts=[WORDS]) == {"who": [0]}
    assert missing(row(private=sealed)) == {"who": [0], "words": [0]}


@pytest.mark.parametrize(
    "part",
    [
        (0, "words", SALT, CONTENT + b" "),
        (0, "words", SALT[::-1] + b"x", CONTENT),
        (0, "other", SALT, CONTENT),
        (-1, "words", SALT, CONTENT),
    ],
)
def test_a_part_nobody_sealed_is_looked_at_closer(part):
    assert missing(row(private={"words": SEALED}), parts=[part]) is None


def test_times_that_go_back_and_leaves_out_of_order_are_looked_at_closer():
    first, second = row(), row(leaf=1, recorded_at=AT - 1)
    assert Block([first, second], [], {}).hashes(first=0, last_at=0) is None
    assert Block([first], [], {}).hashes(first=0, last_at=AT + 1) is None
    assert Block([row(leaf=1)], [], {}).hashes(first=0, last_at=0) is None

"""A composed policy is kept as canonical JSON and read back whole: the same bytes, the same files."""

import json

import pytest

from app.policy.domain import Form
from app.policy.formats import FORMATS
from app.policy.pinned import pinned_bytes, pinned_document
from app.registry.example import example_document
from tests.builders.policy import policy_of_document


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_lost(form, language):
    policy = policy_of_document(example_document(), form=form, language=language)
    content = pinned_bytes(policy)
    again = pinned_document(content)
    assert again == policy
    assert pinned_bytes(again) == content


@pytest.mark.parametrize("name", ["fragment", "md", "txt", "json"])
def test_what_was_read_back_is_written_as_before(name):
    policy = policy_of_document(example_document())
    write = FORMATS[name].write
    assert write(pinned_document(pinned_bytes(policy))) == write(policy)


def test_a_part_added_later_is_not_in_what_was_kept_before():
    policy = policy_of_document(example_document())
    kept = json.loads(pinned_bytes(policy))
    assert kept.pop("foot") is not None
    assert pinned_document(json.dumps(kept).encode()).foot is None


def test_what_is_no_document_is_refused():
    with pytest.raises(ValueError, match="no document"):
        pinned_document(b'{"is":"Line","text":"x"}')

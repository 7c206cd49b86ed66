"""A sealed text opens under its own context with its own key; anything else is refused, never shown as garbage."""

import base64
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refusal
from app.vault.domain import CannotOpen, CannotSeal, ForeignKey, KeyMissing
from app.vault.sealing import Vault, is_sealed
from app.vault.store import FileStore
from tests.builders.vault import KeysInMemory, vault_in

CONTEXT = "viewing_request:2026-0001:requester"


@pytest.fixture
def vault(tmp_path):
    return vault_in(tmp_path)


def vault_in_memory(ring=None) -> Vault:
    ring = ring or KeysInMemory()
    return Vault(ring, FileStore("nowhere", ring))


def body_of(token: str) -> bytes:
    text = token.split(":")[2]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@given(st.text(), st.text())
def test_what_was_sealed_opens_unchanged(text, context):
    vault = vault_in_memory()
    token = vault.seal(text, context=context)
    assert is_sealed(token)
    assert token.isascii()
    assert vault.open(token, context=context) == text


@given(st.text(min_size=1), st.text(), st.text())
def test_it_opens_under_its_own_context_only(text, context, other):
    vault = vault_in_memory()
    token = vault.seal(text, context=context)
    if other != context:
        with pytest.raises(CannotOpen):
            vault.open(token, context=other)


def test_decomposed_hangul_stays_as_it_was(vault):
    decomposed = "\u1112\u1169\u11bc"
    assert vault.open(vault.seal(decomposed, context=CONTEXT), context=CONTEXT) == decomposed


@pytest.mark.parametrize("text", ["\ud800", "홍\udc00길동"])
def test_half_a_character_is_refused(vault, text):
    with pytest.raises(CannotSeal, match="저장할 수 없는 글자"):
        vault.seal(text, context=CONTEXT)


def test_a_token_tells_nothing_of_its_text_but_the_length(vault):
    token = vault.seal("홍길동", context=CONTEXT)
    assert token.startswith("wv1:1:")
    assert "홍길동".encode() not in body_of(token)
    assert len(body_of(token)) == 4 + 12 + len("홍길동".encode()) + 16


def test_ten_thousand_seals_of_one_text_have_ten_thousand_nonces():
    vault = vault_in_memory()
    assert len({body_of(vault.seal("같은 글", context=CONTEXT))[4:16] for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize("text", ["", "홍길동", "wv2:1:abc", " wv1:1:abc"])
def test_a_text_from_before_is_returned_as_it_is(vault, text):
    assert not is_sealed(text)
    assert vault.open(text, context=CONTEXT) == text


def test_a_text_that_looks_like_a_token_is_sealed_like_any_other(vault):
    text = vault.seal("안", context=CONTEXT)
    assert vault.open(vault.seal(text, context=CONTEXT), context=CONTEXT) == text


def test_every_altered_character_after_the_prefix_is_noticed(vault):
    vault.ring.newest()
    vault.ring.rotate()
    token = vault.seal("가", context=CONTEXT)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:=+/ "
    for place, letter in itertools.product(range(4, len(token)), alphabet):
        altered = token[:place] + letter + token[place + 1 :]
        if altered != token:
            with pytest.raises(CannotOpen):
                vault.open(altered, context=CONTEXT)


def test_every_altered_bit_of_the_body_is_noticed(vault):
    token = vault.seal("가", context=CONTEXT)
    body = body_of(token)
    for bit in range(8 * len(body)):
        altered = bytearray(body)
        altered[bit // 8] ^= 1 << bit % 8
        text = base64.urlsafe_b64encode(altered).decode().rstrip("=")
        with pytest.raises(CannotOpen):
            vault.open(f"wv1:1:{text}", context=CONTEXT)


def test_every_shortened_or_prolonged_token_is_noticed(vault):
    token = vault.seal("가", context=CONTEXT)
    for altered in [
        *(token[:end] for end in range(4, len(token))),
        token + "A",
        token + "AAAA",
        token + "=",
        token + "\n",
    ]:
        with pytest.raises(CannotOpen):
            vault.open(altered, context=CONTEXT)


def test_old_tokens_open_after_a_rotation_and_new_ones_have_the_new_number(vault):
    old = vault.seal("홍길동", context=CONTEXT)
    assert vault.ring.rotate().number == 2
    new = vault.seal("홍길동", context=CONTEXT)
    assert new.startswith("wv1:2:")
    assert [vault.open(token, context=CONTEXT) for token in (old, new)] == ["홍길동", "홍길동"]


def test_a_token_whose_key_is_gone_names_the_number(vault, tmp_path):
    vault.ring.newest()
    vault.ring.rotate()
    token = vault.seal("홍길동", context=CONTEXT)
    (tmp_path / "keys" / "vault-2.key").unlink()
    with pytest.raises(KeyMissing, match="2번 키가 없습니다"):
        vault.open(token, context=CONTEXT)


def test_the_key_of_another_installation_is_said_to_be_one(vault, tmp_path):
    token = vault_in(tmp_path / "other").seal("홍길동", context=CONTEXT)
    vault.ring.newest()
    with pytest.raises(ForeignKey, match="다른 설치의 키"):
        vault.open(token, context=CONTEXT)


def test_a_key_service_can_stand_in_for_the_files():
    ring = KeysInMemory()
    vault = vault_in_memory(ring)
    old = vault.seal("홍길동", context=CONTEXT)
    ring.rotate()
    assert vault.seal("홍길동", context=CONTEXT).startswith("wv1:2:")
    assert vault.open(old, context=CONTEXT) == "홍길동"
    with pytest.raises(KeyMissing):
        vault.open(old.replace("wv1:1:", "wv1:9:"), context=CONTEXT)


def test_no_refusal_or_representation_carries_the_text_or_the_key(vault):
    token = vault.seal("홍길동", context=CONTEXT)
    with pytest.raises(Refusal) as refused:
        vault.open(token, context="other")
    key = vault.ring.newest()
    shown = f"{refused.value!r} {refused.value} {key!r} {key} {vault.ring!r} {vault.ring.__dict__!r}"
    assert "홍길동" not in shown
    assert repr(key.secret) not in shown
    assert key.secret.hex() not in shown

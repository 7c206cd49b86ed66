"""A witness signs a log that goes on from what it saw, and no other."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.ledger.keys import ensure_key_file
from app.ledger.notes import BadNote, Checkpoint, Note, SigningKey
from app.ledger.tree import consistency_proof, leaf_hash, root_of
from app.ledger.witness import NotCosigned, Request, Witness, WitnessKey

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LOG, NEXT = (SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2))
LEAVES = [leaf_hash(bytes([n])) for n in range(40)]
OTHERS = [*LEAVES[:10], leaf_hash(b"another"), *LEAVES[11:]]


@pytest.fixture
def witness(tmp_path):
    own = Witness(tmp_path, "witness.example/w1", ensure_key_file(tmp_path / "witness.key"))
    own.trust(LOG.verifier("log.example"))
    return own


def asked(size, *, old=0, leaves=LEAVES, signer=LOG, origin="log.example"):
    """What the log asks at a size."""

    def subtree(level, position):
        return root_of(leaves[position << level : (position + 1) << level])

    note = signer.sign(Checkpoint(origin, size, root_of(leaves[:size])).text, name=origin)
    return str(Request(old, tuple(consistency_proof(old=old, new=size, subtree=subtree)), str(note)))


def test_it_signs_the_log_as_it_grows(witness):
    for old, size in ((0, 5), (5, 5), (5, 20), (20, 37)):
        note = Note.parse(witness.cosign(asked(size, old=old), now=NOW))
        assert witness.key.check(note) == NOW
        assert LOG.verifier("log.example").check(note) is None
    assert witness.known_size == 37


def test_the_cosignature_is_over_the_words_of_the_standard(witness):
    note = Note.parse(witness.cosign(asked(5), now=NOW))
    value = note.signatures[1].value
    assert int.from_bytes(value[:8], "big") == int(NOW.timestamp())
    message = f"cosignature/v1\ntime {int(NOW.timestamp())}\n{note.text}".encode()
    Ed25519PublicKey.from_public_bytes(witness.key.public).verify(value[8:], message)


@pytest.mark.parametrize(
    ("request_text", "reason"),
    [
        pytest.param(asked(30, old=20, leaves=OTHERS), "다시 쓰였거나 갈라졌습니다", id="fork"),
        pytest.param(asked(20, old=20, leaves=OTHERS), "다시 쓰였거나 갈라졌습니다", id="another log of the same size"),
        pytest.param(asked(19, old=19), "잘렸거나 옛 사본", id="cut short"),
        pytest.param(asked(30, old=5), "--since 20", id="stale size"),
        pytest.param(asked(30, old=20, signer=NEXT), "이 원장의 키로", id="another key"),
        pytest.param(asked(30, old=20, origin="other.example"), "이 원장의 키로", id="another name"),
        pytest.param(asked(30, old=20).replace("old 20", "old zwanzig"), "요청이 아닙니다", id="no request"),
        pytest.param("", "요청이 아닙니다", id="nothing"),
    ],
)
def test_it_refuses_what_contradicts_what_it_saw_and_remembers_that(witness, request_text, reason):
    witness.cosign(asked(20), now=NOW)
    with pytest.raises(NotCosigned, match=reason):
        witness.cosign(request_text, now=NOW)
    assert witness.known_size == 20
    witness.cosign(asked(30, old=20), now=NOW)


def test_an_old_key_counts_no_more_once_the_new_one_has_signed(witness):
    witness.cosign(asked(5), now=NOW)
    with pytest.raises(NotCosigned, match="키를 바꾸었다면"):
        witness.cosign(asked(9, old=5, signer=NEXT), now=NOW)
    witness.trust(NEXT.verifier("log.example"))
    witness.cosign(asked(9, old=5, signer=NEXT), now=NOW)
    with pytest.raises(NotCosigned, match="옛 키"):
        witness.cosign(asked(12, old=9), now=NOW)


def test_the_signature_of_a_key_to_come_stays_on_the_note_that_both_keys_sign(witness):
    request = Request.parse(asked(5))
    both = (Note.parse(request.note).signatures[0], NEXT.sign(Note.parse(request.note).text, name="log.example"))
    note = Note(Note.parse(request.note).text, (both[0], both[1].signatures[0]))
    cosigned = Note.parse(witness.cosign(str(Request(0, (), str(note))), now=NOW))
    for key in (LOG, NEXT):
        assert key.verifier("log.example").check(cosigned) is None


def test_without_a_key_of_the_log_it_signs_nothing(tmp_path):
    own = Witness(tmp_path, "w", ensure_key_file(tmp_path / "witness.key"))
    with pytest.raises(NotCosigned, match="--key"):
        own.cosign(asked(5), now=NOW)


def test_its_key_is_printed_and_read_back(witness):
    assert WitnessKey.parse(str(witness.key)) == witness.key
    for bad in ("", "w+00000000+BA==", str(LOG.verifier("log.example")), str(witness.key).replace("w1", "w2")):
        with pytest.raises(BadNote):
            WitnessKey.parse(bad)


def test_a_changed_cosignature_is_none(witness):
    note = Note.parse(witness.cosign(asked(5), now=NOW))
    with pytest.raises(BadNote):
        witness.key.check(Note(note.text.replace("log.example", "log.exampel"), note.signatures))
    with pytest.raises(BadNote):
        witness.key.check(Note(note.text, note.signatures[:1]))

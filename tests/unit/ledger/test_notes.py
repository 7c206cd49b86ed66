"""Notes, checkpoints and proofs are those of C2SP."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.ledger.notes import BadNote, Checkpoint, InclusionText, Note, SigningKey, VerifierKey

# The example that stands in the documentation of Go's note package, which the C2SP format was taken from.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example checkpoint of c2sp.org/tlog-checkpoint.
C2SP_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
SIGNER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
ORIGIN = "cctv.example.kr/watchbook"
ROOT = bytes(range(32))


def signed(text: str = Checkpoint(ORIGIN, 3, ROOT).text) -> str:
    return str(SIGNER.sign(text, name=ORIGIN))


def test_a_note_of_another_implementation_verifies():
    note = Note.parse(GO_NOTE)
    VerifierKey.parse(GO_KEY).check(note)
    assert str(note) == GO_NOTE
    assert str(VerifierKey.parse(GO_KEY)) == GO_KEY


def test_the_c2sp_example_checkpoint_is_read_and_written_alike():
    note = Note.parse(C2SP_CHECKPOINT)
    assert str(note) == C2SP_CHECKPOINT
    checkpoint = Checkpoint.parse(note.text)
    assert (checkpoint.origin, checkpoint.size, len(checkpoint.root)) == ("example.com/behind-the-sofa", 20852163, 32)
    assert checkpoint.text == note.text
    assert note.signatures[0].key_id.hex() == "033de0ae"


def test_what_we_sign_opens_with_our_key_only():
    key = SIGNER.verifier(ORIGIN)
    assert Checkpoint.open(signed(), key=key) == Checkpoint(ORIGIN, 3, ROOT)
    with pytest.raises(BadNote, match="has not signed"):
        Checkpoint.open(signed(), key=VerifierKey.parse(GO_KEY))


def test_a_changed_text_or_signature_is_refused():
    key = SIGNER.verifier(ORIGIN)
    with pytest.raises(BadNote, match="is wrong"):
        Checkpoint.open(signed().replace("\n3\n", "\n4\n"), key=key)
    note = Note.parse(signed())
    other = SigningKey(Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)).sign(note.text, name=ORIGIN)
    forged = base64.b64encode(key.key_id + other.signatures[0].value).decode()
    with pytest.raises(BadNote, match="is wrong"):
        Checkpoint.open(f"{note.text}\n— {ORIGIN} {forged}\n", key=key)


def test_signatures_of_strangers_are_passed_over():
    stranger = SigningKey(Ed25519PrivateKey.generate()).sign(Checkpoint(ORIGIN, 3, ROOT).text, name="witness.example")
    both = signed() + str(stranger).rpartition("\n\n")[2]
    assert Checkpoint.open(both, key=SIGNER.verifier(ORIGIN)).size == 3


def test_the_text_may_hold_empty_lines():
    text = "하나\n\n둘\n"
    note = Note.parse(str(SIGNER.sign(text, name=ORIGIN)))
    assert note.text == text
    SIGNER.verifier(ORIGIN).check(note)


@pytest.mark.parametrize(
    "written",
    ["", "text\n", "text\n\n", "text\n\n— name\n", "text\n\n- name AAAAAAA=\n", "text\n\n— name !!!!\n",
     "text\n\n— a+b AAAAAAAA\n", "text\n\n— name AAAA\n", "te\txt\n\n— name AAAAAAAA\n", "text\n\n— name AAAAAAAA",
     "text\n\n" + "— name AAAAAAAA\n" * 65, "text\n\n— name AAAAAAB=\n"],
)  # fmt: skip
def test_what_is_no_signed_note_is_refused(written):
    with pytest.raises(BadNote):
        Note.parse(written)


@pytest.mark.parametrize(
    "text",
    ["", "origin\n3\n", "origin\n3\nAAAA\n", "origin\n03\n" + "A" * 43 + "=\n", "origin\n-1\n" + "A" * 43 + "=\n",
     "\n3\n" + "A" * 43 + "=\n", "origin\n3\n" + "A" * 43 + "="],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


def test_lines_after_the_root_are_passed_over():
    assert Checkpoint.parse(Checkpoint(ORIGIN, 3, ROOT).text + "more\n").size == 3


@pytest.mark.parametrize(
    "written",
    ["", "name", "name+00000000+AAAA", GO_KEY.replace("c74f20a3", "c74f20a4"), GO_KEY[:-4], "na me" + GO_KEY[12:]],
)
def test_what_is_no_key_is_refused(written):
    with pytest.raises(BadNote):
        VerifierKey.parse(written)


def test_a_text_without_its_end_is_not_signed():
    with pytest.raises(BadNote):
        SIGNER.sign("no end", name=ORIGIN)


def test_a_proof_is_read_as_it_was_written():
    proof = InclusionText(1, (ROOT, ROOT[::-1]), signed())
    lines = str(proof).split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 1"]
    assert str(proof).endswith(signed())
    assert InclusionText.parse(str(proof)) == proof
    assert InclusionText.parse(str(proof).replace("@v1\n", "@v1\nextra AAAA\n")) == proof
    alone = InclusionText(0, (), signed())
    assert InclusionText.parse(str(alone)) == alone


@pytest.mark.parametrize(
    "written", ["", "c2sp.org/tlog-proof@v1\n\nx", "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx", "other\nindex 1\n\nx"]
)
def test_what_is_no_proof_is_refused(written):
    with pytest.raises(BadNote):
        InclusionText.parse(written)

"""Private keys are read from what people keep in a safe: with remarks, locked with a passphrase, never repeated."""

import base64
import hashlib
import hmac
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.operations import age_files
from app.operations.age_files import KeyFileUnusable, NotAPublicKey, WrongPassphrase, read_private_keys
from app.settings import BadSetting, Settings

PUBLIC, PRIVATE = age_files.make_key_pair()


def locked_cheaply(private: str, passphrase: str) -> bytes:
    """Lock as the age specification says, with our own lines and little work, so that tests stay quick."""
    salt, key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label, n=4, r=8, p=1, dklen=32)
    stanza = ChaCha20Poly1305(wrapping).encrypt(bytes(12), key, None)
    header = b"age-encryption.org/v1\n-> scrypt " + plain64(salt) + b" 2\n" + plain64(stanza) + b"\n---"
    mac = hmac.digest(HKDF(SHA256(), 32, None, b"header").derive(key), header, "sha256")
    body = ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(key))
    return header + b" " + plain64(mac) + b"\n" + nonce + body.encrypt(bytes(11) + b"\1", private.encode(), None)


def plain64(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path):
    file = tmp_path / "key"
    file.write_bytes(locked_cheaply(PRIVATE, "바른 말 하나"))
    assert age_files.is_locked(file)
    assert read_private_keys(file, passphrase="바른 말 하나") == (PRIVATE,)
    with pytest.raises(WrongPassphrase):
        read_private_keys(file, passphrase="다른 말")


def test_what_is_locked_is_in_the_format_of_age_and_does_not_show_the_key(tmp_path):
    file = tmp_path / "key"
    file.write_text(age_files.locked(PRIVATE, "바른 말 하나"), encoding="ascii")
    assert age_files.is_locked(file)
    body = base64.b64decode("".join(file.read_text(encoding="ascii").splitlines()[1:-1]))
    assert body.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert PRIVATE.encode() not in body


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", PUBLIC.encode(), PRIVATE[:-1].encode()],
    ids=["empty", "noise", "public", "cut"],  # Keys are made anew in each process; names must not be.
)
def test_a_file_without_a_private_key_is_refused_without_repeating_it(tmp_path, content):
    file = tmp_path / "key"
    file.write_bytes(content)
    with pytest.raises(KeyFileUnusable) as refusal:
        read_private_keys(file, passphrase=None)
    assert "AGE-SECRET" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    "given",
    [PUBLIC[:-1], PUBLIC[:-1] + ("q" if PUBLIC[-1] != "q" else "p"), "ssh-rsa x"],
    ids=["cut", "one letter", "of another program"],
)
def test_what_is_no_public_key_is_named(given):
    with pytest.raises(NotAPublicKey, match=given):
        age_files.checked_recipients([PUBLIC, given])


def test_a_private_key_among_the_settings_stops_the_start_and_is_not_printed():
    with pytest.raises(BadSetting) as refusal:
        Settings.from_env({"WATCHBOOK_BACKUP_RECIPIENTS": PRIVATE})
    assert PRIVATE not in str(refusal.value)
    assert Settings.from_env({"WATCHBOOK_BACKUP_RECIPIENTS": f" {PUBLIC} "}).backup_recipients == PUBLIC

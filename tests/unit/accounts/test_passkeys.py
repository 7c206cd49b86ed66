"""Where passkeys count, and that what a browser sends is read with care."""

import json

import pytest

from app.accounts.passkeys import Place, WrongPasskey, challenge_in, credential_in, place_of, proof_asked, read_proof

PLACE = Place("cctv.example.kr", "https://cctv.example.kr")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://cctv.example.kr", "cctv.example.kr"),
        ("https://cctv.example.kr:8443", "cctv.example.kr"),
        ("http://localhost:8000", "localhost"),
        ("http://cctv.example.kr", None),
        ("https://10.0.0.5", None),
        ("https://[2001:db8::1]", None),
        ("http://127.0.0.1:8000", None),
    ],
)
def test_passkeys_need_a_name_and_tls(address, name):
    place = place_of(address)

    assert (place.name if place else None) == name
    assert place is None or place.origin == address


def test_what_is_asked_names_the_place_and_demands_a_look_at_who_is_there():
    asked = json.loads(proof_asked(PLACE, known=[b"one"], challenge=b"c" * 32))

    assert asked["rpId"] == "cctv.example.kr"
    assert asked["userVerification"] == "required"
    assert [each["id"] for each in asked["allowCredentials"]] == ["b25l"]


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "x" * 30_000, '{"id": "a", "rawId": "b", "response": 3}', "\x00"]
)
def test_what_cannot_be_read_proves_nothing(answer):
    for registering in (True, False):
        with pytest.raises(WrongPasskey):
            challenge_in(answer, registering=registering)
    with pytest.raises(WrongPasskey):
        credential_in(answer)
    with pytest.raises(WrongPasskey):
        read_proof(PLACE, answer, challenge=b"", public_key=b"", sign_count=0)

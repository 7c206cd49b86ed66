"""Owns passkeys (WebAuthn, by py_webauthn): where they count, what a browser is asked, and reading its answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_

CHALLENGE_LASTS = timedelta(minutes=5)
MOST_CHALLENGES = 1_000
"""Challenges that may wait at once; more come from nobody who means well."""
LONGEST_ANSWER = 20_000
"""Letters of a browser's answer; real ones have about a tenth."""
_NAME = "Watchbook"


class WrongPasskey(Refusal):
    """What the browser sent proves nothing: another key, another place, too late, or used before."""

    text = N_("패스키를 확인하지 못했습니다. 다시 하거나 다른 방법으로 로그인하십시오.")


class PasskeyKnown(Refusal):
    """The passkey is registered already."""

    text = N_("이미 등록한 패스키입니다.")


class NoSuchPasskey(NotFound):
    """There is no such passkey in use, or it is somebody else's."""

    text = N_("그런 패스키가 없습니다.")


class PasskeysNotOffered(NotFound):
    """This installation has no DNS name that passkeys could count for."""

    text = N_("이 설치에서는 패스키를 쓸 수 없습니다. 웹 주소가 숫자 주소이면 인증 앱을 쓰십시오.")


@dataclass(frozen=True, slots=True)
class Place:
    """For which name passkeys count, and from which address a page must have asked."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A passkey as a browser made it."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def place_of(public_url: str) -> Place | None:
    """Return where passkeys count; None without a DNS name, or without TLS elsewhere than on this machine."""
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        is_name = bool(host)
    else:
        is_name = False
    if not is_name or (parts.scheme != "https" and host != "localhost"):
        return None
    return Place(host, f"{parts.scheme}://{parts.netloc}")


def registration_asked(
    place: Place, *, user_id: bytes, sign_in_name: str, display_name: str, known: Collection[bytes], challenge: bytes
) -> str:
    """Return what a browser is asked to make a passkey of, as JSON: one that can sign in alone, if the device can."""
    asked = generate_registration_options(
        rp_id=place.name,
        rp_name=_NAME,
        user_id=user_id,
        user_name=sign_in_name,
        user_display_name=display_name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json(asked)


def proof_asked(place: Place, *, known: Collection[bytes], challenge: bytes) -> str:
    """Return what a browser is asked to sign, as JSON.

    :param known: the passkeys of whoever is half signed in; none while nobody is known.
    """
    asked = generate_authentication_options(
        rp_id=place.name,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(asked)


def challenge_in(answer: str, *, registering: bool) -> bytes:
    """Return the challenge a browser's answer says it signed; nothing is proven by it yet.

    :raises WrongPasskey: if the answer cannot be read.
    """
    if len(answer) > LONGEST_ANSWER:
        raise WrongPasskey
    try:
        read = parse_registration_credential_json if registering else parse_authentication_credential_json
        return parse_client_data_json(read(answer).response.client_data_json).challenge
    except (WebAuthnException, ValueError, TypeError, KeyError) as problem:
        raise WrongPasskey from problem


def read_registration(place: Place, answer: str, *, challenge: bytes) -> Registered:
    """Return the passkey a browser made.

    :raises WrongPasskey: if it was not made for this place and challenge, or without looking who is there.
    """
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as problem:
        raise WrongPasskey from problem
    return Registered(made.credential_id, made.credential_public_key, made.sign_count)


def credential_in(answer: str) -> bytes:
    """Return which passkey a browser's answer names.

    :raises WrongPasskey: if the answer cannot be read.
    """
    try:
        return parse_authentication_credential_json(answer).raw_id
    except (WebAuthnException, ValueError, TypeError, KeyError) as problem:
        raise WrongPasskey from problem


def read_proof(place: Place, answer: str, *, challenge: bytes, public_key: bytes, sign_count: int) -> int:
    """Return the new counter of a passkey whose signature is right; the device has looked who is there.

    :raises WrongPasskey: if the signature, the place or the challenge is wrong, or the counter went back (a copy).
    """
    try:
        proven = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as problem:
        raise WrongPasskey from problem
    return proven.new_sign_count

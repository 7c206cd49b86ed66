"""The company's provider as a setting: all of it or none, safe, and its secret never printed."""

import pytest

from app.settings import BadSetting, Settings

GOOD = {
    "WATCHBOOK_OIDC_ISSUER": "https://id.example.kr/realms/gas/",
    "WATCHBOOK_OIDC_CLIENT_ID": "watchbook",
    "WATCHBOOK_OIDC_CLIENT_SECRET": "hush",
}


def test_a_provider_is_known_by_its_three_settings():
    sso = Settings.from_env(GOOD).single_sign_on

    assert (sso.issuer, sso.client_id, sso.claim) == (
        "https://id.example.kr/realms/gas",
        "watchbook",
        "preferred_username",
    )
    assert "hush" not in repr(sso)
    assert Settings.from_env({**GOOD, "WATCHBOOK_OIDC_CLAIM": "upn"}).single_sign_on.claim == "upn"
    assert Settings.from_env({}).single_sign_on is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"WATCHBOOK_OIDC_ISSUER": ""},
        {"WATCHBOOK_OIDC_CLIENT_ID": ""},
        {"WATCHBOOK_OIDC_CLIENT_SECRET": ""},
        {"WATCHBOOK_OIDC_ISSUER": "http://id.example.kr"},
        {"WATCHBOOK_OIDC_ISSUER": "id.example.kr"},
        {"WATCHBOOK_OIDC_ISSUER": "https://id.example.kr/?x=1"},
    ],
)
def test_a_half_or_unsafe_provider_stops_the_start(wrong):
    with pytest.raises(BadSetting) as refused:
        Settings.from_env({**GOOD, **wrong})

    assert "hush" not in str(refused.value)

"""What accounts may be called, and how long sessions last."""

from datetime import UTC, datetime

import pytest

from app.accounts import domain
from app.kernel.actor import Role
from app.kernel.errors import NotAllowed
from tests.builders.accounts import an_actor

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(("typed", "name"), [("Kim.Gwanje", "kim.gwanje"), (" 김관제 ", "김관제"), ("a1", "a1")])
def test_a_sign_in_name_has_one_spelling(typed, name):
    assert domain.sign_in_name_of(typed) == name


def test_decomposed_hangul_is_the_same_name():
    assert domain.sign_in_name_of("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"


@pytest.mark.parametrize("typed", ["", "a", "a b", ".ab", "ab.", "x" * 41, "<b>", "a/b", "ab\n", "ァb", "ab@c"])
def test_a_name_nobody_could_type_again_is_refused(typed):
    with pytest.raises(domain.BadSignInName):
        domain.sign_in_name_of(typed if typed != "ab\n" else "a\nb")


@pytest.mark.parametrize("typed", ["상황실 공용", "공동 계정", "Shared desk"])
def test_a_shared_account_is_refused(typed):
    with pytest.raises(domain.SharedAccount):
        domain.display_name_of(typed)


def test_a_person_has_a_name_and_a_right_has_a_reason():
    with pytest.raises(domain.BlankDisplayName):
        domain.display_name_of(" \t")
    with pytest.raises(domain.BlankReason):
        domain.reason_of(" ")


def test_a_site_code_is_cleaned_or_means_every_site():
    assert (domain.site_code_of(" HQ "), domain.site_code_of(""), domain.site_code_of(None)) == ("HQ", None, None)


@pytest.mark.parametrize("typed", ["A B", "x" * 65])
def test_a_site_code_that_cannot_be_one_is_refused(typed):
    with pytest.raises(domain.BadSiteCode):
        domain.site_code_of(typed)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "121212121212", "x" * 129, "my-olga-password"])
def test_an_easy_password_is_refused(password):
    with pytest.raises(domain.WeakPassword):
        domain.check_password(password, sign_in_name="olga")


def test_the_published_password_of_examples_opens_nothing_else():
    with pytest.raises(domain.WeakPassword):
        domain.check_password(domain.EXAMPLE_PASSWORD, sign_in_name="olga")
    domain.check_password(domain.EXAMPLE_PASSWORD, sign_in_name="olga", demo=True)


def test_a_sentence_is_a_good_password():
    domain.check_password("밤에도 가스는 안전하게 흐른다", sign_in_name="olga")


def test_only_administrators_administer():
    domain.check_may_administer(an_actor(Role.ADMINISTRATOR))
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(NotAllowed):
            domain.check_may_administer(an_actor(role))


def test_every_role_has_a_name():
    assert set(domain.ROLE_NAMES) == set(Role)

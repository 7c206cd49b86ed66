"""Owns what an account may be called, how long a session lasts, and what nobody may do to rights."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_

IDLE_TIMEOUT = timedelta(minutes=30)
ABSOLUTE_TIMEOUT = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
"""A session's last use is written at most this often; so it may end up to this much early, never late."""

ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_NAME, ATTEMPTS_PER_ADDRESS = 5, 20
ATTEMPTS_KEPT = timedelta(days=1)

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 128
_LONGEST_SITE_CODE = 64  # As in the registry.
EXAMPLE_PASSWORD = "watchbook-example-2026"  # noqa: S105  # Opens nothing outside an example installation (WATCHBOOK_DEMO).
EXAMPLE_PEOPLE: Mapping[str, tuple[str, Role]] = {
    "kim.gwanje": ("김관제(예시)", Role.OPERATOR),
    "park.yagan": ("박야간(예시)", Role.OPERATOR),
    "lee.seungin": ("이승인(예시)", Role.MANAGER),
    "jung.boho": ("정보호(예시)", Role.PRIVACY_OFFICER),
    "choi.gamsa": ("최감사(예시)", Role.AUDITOR),
    "admin": ("한유지(예시)", Role.ADMINISTRATOR),
}
"""Invented people of an example installation by sign-in name: what they are called and what they may do."""
_SIGN_IN_NAME = re.compile(r"[0-9a-z가-힣](?:[0-9a-z가-힣._-]{0,38}[0-9a-z가-힣])")

ROLE_NAMES: Mapping[Role, str] = {
    Role.OPERATOR: N_("상황실 근무자"),
    Role.MANAGER: N_("관리책임자(승인자)"),
    Role.PRIVACY_OFFICER: N_("개인정보 보호책임자"),
    Role.AUDITOR: N_("감사"),
    Role.ADMINISTRATOR: N_("시스템 관리자"),
}
READERS_OF_PEOPLE = (Role.ADMINISTRATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)


class Scope(StrEnum):
    """What a program with a token may do; stored names are permanent."""

    WRITE_FOOTAGE = "footage:write"


SCOPE_NAMES: Mapping[Scope, str] = {Scope.WRITE_FOOTAGE: N_("영상 접근 기록 쓰기")}
TOKEN_PREFIX = "wb_"  # noqa: S105  # What secret scanners know ours by.
LONGEST_TOKEN_LIFE = timedelta(days=366)
"""No token lasts longer: our choice, not a legal number."""


class SessionEnd(StrEnum):
    """Why a session ended before its time; stored names are permanent."""

    SIGNED_OUT = "signed_out"
    REPLACED = "replaced"
    PASSWORD_SET = "password_set"  # noqa: S105  # A reason, not a password.
    DISABLED = "disabled"
    ENDED_BY_OWNER = "ended_by_owner"
    ENDED_BY_ADMINISTRATOR = "ended_by_admin"
    SUPERSEDED = "superseded"  # One session per person.
    SWITCHED = "switched"  # A shared computer was taken over.
    FACTOR_CHANGED = "factor_changed"
    CLONED = "cloned"  # Its cookie came from two places at once.


class WrongSignIn(Refusal):
    """The name is unknown, the password is wrong or the account is closed; which of these is not said."""

    text = N_("로그인 이름 또는 비밀번호가 맞지 않습니다.")


class WrongPassword(Refusal):
    """The current password, asked for again, is wrong."""

    text = N_("지금 비밀번호가 맞지 않습니다.")


class TooManyAttempts(Refusal):
    """Too many sign-ins failed in a short time, for this name or from this address."""

    text = N_("로그인에 여러 번 실패했습니다. {minutes}분 뒤에 다시 하십시오.")


class BadSignInName(Refusal):
    """The sign-in name has a form nobody could type again."""

    text = N_("로그인 이름은 2자 이상 40자 이하의 한글, 영문 소문자, 숫자와 . _ - 로 정하십시오.")


class SignInNameTaken(Refusal):
    """Every person has an account of their own, under a name of their own."""

    text = N_("로그인 이름 {name}은(는) 이미 쓰고 있습니다.")


class BlankDisplayName(Refusal):
    """An account belongs to one person, who has a name."""

    text = N_("계정을 쓸 사람의 이름을 입력하십시오.")


class SharedAccount(Refusal):
    """The name says that several people would use the account."""

    text = N_("한 사람이 한 계정을 씁니다. 함께 쓰는 계정은 만들 수 없습니다.")


class BlankReason(Refusal):
    """A right is given and taken for a reason that stays on record."""

    text = N_("사유를 입력하십시오.")


class BadSiteCode(Refusal):
    """The site code cannot be one."""

    text = N_("설치장소 코드 {code}을(를) 확인하십시오.")


class WeakPassword(Refusal):
    """The password is too easy to guess."""


class OwnRights(Refusal):
    """Nobody changes their own rights."""

    text = N_("자신의 권한은 바꿀 수 없습니다. 다른 시스템 관리자에게 요청하십시오.")


class LastAdministrator(Refusal):
    """Somebody must remain who can administer."""

    text = N_("마지막 시스템 관리자입니다. 먼저 다른 사람에게 시스템 관리자 권한을 주십시오.")


class UnknownSite(Refusal):
    """A right was to be given at a site the registry does not hold."""

    text = N_("'{code}' 코드의 설치장소가 대장에 없습니다. 카메라·구역에서 코드를 확인하십시오.")


class AlreadyGranted(Refusal):
    """The person holds this right already."""

    text = N_("이미 가진 권한입니다.")


class AlreadyEnded(Refusal):
    """The right ended before."""

    text = N_("이미 끝난 권한입니다.")


class AccountIsDisabled(Refusal):
    """The account is closed."""

    text = N_("사용을 중지한 계정입니다.")


class NoSuchAccount(NotFound):
    """There is no such account."""

    text = N_("그런 계정이 없습니다.")


class NoSuchGrant(NotFound):
    """The person does not hold this right."""

    text = N_("그런 권한이 없습니다.")


class BadLabel(Refusal):
    """A token's name says which program writes with it."""

    text = N_("어느 기기나 프로그램이 쓰는 토큰인지 2자 이상 80자 이하로 적으십시오. 예: 단관공단 정압기 녹화기")


class BadTokenLife(Refusal):
    """A token allows something, for some time."""

    text = N_("토큰은 할 수 있는 일이 하나 이상 있어야 하고, 오늘부터 1년 안에 끝나야 합니다.")


class NoSuchToken(NotFound):
    """There is no such token."""

    text = N_("그런 토큰이 없습니다.")


class TokenIsOver(Refusal):
    """The token was revoked before."""

    text = N_("이미 폐기한 토큰입니다.")


def label_of(typed: str) -> str:
    """Return a token's label, cleaned.

    :raises BadLabel: if it is too short or too long.
    """
    label = " ".join(unicodedata.normalize("NFC", typed).split())
    if not 2 <= len(label) <= 80:  # noqa: PLR2004  # As the sentence says.
        raise BadLabel
    return label


def sign_in_name_of(typed: str) -> str:
    """Return a sign-in name in its one spelling: NFC, lower case, no white space at the ends.

    :raises BadSignInName: if it has another form.
    """
    name = folded_name(typed)
    if not _SIGN_IN_NAME.fullmatch(name):
        raise BadSignInName
    return name


def folded_name(typed: str) -> str:
    """Return what somebody typed as sign-in name, spelt as sign-in names are; it may be none."""
    return unicodedata.normalize("NFC", typed).strip().casefold()


def display_name_of(typed: str) -> str:
    """Return a person's name, cleaned.

    :raises BlankDisplayName: if there is nothing.
    :raises SharedAccount: if the name says that the account is shared.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise BlankDisplayName
    if any(word in name.casefold() for word in ("공용", "공동", "shared")):
        raise SharedAccount
    return name


def reason_of(typed: str) -> str:
    """Return a reason, cleaned.

    :raises BlankReason: if there is none.
    """
    reason = " ".join(unicodedata.normalize("NFC", typed).split())
    if not reason:
        raise BlankReason
    return reason


def site_code_of(typed: str | None) -> str | None:
    """Return a site code, cleaned; None for all sites.

    :raises BadSiteCode: if it is too long or holds white space.
    """
    code = unicodedata.normalize("NFC", typed or "").strip()
    if len(code) > _LONGEST_SITE_CODE or any(character.isspace() for character in code):
        raise BadSiteCode(code=code)
    return code or None


def check_password(password: str, *, sign_in_name: str, demo: bool = False) -> None:
    """Raise WeakPassword unless a password is long enough and no obvious guess.

    The length is this product's choice, not a legal number.
    """
    text = unicodedata.normalize("NFC", password)
    if not SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD:
        raise WeakPassword(
            N_("비밀번호는 {shortest}자 이상 {longest}자 이하로 정하십시오."),
            shortest=SHORTEST_PASSWORD,
            longest=LONGEST_PASSWORD,
        )
    if len(set(text)) < 4 or sign_in_name.casefold() in text.casefold():  # noqa: PLR2004  # "aaaaaaaaaa", "1212121212".
        raise WeakPassword(N_("짐작하기 쉬운 비밀번호입니다. 로그인 이름이나 되풀이한 글자를 넣지 마십시오."))
    if text == EXAMPLE_PASSWORD and not demo:
        raise WeakPassword(N_("예시 설치의 비밀번호는 쓸 수 없습니다."))


def check_may_administer(actor: Actor) -> None:
    """Raise NotAllowed unless the actor administers accounts, everywhere: an account may see every site."""
    if not may_administer(actor):
        raise NotAllowed


def may_administer(actor: Actor) -> bool:
    """Return whether somebody administers accounts, everywhere."""
    acts = (Act.ADMINISTER,)
    return actor.has(Role.ADMINISTRATOR, acts=acts) and actor.sites_as(Role.ADMINISTRATOR, acts=acts) is None


def check_not_own(actor: Actor, account_id: int) -> None:
    """Raise OwnRights if the account is the actor's own."""
    if actor.id == account_id:
        raise OwnRights

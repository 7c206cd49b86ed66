"""Owns how people of each role sign in and how long it lasts: our own choices (``product.sign_in``)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.kernel.actor import Role
from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class Proof(StrEnum):
    """By what somebody showed who they are; stored names are permanent."""

    PASSWORD = "password"  # noqa: S105  # A kind of proof, no password.
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"
    PIN = "pin"
    SSO = "sso"


PROOF_NAMES: Mapping[Proof, str] = {
    Proof.PASSWORD: N_("비밀번호"),
    Proof.TOTP: N_("비밀번호와 인증 앱"),
    Proof.RECOVERY_CODE: N_("비밀번호와 복구 코드"),
    Proof.PASSKEY: N_("패스키"),
    Proof.PIN: N_("PIN과 인증 앱"),
    Proof.SSO: N_("회사 통합 로그인"),
}


class FactorEnd(StrEnum):
    """Why a second factor ended; stored names are permanent."""

    REMOVED = "removed"
    REPLACED = "replaced"
    RESET = "reset"
    DISABLED = "disabled"


SECOND_FACTOR = "second_factor"
HALF_SIGNED_IN_FOR = timedelta(minutes=10)
"""How long somebody may take between password and second factor."""
PARALLEL_WITHIN = timedelta(minutes=5)
"""Used from two addresses within so long, an account counts as used by two people."""

HANDED_OVER_FOR = timedelta(days=7)
"""How long a password that was handed over opens anything; then a new one is handed over."""
PARALLEL_SHOWN_FOR = timedelta(days=30)
"""How long a parallel use stands among the findings."""
SHORTEST_PIN, LONGEST_PIN = 6, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRule:
    """How somebody signs in: whether with a second factor, how long it lasts, when to prove oneself again."""

    second_factor: bool
    idle: timedelta
    absolute: timedelta
    fresh: timedelta
    one_session: bool = False


def _rule(*, idle: int, absolute: int, fresh: int) -> SignInRule:
    return SignInRule(
        second_factor=False,
        idle=timedelta(minutes=idle),
        absolute=timedelta(hours=absolute),
        fresh=timedelta(minutes=fresh),
    )


_OFFICE = _rule(idle=30, absolute=12, fresh=30)
DEFAULTS: Mapping[Role, SignInRule] = {
    Role.OPERATOR: _rule(idle=30, absolute=12, fresh=60),
    Role.MANAGER: _OFFICE,
    Role.PRIVACY_OFFICER: _OFFICE,
    Role.AUDITOR: _OFFICE,
    Role.ADMINISTRATOR: _rule(idle=15, absolute=8, fresh=15),
}
"""What holds while nobody set anything else."""
IDLE_BOUNDS, ABSOLUTE_BOUNDS, FRESH_BOUNDS = (5, 240), (30, 1440), (1, 1440)
"""Minutes a rule may say, at least and at most."""


class BadMinutes(Refusal):
    """A time is out of bounds, or the idle time is longer than the longest time."""

    text = N_(
        "시간을 확인하십시오. 미사용 5–240분, 최장 30–1440분, 재확인 1–1440분이고, 미사용은 최장보다 길 수 없습니다."
    )


class SameRule(Refusal):
    """The rule says so already."""

    text = N_("지금과 같은 규칙입니다.")


class HandedOverTooLong(Refusal):
    """A password that was handed over was not replaced in time; only who knows it is told."""

    text = N_("받은 비밀번호를 {days}일 안에 쓰지 않아 더는 쓸 수 없습니다. 시스템 관리자에게 새로 받으십시오.")


class NotVouchedFor(Refusal):
    """The company's provider vouches for nobody who has an account here; what is wrong is not said."""

    text = N_(
        "회사 통합 로그인으로 들어올 수 없습니다. 계정이 있는지 시스템 관리자에게 확인하거나 비밀번호로 로그인하십시오."
    )


class SingleSignOnOff(NotFound):
    """This installation has no provider."""

    text = N_("이 설치에서는 회사 통합 로그인을 쓰지 않습니다.")


class WrongCode(Refusal):
    """The one-time code is wrong, too old, or was used before; which of these is not said."""

    text = N_("인증 번호가 맞지 않거나 이미 썼습니다. 앱에 새 번호가 나오면 그 번호를 입력하십시오.")


class WrongProof(Refusal):
    """Neither password nor code is right."""

    text = N_("비밀번호나 인증 번호가 맞지 않습니다.")


class WrongSwitch(Refusal):
    """Name, PIN or code is wrong; which of them is not said."""

    text = N_("로그인 이름, PIN, 인증 번호 가운데 맞지 않는 것이 있습니다.")


class WeakPin(Refusal):
    """The PIN is too easy to guess."""

    text = N_("PIN은 숫자 6자리에서 12자리까지이고, 되풀이하거나 차례로 이어지는 숫자는 쓸 수 없습니다.")


class FactorNeeded(Refusal):
    """The administrator demands a second factor of the person's role."""

    text = N_("이 계정에는 2단계 인증이 있어야 합니다. 끄는 대신 새 기기로 바꾸십시오.")


class NoFactor(Refusal):
    """The person has no second factor."""

    text = N_("2단계 인증을 쓰지 않는 계정입니다.")


class NoSuchSession(NotFound):
    """There is no such open session, or it is somebody else's."""

    text = N_("그런 로그인이 없거나 이미 끝났습니다.")


def strictest(rules: Collection[SignInRule]) -> SignInRule:
    """Return one rule for somebody of several roles: each time the shortest; without any role, the office's."""
    if not rules:
        return _OFFICE
    return SignInRule(
        second_factor=any(rule.second_factor for rule in rules),
        idle=min(rule.idle for rule in rules),
        absolute=min(rule.absolute for rule in rules),
        fresh=min(rule.fresh for rule in rules),
        one_session=any(rule.one_session for rule in rules),
    )


def check_pin(pin: str) -> None:
    """Raise WeakPin unless a PIN has 6 to 12 digits and is no obvious guess."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise WeakPin
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = pin[: len(pin) // 2]
    if len(set(pin)) < 3 or len(steps) == 1 or pin == half * 2:  # noqa: PLR2004  # 112211 has two.
        raise WeakPin


def check_minutes(*, idle: int, absolute: int, fresh: int) -> None:
    """Raise BadMinutes unless each time is within its bounds and the idle time ends first."""
    bounds = ((idle, IDLE_BOUNDS), (absolute, ABSOLUTE_BOUNDS), (fresh, FRESH_BOUNDS))
    if any(not low <= value <= high for value, (low, high) in bounds) or idle > absolute:
        raise BadMinutes


def lasts(rule: SignInRule, *, now: datetime, created_at: datetime, seen_at: datetime, expires_at: datetime) -> bool:
    """Return whether a session that nobody ended still lasts under a rule: used lately, and not too old."""
    return seen_at > now - rule.idle and now < min(expires_at, created_at + rule.absolute)


class LinkEnd(StrEnum):
    """Why a link for the first administrator opens nothing any more; stored names are permanent."""

    USED = "used"
    REPLACED = "replaced"


class FirstLinkGone(Refusal):
    """The link was used, replaced or never made, or its time is over; which of these is not said."""

    text = N_("이 링크로는 계정을 만들 수 없습니다. 서버에서 watchbook init --link로 새 링크를 만드십시오.")


class SomebodySignedIn(Refusal):
    """Who is here already gives accounts to others."""

    text = N_("이미 로그인한 사람이 있어 처음 링크를 만들지 않습니다. 시스템 관리자가 화면에서 계정을 만듭니다.")

"""Owns the rules on accounts that can sign in (SEC)."""

from collections.abc import Iterator

from app.compliance.domain import AccountFact, Area, Breach, Facts, Place, Reads, Rule, Severity, Subject
from app.kernel.actor import Role
from app.kernel.messages import N_, Message
from app.law.periods import idle_account_days

SHARED_WORDS = ("공용", "공동", "상황실", "관제실", "근무자", "당직", "admin", "guest", "test", "user", "shared")
_DUTIES = frozenset({Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER})


def shared(facts: Facts) -> Iterator[Breach]:
    """Yield accounts that several people seem to use: by their name, or used in two places at once."""
    for account in facts.accounts:
        name = account.display_name.casefold()
        if any(word in name for word in SHARED_WORDS):
            yield _breach(account, Message(N_("여러 사람이 함께 쓰는 계정처럼 보입니다.")))
        if account.two_places_on is not None:
            text = N_("{day}에 두 곳에서 함께 쓰였습니다. 본인이 두 기기를 썼는지 확인하십시오.")
            yield _breach(account, Message(text, {"day": account.two_places_on.isoformat()}))


def idle(facts: Facts) -> Iterator[Breach]:
    """Yield accounts with rights that nobody has used for long: a leaver or mover may have been forgotten."""
    limit = idle_account_days(facts.on).days or 0
    for account in facts.accounts:
        used = account.last_seen_on or account.created_on
        if account.roles and (facts.on - used).days > limit:
            text = N_("{limit}일 넘게 쓰지 않았는데 권한이 남아 있습니다.")
            yield _breach(account, Message(text, {"limit": limit}))


def weakly_hashed(facts: Facts) -> Iterator[Breach]:
    """Yield accounts whose password is stored otherwise than by argon2id, which cannot be turned back."""
    for account in facts.accounts:
        if account.is_weakly_hashed:
            yield _breach(account, Message(N_("비밀번호가 일방향 암호(argon2id)로 저장되어 있지 않습니다.")))


def too_wide(facts: Facts) -> Iterator[Breach]:
    """Yield administrators who also work with footage, auditors who also act, and rights nobody looked at again."""
    for account in facts.accounts:
        if Role.ADMINISTRATOR in account.roles and account.roles & _DUTIES:
            yield _breach(account, Message(N_("시스템 관리자가 영상 업무 권한도 가지고 있습니다.")))
        if Role.AUDITOR in account.roles and account.roles - {Role.AUDITOR}:
            yield _breach(account, Message(N_("감사가 다른 권한도 가지고 있습니다.")))
        if account.confirm_by is not None and account.confirm_by <= facts.on:
            text = N_("권한이 아직 필요한지 {day}까지 확인해야 했습니다.")
            yield _breach(account, Message(text, {"day": account.confirm_by.isoformat()}))


def _breach(account: AccountFact, message: Message) -> Breach:
    return Breach(Place(Subject.ACCOUNT, account.sign_in_name, account.display_name), message)


ACCOUNT_RULES = (
    Rule(
        id="SEC-01",
        area=Area.SECURITY,
        severity=Severity.ERROR,
        reads=Reads.ACCOUNTS,
        title=N_("한 사람 한 계정"),
        advice=N_("쓰는 사람마다 계정을 만들고 이 계정은 중지하십시오."),
        sources=("safety.5.4",),
        look=shared,
        says_several=True,
    ),
    Rule(
        id="SEC-02",
        area=Area.SECURITY,
        severity=Severity.WARNING,
        reads=Reads.ACCOUNTS,
        title=N_("떠난 사람의 계정"),
        advice=N_("퇴직하거나 옮긴 사람이면 계정을 중지하십시오."),
        sources=("safety.5.2", "product.account.idle_days"),
        look=idle,
    ),
    Rule(
        id="SEC-08",
        area=Area.SECURITY,
        severity=Severity.ERROR,
        reads=Reads.ACCOUNTS,
        title=N_("비밀번호의 저장"),
        advice=N_("이 계정의 비밀번호를 새로 정하고, 왜 다르게 저장되었는지 원장을 검증하십시오."),
        sources=("safety.7.1",),
        look=weakly_hashed,
    ),
    Rule(
        id="SEC-14",
        area=Area.SECURITY,
        severity=Severity.WARNING,
        reads=Reads.ACCOUNTS,
        title=N_("업무에 필요한 만큼의 권한"),
        advice=N_("업무에 필요 없는 권한을 거두고, 필요한 권한은 필요하다고 확인하십시오."),
        sources=("safety.5.1", "product.right_confirmation"),
        look=too_wide,
        says_several=True,
    ),
)

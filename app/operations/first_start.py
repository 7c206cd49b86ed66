"""Owns what a new installation begins with: schema, keys, the first administrator, and on wish the example."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import commands as accounts
from app.accounts.queries import people
from app.kernel.actor import SYSTEM, Role

FIRST_ADMINISTRATOR = "admin"
DEMO_PASSWORD = "watchbook-example-2026"  # noqa: S105  # Published on purpose; only with WATCHBOOK_DEMO.


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """An account of the example: invented names, marked as such."""

    sign_in_name: str
    display_name: str
    roles: tuple[Role, ...]


EXAMPLE_ACCOUNTS: tuple[ExampleAccount, ...] = (
    ExampleAccount("kim.gwanje", "김관제(예시)", (Role.OPERATOR,)),
    ExampleAccount("park.yagan", "박야간(예시)", (Role.OPERATOR,)),
    ExampleAccount("lee.seungin", "이승인(예시)", (Role.MANAGER,)),
    ExampleAccount("jung.boho", "정보호(예시)", (Role.PRIVACY_OFFICER,)),
    ExampleAccount("choi.gamsa", "최감사(예시)", (Role.AUDITOR,)),
    ExampleAccount("admin", "관리자 한유지(예시)", (Role.ADMINISTRATOR,)),
)


def open_first_administrator(session: Session, *, password_hash: str, now: datetime) -> str | None:
    """Open the first administrator's account unless somebody has one; return its sign-in name if it was opened."""
    if people(session):
        return None
    _open(
        session,
        ExampleAccount(FIRST_ADMINISTRATOR, "최초 관리자", (Role.ADMINISTRATOR,)),
        password_hash,
        must_change=True,
        now=now,
    )
    return FIRST_ADMINISTRATOR


def open_example_accounts(session: Session, *, password_hash: str, now: datetime) -> bool:
    """Open the example accounts unless there is any account; return whether they were opened."""
    if people(session):
        return False
    for account in EXAMPLE_ACCOUNTS:
        _open(session, account, password_hash, must_change=False, now=now)
    return True


def _open(session: Session, account: ExampleAccount, password_hash: str, *, must_change: bool, now: datetime) -> None:
    account_id = accounts.open_account(
        session,
        sign_in_name=account.sign_in_name,
        display_name=account.display_name,
        password_hash=password_hash,
        must_change=must_change,
        actor=SYSTEM,
        now=now,
    )
    for role in account.roles:
        accounts.grant_role(
            session,
            account_id=account_id,
            role=role,
            site_code=None,
            reason="처음 설치하면서 부여",
            actor=SYSTEM,
            now=now,
        )

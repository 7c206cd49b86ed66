"""Owns what a new installation begins with: schema, keys, the first administrator, and on wish the example."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import commands as accounts
from app.accounts.domain import EXAMPLE_PEOPLE
from app.accounts.queries import people
from app.kernel.actor import SYSTEM, Role

FIRST_ADMINISTRATOR = "admin"


def open_first_administrator(session: Session, *, password_hash: str, now: datetime) -> str | None:
    """Open the first administrator's account unless somebody has one; return its sign-in name if it was opened."""
    if people(session):
        return None
    first = (FIRST_ADMINISTRATOR, "최초 관리자", Role.ADMINISTRATOR)
    _open(session, *first, password_hash, must_change=True, now=now)
    return FIRST_ADMINISTRATOR


def open_example_accounts(session: Session, *, password_hash: str, now: datetime) -> bool:
    """Open the example accounts unless there is any account; return whether they were opened."""
    if people(session):
        return False
    for sign_in_name, (display_name, role) in EXAMPLE_PEOPLE.items():
        _open(session, sign_in_name, display_name, role, password_hash, must_change=False, now=now)
    return True


def _open(
    session: Session,
    sign_in_name: str,
    display_name: str,
    role: Role,
    password_hash: str,
    *,
    must_change: bool,
    now: datetime,
) -> None:
    account_id = accounts.open_account(
        session,
        sign_in_name=sign_in_name,
        display_name=display_name,
        password_hash=password_hash,
        must_change=must_change,
        actor=SYSTEM,
        now=now,
    )
    accounts.grant_role(
        session,
        account_id=account_id,
        role=role,
        site_code=None,
        reason="처음 설치하면서 부여",
        actor=SYSTEM,
        now=now,
    )

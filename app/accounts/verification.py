"""Owns the check that accounts and rights are those that were sealed: a right nobody gave is found."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.events import AccountDisabled, AccountOpened, RoleEnded, RoleGranted
from app.accounts.models import Account, AccountRole
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.faults import Fault
from app.ledger.queries import Entry

_WRONG = N_("계정 {number}번이 봉인된 기록과 다릅니다({fields}).")
_WRONG_RIGHT = N_("계정 {number}번의 권한 {grant}이(가) 봉인된 기록과 다릅니다({fields}).")
_EXTRA = N_("계정 {number}번을 만든 봉인된 기록이 없습니다.")
_EXTRA_RIGHT = N_("계정 {number}번의 권한 {grant}을(를) 준 봉인된 기록이 없습니다.")
GUARDED: Mapping[str, Collection[str]] = {"account_role": ("update", "delete")}
"""The tables whose recorded rows stand, and what their guards refuse (migration 0002)."""


def check_accounts(session: Session) -> Iterator[Fault]:
    """Yield a fault for each account and right that is not what its entries say, or that has none.

    Names and reasons are compared while the ledger still holds them; passwords and sessions are not sealed.
    """
    accounts: dict[int, tuple[Entry, dict[str, Any]]] = {}
    rights: dict[int, tuple[Entry, dict[str, Any]]] = {}
    for entry in ledger.entries(
        session, names=(AccountOpened.name, AccountDisabled.name, RoleGranted.name, RoleEnded.name)
    ):
        account_id = entry.data["account_id"]
        match entry.name:
            case AccountOpened.name:
                accounts[account_id] = (entry, {"disabled": False, **ledger.personal_values(session, entry=entry)})
            case AccountDisabled.name:
                accounts[account_id][1]["disabled"] = True
            case RoleGranted.name:
                rights[entry.data["grant_id"]] = (entry, _granted(session, entry))
            case RoleEnded.name:
                said = {"ended_by": entry.actor_id}
                if "reason" in (personal := ledger.personal_values(session, entry=entry)):
                    said["end_reason"] = personal["reason"]
                rights[entry.data["grant_id"]][1].update(said)
    yield from _compare_accounts(session, accounts)
    yield from _compare_rights(session, rights)


def _granted(session: Session, entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "account_id": data["account_id"],
        "role": data["role"],
        "site_code": data["at_site"],
        "granted_by": entry.actor_id,
        "ended_by": None,
        **ledger.personal_values(session, entry=entry),
    }


def _compare_accounts(session: Session, sealed: dict[int, tuple[Entry, dict[str, Any]]]) -> Iterator[Fault]:
    for row in session.scalars(select(Account).order_by(Account.id)):
        if row.id not in sealed:
            yield Fault(Message(_EXTRA, {"number": row.id}))
            continue
        entry, said = sealed.pop(row.id)
        found = {
            "sign_in_name": row.sign_in_name,
            "display_name": row.display_name,
            "disabled": row.disabled_at is not None,
        }
        if fields := _differing(said, found):
            yield Fault(Message(_WRONG, {"number": row.id, "fields": fields}), entry.leaf)
    for number, (entry, said) in sealed.items():
        yield Fault(Message(_WRONG, {"number": number, "fields": ", ".join(said)}), entry.leaf)


def _compare_rights(session: Session, sealed: dict[int, tuple[Entry, dict[str, Any]]]) -> Iterator[Fault]:
    for row in session.scalars(select(AccountRole).order_by(AccountRole.id)):
        about = {"number": row.account_id, "grant": row.id}
        if row.id not in sealed:
            yield Fault(Message(_EXTRA_RIGHT, about))
            continue
        entry, said = sealed.pop(row.id)
        if fields := _differing(said, {name: getattr(row, name) for name in said}):
            yield Fault(Message(_WRONG_RIGHT, {**about, "fields": fields}), entry.leaf)
    for number, (entry, said) in sealed.items():
        gone = Message(_WRONG_RIGHT, {"number": said["account_id"], "grant": number, "fields": ", ".join(said)})
        yield Fault(gone, entry.leaf)


def _differing(said: dict[str, Any], found: dict[str, Any]) -> str:
    return ", ".join(sorted(name for name, value in said.items() if found[name] != value))

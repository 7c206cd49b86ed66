"""Owns the check that accounts and rights are those that were sealed: a right nobody gave is found."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.events import (
    AccountDisabled,
    AccountOpened,
    RoleEnded,
    RoleGranted,
    StandInEnded,
    StandInSet,
    TokenIssued,
    TokenRevoked,
)
from app.accounts.models import Account, AccountRole, ApiToken, Departure, StandIn
from app.accounts.rights_events import DepartureSet, DepartureSettled, RoleConfirmed
from app.kernel.messages import N_, Message
from app.ledger.comparison import Sealed, sealed_blocks
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry

_WRONG = N_("계정 {number}번이 봉인된 기록과 다릅니다({fields}).")
_WRONG_RIGHT = N_("계정 {number}번의 권한 {grant}이(가) 봉인된 기록과 다릅니다({fields}).")
_EXTRA = N_("계정 {number}번을 만든 봉인된 기록이 없습니다.")
_EXTRA_RIGHT = N_("계정 {number}번의 권한 {grant}을(를) 준 봉인된 기록이 없습니다.")
_WRONG_TOKEN = N_("API 토큰 {number}번이 봉인된 기록과 다릅니다({fields}).")
_EXTRA_TOKEN = N_("API 토큰 {number}번을 만든 봉인된 기록이 없습니다.")
_WRONG_STAND_IN = N_("{number}번 기록의 대리가 봉인된 기록과 다릅니다({fields}).")
_EXTRA_STAND_IN = N_("{number}번 기록의 대리를 정한 봉인된 기록이 없습니다.")
_WRONG_DEPARTURE = N_("{number}번 기록의 퇴직·이동이 봉인된 기록과 다릅니다({fields}).")
_EXTRA_DEPARTURE = N_("{number}번 기록의 퇴직·이동을 정한 봉인된 기록이 없습니다.")
GUARDED: Mapping[str, Collection[str]] = {
    "account_role": ("update", "delete"),
    "account_departure": ("update", "delete"),
    "api_token": ("update", "delete"),
    "stand_in": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0002, 0013, 0020, 0036)."""


def check_accounts(session: Session) -> Iterator[Fault]:
    """Yield a fault for each account and right that is not what its entries say, or that has none.

    What was erased must be empty. Passwords and sessions are not sealed. There are as many rows as people and rights.
    """
    accounts: dict[int, tuple[Entry, dict[str, Any]]] = {}
    rights: dict[int, tuple[Entry, dict[str, Any]]] = {}
    names = (AccountOpened.name, AccountDisabled.name, RoleGranted.name, RoleConfirmed.name, RoleEnded.name)
    for sealed in (one for block in sealed_blocks(session, names=names) for one in block.entries):
        entry = sealed.entry
        account_id = entry.data["account_id"]
        match entry.name:
            case AccountOpened.name:
                accounts[account_id] = (entry, {"disabled": False, **_names(sealed)})
            case AccountDisabled.name:
                _add(accounts, account_id, {"disabled": True})
            case RoleGranted.name:
                rights[entry.data["grant_id"]] = (entry, _granted(sealed))
            case RoleConfirmed.name:
                said = {"confirmed_by": entry.actor_id, "confirmed_at": plain(entry.recorded_at)}
                _add(rights, entry.data["grant_id"], said)
            case RoleEnded.name:
                said = {"ended_by": entry.actor_id, "end_reason": sealed.people.get("reason", "")}
                _add(rights, entry.data["grant_id"], said)
    yield from _compare_accounts(session, accounts)
    yield from _compare_rights(session, rights)


def _add(known: dict[int, tuple[Entry, dict[str, Any]]], number: int, said: Mapping[str, Any]) -> None:
    """Add what a later entry says; a row no entry began has none to add to, and is named when rows are compared."""
    if number in known:
        known[number][1].update(said)


def check_tokens(session: Session) -> Iterator[Fault]:
    """Yield a fault for each token that is not what its entries say, or that has none."""
    tokens: dict[int, tuple[Entry, dict[str, Any]]] = {}
    names = (TokenIssued.name, TokenRevoked.name)
    for entry in (one.entry for block in sealed_blocks(session, names=names) for one in block.entries):
        data = entry.data
        if entry.name == TokenRevoked.name:
            _add(tokens, data["token_id"], {"revoked_by": entry.actor_id})
            continue
        said = {name: data[name] for name in ("label", "scopes", "sites", "expires_at", "digest")}
        tokens[data["token_id"]] = (entry, {**said, "issued_by": entry.actor_id, "revoked_by": None})
    for row in session.scalars(select(ApiToken).order_by(ApiToken.id)):
        if row.id not in tokens:
            yield Fault(Message(_EXTRA_TOKEN, {"number": row.id}))
            continue
        entry, said = tokens.pop(row.id)
        if fields := _differing(said, _token(row)):
            yield Fault(Message(_WRONG_TOKEN, {"number": row.id, "fields": fields}), entry.leaf)
    for number, (entry, said) in tokens.items():
        yield Fault(Message(_WRONG_TOKEN, {"number": number, "fields": ", ".join(said)}), entry.leaf)


def check_stand_ins(session: Session) -> Iterator[Fault]:
    """Yield a fault for each stand-in that is not what its entries say, or that has none."""
    said: dict[int, dict[str, Any]] = {}
    names = (StandInSet.name, StandInEnded.name)
    for sealed in (one for block in sealed_blocks(session, names=names) for one in block.entries):
        entry = sealed.entry
        if entry.name == StandInSet.name:
            said[entry.leaf] = _stand_in_said(sealed)
        elif entry.data["set_leaf"] in said:
            said[entry.data["set_leaf"]] |= {"ended_by": entry.actor_id, "ended_at": plain(entry.recorded_at)}
    for row in session.scalars(select(StandIn).order_by(StandIn.leaf)):
        if row.leaf not in said:
            yield Fault(Message(_EXTRA_STAND_IN, {"number": row.leaf + 1}))
            continue
        wanted = said.pop(row.leaf)
        if fields := _differing(wanted, {name: plain(getattr(row, name)) for name in wanted}):
            yield Fault(Message(_WRONG_STAND_IN, {"number": row.leaf + 1, "fields": fields}), row.leaf)
    for leaf, wanted in said.items():
        yield Fault(Message(_WRONG_STAND_IN, {"number": leaf + 1, "fields": ", ".join(wanted)}), leaf)


def check_departures(session: Session) -> Iterator[Fault]:
    """Yield a fault for each day of leaving that is not what its entries say, or that has none."""
    said: dict[int, dict[str, Any]] = {}
    names = (DepartureSet.name, DepartureSettled.name)
    for sealed in (one for block in sealed_blocks(session, names=names) for one in block.entries):
        entry = sealed.entry
        if entry.name == DepartureSet.name:
            kept = {name: entry.data[name] for name in ("account_id", "kind", "leaves_at", "successor_id")}
            planned = {"planned_by": entry.actor_id, "planned_at": plain(entry.recorded_at)}
            open_yet = {"settled_at": None, "called_off": False, "reason": sealed.people.get("reason", "")}
            said[entry.leaf] = {**kept, **planned, **open_yet}
        elif entry.data["set_leaf"] in said:
            settled = {"settled_at": plain(entry.recorded_at), "called_off": entry.data["called_off"]}
            said[entry.data["set_leaf"]] |= settled
    for row in session.scalars(select(Departure).order_by(Departure.leaf)):
        if row.leaf not in said:
            yield Fault(Message(_EXTRA_DEPARTURE, {"number": row.leaf + 1}))
            continue
        wanted = said.pop(row.leaf)
        if fields := _differing(wanted, {name: plain(getattr(row, name)) for name in wanted}):
            yield Fault(Message(_WRONG_DEPARTURE, {"number": row.leaf + 1, "fields": fields}), row.leaf)
    for leaf, wanted in said.items():
        yield Fault(Message(_WRONG_DEPARTURE, {"number": leaf + 1, "fields": ", ".join(wanted)}), leaf)


def _stand_in_said(sealed: Sealed) -> dict[str, Any]:
    entry = sealed.entry
    kept = ("principal_id", "deputy_id", "role", "from_on", "until_on")
    return {
        **{name: entry.data[name] for name in kept},
        "site_code": entry.data["at_site"],
        "reason": sealed.people.get("reason", ""),
        "reason_text": sealed.people.get("reason_text"),
        "set_by": entry.actor_id,
        "set_at": plain(entry.recorded_at),
        "ended_by": None,
        "ended_at": None,
    }


def _token(row: ApiToken) -> dict[str, Any]:
    return {
        "label": row.label,
        "scopes": row.scopes.split(),
        "sites": None if row.sites is None else row.sites.split(),
        "expires_at": plain(row.expires_at),
        "digest": row.token_hash.hex(),
        "issued_by": row.issued_by,
        "revoked_by": row.revoked_by,
    }


def _names(sealed: Sealed) -> dict[str, Any]:
    if "account" in sealed.gone:
        nobody = f"#{sealed.entry.data['account_id']}"
        return {"sign_in_name": nobody, "display_name": nobody}
    return dict(sealed.people)


def _granted(sealed: Sealed) -> dict[str, Any]:
    data = sealed.entry.data
    return {
        "account_id": data["account_id"],
        "role": data["role"],
        "site_code": data["at_site"],
        "granted_by": sealed.entry.actor_id,
        "reason": sealed.people.get("reason", ""),
        "ended_by": None,
        "end_reason": None,
        "valid_from": data.get("valid_from"),
        "valid_until": data.get("valid_until"),
        "acts": data.get("acts"),
        "confirmed_by": None,
        "confirmed_at": None,
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
        if fields := _differing(said, {name: plain(getattr(row, name)) for name in said}):
            yield Fault(Message(_WRONG_RIGHT, {**about, "fields": fields}), entry.leaf)
    for number, (entry, said) in sealed.items():
        gone = Message(_WRONG_RIGHT, {"number": said["account_id"], "grant": number, "fields": ", ".join(said)})
        yield Fault(gone, entry.leaf)


def _differing(said: dict[str, Any], found: dict[str, Any]) -> str:
    return ", ".join(sorted(name for name, value in said.items() if found[name] != value))

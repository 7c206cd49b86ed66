"""Owns the check that rules of signing in and second factors are those that were sealed: a factor planted is found."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.factor_events import (
    AuthenticatorEnded,
    AuthenticatorEnrolled,
    FirstLinkEnded,
    FirstLinkMade,
    PasskeyEnded,
    PasskeyRegistered,
    RecoveryCodesIssued,
    RecoveryCodeUsed,
    SignInRuleSet,
    SwitchPinRemoved,
    SwitchPinSet,
    UsedInParallel,
)
from app.accounts.factor_models import (
    Authenticator,
    FirstLink,
    FirstLinkEnd,
    ParallelUse,
    Passkey,
    RecoveryCode,
    SignInRule,
    SwitchPin,
)
from app.accounts.queries.second_factors import digest_of
from app.kernel.messages import N_, Message
from app.ledger.comparison import sealed_blocks
from app.ledger.events import plain
from app.ledger.faults import Fault
from app.ledger.queries import Entry

GUARDED: Mapping[str, Collection[str]] = {
    "sign_in_rule": ("update", "delete"),
    "authenticator": ("update", "delete"),
    "passkey": ("update", "delete"),
    "parallel_use": ("update", "delete"),
    "first_link": ("update", "delete"),
    "first_link_end": ("update", "delete"),
}
"""The tables whose recorded rows stand, and what their guards refuse (migrations 0034, 0035 and 0042)."""
_WRONG = N_("{table} {number}번이 봉인된 기록과 다릅니다({fields}).")
_EXTRA = N_("{table} {number}번을 만든 봉인된 기록이 없습니다.")
_CODES = N_("계정 {number}번의 쓰지 않은 복구 코드 수가 봉인된 기록과 다릅니다.")
_PIN = N_("계정 {number}번의 PIN이 봉인된 기록과 다릅니다.")
_RULE = ("role", "second_factor", "idle_minutes", "absolute_minutes", "fresh_minutes", "one_session")
_EVENTS = (
    SignInRuleSet.name,
    AuthenticatorEnrolled.name,
    AuthenticatorEnded.name,
    RecoveryCodesIssued.name,
    RecoveryCodeUsed.name,
    PasskeyRegistered.name,
    PasskeyEnded.name,
    SwitchPinSet.name,
    SwitchPinRemoved.name,
    UsedInParallel.name,
    FirstLinkMade.name,
    FirstLinkEnded.name,
)
Said = dict[str, dict[int, tuple[int, dict[str, Any]]]]
"""By table and number: the leaf that said so first, and what was said since."""


def check_factors(session: Session) -> Iterator[Fault]:
    """Yield a fault for each rule, second factor, PIN, parallel use and first link that is not what its entries say."""
    said: Said = {table: {} for table in GUARDED}
    codes: dict[int, int] = {}
    pins: set[int] = set()
    for entry in (one.entry for block in sealed_blocks(session, names=_EVENTS) for one in block.entries):
        _fold(entry, said, codes, pins)
    for table, rows in _rows(session):
        yield from _compare(table, rows, said[table])
    unused = select(RecoveryCode.account_id, func.count()).where(RecoveryCode.used_at.is_(None))
    found = {row[0]: row[1] for row in session.execute(unused.group_by(RecoveryCode.account_id))}
    for number in sorted({*codes, *found}):
        if codes.get(number, 0) != found.get(number, 0):
            yield Fault(Message(_CODES, {"number": number}))
    held = set(session.scalars(select(SwitchPin.account_id).order_by(SwitchPin.account_id)))
    for number in sorted(held ^ pins):
        yield Fault(Message(_PIN, {"number": number}))


def _fold(entry: Entry, said: Said, codes: dict[int, int], pins: set[int]) -> None:  # noqa: C901  # One case an event.
    data = entry.data
    match entry.name:
        case SignInRuleSet.name:
            number = len(said["sign_in_rule"]) + 1
            said["sign_in_rule"][number] = (
                entry.leaf,
                {name: data[name] for name in _RULE} | {"set_by": entry.actor_id},
            )
        case AuthenticatorEnrolled.name:
            kept = {"account_id": data["account_id"], "digest": data["digest"], "end_reason": None}
            said["authenticator"][data["authenticator_id"]] = (entry.leaf, kept)
        case AuthenticatorEnded.name:
            said["authenticator"][data["authenticator_id"]][1].update(digest=None, end_reason=data["why"])
            codes.pop(data["account_id"], None)
        case RecoveryCodesIssued.name:
            codes[data["account_id"]] = data["count"]
        case RecoveryCodeUsed.name:
            codes[data["account_id"]] = data["left"]
        case PasskeyRegistered.name:
            kept = {"account_id": data["account_id"], "digest": data["digest"], "end_reason": None}
            said["passkey"][data["passkey_id"]] = (entry.leaf, kept)
        case PasskeyEnded.name:
            said["passkey"][data["passkey_id"]][1].update(end_reason=data["why"])
        case SwitchPinSet.name:
            pins.add(data["account_id"])
        case SwitchPinRemoved.name:
            pins.discard(data["account_id"])
        case UsedInParallel.name:
            kept = {name: data[name] for name in ("account_id", "session", "other_session")}
            said["parallel_use"][entry.leaf] = (entry.leaf, kept)
        case FirstLinkMade.name:
            said["first_link"][entry.leaf] = (entry.leaf, {name: data[name] for name in ("digest", "expires_at")})
        case FirstLinkEnded.name:
            kept = {name: data[name] for name in ("why", "account_id")}
            said["first_link_end"][data["made_leaf"]] = (entry.leaf, {"leaf": entry.leaf, **kept})


def _rows(session: Session) -> Iterator[tuple[str, dict[int, dict[str, Any]]]]:
    rules = session.scalars(select(SignInRule).order_by(SignInRule.id))
    yield (
        "sign_in_rule",
        {number: {name: getattr(row, name) for name in (*_RULE, "set_by")} for number, row in enumerate(rules, 1)},
    )
    yield (
        "authenticator",
        {
            row.id: {
                "account_id": row.account_id,
                "digest": None if row.secret is None else digest_of(row.secret),
                "end_reason": row.end_reason,
            }
            for row in session.scalars(select(Authenticator).order_by(Authenticator.id))
        },
    )
    yield (
        "passkey",
        {
            row.id: {"account_id": row.account_id, "digest": digest_of(row.public_key), "end_reason": row.end_reason}
            for row in session.scalars(select(Passkey).order_by(Passkey.id))
        },
    )
    yield (
        "parallel_use",
        {
            row.leaf: {"account_id": row.account_id, "session": row.session, "other_session": row.other_session}
            for row in session.scalars(select(ParallelUse).order_by(ParallelUse.leaf))
        },
    )
    yield (
        "first_link",
        {
            row.leaf: {"digest": row.secret_hash.hex(), "expires_at": plain(row.expires_at)}
            for row in session.scalars(select(FirstLink).order_by(FirstLink.leaf))
        },
    )
    yield (
        "first_link_end",
        {
            row.link_leaf: {"leaf": row.leaf, "why": row.why, "account_id": row.account_id}
            for row in session.scalars(select(FirstLinkEnd).order_by(FirstLinkEnd.link_leaf))
        },
    )


def _compare(
    table: str, rows: dict[int, dict[str, Any]], said: dict[int, tuple[int, dict[str, Any]]]
) -> Iterator[Fault]:
    for number, found in rows.items():
        if number not in said:
            yield Fault(Message(_EXTRA, {"table": table, "number": number}))
            continue
        leaf, wanted = said[number]
        fields = ", ".join(sorted(name for name, value in wanted.items() if found[name] != value))
        if fields:
            yield Fault(Message(_WRONG, {"table": table, "number": number, "fields": fields}), leaf)
    for number in said.keys() - rows.keys():
        leaf, wanted = said[number]
        yield Fault(Message(_WRONG, {"table": table, "number": number, "fields": ", ".join(wanted)}), leaf)

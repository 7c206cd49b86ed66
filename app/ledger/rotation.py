"""Owns how the log changes the key it signs with, so that whoever knew the old key learns the new one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import to_micros
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.messages import N_, Message
from app.ledger import commands, keys
from app.ledger.domain import LOG_ID
from app.ledger.events import LogKeyChanged
from app.ledger.faults import Fault
from app.ledger.keyring import keyring_of
from app.ledger.models import LedgerCheckpoint, LedgerHead, LedgerKey
from app.ledger.notes import Checkpoint, Note, SigningKey
from app.ledger.proofs import head
from app.ledger.queries import entries
from app.ledger.statements import lock_head


class KeyUsedBefore(Refusal):
    """A key is used once: its notes count up to its last size and never again."""

    text = N_("이 원장이 이미 쓴 적이 있는 키입니다. 새 키를 만드십시오.")


def change_key(session: Session, *, old: SigningKey, new: SigningKey, actor: Actor, now: datetime) -> str:
    """Seal that the key changes, and return the checkpoint both keys signed: the last of the old, the first of the new.

    The caller puts the new key in the old one's place before it commits, so that nobody who waits for the head signs
    with the old one.

    :raises NotAllowed: if somebody else than the system or an administrator asks.
    :raises KeyChanged: if ``old`` did not sign the last checkpoint.
    :raises HistoryChanged: if the log no longer begins with what was signed.
    :raises KeyUsedBefore: if the log has signed with ``new`` before.
    """
    if not actor.may_act_as(Role.ADMINISTRATOR, acts=(Act.ADMINISTER,)):
        raise NotAllowed
    commands.checkpoint(session, signer=old, now=now)  # Holds the head's lock from here on.
    origin = head(session).origin
    before, after = old.verifier(origin), new.verifier(origin)
    known = set(session.scalars(select(LedgerKey.vkey).where(LedgerKey.log_id == LOG_ID)))
    if after == before or str(after) in known:
        raise KeyUsedBefore
    commands.append(session, LogKeyChanged(old=str(before), new=str(after)), actor=actor, now=now)
    grown = head(session)
    text = Checkpoint(origin, grown.size, grown.root).text
    note = str(Note(text, tuple(signer.sign(text, name=origin).signatures[0] for signer in (old, new))))
    made_at = to_micros(now)
    session.execute(insert(LedgerCheckpoint).values(log_id=LOG_ID, size=grown.size, made_at=made_at, note=note))
    session.execute(update(LedgerHead).where(LedgerHead.log_id == LOG_ID).values(note=note))
    if not known:
        first = session.scalar(select(func.min(LedgerCheckpoint.made_at)).where(LedgerCheckpoint.log_id == LOG_ID))
        _keep(session, vkey=str(before), first_size=0, made_at=first)
    _keep(session, vkey=str(after), first_size=grown.size, made_at=made_at)
    return note


def settle_key(session: Session, home: Path) -> None:
    """Finish a change of keys that was cut short between the files and the database; nothing to do otherwise.

    Under the head's lock, as the change itself: whoever is still changing the key is waited for.

    :raises KeyUnusable: if the key files cannot be read or renamed.
    """
    if not keys.change_is_open(home):
        return
    lock_head(session)
    ring = keyring_of(session, trusted=None)
    if ring is None:
        keys.put_back(home)
    else:
        keys.settle(home, current=ring.current)


def check_keys(session: Session) -> Iterator[Fault]:
    """Yield a fault if the table of keys is not what the entries say about changes of the key."""
    expected: list[tuple[int, str]] = []
    leaf = None
    for entry in entries(session, names=(LogKeyChanged.name,)):
        if not expected:
            expected.append((0, entry.data["old"]))
        if expected[-1][1] != entry.data["old"]:
            yield Fault(Message(_BROKEN), entry.leaf)
        leaf = entry.leaf
        expected.append((leaf + 1, entry.data["new"]))
    rows = session.execute(
        select(LedgerKey.first_size, LedgerKey.vkey).where(LedgerKey.log_id == LOG_ID).order_by(LedgerKey.first_size)
    )
    if [tuple(row) for row in rows] != expected:
        yield Fault(Message(_WRONG), leaf)


def _keep(session: Session, *, vkey: str, first_size: int, made_at: int | None) -> None:
    session.execute(insert(LedgerKey).values(log_id=LOG_ID, first_size=first_size, vkey=vkey, made_at=made_at))


_BROKEN = N_("{number}번째 항목이 바꾸었다는 서명 키는 그때 쓰던 키가 아닙니다.")
_WRONG = N_("서명 키의 목록이 봉인된 기록과 다릅니다.")

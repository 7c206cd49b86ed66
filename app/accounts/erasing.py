"""Owns the blanking of what accounts copied from personal parts: names, reasons, and where somebody signed in from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Update, delete, func, update
from sqlalchemy.orm import Session

from app.accounts.domain import ATTEMPTS_KEPT
from app.accounts.events import AccountOpened, RoleEnded, RoleGranted, SessionOpened, StandInSet
from app.accounts.models import Account, AccountRole, Departure, SignInFailure, SignInSession, StandIn
from app.accounts.rights_events import DepartureSet
from app.kernel.clock import start_of_kst_day
from app.ledger import queries as ledger
from app.ledger.erasure import Pair
from app.ledger.queries import Entry


def forget(session: Session, pairs: Sequence[Pair], on: date) -> None:
    """Blank the copies of some personal parts in the caller's transaction.

    Hashes of names that were tried are no use after a day, and a name is guessed from its hash: they go too.
    """
    leaves = {leaf for leaf, _part in pairs}  # Each of these entries has one part.
    for entry in ledger.entries_at(session, leaves=leaves, names=tuple(_BLANK)):
        _BLANK[entry.name](session, entry, on)
    session.execute(delete(SignInFailure).where(SignInFailure.failed_at < start_of_kst_day(on) - ATTEMPTS_KEPT))


def _blank_names(session: Session, entry: Entry, on: date) -> None:
    nobody = f"#{entry.data['account_id']}"  # No sign-in name can be this, so it stays free of clashes.
    session.execute(
        update(Account)
        .where(Account.id == entry.data["account_id"])
        .values(sign_in_name=nobody, display_name=nobody, password_hash=None, erased_on=on)
    )


def _blank_reason(session: Session, entry: Entry, on: date) -> None:
    session.execute(_of_grant(entry).values(reason="", erased_on=_first(on)))


def _blank_end_reason(session: Session, entry: Entry, on: date) -> None:
    session.execute(_of_grant(entry).values(end_reason="", erased_on=_first(on)))


def _of_grant(entry: Entry) -> Update:
    return update(AccountRole).where(AccountRole.id == entry.data["grant_id"])


def _first(on: date) -> ColumnElement[date]:
    """Return the day the first of both reasons went, which is this day if none did before."""
    return func.coalesce(AccountRole.erased_on, on)


def _blank_origin(session: Session, entry: Entry, _on: date) -> None:
    """Find the session by the beginning of its hash, which is what the entry says of it."""
    begins = bytes.fromhex(entry.data["session"])
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.account_id == entry.data["account_id"],
            SignInSession.token_hash >= begins.ljust(32, b"\x00"),
            SignInSession.token_hash <= begins.ljust(32, b"\xff"),
        )
        .values(address=None, user_agent=None)
    )


def _blank_absence(session: Session, entry: Entry, on: date) -> None:
    session.execute(
        update(StandIn)
        .where(StandIn.leaf == entry.leaf, StandIn.erased_on.is_(None))
        .values(reason="", reason_text=None, erased_on=on)
    )


def _blank_departure(session: Session, entry: Entry, on: date) -> None:
    gone = update(Departure).where(Departure.leaf == entry.leaf, Departure.erased_on.is_(None))
    session.execute(gone.values(reason="", erased_on=on))


_BLANK: Mapping[str, Callable[[Session, Entry, date], None]] = {
    AccountOpened.name: _blank_names,
    RoleGranted.name: _blank_reason,
    RoleEnded.name: _blank_end_reason,
    SessionOpened.name: _blank_origin,
    StandInSet.name: _blank_absence,
    DepartureSet.name: _blank_departure,
}

"""Owns what the checks know of signs: what each must say, whether it was printed, and whether that is still true."""

from sqlalchemy.orm import Session

from app.compliance.domain import SignFact
from app.ledger import queries as ledger
from app.registry.domain import SpaceClass
from app.registry.snapshot import Snapshot
from app.signage import queries as signage
from app.signage.domain import LABELS
from app.signage.events import SignIssued, SignsPrinted

_EVENTS = (SignIssued.name, SignsPrinted.name)


def signs_mark(session: Session) -> int:
    """Return a number that changes with every sign issued or printed."""
    return ledger.newest_leaf(session, names=_EVENTS)


def sign_facts(session: Session, *, snapshot: Snapshot) -> tuple[SignFact, ...]:
    """Return every sign that must hang somewhere on the day of a snapshot, in published order."""
    rows = {
        site.code: (row.code, row.name) if site.row_code is not None else None
        for row in snapshot.rows
        for site in row.sites
    }
    closed = {site.code for site in snapshot.sites if site.values.space_class is SpaceClass.CLOSED}
    closed |= {zone.code for zone in snapshot.zones if zone.values.space_class is SpaceClass.CLOSED}
    # What a sign says does not depend on the address its QR code opens.
    listed = signage.sign_list(session, as_of=snapshot.as_of, public_url="").rows
    return tuple(
        SignFact(
            number=row.content.number,
            target=row.content.target,
            name=row.content.name,
            site_code=row.content.site_code,
            row=rows.get(row.content.site_code),
            open_place=row.content.target not in closed,
            missing=tuple(LABELS[field] for field in row.content.missing),
            printed=row.printed_at is not None,
            stale=row.stale,
        )
        for row in listed
    )

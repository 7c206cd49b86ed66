"""Owns who sends a paper: the company as the registry of a day has it."""

from datetime import date

from sqlalchemy.orm import Session

from app.case_papers.domain.facts import Sender
from app.registry import queries as registry


def sender(session: Session, *, on: date) -> Sender:
    """Return the company as the registry of a day has it; an empty registry gives an empty name."""
    snapshot = registry.snapshot(session, as_of=on)
    organisation, officer = snapshot.organisation, snapshot.privacy_officer
    return Sender(
        name=organisation.name if organisation else "",
        name_en=organisation.name_en if organisation else None,
        address=organisation.address if organisation else None,
        phone=organisation.phone if organisation else None,
        homepage=organisation.homepage if organisation else None,
        officer_title=officer.title if officer else None,
        officer_department=officer.department if officer else None,
        officer_phone=officer.phone if officer else None,
    )

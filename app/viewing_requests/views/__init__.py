"""Owns the pages of viewing requests. Each module adds its views to the one blueprint."""

from flask import Blueprint

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.registry import queries as registry
from app.viewing_requests.objections import objection_method

blueprint = Blueprint("viewing_requests", __name__)


def offered_objection(tongue: str = "ko") -> str:
    """Return how to object as the registry of today has it; notices are Korean, whatever the page's language."""
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    company, officer = snapshot.organisation, snapshot.privacy_officer
    return objection_method(
        company=company.name if company else "",
        department=(officer.department or officer.title) if officer else None,
        phone=(officer.phone if officer else None) or (company.phone if company else None),
        language=tongue,
    )


from app.viewing_requests.views import (  # noqa: E402  # They need the blueprint.
    attachments,  # noqa: F401  # Its views.
    board,  # noqa: F401  # Its views.
    case_page,  # noqa: F401  # Its views.
    cases,  # noqa: F401  # Its views.
    checks,  # noqa: F401  # Its views.
    dates,  # noqa: F401  # Its views.
    decision_parts,  # noqa: F401  # Its views.
    decisions,  # noqa: F401  # Its views.
    emergencies,  # noqa: F401  # Its views.
    handovers,  # noqa: F401  # Its views.
    holds,  # noqa: F401  # Its views.
    intake,  # noqa: F401  # Its views.
    letters,  # noqa: F401  # Its views.
    public_asking,  # noqa: F401  # Its views.
    public_receipts,  # noqa: F401  # Its views.
    taking_back,  # noqa: F401  # Its views.
    taking_over,  # noqa: F401  # Its views.
    tasks,  # noqa: F401  # Its views.
)

"""Owns the pages of viewing requests. Each module adds its views to the one blueprint."""

from flask import Blueprint

from app.kernel.messages import N_

blueprint = Blueprint("viewing_requests", __name__)

OBJECTION_METHOD = N_(
    "이 결정에 이의가 있으면 이 통지를 보낸 부서에 방문, 서면, 전화 또는 전자우편으로 이의를 제기할 수 있습니다."
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
    public_asking,  # noqa: F401  # Its views.
    public_receipts,  # noqa: F401  # Its views.
    taking_over,  # noqa: F401  # Its views.
    tasks,  # noqa: F401  # Its views.
)

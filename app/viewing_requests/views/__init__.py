"""Owns the pages of viewing requests. Each module adds its views to the one blueprint."""

from flask import Blueprint

from app.kernel.messages import N_

blueprint = Blueprint("viewing_requests", __name__)

OBJECTION_METHOD = N_(
    "이 결정에 이의가 있으면 이 통지를 보낸 부서에 방문, 서면, 전화 또는 전자우편으로 이의를 제기할 수 있습니다."
)

from app.viewing_requests.views import board, case_page, cases, dates  # noqa: E402, F401  # They need the blueprint.

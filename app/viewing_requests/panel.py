"""Owns what other pages say of viewing requests: the page of a site, and the numbers in the main menu."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import utc_now
from app.kernel.messages import N_, Message
from app.registry.snapshot import SiteView
from app.registry.wiring import Panel, PanelLine
from app.viewing_requests import queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.queries.board import number_waiting
from app.web.access import may_open

_SHOWN = 5


def numbers_in_menu(session: Session, *, actor: Actor) -> dict[str, int]:
    """Return by endpoint how many cases wait there for a person, to decide or to work on; nothing for all others."""
    if not actor.has(*WORKS_ON_CASES):
        return {}
    return {"viewing_requests.list_requests": number_waiting(session, actor=actor, now=utc_now())}


def requests_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:
    """Return the open requests that concern a site, the most urgent first."""
    if not may_open("viewing_requests.list_requests"):
        return None
    found = queries.requests_by_clock(session, actor=actor, now=now, site=site.code, most=_SHOWN)
    return Panel(
        title=Message(N_("열린 열람 신청")),
        url=url_for("viewing_requests.list_requests", site=site.code),
        number=queries.number_open(session, actor=actor, site=site.code),
        lines=tuple(
            PanelLine(
                text=row.number,
                url=url_for("viewing_requests.show_request", number=row.number),
                state=row.clocks[0].sentence if row.clocks else Message(row.status_name),
                tone=row.clocks[0].urgency if row.clocks else "neutral",
            )
            for row in found
        ),
        nothing=Message(N_("열린 열람 신청이 없습니다.")),
    )

"""Owns what the page of a site says of its recorders: what each camera's was found to keep, what needs a look first."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.recorder_checks.domain import STATE_NAMES, TONES, State
from app.recorder_checks.queries import Standing, latest_checks
from app.registry.snapshot import SiteView
from app.registry.wiring import Panel, PanelLine
from app.web.access import may_open

_SHOWN = 8
_ORDER = {state: order for order, state in enumerate(State)}


def recorders_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:
    """Return how the looks at a site's recorders stand."""
    if not may_open("recorder_checks.list_checks"):
        return None
    found = sorted(
        latest_checks(session, actor=actor, on=kst_day(now), site=site.code),
        key=lambda each: (not each.is_short, _ORDER[each.known.state]),
    )
    return Panel(
        title=Message(N_("녹화기 점검")),
        url=url_for("recorder_checks.list_checks", site=site.code),
        number=len(found),
        lines=tuple(_line(each) for each in found[:_SHOWN]),
        nothing=Message(N_("녹화하는 카메라나 구역이 없습니다.")),
    )


def _line(each: Standing) -> PanelLine:
    known = each.known
    state, tone = Message(STATE_NAMES[known.state]), TONES[known.state]
    if each.is_short:
        state, tone = Message(N_("{days}일만 보관"), {"days": known.measured_days}), "danger"
    elif each.is_clock_wrong:
        state, tone = Message(N_("시계 틀림")), "warn"
    elif known.state is State.CURRENT and known.kept_days is not None:
        state = Message(N_("{days}일 확인"), {"days": known.kept_days})
    return PanelLine(
        text=each.unit.name,
        url=url_for("recorder_checks.show_place", place=each.unit.place.key),
        state=state,
        tone=tone,
    )

"""Owns what the page of a site says of its signs, and how they would look by what its form says."""

from base64 import b64encode
from datetime import datetime

from flask import current_app, render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.registry.snapshot import SiteView, Snapshot
from app.registry.wiring import Panel, PanelLine
from app.signage.choices import INSTEAD, SCHEMES, Scheme
from app.signage.layout.size import parse_size
from app.signage.pdf import Manner
from app.signage.pdf.draft import draft_png
from app.signage.pdf.fitting import hindrances
from app.signage.placing import NEED_NAMES, STAND_NAMES
from app.signage.queries import SignRow, sign_list
from app.signage.queries.choices import schemes
from app.signage.queries.looks import chosen_look, looks_to_draw
from app.signage.queries.placements import Standing, standings
from app.signage.queries.signs import signs_as_of
from app.web.access import may_open
from app.web.languages import say

_SHOWN = 8


def signs_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:
    """Return the signs a site must show, in published order."""
    if not may_open("signage.list_signs"):
        return None
    public_url = str(current_app.config["SETTINGS"].public_url)
    rows = sign_list(session, as_of=kst_day(now), public_url=public_url, sites=actor.sites, site=site.code).rows
    today = {row.content.number: row.content.revision for row in rows}
    excused = {row.content.number for row in rows if row.instead}
    only = frozenset({site.code})
    hanging = standings(session, today=today, as_of=kst_day(now), actor_sites=only, excused=excused)
    placed = {one.number: one for one in hanging}
    return Panel(
        title=Message(N_("안내판")),
        url=url_for("signage.list_signs", site=site.code),
        number=len(rows),
        lines=(*(_line(row, placed.get(row.content.number)) for row in rows[:_SHOWN]), _choices(session, site)),
        nothing=Message(N_("구역이 없어 안내판이 없습니다.")),
    )


def signs_of_draft(session: Session, *, before: Snapshot, after: Snapshot, site: str, zone: str | None) -> Markup:
    """Return a sign as it would look if what a form says were recorded, and how many would say something else.

    Of several signs it is the first that changes, else the first; of a zone its own.
    """
    public_url = str(current_app.config["SETTINGS"].public_url)
    recorded = [content for _target, content in signs_as_of(session, before, public_url=public_url, site=site)]
    was = {(content.kind, content.target): content.revision for content in recorded}
    signs = signs_as_of(session, after, public_url=public_url, site=site)
    changed = [content for _target, content in signs if was.get((content.kind, content.target)) != content.revision]
    here = [content for target, content in signs if zone is None or not target.codes or zone in target.codes]
    shown = next((content for content in here if content in changed), here[0] if here else None)
    look = chosen_look(session)
    looks = looks_to_draw(session, look=look, logo_name=shown.organisation if shown else "")
    manner = Manner(size=parse_size(look.size), languages=look.languages, looks=looks)
    problems = hindrances(shown, manner) if shown else ()
    picture = b64encode(draft_png(shown, manner)).decode() if shown and not problems else None
    page = render_template(
        "signage/draft_sign.html",
        shown=shown,
        is_changed=shown in changed,
        is_new=shown is not None and (shown.kind, shown.target) not in was,
        changed=len(changed),
        problems=problems,
        picture=picture,
    )
    return Markup(page)  # noqa: S704  # A template of ours, which escaped every value.


def _choices(session: Session, site: SiteView) -> PanelLine:
    """Return the line that leads to what the site chose about its signs."""
    scheme = schemes(session, sites={site.code}).get(site.code, Scheme.ZONE)
    url = url_for("signage.show_choices", code=site.code)
    return PanelLine(text=say(N_("안내판의 수와 대체·면제")), url=url, state=Message(SCHEMES[scheme]))


def _line(row: SignRow, standing: Standing | None) -> PanelLine:
    number = row.content.number
    state, tone = _state(row, standing)
    return PanelLine(
        text=row.content.place if not number else f"{number} · {row.content.place}",
        url=url_for("signage.show_sign", number=number) if number else None,
        state=state,
        tone=tone,
    )


def _state(row: SignRow, standing: Standing | None) -> tuple[Message, str]:
    if row.instead is not None:
        return Message(N_("안내판 대신: {kind}"), {"kind": Message(INSTEAD[row.instead.kind])}), "neutral"
    if row.content.missing:
        return Message(N_("빠진 항목 있음")), "danger"
    if row.printed_revision is None:
        return (Message(N_("인쇄 전")), "warn") if row.is_open else (Message(N_("의무 없음(비공개)")), "neutral")
    if standing is None or standing.shown is None:
        return (Message(N_("다시 인쇄")), "danger") if row.stale else (Message(N_("최신")), "ok")
    if standing.needs:
        return Message(NEED_NAMES[min(standing.needs)]), "warn"
    return Message(STAND_NAMES[standing.shown.stand]), "ok"

"""Owns what the page of a site says of the published policy: what was changed here since it was composed."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.ledger import queries as ledger
from app.ledger.queries import Entry
from app.policy import queries
from app.registry.domain import Kind
from app.registry.events import ASSERTING
from app.registry.snapshot import SiteView
from app.registry.wiring import Panel, PanelLine
from app.web.access import may_open

_SHOWN, _MOST = 8, 50
_CHANGED, _GONE = N_("공개된 글에 없음"), N_("공개된 글에 남아 있음")


def policy_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:  # noqa: ARG001  # Every panel has the same shape; the page is limited already.
    """Return what of a site, and of the row it is published in, changed since the version in force was composed."""
    if not may_open("policy.show_policy"):
        return None
    current = queries.version_in_force(session, on=kst_day(now))
    if current is None:
        return Panel(
            title=Message(N_("공개된 방침")),
            url=url_for("policy.show_policy"),
            number=0,
            lines=(),
            nothing=Message(N_("시행 중인 방침이 없습니다.")),
        )
    since = [entry for entry in _changes(session, site) if entry.leaf > current.text_leaf]
    newest: dict[str, Entry] = {}
    for entry in since:
        newest.setdefault(entry.subject, entry)
    lines = tuple(_line(entry) for entry in newest.values())
    return Panel(
        title=Message(N_("공개된 방침 제{number}판"), {"number": current.number}),
        url=url_for("policy.show_version", number=current.number),
        number=len(lines),
        lines=lines[:_SHOWN],
        nothing=Message(N_("공개된 글 뒤로 바뀐 것이 없습니다.")),
    )


def _changes(session: Session, site: SiteView) -> list[Entry]:
    """Return the newest changes of a site, its zones and cameras, and its published row; the newest first."""
    at_site = ledger.page_of_entries(session, sites=None, site=site.code, names=ASSERTING, size=_MOST).rows
    if site.row_code is None:
        return list(at_site)
    row = [f"{Kind.ROW.value}:{site.row_code}"]
    of_row = ledger.page_of_entries(session, sites=None, subjects=row, names=ASSERTING, size=_MOST).rows
    return sorted((*at_site, *of_row), key=lambda entry: entry.leaf, reverse=True)


def _line(entry: Entry) -> PanelLine:
    said = entry.data
    value = said.get("value")
    name = said.get("label") if value is None else value.get("name")
    return PanelLine(
        text=name or entry.subject.partition(":")[2],
        url=url_for("ledger.show_entry", leaf=entry.leaf) if may_open("ledger.show_entry") else None,
        state=Message(_GONE if value is None else _CHANGED),
        tone="warn",
    )

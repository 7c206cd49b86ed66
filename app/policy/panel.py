"""Owns what pages of sites say of the published policy: what of the registry its text does not say yet."""

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.clock import kst_day
from app.kernel.messages import N_, Message
from app.policy import queries
from app.policy.clauses.labels import LABELS
from app.policy.redline.by_place import Told
from app.registry.snapshot import SiteView
from app.registry.wiring import Marked, Panel, PanelLine
from app.web.access import may_open

_SHOWN, _LONGEST, _NAMED = 8, 60, 5
_DIFFERENT, _NEW, _GONE = N_("공개된 글과 다름"), N_("공개된 글에 없음"), N_("공개된 글에 남아 있음")


def unpublished_sites(session: Session, *, actor: Actor, now: datetime) -> Marked | None:
    """Return the sites and rows of which the text in force says something else than the registry of today."""
    if not may_open("policy.show_policy"):
        return None
    today = kst_day(now)
    current = queries.version_in_force(session, on=today)
    if current is None:
        return None
    found = queries.unpublished(session, of=current, on=today)
    sites = frozenset(found.sites) if actor.sites is None else frozenset(found.sites) & actor.sites
    if not (sites or (found.text and actor.sites is None)):
        return None
    title = Message(N_("공개된 방침 제{number}판과 다른 곳이 {count}곳 있습니다."), {"count": len(sites)})
    if found.problems:
        title = Message(N_("대장에 서로 맞지 않는 값이 있어 공개된 방침 제{number}판과 비교할 수 없습니다."))
    elif not sites:
        title = Message(N_("공개된 방침 제{number}판과 다른 것이 설치장소 밖에 있습니다."))
    return Marked(
        label=Message(_DIFFERENT),
        title=Message(title.text, {**title.values, "number": current.number}),
        url=_compared_with_today(current),
        sites=sites,
        rows=frozenset(found.rows) if actor.sites is None else frozenset(),
        more=_still_printed(found.gone) if actor.sites is None else None,
    )


def policy_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:  # noqa: ARG001  # Every panel has the same shape; the page is limited already.
    """Return what the text in force says of a site, and the registry of today says otherwise."""
    if not may_open("policy.show_policy"):
        return None
    today = kst_day(now)
    current = queries.version_in_force(session, on=today)
    if current is None:
        return Panel(
            title=Message(N_("공개된 방침")),
            url=url_for("policy.show_policy"),
            number=0,
            lines=(),
            nothing=Message(N_("시행 중인 방침이 없습니다.")),
        )
    found = queries.unpublished(session, of=current, on=today)
    told = found.sites.get(site.code, ())
    name = LABELS[current.language("ko")]["place"]
    if any(one.what == name and one.before is None for one in told):
        lines = [PanelLine(site.name, None, Message(_NEW), "warn")]
    else:
        lines = [_line(one) for one in told]
    nothing = N_("공개된 글이 대장과 같습니다.")
    if found.problems:
        nothing = N_("대장에 서로 맞지 않는 값이 있어 비교할 수 없습니다.")
    return Panel(
        title=Message(N_("공개된 방침 제{number}판"), {"number": current.number}),
        url=_compared_with_today(current) if lines else url_for("policy.show_version", number=current.number),
        number=len(lines),
        lines=tuple(lines[:_SHOWN]),
        nothing=Message(nothing),
    )


def _compared_with_today(version: queries.Version) -> str:
    return url_for("policy.compare_versions", number=version.number, other=queries.TODAY)


def _still_printed(names: tuple[str, ...]) -> Message | None:
    if not names:
        return None
    first = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return Message(N_("글에 남아 있고 대장에 없는 곳: {places}"), {"places": first})
    text = N_("글에 남아 있고 대장에 없는 곳: {places} 외 {more}곳")
    return Message(text, {"places": first, "more": len(names) - _NAMED})


def _line(one: Told) -> PanelLine:
    state = _NEW if one.before is None else _GONE if one.after is None else _DIFFERENT
    said = " → ".join(_short(each) for each in (one.before, one.after) if each is not None)
    return PanelLine(f"{one.what}: {said}", None, Message(state), "warn")


def _short(text: str) -> str:
    flat = ", ".join(text.splitlines())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"

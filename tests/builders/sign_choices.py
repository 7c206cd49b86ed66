"""Builds what is chosen about signs: each builder states what matters and leaves the rest at its default."""

from datetime import date

from app.database import unit_of_work
from app.kernel.actor import SYSTEM
from app.signage import commands
from app.signage.choices import Instead, Paper, Scheme, Scope
from tests.builders.registry import RECORDED_AT

DAY = date(2026, 1, 5)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#10243F" d="M0 0h40v20H0z"/></svg>'
DESIGNATED = Paper(title="국가중요시설 지정 통보", number="방호-2024-11", on=date(2024, 3, 2))


def choose(site="HQ", scheme=Scheme.ENTRANCE, *, now=RECORDED_AT, actor=SYSTEM):
    """Choose the scheme of a site in one unit of work; return what went and what returned."""
    with unit_of_work() as session:
        return commands.choose_scheme(session, site=site, scheme=scheme, actor=actor, now=now)


def settle(*, now=RECORDED_AT, actor=SYSTEM, **more):
    """Take back and return signs in one unit of work."""
    with unit_of_work() as session:
        return commands.settle_signs(session, actor=actor, now=now, **more)


def stand_in_for_signs(*, now=RECORDED_AT, actor=SYSTEM, **more):
    """Record what stands for signs in one unit of work (default: the homepage, for G-1); return its number."""
    values = {
        "site": "G-1", "scope": Scope.SITE, "target": "G-1", "kind": Instead.HOMEPAGE,
        "reason": "지하 밸브실이라 사람이 보는 곳에 판을 달 자리가 없습니다.", "shown_at": "", "paper": Paper(),
        "since": DAY, "until": None,
    }  # fmt: skip
    with unit_of_work() as session:
        return commands.record_substitute(session, **(values | more), actor=actor, now=now)


def end_substitute(number, *, on=DAY, reason="안내판을 달았습니다.", now=RECORDED_AT, actor=SYSTEM):
    """End what stood for signs in one unit of work."""
    with unit_of_work() as session:
        commands.end_substitute(session, number=number, ended_on=on, reason=reason, actor=actor, now=now)


def style(*, now=RECORDED_AT, actor=SYSTEM, **more):
    """Choose how signs look in one unit of work; return the number of the look."""
    values = {"ground": "#FFD100", "ink": "#0E1116", "frame": "#10243F", "languages": ("ko", "en"), "size": "A3"}
    with unit_of_work() as session:
        return commands.choose_look(session, **(values | more), actor=actor, now=now)

"""Plays whole cases told in TOML (tests/cases/requests), act by act through the commands, at the moments they tell."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.accounts.queries.stand_ins import borrowed, stand_in_note
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import KST, kst_day
from app.kernel.errors import Refusal
from app.viewing_requests.reminding import remind
from tests.builders.accounts import an_account
from tests.builders.case_acts import ACTS
from tests.builders.case_things import korean
from tests.builders.registry import a_small_estate, record_estate

STORIES = Path(__file__).resolve().parents[1] / "cases" / "requests"
BEGUN = datetime(2026, 8, 31, 0, 0, tzinfo=UTC)
PEOPLE = {
    "olga": (Role.OPERATOR,),
    "omar": (Role.OPERATOR,),
    "amir": (Role.MANAGER,),
    "petra": (Role.PRIVACY_OFFICER,),
}


@dataclass(slots=True, kw_only=True)
class Story:
    """A case as it is told, and what became of it while it was played."""

    slug: str
    title: str
    counted: dict[str, Any]
    acts: list[dict[str, Any]]
    number: str | None = None
    leaf: int | None = None
    handover_leaf: int | None = None
    printed: list[Any] = field(default_factory=list)
    skipped: tuple[str, ...] = ()
    error: str | None = None


def all_stories():
    """Return every story, by the name of its file."""
    found = []
    for path in sorted(STORIES.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        found.append(
            Story(
                slug=path.stem,
                title=told["title"],
                counted=told["counted"],
                acts=told["act"],
                skipped=tuple(told.get("no_paper", ())),
            )
        )
    return found


def play(stories):
    """Play all stories in one ledger, as their moments lie; every third morning the job that reminds people runs."""
    people = _people()
    acts = [(korean(act["at"]), story, act) for story in stories for act in story.acts]
    morning = kst_day(BEGUN)
    for now, story, act in sorted(acts, key=lambda one: one[0]):
        while morning + timedelta(days=3) <= kst_day(now):
            morning += timedelta(days=3)
            _remind(datetime.combine(morning, time(6), KST).astimezone(UTC))
        if story.error is None:
            _act(story, dict(act), _as_of(people, act.get("who"), now), now)


def _people():
    """Register the company, and give everybody an account."""
    record_estate(an_estate())
    with unit_of_work() as session:
        return {name: an_account(session, name=name.title(), roles=roles, now=BEGUN) for name, roles in PEOPLE.items()}


def _as_of(people, name, now):
    """Return somebody with what they stand in for at a moment, as signing in gives it."""
    if name is None:
        return SYSTEM
    actor = people[name]
    notes = stand_in_note(db.session(), account_id=actor.id, now=now)
    return replace(actor).borrowing(borrowed(notes, account_id=actor.id)) if notes else actor


def _act(story, act, actor, now):
    told = f"{act['at']:%m-%d %H:%M} {act['do']}"
    expected = act.pop("refused", None)
    try:
        with unit_of_work() as session:
            ACTS[act["do"]](session, story, act, actor=actor, now=now)
    except Refusal as refusal:
        if type(refusal).__name__ != expected:
            story.error = f"{told}: {type(refusal).__name__} {refusal}"
        return
    except Exception as error:  # noqa: BLE001  # One story that breaks is named; the others are played on.
        story.error = f"{told}: {type(error).__name__} {error}"
        return
    if expected is not None:
        story.error = f"{told}: {expected} was expected"


def _remind(now):
    with unit_of_work() as session:
        remind(session, now=now)


def an_estate():
    """Return the invented company of the stories: open places kept 20 and 30 days, a closed governor room."""
    items = a_small_estate()
    items["organisation"][0] |= {
        "name": "예시도시가스㈜",
        "name_en": "Example City Gas Co., Ltd.",
        "address": "강원특별자치도 원주시 예시로 1",
        "phone": "033-700-0000",
        "homepage": "https://gas.example.kr",
        "refusal_notice_days": 7,
    }
    items["posts"][1] |= {"phones": ["033-700-0002"]}
    items["rows"][0]["camera_count"], items["sites"][1]["camera_count"] = 4, 1
    items["sites"][0]["declared"] = {"space_class": "open"}
    items["zones"][1] |= {"camera_count": 1, "declared": {"retention": {"text": "30일", "days": 30}}}
    items["zones"].append({"code": "G1-room", "site": "G-1", "name": "정압기실", "declared": {"space_class": "closed"}})
    items["cameras"] += [
        {"code": "C-3", "zone": "HQ-car", "name": "주차장"},
        {"code": "C-9", "zone": "G1-room", "name": "정압기실 내부"},
    ]
    return items

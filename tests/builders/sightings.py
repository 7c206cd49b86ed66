"""Builds what people do and see at signs: each builder states what matters and leaves the rest at its default."""

import io
from datetime import timedelta
from uuid import uuid4

from PIL import Image

from app.database import unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day
from app.signage.commands import rounds, sightings
from app.signage.placing import Act, Sighting, Source
from tests.builders.registry import RECORDED_AT

LATER = RECORDED_AT + timedelta(days=3)


def a_sighting(number, act=Act.SEEN, **more):
    values = {"id": str(uuid4()), "number": number, "act": act, "at": LATER, "source": Source.DESK}
    if act is Act.SEEN:
        values |= {"text_matches": True, "readable": True}
    if act in {Act.MOUNTED, Act.ELSEWHERE}:
        values["place"] = "정문 왼쪽 기둥"
    if act is Act.DAMAGED:
        values["damage"] = "아래쪽이 찢어짐"
    return Sighting(**(values | more))


def note(sighting, *, actor=SYSTEM, now=LATER, **more):
    """Record a sighting in one unit of work, and return what became of it."""
    with unit_of_work() as session:
        return sightings.record_sighting(session, sighting=sighting, actor=actor, now=now, **more)


def walk(*sites, actor=SYSTEM, assigned_to=None, due_on=None, now=LATER, region=None):
    """Open a round in one unit of work, and return its mark."""
    with unit_of_work() as session:
        return rounds.open_round(
            session,
            sites=sites,
            region=region,
            assigned_to=assigned_to,
            due_on=due_on or kst_day(now) + timedelta(days=7),
            actor=actor,
            now=now,
        )


def end_walk(round_id, *, actor=SYSTEM, now=LATER):
    with unit_of_work() as session:
        rounds.close_round(session, round_id=round_id, actor=actor, now=now)


def a_photo(form="JPEG", size=(640, 480), **options):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 180, 40)).save(out, form, **options)
    return out.getvalue()


def a_photo_with_its_place(form="JPEG"):
    """Return a photo that says where and with what it was taken, and that it lies on its side."""
    facts = Image.Exif()
    facts[0x010F] = "Example Phone"
    facts[0x0112] = 6
    facts.get_ifd(0x8825).update({1: "N", 2: (37.0, 20.0, 31.5), 3: "E", 4: (127.0, 55.0, 12.0)})
    return a_photo(form, exif=facts)

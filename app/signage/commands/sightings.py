"""Owns recording what is done and seen at signs, once however often it is sent."""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.acts import Act as Exercised
from app.kernel.clock import kst_day
from app.law.periods import sign_photo_months
from app.ledger import commands as ledger
from app.signage.commands.rounds import locked_round, sites_of_round
from app.signage.domain import UnknownSign, check_may_print, parse_number, spoken
from app.signage.events.sightings import SignSighted
from app.signage.models.sightings import SignSighting
from app.signage.models.signs import Sign
from app.signage.placing import Act, Placement, Sighting, Source, check_sighting, matched, months_from, placements
from app.signage.queries.placements import photo_context, placed_copies
from app.signage.refusals import OtherSitesSign, SightingDiffers
from app.vault.wiring import vault

_COMPARED = (
    "number", "act", "at", "source", "revision", "place", "text_matches", "readable", "damage", "cameras_counted",
    "round_id",
)  # fmt: skip


class Outcome(StrEnum):
    """What became of a sighting that was sent."""

    RECORDED = "recorded"
    REPEATED = "repeated"


def record_sighting(
    session: Session,
    *,
    sighting: Sighting,
    photo: bytes | None = None,
    old_taken_down: bool = True,
    actor: Actor,
    now: datetime,
) -> Outcome:
    """Record what somebody did or saw at a sign; the same sent again is recorded once.

    :param photo: already made anew (``cleaned_photo``); it is in the store before the transaction commits.
    :param old_taken_down: who mounts a sign says of other copies that hung there that they were taken down.
    :raises NotAllowed: if the person puts up no signs.
    :raises BadSighting: if it cannot have happened so.
    :raises UnknownSign: if no sign the person may see has the number.
    :raises SightingDiffers: if something else was recorded under its mark.
    :raises RoundNotFound: if it names a round the person may not see.
    :raises RoundClosed: if that round is closed.
    :raises OtherSitesSign: if the sign belongs to none of the round's sites.
    :raises Refusal: as the vault, if the photo cannot be stored.
    """
    check_may_print(actor, Exercised.REGISTER)
    check_sighting(sighting, now=now)
    number = parse_number(sighting.number)
    round_row = locked_round(session, round_id=sighting.round_id, actor=actor) if sighting.round_id else None
    sign = session.scalars(select(Sign).where(Sign.number == number).with_for_update()).one_or_none()
    if sign is None or not (sighting.act is Act.ELSEWHERE or actor.sees_site(sign.site_code)):
        raise UnknownSign(number=sighting.number)
    if (known := session.get(SignSighting, sighting.id)) is not None:
        return _compared(known, sighting, number, photo)
    if round_row is not None:
        round_row.check_open()
        if sighting.act is not Act.ELSEWHERE and sign.site_code not in sites_of_round(round_row.row):
            raise OtherSitesSign(number=spoken(number))
    copies, noted = placed_copies(session, number=number)
    mounting = sighting.act is Act.MOUNTED
    copy = matched(number=number, revision=sighting.revision, copies=copies, noted=noted, mounting=mounting)
    if sighting.act is Act.ELSEWHERE:
        copy = None
    batch = copy.batch if copy else None
    if mounting and old_taken_down:
        for old in placements(copies, noted):
            if old.hangs and old.batch != batch:
                _take_down(session, sighting, old, sign, actor=actor, now=now)
    revision = sighting.revision or (copy.revision if copy else None)
    _append(session, sighting, sign, revision=revision, batch=batch, photo=photo, actor=actor, now=now)
    return Outcome.RECORDED


def _take_down(session: Session, mounted: Sighting, old: Placement, sign: Sign, *, actor: Actor, now: datetime) -> None:
    """Record that a copy was taken down by who mounted another in its place; its mark follows from theirs."""
    removed = Sighting(
        id=str(uuid5(UUID(mounted.id), f"{old.batch or ''}/{old.revision or ''}")),
        number=mounted.number,
        act=Act.REMOVED,
        at=mounted.at,
        source=mounted.source,
        revision=old.revision,
        round_id=mounted.round_id,
    )
    _append(session, removed, sign, revision=old.revision, batch=old.batch, photo=None, actor=actor, now=now)


def _append(
    session: Session,
    sighting: Sighting,
    sign: Sign,
    *,
    revision: str | None,
    batch: str | None,
    photo: bytes | None,
    actor: Actor,
    now: datetime,
) -> None:
    stored = None if photo is None else vault().store.put(photo, context=photo_context(sighting.id))
    event = SignSighted(
        id=sighting.id,
        number=sign.number,
        site=sign.site_code,
        act=sighting.act,
        at=sighting.at,
        source=sighting.source,
        revision=revision,
        batch=batch,
        place=sighting.place,
        text_matches=sighting.text_matches,
        readable=sighting.readable,
        damage=sighting.damage,
        cameras_counted=sighting.cameras_counted,
        round_id=sighting.round_id,
        photo_sha256=stored.sha256 if stored else None,
        photo_name=stored.name if stored else None,
    )
    day = kst_day(now)
    erase_on = months_from(day, sign_photo_months(day).months or 0) if stored else None
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_on)
    session.add(
        SignSighting(
            id=event.id,
            number=event.number,
            site_code=event.site,
            act=event.act.value,
            at=event.at,
            source=event.source.value,
            revision=event.revision,
            batch=event.batch,
            place=event.place,
            text_matches=event.text_matches,
            readable=event.readable,
            damage=event.damage,
            cameras_counted=event.cameras_counted,
            round_id=event.round_id,
            photo_sha256=event.photo_sha256,
            photo_name=event.photo_name,
            recorded_by=actor.id,
            recorded_at=receipt.recorded_at,
            leaf=receipt.leaf,
        )
    )
    session.flush()


def _compared(known: SignSighting, sighting: Sighting, number: str, photo: bytes | None) -> Outcome:
    """Return that a sighting was recorded before. A revision nobody read was filled in from the copy it was of."""
    sent = {name: getattr(sighting, name) for name in _COMPARED} | {"number": number}
    there = {name: getattr(known, name) for name in _COMPARED}
    there |= {"act": Act(known.act), "source": Source(known.source)}
    if sighting.revision is None:
        there["revision"] = None
    if sent != there or known.photo_sha256 != (None if photo is None else sha256(photo).hexdigest()):
        raise SightingDiffers
    return Outcome.REPEATED

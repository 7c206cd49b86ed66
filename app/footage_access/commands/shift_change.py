"""Owns how a shift is handed over: who leaves says what is left, and somebody else takes it."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.footage_access.domain import check_may_record, erase_day
from app.footage_access.events import ShiftHandedOver, ShiftTakenOver
from app.footage_access.models import FootageShift, FootageShiftRemark, FootageShiftTaken
from app.footage_access.queries import number_open, shift_totals
from app.footage_access.refusals import ShiftAlreadyTaken, ShiftNotBegun, ShiftNotHandedOver, ShiftTakenByOneself
from app.footage_access.shifts import Shift
from app.kernel.actor import Actor
from app.ledger import commands as ledger
from app.ledger.domain import Receipt


def hand_over(session: Session, *, shift: Shift, remark: str, actor: Actor, now: datetime) -> Receipt:
    """Record that the person leaves a shift, with how much it recorded, how much is open, and a remark.

    :raises NotAllowed: if the person does not work with footage.
    :raises ShiftNotBegun: if the shift lies in the future.
    """
    check_may_record(actor)
    if now < shift.start:
        raise ShiftNotBegun
    event = ShiftHandedOver(
        shift_start=shift.start,
        shift_end=shift.end,
        entries=shift_totals(session, shift=shift, actor=actor).total,
        open_items=number_open(session, actor=actor),
        remark=remark.strip() or None,
    )
    receipt = ledger.append(session, event, actor=actor, now=now, erase_on=erase_day(shift.start))
    session.execute(
        insert(FootageShift).values(
            leaf=receipt.leaf,
            log_id=receipt.log_id,
            shift_start=event.shift_start,
            shift_end=event.shift_end,
            entries=event.entries,
            open_items=event.open_items,
            handed_by=actor.id,
            handed_at=receipt.recorded_at,
        )
    )
    if event.remark:
        session.execute(insert(FootageShiftRemark).values(leaf=receipt.leaf, remark=event.remark))
    return receipt


def take_over(session: Session, *, leaf: int, actor: Actor, now: datetime) -> Receipt:
    """Record that the person takes over what was handed over.

    :param leaf: the entry of the handing over.
    :raises NotAllowed: if the person does not work with footage.
    :raises ShiftNotHandedOver: if nothing was handed over there.
    :raises ShiftTakenByOneself: if the same person handed it over.
    :raises ShiftAlreadyTaken: if somebody took it already.
    """
    check_may_record(actor)
    handed = session.execute(
        select(FootageShift.shift_start, FootageShift.handed_by).where(FootageShift.leaf == leaf)
    ).one_or_none()
    if handed is None:
        raise ShiftNotHandedOver
    if handed.handed_by == actor.id:
        raise ShiftTakenByOneself
    event = ShiftTakenOver(shift_start=handed.shift_start, handed_over_leaf=leaf, handed_by=handed.handed_by)
    receipt = ledger.append(session, event, actor=actor, now=now)
    if session.scalar(select(FootageShiftTaken.leaf).where(FootageShiftTaken.leaf == leaf)) is not None:
        raise ShiftAlreadyTaken  # Asked now that nobody else can append.
    session.execute(
        insert(FootageShiftTaken).values(
            leaf=leaf,
            log_id=receipt.log_id,
            taken_leaf=receipt.leaf,
            handed_by=handed.handed_by,
            taken_by=actor.id,
            taken_at=receipt.recorded_at,
        )
    )
    return receipt

"""Owns what the checks know of the footage register: what entries lack, and what recorders saw besides."""

from datetime import date

from sqlalchemy.orm import Session

from app.compliance.domain import EntryFact, Facts, RecorderFact
from app.footage_access.domain import READERS, ConsentItem, Kind
from app.footage_access.queries.checked import incomplete_entries
from app.kernel.actor import Actor
from app.recorder_logs.domain import OVERSEERS
from app.recorder_logs.queries.checked import unrecorded_playbacks


def register_facts(session: Session, *, on: date, actor: Actor) -> Facts:
    """Return the facts of the register, at the sites where the person reads it; nothing for anybody else."""
    entries: tuple[EntryFact, ...] = ()
    recorders: tuple[RecorderFact, ...] = ()
    if actor.may_act_as(*READERS):
        entries = tuple(
            EntryFact(
                number=row.number,
                provision=row.kind is Kind.PROVISION,
                sites=row.sites,
                ground=row.ground,
                document=row.document,
                consented=row.consent_on is not None and set(row.consent_items) == set(ConsentItem),
                has_letter=row.has_letter,
            )
            for row in incomplete_entries(session, actor=actor.acting_as(*READERS) if actor.id else actor)
        )
    if actor.may_act_as(*OVERSEERS):
        recorders = tuple(
            RecorderFact(
                name=row.source_name,
                month=row.month,
                site_code=row.site_code,
                waiting=row.waiting,
                explained=row.explained,
            )
            for row in unrecorded_playbacks(session, actor=actor)
        )
    return Facts(on=on, entries=entries, recorders=recorders)

"""Owns what the checks know of the footage register: what entries lack, and what recorders saw besides."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.compliance.domain import EntryFact, Facts, RecorderFact
from app.compliance.standing_facts import Entered, LackFact
from app.footage_access.domain import READERS, ConsentItem, Kind
from app.footage_access.queries.checked import incomplete_entries
from app.footage_access.queries.lacking import lacking_entries, recorded_givings
from app.kernel.actor import Actor
from app.recorder_logs.domain import OVERSEERS
from app.recorder_logs.queries.checked import unrecorded_playbacks
from app.viewing_requests.queries.one_hand import deciders_of

_ENTERED: Mapping[Kind, Entered] = {
    Kind.USE: Entered.GIVEN,
    Kind.PROVISION: Entered.GIVEN,
    Kind.VIEWING: Entered.SHOWN,
    Kind.DESTRUCTION: Entered.DESTROYED,
}


def register_facts(session: Session, *, on: date, since: datetime, actor: Actor, public: bool) -> Facts:
    """Return the facts of the register, at the sites where the person reads it; nothing for anybody else.

    :param since: from when on it is asked whether one person granted and gave.
    :param public: whether the organisation is a public institution, which may use grounds of its own.
    """
    entries: tuple[EntryFact, ...] = ()
    lacks: tuple[LackFact, ...] = ()
    recorders: tuple[RecorderFact, ...] = ()
    if actor.may_act_as(*READERS):
        reader = actor.acting_as(*READERS) if actor.id else actor
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
            for row in incomplete_entries(session, actor=reader)
        )
        lacks = (*_lacking(session, reader), *_by_one_person(session, since, reader))
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
    return Facts(on=on, entries=entries, lacks=lacks, recorders=recorders, is_public_institution=public)


def _lacking(session: Session, actor: Actor) -> Iterator[LackFact]:
    for row in lacking_entries(session, actor=actor):
        yield LackFact(
            number=row.number,
            entered=_ENTERED[row.kind],
            sites=row.sites,
            missing=row.missing,
            public_only_ground=row.public_only_ground,
        )


def _by_one_person(session: Session, since: datetime, actor: Actor) -> Iterator[LackFact]:
    given = recorded_givings(session, since=since, actor=actor)
    deciders = deciders_of(session, numbers={row.request_number for row in given})
    for row in given:
        if row.handler_id in deciders.get(row.request_number, ()):
            yield LackFact(number=row.number, entered=Entered.SHOWN, by_its_decider=True)

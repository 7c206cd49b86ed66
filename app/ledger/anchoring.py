"""Owns the evidence that somebody outside holds a checkpoint: which witnesses are believed, and what they signed."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.clock import to_micros
from app.kernel.errors import NotAllowed, Refusal
from app.kernel.messages import N_, Message
from app.ledger import commands
from app.ledger.domain import LOG_ID
from app.ledger.events import WitnessNamed
from app.ledger.faults import Fault
from app.ledger.keyring import KeyRing
from app.ledger.models import LedgerAnchor
from app.ledger.notes import BadNote, Checkpoint, Note, Signature
from app.ledger.proofs import head, root_at, subtrees
from app.ledger.queries import entries
from app.ledger.witness import WitnessKey

_NO_WITNESS = Message(N_("받아들인 증인의 서명이 없습니다. 'watchbook ledger witness accept'를 먼저 하십시오."))


class NotEvidence(Refusal):
    """What was brought proves nothing about this log."""

    text = N_("이 원장에 대한 증인의 서명이 아닙니다. {reason}")


class OutsideDiffers(Refusal):
    """A witness holds another history: the log was cut short or written anew."""

    text = N_("증인은 {size}건을 보고 서명했는데 이 원장은 그때와 다릅니다. 'watchbook ledger verify'로 확인하십시오.")


def accept_witness(session: Session, key: WitnessKey, *, actor: Actor, now: datetime) -> bool:
    """Believe a witness from now on, and seal that; return False if it was believed already.

    :raises NotAllowed: if somebody else than the system or an administrator asks.
    """
    if not actor.may_act_as(Role.ADMINISTRATOR, acts=(Act.ADMINISTER,)):
        raise NotAllowed
    if key in accepted_witnesses(session):
        return False
    commands.append(session, WitnessNamed(witness=str(key)), actor=actor, now=now)
    return True


def accepted_witnesses(session: Session) -> list[WitnessKey]:
    """Return the witnesses that are believed, in the order they were named."""
    return [WitnessKey.parse(entry.data["witness"]) for entry in entries(session, names=(WitnessNamed.name,))]


def add_cosignature(session: Session, written: str, *, ring: KeyRing, now: datetime) -> list[WitnessKey]:
    """Keep a cosigned checkpoint as evidence; return the witnesses whose signature was new.

    :raises NotEvidence: if it is no checkpoint of this log, or no believed witness has signed it.
    :raises OutsideDiffers: if the log is shorter than what was signed, or another one.
    """
    try:
        note, stated = Note.parse(written), ring.open(written)
    except BadNote as problem:
        raise NotEvidence(reason=str(problem)) from problem
    if stated.origin != head(session).origin:
        raise NotEvidence(reason=stated.origin)
    signed = list(_signed_by(note, accepted_witnesses(session)))
    if not signed:
        raise NotEvidence(reason=_NO_WITNESS)
    if _differs(session, stated):
        raise OutsideDiffers(size=stated.size)
    present = set(session.scalars(_VIA.where(LedgerAnchor.size == stated.size)))
    own = tuple(s for s in note.signatures if s.name == stated.origin)
    added = [(witness, line) for witness, line in signed if str(witness) not in present]
    for witness, line in added:
        session.execute(
            insert(LedgerAnchor).values(
                log_id=LOG_ID,
                size=stated.size,
                via=str(witness),
                evidence=str(Note(note.text, (*own, line))),
                at=to_micros(now),
            )
        )
    return [witness for witness, _line in added]


def check_anchors(session: Session) -> Iterator[Fault]:
    """Yield a fault for each cosigned head the log does not begin with, and for evidence that is none.

    That the log's own key has signed as well is checked with the other checkpoints.
    """
    witnesses = {str(key): key for key in accepted_witnesses(session)}
    rows = session.execute(
        select(LedgerAnchor.size, LedgerAnchor.via, LedgerAnchor.evidence)
        .where(LedgerAnchor.log_id == LOG_ID)
        .order_by(LedgerAnchor.size, LedgerAnchor.via)
    )
    for size, via, evidence in rows:
        where = {"size": size, "witness": via.partition("+")[0]}
        try:
            note = Note.parse(evidence)
            stated = Checkpoint.parse(note.text)
            witnesses[via].check(note)
        except (BadNote, KeyError):
            yield Fault(Message(_NO_EVIDENCE, where))
            continue
        if stated.size != size:
            yield Fault(Message(_NO_EVIDENCE, where))
        elif _differs(session, stated):
            yield Fault(Message(_DIFFERS, where))


_VIA = select(LedgerAnchor.via).where(LedgerAnchor.log_id == LOG_ID)
_NO_EVIDENCE = N_("증인 {witness}이(가) {size}건에 서명했다는 기록은 그 증인의 서명이 아닙니다.")
_DIFFERS = N_("증인 {witness}은(는) {size}건을 보고 서명했는데 원장은 그때와 다릅니다. 잘렸거나 다시 쓰였습니다.")


def _signed_by(note: Note, witnesses: list[WitnessKey]) -> Iterator[tuple[WitnessKey, Signature]]:
    for witness in witnesses:
        try:
            witness.check(note)
        except BadNote:
            continue
        line = next(s for s in note.signatures if (s.name, s.key_id) == (witness.name, witness.key_id))
        yield witness, line


def _differs(session: Session, stated: Checkpoint) -> bool:
    return stated.size > head(session).size or root_at(stated.size, subtrees(session)) != stated.root

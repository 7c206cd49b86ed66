"""Owns what a whole document changes: shown first, then recorded in one batch, or not at all."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import Invalid, Problem
from app.registry import queries
from app.registry.commands.checking import ChangedMeanwhile, problems_of
from app.registry.commands.sealing import carry_out, lock
from app.registry.difference import Change, Changes, assertions_of, planned
from app.registry.document import RegistryDocument, overlaps
from app.registry.domain import check_may_edit
from app.registry.history import Key, Timeline


def difference(session: Session, *, document: RegistryDocument, default_from: date | None) -> Changes:
    """Return what applying a document would change, after the same checks.

    :raises Invalid: naming every fault in it.
    """
    changes, _after = _worked_out(session, document, default_from)
    return Changes(tuple(changes), queries.edition(session))


def apply_document(
    session: Session,
    *,
    document: RegistryDocument,
    default_from: date | None,
    actor: Actor,
    now: datetime,
    expected_edition: int | None = None,
) -> Changes:
    """Record everything a document says that is not known yet, or nothing.

    :param default_from: from which day a version without ``valid_from`` holds; None: it always was so.
    :param expected_edition: the edition a preview was worked out against.
    :raises NotAllowed: if the person does not keep the registry.
    :raises ChangedMeanwhile: if the registry changed since the preview.
    :raises Invalid: naming every fault in it.
    """
    check_may_edit(actor)
    lock(session)
    if expected_edition is not None and queries.edition(session) != expected_edition:
        raise ChangedMeanwhile
    changes, after = _worked_out(session, document, default_from)
    return carry_out(session, changes, after, actor=actor, now=now)


def _worked_out(
    session: Session, document: RegistryDocument, default_from: date | None
) -> tuple[list[Change], dict[Key, Timeline]]:
    known = queries.timelines(session)
    changes, after = planned(known, assertions_of(document, known, default_from=default_from))
    broken = problems_of(after, changes, document.place_of_field, unread=document.unread)
    problems = list(_once((*document.problems, *overlaps(document), *broken)))
    if problems:
        raise Invalid(problems)
    return changes, after


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen: set[str] = set()
    for problem in problems:
        if str(problem) not in seen:
            seen.add(str(problem))
            yield problem

"""Owns changes to single objects: what they are over some days, and that they end."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.messages import N_, Message
from app.registry import queries
from app.registry.commands.checking import ChangedMeanwhile, problems_of
from app.registry.commands.sealing import carry_out, lock
from app.registry.difference import Changes, planned
from app.registry.document import dotted
from app.registry.domain import Kind, Thing, check_may_edit
from app.registry.history import Assertion, Span
from app.registry.rules import KIND_NAMES
from app.registry.shape import FAULT, plain_value, value_of


class NothingToEnd(NotFound):
    """The object is not there on the day it should end, nor later."""

    text = N_("{kind} {code}은(는) {day} 이후에 대장에 없습니다.")


def record(
    session: Session,
    *,
    kind: Kind,
    value: Thing,
    valid_from: date | None,
    valid_to: date | None = None,
    actor: Actor,
    now: datetime,
    expected_edition: int | None = None,
) -> Changes:
    """Record that an object is so over some days, in place of what was known of those days.

    :param valid_from: the first day; None: it always was so.
    :param valid_to: the first day it is no longer so; None: it still is.
    :param expected_edition: the edition of the object the change was made on; None: whatever it is now.
    :raises NotAllowed: if the person does not keep the registry.
    :raises ChangedMeanwhile: if somebody changed the object since.
    :raises Invalid: naming the field of every fault.
    """
    check_may_edit(actor)
    lock(session)
    if expected_edition is not None and queries.edition(session, key=(kind, value.code)) != expected_edition:
        raise ChangedMeanwhile
    assertion = Assertion(kind, value.code, _checked(value), valid_from, valid_to, place="value")
    return record_all(session, assertions=(assertion,), actor=actor, now=now, place_of_field=lambda _place, name: name)


def record_all(
    session: Session,
    *,
    assertions: Sequence[Assertion],
    actor: Actor,
    now: datetime,
    place_of_field: Callable[[str, str], str] = dotted,
) -> Changes:
    """Record several assertions that only hold together, e.g. a zone and the cameras that replace its count.

    :raises NotAllowed: if the person does not keep the registry.
    :raises Invalid: naming every fault; nothing is written.
    """
    check_may_edit(actor)
    lock(session)
    empty = [assertion for assertion in assertions if assertion.span.is_empty]
    if empty:
        message = Message(N_("끝나는 날은 시작하는 날보다 뒤여야 합니다."))
        raise Invalid([Problem(place_of_field(assertion.place, "valid_to"), message) for assertion in empty])
    keys = {assertion.key for assertion in assertions}
    values = [assertion.value for assertion in assertions if assertion.value is not None]
    known = queries.neighbourhood(session, keys=keys, values=values)
    changes, after = planned(known, assertions)
    problems = problems_of(after, changes, place_of_field)
    if problems:
        raise Invalid(problems)
    return carry_out(session, changes, after, actor=actor, now=now)


def end(
    session: Session,
    *,
    kind: Kind,
    code: str,
    on: date,
    actor: Actor,
    now: datetime,
    expected_edition: int | None = None,
) -> Changes:
    """Record that an object is no longer there from a day on; a site takes its zones and cameras with it.

    :raises NotAllowed: if the person does not keep the registry.
    :raises NothingToEnd: if it is not there then.
    :raises ChangedMeanwhile: if somebody changed the object since.
    :raises Invalid: if something that stays still needs it.
    """
    check_may_edit(actor)
    lock(session)
    if expected_edition is not None and queries.edition(session, key=(kind, code)) != expected_edition:
        raise ChangedMeanwhile
    timeline = queries.timelines_of(session, keys=[(kind, code)]).get((kind, code), ())
    if not any(version.span.meets(Span(on, None)) for version in timeline):
        raise NothingToEnd(kind=Message(KIND_NAMES[kind]), code=code, day=on)
    keys = [*queries.inside(session, key=(kind, code)), (kind, code)]
    assertions = [Assertion(*key, None, on, None, place=code) for key in keys]
    return record_all(session, assertions=assertions, actor=actor, now=now)


def _checked(value: Thing) -> Thing:
    """Return a value as a document would hold it: text folded, nothing too long or out of range."""
    problems: list[Problem] = []
    checked = value_of(type(value), plain_value(value), "", problems)
    if checked is FAULT:
        raise Invalid(problems)
    found: Thing = checked
    return found

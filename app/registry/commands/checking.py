"""Owns the refusals of changes, and how broken rules become problems with places."""

from collections.abc import Callable, Collection, Mapping, Sequence

from app.kernel.errors import Problem, Refusal
from app.kernel.messages import N_
from app.registry.difference import Change
from app.registry.history import Key, Timeline
from app.registry.rules import KIND_NAMES, Estate, Fault, faults


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same thing after it was opened."""

    text = N_("그 사이에 다른 사람이 내용을 바꾸었습니다. 새로 불러온 내용을 확인하고 다시 입력하십시오.")


def problems_of(
    after: Mapping[Key, Timeline],
    changes: Sequence[Change],
    place_of_field: Callable[[str, str], str],
    *,
    unread: Collection[Key] = (),
) -> list[Problem]:
    """Return each fault that has to do with what changed.

    :param unread: objects that could not be read: naming them is no further fault, and nothing is added up.
    """
    touched = list(dict.fromkeys(change.assertion.key for change in changes))
    found = [
        fault
        for fault in faults(Estate(after), touched)
        if fault.missing not in unread and not (unread and fault.field == "camera_count")
    ]
    return [_problem(fault, place_of_field) for fault in found]


def _problem(fault: Fault, place_of_field: Callable[[str, str], str]) -> Problem:
    if fault.version.place:
        return Problem(place_of_field(fault.version.place, fault.field), fault.message)
    kind, code = fault.key
    return Problem(f"{KIND_NAMES[kind]} {code}", fault.message)

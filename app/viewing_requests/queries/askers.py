"""Owns opening what askers said of themselves, for people who may read it. Rows from before are read as they are."""

from typing import overload

from app.vault.wiring import vault
from app.viewing_requests.domain import ASKER_FIELDS, asker_context, decision_context


@overload
def opened(number: str, field: str, token: str) -> str: ...
@overload
def opened(number: str, field: str, token: str | None) -> str | None: ...
def opened(number: str, field: str, token: str | None) -> str | None:
    """Return one field of whoever asked; None where nothing was said, or it was erased.

    :raises KeyMissing: if the key it was encrypted with is gone.
    :raises CannotOpen: if it was changed, or belongs to another request.
    """
    return None if token is None else vault().open(token, context=asker_context(number, field))


def context_on_entry(*, subject: str, part: str, field: str) -> str | None:
    """Return what a field of a request's entry was encrypted for, if whoever reads the entry may read it.

    Names of files and notes on checks are not for auditors: their pages open them.
    """
    kind, _, number = subject.partition(":")
    if kind != "viewing_request":
        return None
    if part == "requester" and field in ASKER_FIELDS:
        return asker_context(number, field)
    return decision_context(number) if part == "reason" else None

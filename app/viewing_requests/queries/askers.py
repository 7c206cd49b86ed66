"""Owns opening what askers said of themselves, for people who may read it. Rows from before are read as they are."""

from typing import overload

from app.vault.wiring import vault
from app.viewing_requests.domain import asker_context


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

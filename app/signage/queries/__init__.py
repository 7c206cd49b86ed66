"""Signage read: what each sign says, which are stale, and what the public page tells."""

from app.signage.domain import Condition
from app.signage.queries.signs import (
    Change,
    Printing,
    SignDetail,
    SignList,
    SignRow,
    SignSet,
    State,
    sign_detail,
    sign_list,
    sign_set,
    stale_numbers,
)

__all__ = [
    "Change",
    "Condition",
    "Printing",
    "SignDetail",
    "SignList",
    "SignRow",
    "SignSet",
    "State",
    "sign_detail",
    "sign_list",
    "sign_set",
    "stale_numbers",
]

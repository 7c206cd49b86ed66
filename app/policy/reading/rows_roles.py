"""Owns tables of people: a column that says who is in charge and who has access, a person a row."""

import re
from collections.abc import Sequence
from typing import Final

from app.policy.reading.columns import Field, field_of
from app.policy.reading.rows_entries import Entry

_POSTS: Final = {Field.MANAGER, Field.ACCESS}
_WITH_ACCESS: Final = {
    Field.TITLE: Field.ACCESS,
    Field.MANAGER: Field.ACCESS,
    Field.DEPARTMENT: Field.ACCESS_DEPARTMENT,
    Field.UNIT: Field.ACCESS_DEPARTMENT,
    Field.PHONE: Field.ACCESS_PHONE,
}


_CHIEF: Final = re.compile(
    r"^(?:개인정보)?보호책임[자관]|개인정보(?:보호)?(?:최고|총괄|관리)?책임[자관]|\bCPO\b|privacyofficer|dataprotectionofficer",
    re.IGNORECASE,
)


def is_chief(text: str | None) -> bool:
    """Return whether a role is that of the privacy officer, who is not in charge of the cameras."""
    return _CHIEF.search((text or "").replace(" ", "")) is not None


def role_of(text: str | None) -> Field | None:
    """Return whether a text means the person in charge or those with access; of the privacy officer Field.ROLE."""
    if is_chief(text):
        return Field.ROLE
    what = field_of(text)
    if what in _POSTS:
        return what
    words = (text or "").replace(" ", "")
    if any(word in words for word in ("책임자", "관리자", "incharge")):
        return Field.MANAGER
    if any(word in words for word in ("접근", "취급", "열람", "운영담당", "담당자", "모니터링", "access")):
        return Field.ACCESS
    return None


def is_role(text: str) -> bool:
    """Return whether a text is the word for a role itself ("관리책임자"), and not somebody's post."""
    return is_chief(text) or field_of(text) in _POSTS | {Field.ROLE}


def with_roles(fields: list[Field | None], rows: Sequence[Sequence[str]]) -> None:
    """Mark the column of roles, if a table of people has one."""
    if not {Field.TITLE, Field.PHONE, Field.DEPARTMENT, Field.PERSON_NAME} & set(fields) or _POSTS & set(fields):
        return
    for at, what in enumerate(fields):
        if what not in {Field.NAME, Field.GROUP, Field.PART, Field.KIND, Field.ROLE, None}:
            continue
        texts = [row[at] for row in rows if row[at]]
        if texts and all(role_of(text) is not None and len(text) < 30 for text in texts):  # noqa: PLR2004 - A word or two.
            fields[at] = Field.ROLE
            return


def in_role(what: Field | None, role: str | None) -> Field | None:
    """Return what a column holds in the row of a role: the telephone of somebody with access is not the manager's."""
    if role is None or role_of(role) is not Field.ACCESS:
        return what
    return _WITH_ACCESS.get(what, what) if what is not None else None


def tells_of_access(heading: str) -> bool:
    """Return whether a heading is on those with access alone, so that a post under it is one of theirs."""
    return field_of(heading) is Field.ACCESS


def with_access(entry: Entry) -> None:
    """Take the people of a table without any word on their role for those with access."""
    if Field.ACCESS not in entry.cells and Field.MANAGER in entry.cells:
        for what, other in _WITH_ACCESS.items():
            if what in entry.cells:
                entry.cells.setdefault(other, []).extend(entry.cells.pop(what))

"""Owns what objects are called, for sentences that know only their kind and code."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.registry.domain import Kind
from app.registry.models import TABLES

_AT_ONCE = 500
_KINDS = frozenset(Kind)


def names_of_objects(session: Session, *, subjects: Collection[str]) -> Mapping[str, str]:
    """Return the last known name of each object that has one, by ``kind:code``; other subjects are left out."""
    codes: dict[Kind, list[str]] = defaultdict(list)
    for subject in sorted(subjects):
        kind, _, code = subject.partition(":")
        if kind in _KINDS:
            codes[Kind(kind)].append(code)
    found: dict[str, str] = {}
    for of_kind, wanted in codes.items():
        table = TABLES[of_kind]
        for start in range(0, len(wanted), _AT_ONCE):
            rows = session.execute(
                select(table.code, table.name)
                .where(table.superseded_leaf.is_(None), table.code.in_(wanted[start : start + _AT_ONCE]))
                .order_by(table.code, table.valid_from.asc().nulls_first())
            )
            found |= {f"{of_kind}:{code}": name for code, name in rows if name}
    return found

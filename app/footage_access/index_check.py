"""Owns the check that the index of words finds the entries it says it knows: some of them, drawn by lot.

Words too many in the index hide nothing, since whatever it finds is compared with the words again; on PostgreSQL they
are named all the same. A word too few would hide an entry from whoever searches.
"""

from collections.abc import Collection, Iterator
from secrets import randbelow

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.footage_access.models import FootageAccess, FootageAccessCamera
from app.footage_access.word_index import PLACE_WORDS, indexed_until, spelt, tokens_of
from app.kernel.messages import N_, Message
from app.ledger.faults import Fault

DRAWS, AT_EACH = 25, 20
"""How many places of the register are looked at, and how many entries at each."""
_WRONG = N_("관리대장 기록 {number}번이 낱말 색인에 없거나 다르게 들어 있습니다. 찾기에서 빠질 수 있습니다.")


def check_word_index(session: Session) -> Iterator[Fault]:
    """Yield a fault for each entry drawn that the index does not know by its words."""
    drawn = _drawn(session)
    camera = FootageAccessCamera
    unknown = camera.search.not_in(select(PLACE_WORDS.c.search))
    lost = set(session.scalars(select(camera.leaf).where(camera.leaf.in_(drawn), unknown)))
    for leaf, tokens in tokens_of(session, drawn):
        if leaf in lost or not _known(session, leaf, tokens):
            yield Fault(Message(_WRONG, {"number": leaf + 1}), leaf)


def _drawn(session: Session) -> list[int]:
    until = indexed_until(session)
    drawn: set[int] = set()
    leaf = FootageAccess.leaf
    for start in {0, *(randbelow(until) for _ in range(DRAWS - 1))} if until else ():
        drawn.update(session.scalars(select(leaf).where(leaf >= start, leaf < until).order_by(leaf).limit(AT_EACH)))
    return sorted(drawn)


def _known(session: Session, leaf: int, tokens: Collection[int]) -> bool:
    if session.get_bind().dialect.name == "sqlite":
        match = " AND ".join(f'"{spelt([each])}"' for each in sorted(tokens))
        statement = "SELECT 1 FROM footage_access_grams WHERE footage_access_grams MATCH :match AND rowid = :leaf"
        return session.execute(text(statement), {"match": match, "leaf": leaf}).first() is not None
    found = session.execute(text("SELECT grams FROM footage_access_grams WHERE leaf = :leaf"), {"leaf": leaf}).scalar()
    return found is not None and set(found) == tokens

"""Owns the proof that nothing was changed: all that was sealed is recomputed, and the first bad place is named.

One walk over the entries in their order, holding some of them at a time; beside it go the other tables in the same
order. What stands in ``app.ledger.walk`` must hold at each step, and what stands in ``app.ledger.ending`` at the end.

It proves that the rows are those that were sealed and signed. Whoever holds the database *and* the key can build
another history that proves itself as well: only a checkpoint kept outside shows that.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.kernel.messages import N_, Message
from app.ledger.ending import check_end
from app.ledger.faults import Fault, FaultFound
from app.ledger.guards import TABLES, missing_guards
from app.ledger.keyring import KeyRing, UnknownKey, keyring_of
from app.ledger.notes import VerifierKey
from app.ledger.tree import EMPTY_ROOT
from app.ledger.walk import Walk

__all__ = ["Fault", "Progress", "ProjectionCheck", "Verdict", "check_guards", "still_session", "verify"]
Progress = Callable[[int], object]


class ProjectionCheck(Protocol):
    """Compares a capability's own rows with the events they come from.

    The shell passes the checks of all capabilities to ``verify``; the ledger knows none of them.
    """

    def __call__(self, session: Session) -> Iterable[Fault]:
        """Yield a fault for each row that is not what its events say."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: ``fault`` is None when everything holds."""

    entries: int
    root: bytes
    checkpoints: int
    private_parts: int
    fault: Fault | None

    @property
    def holds(self) -> bool:
        """Return whether everything holds."""
        return self.fault is None


@contextmanager
def still_session(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one moment of the database, however long it reads."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine) as session:
        yield session


def verify(
    session: Session,
    *,
    key: VerifierKey | KeyRing | None,
    projections: Sequence[ProjectionCheck] = (),
    progress: Progress | None = None,
    outside: Sequence[str] = (),
) -> Verdict:
    """Return whether the ledger is what was sealed, or the first place where it is not.

    :param key: the log's public key, or all its keys; None only while no checkpoint was ever made.
    :param progress: called with how many more entries were looked at.
    :param outside: signed checkpoints kept elsewhere, which the log must still begin with.
    """
    seen = _Seen()
    try:
        keys = key if key is None or isinstance(key, KeyRing) else keyring_of(session, trusted=key)
        with Walk(session, keys=keys, outside=outside) as walk:
            seen.walk = walk
            walk.go(progress or _nobody)
            check_end(walk)
    except UnknownKey:
        seen.fault = Fault(Message(_UNKNOWN_KEY))
    except FaultFound as found:
        seen.fault = found.fault
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as problem:  # A value of the wrong kind.
        leaf = seen.walk.leaf if seen.walk else 0
        seen.fault = Fault(Message(_UNREADABLE, {"number": leaf + 1, "reason": repr(problem)}), leaf)
    if seen.fault is None:
        # Guards last: a missing one is a door left open, what came in through it is worse.
        checks = (*projections, check_guards(TABLES))
        seen.fault = next((found for check in checks for found in check(session)), None)
    return seen.verdict


@dataclass(slots=True)
class _Seen:
    """How far a verification came."""

    walk: Walk | None = None
    fault: Fault | None = None

    @property
    def verdict(self) -> Verdict:
        walk = self.walk
        if walk is None:
            return Verdict(0, EMPTY_ROOT, 0, 0, self.fault)
        return Verdict(walk.frontier.size, walk.frontier.root, walk.checkpoints, walk.private_parts, self.fault)


def check_guards(*guarded: Mapping[str, Collection[str]]) -> ProjectionCheck:
    """Return a check that names each missing guard of some tables; every capability declares its own beside its rows.

    :param guarded: as ``missing_guards`` takes them.
    """

    def check(session: Session) -> Iterator[Fault]:
        for tables in guarded:
            for name in missing_guards(session, tables):
                yield Fault(Message(_UNGUARDED, {"name": name}))

    return check


_UNGUARDED = N_("변경을 막는 트리거 {name}이(가) 없거나 꺼져 있습니다. 기록은 맞지만 지켜지지 않고 있습니다.")
_UNKNOWN_KEY = N_("주어진 공개 키는 이 원장의 키가 아닙니다.")
_UNREADABLE = N_("{number}번째 항목에 읽을 수 없는 값이 있습니다: {reason}")


def _nobody(_entries: int) -> None:
    """Tell nobody."""

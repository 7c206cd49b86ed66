"""Owns that statements are compiled once a process: every test makes an engine of its own, of the same statements.

SQLAlchemy keeps what it compiled by the statement and the engine's dialect, so engines of one kind share both.
"""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.util import LRUCache

ROOM = 20_000
"""Statements kept of each kind of engine: more than the product has, in all their variants."""
_shared: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def share_compiled(engine: Engine) -> None:
    """Let an engine nobody has connected to yet use what was compiled for earlier ones of its kind.

    A dialect holds nothing of an address. It asks the server what it can at its first connection; the servers of one
    kind are one and the same in a session of tests, so the next engine does not ask again.
    """
    own: Any = engine.dialect  # One object is given another method below.
    dialect, compiled = _shared.setdefault(f"{own.name}+{own.driver}", (own, LRUCache(ROOM)))
    engine.update_execution_options(compiled_cache=compiled)
    if dialect is own:
        return
    engine.dialect = engine.pool._dialect = dialect  # No engine is made of a dialect that is there.
    own.initialize = dialect.initialize if dialect.server_version_info is None else _known_already


def _known_already(_connection: Connection) -> None:
    """Ask the server nothing: the dialect that is used knows it."""

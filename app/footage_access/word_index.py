"""Owns the index of letters that finds words of the register: one letter, two letters, initials, places, people.

It is kept by leaf, away from the writers: ``catch_up`` follows behind, and whoever searches reads what is newer itself.
Every token is a number of 32 bits; two may share one, so whatever is found is compared with the words again. On SQLite
the index is FTS5 without content, in order of leaves; on PostgreSQL a GIN over arrays (ADR 0010). It holds what was
typed freely, letter by letter, so it forgets with it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Any
from zlib import crc32

from sqlalchemy import BigInteger, Column, String, Table, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from app.database import Base
from app.footage_access.models import FootageAccess, FootageAccessCamera

INDEXED = Table(
    "footage_access_indexed", Base.metadata, Column("until_leaf", BigInteger, primary_key=True, autoincrement=False)
)
"""Up to which leaf the index reaches: one row."""
PLACE_WORDS = Table("footage_access_place_words", Base.metadata, Column("search", String, primary_key=True))
"""Every search text of a place that occurs among the indexed entries, once."""
COMMON_INITIALS = frozenset("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅎ")
"""Alone in almost every entry: no token says that one occurs."""
_AT_ONCE = 2_000
_REMEMBERED = 200_000
_WINDOW = 20_000
"""How many of the newest leaves PostgreSQL walks before it asks its index, which knows no order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must have: for each word all of some tokens or one of others; and of each set one."""

    words: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()
    sets: tuple[frozenset[int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether it asks for nothing."""
        return not self.words and not self.sets


class _Numbers(dict[str, int]):
    """The numbers of one kind of token, remembered: the same letters come again and again."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, value: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[value] = number = crc32(f"{self.kind}{value}".encode()) - 2**31
        return number


_NUMBERS = {kind: _Numbers(kind) for kind in "tihkspc"}
"""By kind: letters as typed, initials, handlers, kinds, sites, places' words, cameras."""


def token(kind: str, value: str) -> int:
    """Return the number of a token."""
    return _NUMBERS[kind][value]


def grams(term: str) -> frozenset[int]:
    """Return the tokens every entry has whose text holds a search term; none if it is too common to say."""
    kind = "i" if any("ㄱ" <= letter <= "ㅎ" for letter in term) else "t"
    if len(term) == 1:
        return frozenset() if term in COMMON_INITIALS else frozenset({token(kind, term)})
    return frozenset(token(kind, pair) for pair in map(add, term, term[1:]))


def tokens(search: str, *, handler_id: int, kind: str, places: Iterable[tuple[str, str | None, str]]) -> set[int]:
    """Return the tokens of an entry; ``places`` are site, camera and search text of each."""
    folded, _, letters = search.partition("\n")
    as_typed, as_initials = _NUMBERS["t"].__getitem__, _NUMBERS["i"].__getitem__
    found = set(map(as_typed, map(add, folded, folded[1:])))
    found.update(map(as_typed, folded))
    found.update(map(as_initials, map(add, letters, letters[1:])))
    found.update(map(as_initials, set(letters) - COMMON_INITIALS))
    found |= {token("h", str(handler_id)), token("k", kind)}
    for site, camera, words in places:
        found |= {token("s", site), token("p", words)}
        if camera is not None:
            found.add(token("c", camera))
    return found


def indexed_until(session: Session) -> int:
    """Return the first leaf the index does not know yet."""
    return session.scalar(select(INDEXED.c.until_leaf)) or 0


def catch_up(session: Session, *, most: int = _AT_ONCE) -> int:
    """Index up to that many entries more, the oldest first, and return how many there were."""
    begin = session.scalar(select(INDEXED.c.until_leaf).with_for_update()) or 0
    statement = select(FootageAccess.leaf).where(FootageAccess.leaf >= begin).order_by(FootageAccess.leaf).limit(most)
    leaves = session.scalars(statement).all()
    if leaves:
        _add(session, leaves)
        session.execute(update(INDEXED).values(until_leaf=leaves[-1] + 1))
    return len(leaves)


def forget(session: Session, leaves: Collection[int]) -> None:
    """Take entries out of the index; call it before their text is blanked, then they are indexed as they are."""
    until = indexed_until(session)
    known = sorted(leaf for leaf in leaves if leaf < until)
    for start in range(0, len(known), _AT_ONCE):
        part = known[start : start + _AT_ONCE]
        if session.get_bind().dialect.name == "sqlite":
            statement = (
                "INSERT INTO footage_access_grams (footage_access_grams, rowid, grams) VALUES ('delete', :leaf, :grams)"
            )
            rows = [{"leaf": leaf, "grams": spelt(found)} for leaf, found in tokens_of(session, part)]
            session.execute(text(statement), rows)
        else:
            session.execute(text("DELETE FROM footage_access_grams WHERE leaf = ANY(:leaves)"), {"leaves": part})


def remember(session: Session, leaves: Collection[int]) -> None:
    """Index entries again that were forgotten, as they read now."""
    until = indexed_until(session)
    known = sorted(leaf for leaf in leaves if leaf < until)
    for start in range(0, len(known), _AT_ONCE):
        _add(session, known[start : start + _AT_ONCE])


def _add(session: Session, leaves: Sequence[int]) -> None:
    found = tokens_of(session, leaves, keep=True)
    if session.get_bind().dialect.name == "sqlite":
        statement = "INSERT INTO footage_access_grams (rowid, grams) VALUES (:leaf, :grams)"
        session.execute(text(statement), [{"leaf": leaf, "grams": spelt(each)} for leaf, each in found])
    else:
        statement = (
            "INSERT INTO footage_access_grams (leaf, grams)"
            " SELECT leaf, CAST(string_to_array(spelt, ' ') AS integer[])"
            " FROM unnest(CAST(:leaves AS bigint[]), CAST(:grams AS text[])) AS given(leaf, spelt)"
        )
        given = {"leaves": [leaf for leaf, _ in found], "grams": [" ".join(map(str, each)) for _, each in found]}
        session.execute(text(statement), given)


def tokens_of(session: Session, leaves: Sequence[int], *, keep: bool = False) -> list[tuple[int, set[int]]]:
    """Return the tokens of entries, which are in order.

    :param keep: also keep the words of their places.
    """
    if not leaves:
        return []
    camera, entry = FootageAccessCamera, FootageAccess
    between = (leaves[0], leaves[-1])
    wanted = set(leaves)
    places: dict[int, list[tuple[str, str | None, str]]] = {leaf: [] for leaf in leaves}
    found = select(camera.leaf, camera.site_code, camera.camera_code, camera.search)
    dense = between[1] - between[0] < 2 * len(leaves) + _AT_ONCE
    near = camera.leaf.between(*between) if dense else camera.leaf.in_(leaves)
    for leaf, site, code, words in session.execute(found.where(near)):
        if leaf in wanted:
            places[leaf].append((site, code, words))
    if keep:
        _keep_place_words(session, {words for each in places.values() for _, _, words in each})
    near = entry.leaf.between(*between) if dense else entry.leaf.in_(leaves)
    columns = (entry.leaf, entry.search, entry.handler_id, entry.kind)
    rows = session.execute(select(*columns).where(near).order_by(entry.leaf))
    return [
        (leaf, tokens(search, handler_id=handler, kind=kind, places=places[leaf]))
        for leaf, search, handler, kind in rows
        if leaf in wanted
    ]


def _keep_place_words(session: Session, words: set[str]) -> None:
    known = set(session.scalars(select(PLACE_WORDS.c.search).where(PLACE_WORDS.c.search.in_(sorted(words)))))
    new = [{"search": each} for each in sorted(words - known)]
    if new:
        insert: Any = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
        session.execute(insert(PLACE_WORDS).on_conflict_do_nothing(), new)


def place_tokens(session: Session, term: str) -> frozenset[int]:
    """Return the tokens of all places whose search text holds a term."""
    found = select(PLACE_WORDS.c.search).where(PLACE_WORDS.c.search.contains(term, autoescape=True))
    return frozenset(token("p", words) for words in session.scalars(found))


def leaves_with(session: Session, wanted: Wanted, *, below: int, above: int, most: int) -> list[int]:
    """Return the newest indexed leaves that may have what is wanted, the newest first.

    :param below: only leaves before this one.
    :param above: only leaves from this one on.
    """
    limits = {"below": below, "above": above, "most": most}
    if session.get_bind().dialect.name == "sqlite":
        statement = (
            "SELECT rowid FROM footage_access_grams WHERE footage_access_grams MATCH :match"
            " AND rowid < :below AND rowid >= :above ORDER BY rowid DESC LIMIT :most"
        )
        return list(session.execute(text(statement), {**limits, "match": _match(wanted)}).scalars())
    condition, given = _condition(wanted)
    walk = (
        f"SELECT leaf FROM footage_access_grams WHERE leaf < :below AND leaf >= :from_leaf AND ({condition})"
        " ORDER BY leaf DESC LIMIT :most"
    )
    window = {"from_leaf": max(above, below - _WINDOW)}
    found = list(session.execute(text(walk), {**limits, **given, **window}).scalars())
    if len(found) == most or window["from_leaf"] == above:
        return found
    by_index = (
        f"WITH hit AS MATERIALIZED (SELECT leaf FROM footage_access_grams WHERE {condition})"
        " SELECT leaf FROM hit WHERE leaf < :below AND leaf >= :above ORDER BY leaf DESC LIMIT :most"
    )
    return list(session.execute(text(by_index), {**limits, **given}).scalars())


def spelt(found: Iterable[int]) -> str:
    """Return tokens as SQLite's index holds them."""
    return " ".join(map(_word, found))


@lru_cache(maxsize=_REMEMBERED)
def _word(number: int) -> str:
    return f"{number & 0xFFFFFFFF:x}"


def _match(wanted: Wanted) -> str:
    """Return what FTS5 is asked."""
    groups = [" OR ".join(f'"{spelt([each])}"' for each in sorted(each_set)) for each_set in wanted.sets]
    for together, instead in wanted.words:
        either = [" AND ".join(f'"{spelt([each])}"' for each in sorted(together))] if together else []
        groups.append(" OR ".join([*(f"({each})" for each in either), *(f'"{spelt([e])}"' for e in sorted(instead))]))
    return " AND ".join(f"({group})" for group in groups)


def _condition(wanted: Wanted) -> tuple[str, dict[str, list[int]]]:
    """Return what PostgreSQL is asked: SQL and its values."""
    given: dict[str, list[int]] = {}

    def named(found: frozenset[int]) -> str:
        given[f"g{len(given)}"] = sorted(found)
        return f"CAST(:g{len(given) - 1} AS integer[])"

    groups = [f"grams && {named(each_set)}" for each_set in wanted.sets]
    for together, instead in wanted.words:
        either = [f"grams @> {named(together)}"] if together else []
        either += [f"grams && {named(instead)}"] if instead else []
        groups.append(" OR ".join(either))
    return " AND ".join(f"({group})" for group in groups), given

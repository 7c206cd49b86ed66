"""Owns what is read about looks at personal data: how they are kept, the newest like one, and the list of them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.access_record.domain import TAKING_OUT, Asked, Work
from app.access_record.events import (
    CopiesStopped,
    KeepingSet,
    PersonalDataDownloaded,
    PersonalDataExported,
    PersonalDataPrinted,
    PersonalDataSearched,
    PersonalDataViewed,
    look_subject,
)
from app.kernel.uses import Use
from app.ledger import queries as ledger
from app.ledger.queries import Entry
from app.web.paging import Page, key_of

LookEvent = (
    PersonalDataViewed | PersonalDataSearched | PersonalDataExported | PersonalDataPrinted | PersonalDataDownloaded
)
OWN: Mapping[Work, type[LookEvent]] = {
    Work.VIEWED: PersonalDataViewed,
    Work.SEARCHED: PersonalDataSearched,
    Work.EXPORTED: PersonalDataExported,
    Work.PRINTED: PersonalDataPrinted,
    Work.DOWNLOADED: PersonalDataDownloaded,
}
"""The event of each kind of work."""
_WORKS: Mapping[str, Work] = {
    **{event.name: work for work, event in OWN.items()},
    "footage.register_read": Work.VIEWED,  # A search if the entry says so.
    "footage.exported": Work.EXPORTED,
    "request_attachment.opened": Work.DOWNLOADED,
    "viewing_request.paper_made": Work.PRINTED,
    "sign_photo.opened": Work.VIEWED,
    "sign_round.exported": Work.EXPORTED,
}
"""Every event that says somebody was shown personal data; the last six are sealed by their own pages."""
LOOK_EVENTS = frozenset(_WORKS)
_COPIES = frozenset(name for name, work in _WORKS.items() if work in TAKING_OUT)
_LOOKED_AT = 500
_FOR_A_CASE = frozenset({Use.REQUEST, Use.AUTHORITY})
_CASE = re.compile(r"viewing_request[:/]\d")
_AT_ONCE = 500
_COMPARED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What the organisation declared about keeping: not yet anything if ``declared_at`` is None."""

    many_or_sensitive: bool = False
    reason: str = ""
    declared_at: datetime | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """One look: who, when, from where, whose data, what work (안전성기준 제2조제3호), and by which right."""

    leaf: int
    at: datetime
    account_id: int
    address: str | None
    subject: str
    work: Work
    roles: tuple[str, ...]
    standing_in_for: int | None
    typed: str | None
    is_erased: bool
    use: Use | None = None  # Of what was only shown, and of entries older than the question, nobody knows.
    use_words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesFor:
    """Copies of some days that left for one use; ``of_no_case``: those for a request or authority that name no case.

    ``was_asked`` is False of those made before a use was asked for.
    """

    use: Use | None
    was_asked: bool
    leaves: tuple[int, ...]
    people: int
    of_no_case: tuple[int, ...] = ()


def keeping(session: Session) -> Keeping:
    """Return what the organisation last declared about keeping the access record."""
    leaf = ledger.newest_leaf(session, names=(KeepingSet.name,))
    if leaf < 0:
        return Keeping()
    entry = ledger.entry_at(session, leaf=leaf, sites=None)
    return Keeping(
        many_or_sensitive=entry.data["many_or_sensitive"],
        reason=entry.data["reason"],
        declared_at=entry.recorded_at,
        by=entry.actor_id,
    )


def newest_like(session: Session, *, event: LookEvent, account_id: int) -> datetime | None:
    """Return when the same account, in the same session, last had the same look; None if it is not among its newest."""
    said = event.open_part()
    page = ledger.page_of_entries(
        session, sites=None, size=_COMPARED, person=account_id, names=(event.name,), subjects=(event.subject,)
    )
    for entry in page.rows:
        if entry.data == said and _same_words(session, entry, event):
            return entry.recorded_at
    return None


def _same_words(session: Session, entry: Entry, event: LookEvent) -> bool:
    """Return whether an entry says in words what an event does."""
    words = {"typed": event.typed, "use_words": getattr(event, "use_words", None)}
    if not any(words.values()):
        return "use" not in entry.body["private"] and "search" not in entry.body["private"]
    kept = ledger.personal_values(session, entry=entry)
    return all(kept.get(name) == said for name, said in words.items())


def page_of_looks(
    session: Session, *, asked: Asked, sites: frozenset[str] | None, size: int, after: str | None = None
) -> Page[LookRow]:
    """Return looks, newest first.

    :param sites: the sites of the reader (None: all); who is limited sees what says its site only.
    :raises BadPlace: if ``after`` names no place.
    """
    before = key_of(after, int)
    page = ledger.page_of_entries(
        session,
        sites=sites,
        size=size,
        before=None if before is None else int(before[0]),
        person=asked.person,
        names=_names(asked.work),
        subjects=None if asked.thing is None else _subjects(asked.thing),
        first_day=asked.first_day,
        last_day=asked.last_day,
    )
    shown = [one for one in (_row(session, entry) for entry in page.rows) if asked.work in {None, one.work}]
    return Page(tuple(shown), page.after)


def looks_between(session: Session, *, asked: Asked, sites: frozenset[str] | None) -> Iterator[LookRow]:
    """Yield all looks that are asked for, newest first, holding some at a time."""
    after: str | None = None
    while True:
        page = page_of_looks(session, asked=asked, sites=sites, size=_AT_ONCE, after=after)
        yield from page.rows
        after = page.after
        if after is None:
            return


def looks_at_thing(session: Session, *, thing: str, size: int) -> tuple[LookRow, ...]:
    """Return the newest looks at one thing; the caller has seen to it that the reader may see the thing."""
    found = page_of_looks(session, asked=Asked(thing=thing), sites=None, size=size)
    return found.rows


def copies_without_use(session: Session, *, first_day: date) -> tuple[Entry, ...]:
    """Return copies that left without a use, or for something else without words, newest first.

    Looks at the newest copies and prints of the register only (``_LOOKED_AT`` each); entries older than the question
    say nothing of a use and are left out.
    """
    found: list[Entry] = []
    for names in (_COPIES, ("footage.register_read",)):
        page = ledger.page_of_entries(session, sites=None, size=_LOOKED_AT, names=names, first_day=first_day)
        found += [entry for entry in page.rows if _lacks_use(entry)]
    return tuple(sorted(found, key=lambda entry: -entry.leaf))


def has_copied(session: Session, *, account_id: int, most: int, since: datetime) -> bool:
    """Return whether an account has taken out so many files and papers since a moment."""
    page = ledger.page_of_entries(session, sites=None, size=most, person=account_id, names=_COPIES)
    return len(page.rows) == most and page.rows[-1].recorded_at > since


def was_stopped(session: Session, *, account_id: int, since: datetime) -> bool:
    """Return whether it was sealed since a moment that an account wanted more than that."""
    page = ledger.page_of_entries(session, sites=None, size=1, person=account_id, names=(CopiesStopped.name,))
    return bool(page.rows) and page.rows[0].recorded_at > since


def copies_by_use(session: Session, *, first_day: date, last_day: date) -> tuple[CopiesFor, ...]:
    """Return what left as a file or on paper in some days, by what it was said to be for, in the order of the list."""
    found: defaultdict[tuple[bool, Use | None], list[Entry]] = defaultdict(list)
    before: int | None = None
    while True:
        names = _COPIES | {"footage.register_read"}
        page = ledger.page_of_entries(
            session, sites=None, size=_AT_ONCE, before=before, names=names, first_day=first_day, last_day=last_day
        )
        for entry in page.rows:
            if entry.name != "footage.register_read" or entry.data["view"] == "print":
                use = entry.data.get("use")
                found["use" in entry.data, Use(use) if use else None].append(entry)
        if page.after is None:
            break
        before = page.rows[-1].leaf
    order = [*Use, None]
    return tuple(
        CopiesFor(
            use=use,
            was_asked=was_asked,
            leaves=tuple(sorted(entry.leaf for entry in entries)),
            people=len({entry.actor_id for entry in entries}),
            of_no_case=tuple(sorted(entry.leaf for entry in entries if use in _FOR_A_CASE and not _is_of_case(entry))),
        )
        for (was_asked, use), entries in sorted(found.items(), key=lambda pair: (order.index(pair[0][1]), pair[0][0]))
    )


def _is_of_case(entry: Entry) -> bool:
    return bool(_CASE.search(entry.subject))


def _lacks_use(entry: Entry) -> bool:
    if "use" not in entry.data or (entry.name == "footage.register_read" and entry.data["view"] != "print"):
        return False
    use = entry.data["use"]
    return use is None or (use == Use.OTHER and "use" not in entry.body["private"])


def _names(work: Work | None) -> Collection[str]:
    if work is None:
        return LOOK_EVENTS
    extra = {"footage.register_read"} if work in {Work.SEARCHED, Work.PRINTED} else set()
    return {name for name, what in _WORKS.items() if what is work} | extra


def _subjects(thing: str) -> tuple[str, ...]:
    plain = thing.strip().removeprefix("look:")
    return (look_subject(plain.replace(":", "/", 1)), plain.replace("/", ":", 1))


def _row(session: Session, entry: Entry) -> LookRow:
    people: Mapping[str, Any] = ledger.personal_values(session, entry=entry)
    work = _WORKS[entry.name]
    if entry.name == "footage.register_read":
        work = {"search": Work.SEARCHED, "print": Work.PRINTED}.get(entry.data["view"], Work.VIEWED)
    return LookRow(
        leaf=entry.leaf,
        at=entry.recorded_at,
        account_id=entry.actor_id,
        address=people.get("address"),
        subject=entry.subject.removeprefix("look:").replace("/", ":", 1),
        work=work,
        roles=tuple(entry.data.get("roles", ())),
        standing_in_for=entry.data.get("standing_in_for"),
        typed=people.get("typed"),
        use=Use(entry.data["use"]) if entry.data.get("use") else None,
        use_words=people.get("use_words"),
        is_erased="address" in entry.body["private"] and "address" not in people,
    )

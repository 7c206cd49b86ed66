"""Owns what of the registry a published version does not say yet: by place, and whether its text would differ at all.

A text is composed only where the registry is another one than it was composed from, and once for each of its
revisions: the list of sites, the page of a site and the checks all ask the same. Pinned texts never change.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.errors import Problem
from app.kernel.sweeping import unswept
from app.policy import composition
from app.policy.clauses import Clause
from app.policy.domain import NotPublishable, PolicyDocument
from app.policy.queries.composed import digest_of_clauses, stating
from app.policy.queries.versions import Version, earlier_revisions, pinned_text
from app.policy.queries.wording import Wording, standing_wording
from app.policy.redline.by_place import Place, PlacesSaid, Told, different_places, different_rows, places_said
from app.registry import queries as registry
from app.registry.snapshot import Snapshot

K = TypeVar("K")
V = TypeVar("V")
_KEEP = 4
"""Revisions of the registry, and texts: two languages of the version in force and of the one before."""
_keeping = threading.Lock()
_kept: dict[tuple[object, ...], "Unpublished"] = {}
_pinned: dict[tuple[str, str], PolicyDocument] = {}
_said: dict[tuple[str, str], PlacesSaid] = {}


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What the registry of a day says and a version does not.

    :param text: whether its text would be another one.
    :param sites: what would be said differently, by the code of the site.
    :param rows: the same of published rows.
    :param gone: the names of places it lists and the registry does not have.
    :param problems: what keeps a text from being made, so that nothing can be compared.
    """

    text: bool = False
    sites: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def unpublished(session: Session, *, of: Version, on: date, wording: Wording = standing_wording) -> Unpublished:
    """Return what the registry of a day says and a version does not.

    The text is composed with the clauses and the law of the version's own day: other words are no other facts.
    """
    snapshot = registry.snapshot(session, as_of=on)
    if snapshot.revision == of.registry_revision:
        return Unpublished()
    worded = {language: wording(session, language, of.effective_on) for language in of.choices.languages}
    key = (snapshot.revision, of.text_digest, on, digest_of_clauses(worded.values()))
    found = _kept.get(key)
    if found is None:
        found = _keep(_kept, key, _compared(session, of, snapshot, worded))
    return found


@unswept
def _compared(session: Session, of: Version, snapshot: Snapshot, worded: Mapping[str, Sequence[Clause]]) -> Unpublished:
    stated = stating(snapshot, of.choices, earlier_revisions(session, before=of.number))
    main = of.language("ko")
    try:
        now = _composed(of, stated, worded, main)
        others = (each for each in of.choices.languages if each != main)
        if now == _published(session, of, main) and all(
            _composed(of, stated, worded, each) == _published(session, of, each) for each in others
        ):
            return Unpublished()
    except NotPublishable as refusal:
        return Unpublished(text=True, problems=tuple(refusal.problems))
    before, after = _places_published(session, of, main), places_said(now)
    rows = {row.code for row in snapshot.rows}
    known = rows | {site.code for site in snapshot.sites}
    return Unpublished(
        text=True,
        sites=different_places(before, after, _places(snapshot)),
        rows=different_rows(before, after, sorted(rows)),
        gone=tuple(name for code, name in before.places.items() if code not in known),
    )


def _composed(of: Version, stated: Snapshot, worded: Mapping[str, Sequence[Clause]], language: str) -> PolicyDocument:
    return _lasting(
        composition.compose(
            stated,
            form=of.form,
            language=language,
            clauses=worded[language],
            on=of.effective_on,
            numbering=of.choices.numbering,
        )
    )


def _lasting(document: PolicyDocument) -> PolicyDocument:
    """Return a text without what is another with every registry: day, revision, and the foot that says them."""
    return replace(document, as_of=date.min, revision="", clause_versions=(), foot=None)


def _places(snapshot: Snapshot) -> Iterator[Place]:
    for row in snapshot.rows:
        for site in row.sites:
            yield Place(site.code, row.code, tuple(zone.code for zone in site.zones))


def _published(session: Session, of: Version, language: str) -> PolicyDocument:
    """Return the text of a version without what ``_lasting`` leaves out."""
    key = (of.text_digest, language)
    found = _pinned.get(key)
    if found is None:
        found = _keep(_pinned, key, _lasting(pinned_text(session, of=of, form=of.form, language=language)))
    return found


def _places_published(session: Session, of: Version, language: str) -> PlacesSaid:
    key = (of.text_digest, language)
    return _said.get(key) or _keep(_said, key, places_said(_published(session, of, language)))


def _keep(kept: dict[K, V], key: K, value: V) -> V:
    with _keeping:
        kept[key] = value
        while len(kept) > _KEEP:
            del kept[next(iter(kept))]
    return value

"""Owns what the factory hands down to a site's page from capabilities above: its signs, its open requests.

The registry imports nothing from above. Each panel is asked for a site and answers with lines to show, already limited
to what the person may see, or None when the person may see none of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.messages import Message
from app.registry.snapshot import SiteView, Snapshot

_PANELS, _MARKS, _DRAFT = "registry.site_panels", "registry.site_marks", "registry.draft_part"


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One thing of a site: what it is, where it opens, and how it stands. ``tone`` names a kind of tag."""

    text: str
    url: str | None
    state: Message
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Panel:
    """What one capability has to say about a site; ``number`` counts everything, ``lines`` shows the first of it."""

    title: Message
    url: str
    number: int
    lines: tuple[PanelLine, ...]
    nothing: Message


class SitePanel(Protocol):
    """Answers with a panel for the page of a site."""

    def __call__(self, session: Session, *, site: SiteView, actor: Actor, now: datetime) -> Panel | None:
        """Return the panel, or None when the person may see nothing of it."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """The sites and rows a capability marks in their lists, with what the mark says and where it is explained.

    ``more`` is said beside the number of marked sites, if anything is.
    """

    label: Message
    title: Message
    url: str
    sites: frozenset[str]
    rows: frozenset[str]
    more: Message | None = None


class SiteMarks(Protocol):
    """Answers with the sites to mark in the list of today."""

    def __call__(self, session: Session, *, actor: Actor, now: datetime) -> Marked | None:
        """Return what to mark, or None where there is nothing to say or the person may see nothing of it."""
        ...


class DraftPart(Protocol):
    """Answers with how something looks that follows from what a form says and nobody has recorded yet."""

    def __call__(self, session: Session, *, before: Snapshot, after: Snapshot, site: str, zone: str | None) -> Markup:
        """Return a part of the page; it writes nothing."""
        ...


def connect_registry(
    app: Flask, *, panels: Sequence[SitePanel], marks: SiteMarks | None = None, draft: DraftPart | None = None
) -> None:
    """Hand the page of a site its panels, in the order they are shown, and the list its marks; called once.

    ``draft`` stands beside the form of a site or zone while somebody fills it in.
    """
    app.extensions[_PANELS] = tuple(panels)
    app.extensions[_MARKS] = marks
    app.extensions[_DRAFT] = draft


def panels_of_site(session: Session, *, site: SiteView, actor: Actor, now: datetime) -> list[Panel]:
    """Return the panels of a site's page."""
    panels: Sequence[SitePanel] = current_app.extensions.get(_PANELS, ())
    answers = (panel(session, site=site, actor=actor, now=now) for panel in panels)
    return [answer for answer in answers if answer is not None]


def marked_sites(session: Session, *, actor: Actor, now: datetime) -> Marked | None:
    """Return what the list of sites marks."""
    marks: SiteMarks | None = current_app.extensions.get(_MARKS)
    return marks(session, actor=actor, now=now) if marks else None


def draft_part(session: Session, *, before: Snapshot, after: Snapshot, site: str, zone: str | None) -> Markup | None:
    """Return what follows from a form that nobody has recorded yet, if anything shows that."""
    part: DraftPart | None = current_app.extensions.get(_DRAFT)
    return part(session, before=before, after=after, site=site, zone=zone) if part else None

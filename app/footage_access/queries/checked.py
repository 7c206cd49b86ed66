"""Owns which entries of footage that was used or given away lack what the law asks for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.footage_access.domain import GROUND_CONSENT, GROUND_STATUTE, Act, ConsentItem, Kind
from app.footage_access.models import FootageAccess, FootageLetter
from app.footage_access.queries.rows import consent_items_of, may_see, places_of_entries
from app.kernel.actor import Actor

BEYOND_PURPOSE = "pipa.18.2."
"""How grounds begin on which footage is used or given beyond its purpose (법 18②): 18⑤ speaks of these only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompleteRow:
    """A standing entry that lacks a letter, a document or part of a consent; ``sites`` are those the person may see."""

    leaf: int
    kind: Kind
    sites: tuple[str, ...]
    ground: str | None
    document: str | None
    consent_on: date | None
    consent_items: tuple[ConsentItem, ...]
    has_letter: bool

    @property
    def number(self) -> int:
        """Return the entry's number as people count, from one."""
        return self.leaf + 1


def incomplete_entries(session: Session, *, actor: Actor) -> list[IncompleteRow]:
    """Return the entries of use and provision the person may see that lack something, the oldest first."""
    entry, later = FootageAccess, aliased(FootageAccess)
    letter = select(FootageLetter.leaf).where(FootageLetter.request_number == entry.request_number).exists()
    lacks_letter = and_(entry.kind == str(Kind.PROVISION), entry.ground.startswith(BEYOND_PURPOSE), not_(letter))
    lacks_document = and_(entry.ground == GROUND_STATUTE, entry.document.is_(None))
    full = ",".join(ConsentItem)
    lacks_consent = and_(
        entry.ground == GROUND_CONSENT,
        or_(entry.consent_on.is_(None), entry.consent_items.is_(None), entry.consent_items != full),
    )
    statement = (
        select(entry.leaf, entry.kind, entry.ground, entry.document, entry.consent_on, entry.consent_items)
        .add_columns(letter.label("has_letter"))
        .where(
            entry.kind.in_([str(Kind.USE), str(Kind.PROVISION)]),
            entry.act != str(Act.WITHDRAWN),
            or_(lacks_letter, lacks_document, lacks_consent),
            not_(select(later.leaf).where(later.corrects_leaf == entry.leaf).exists()),
            may_see(actor),
        )
        .order_by(entry.leaf)
    )
    rows = session.execute(statement).all()
    places = places_of_entries(session, [row.leaf for row in rows], actor.sites) if rows else {}
    return [
        IncompleteRow(
            leaf=row.leaf,
            kind=Kind(row.kind),
            sites=tuple(dict.fromkeys(place.site_code for place in places.get(row.leaf, ()))),
            ground=row.ground,
            document=row.document,
            consent_on=row.consent_on,
            consent_items=consent_items_of(row.consent_items),
            has_letter=row.has_letter,
        )
        for row in rows
    ]

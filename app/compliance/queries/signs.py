"""Owns what the checks know of signs: what each must say, what was printed and seen, and what stands for it."""

from collections import defaultdict
from functools import cache

from sqlalchemy.orm import Session

from app.compliance.domain import SignFact
from app.compliance.facts import ContractorLine, InsteadFact
from app.kernel.clock import kst_day
from app.ledger import queries as ledger
from app.ledger.events import catalogue
from app.registry.snapshot import Snapshot
from app.signage import queries as signage
from app.signage.choices import EXEMPTIONS, ON_HOMEPAGE, Substitute
from app.signage.domain import LABELS, SignKind
from app.signage.queries import SignRow
from app.signage.queries.on_walls import OnWall, on_walls, printed_lines


@cache
def _events() -> tuple[str, ...]:
    """Return every event of signs: of numbers and printings, of what was chosen, and of what was seen on walls."""
    return tuple(name for name in catalogue() if name.startswith(("sign.", "sign_round.")))


def signs_mark(session: Session) -> int:
    """Return a number that changes with every sign issued, printed or seen, and everything chosen about them."""
    return ledger.newest_leaf(session, names=_events())


def sign_facts(session: Session, *, snapshot: Snapshot) -> tuple[SignFact, ...]:
    """Return every sign that must hang somewhere on the day of a snapshot, in published order."""
    rows = {
        site.code: (row.code, row.name) if site.row_code is not None else None
        for row in snapshot.rows
        for site in row.sites
    }
    # What a sign says does not depend on the address its QR code opens.
    listed = signage.sign_list(session, as_of=snapshot.as_of, public_url="").rows
    walls = on_walls(session, rows=listed, as_of=snapshot.as_of)
    asked = {row.content.number for row in listed if row.stale and row.content.contractor}
    printed = printed_lines(session, numbers=asked)
    unreachable = _without_phone(snapshot)
    places = {site.code: site.places_count for site in snapshot.sites}
    reasons = _reasons(listed)
    has_homepage = snapshot.organisation is not None and bool(snapshot.organisation.homepage)
    facts = []
    for row in listed:
        content, wall = row.content, walls.get(row.content.number, OnWall())
        line = ContractorLine.SOUND
        if content.number in printed and not printed[content.number].get("contractor"):
            line = ContractorLine.NOT_PRINTED
        elif content.contractor and content.site_code in unreachable:
            line = ContractorLine.WITHOUT_PHONE
        count = places.get(content.site_code) or 1
        facts.append(
            SignFact(
                number=content.number,
                target=content.target,
                name=content.name,
                site_code=content.site_code,
                row=rows.get(content.site_code),
                open_place=row.is_open,
                missing=tuple(LABELS[field] for field in content.missing),
                printed=row.printed_at is not None,
                stale=row.stale,
                instead=_instead(row.instead, reasons, is_live=has_homepage and not content.missing),
                places=count if content.kind is SignKind.ENTRANCE and count > 1 else None,
                contractor=line,
                printed_on=kst_day(row.printed_at) if row.printed_at else None,
                last_seen=wall.last_seen,
                photographed=wall.photographed,
                is_lost=wall.is_lost,
            )
        )
    return tuple(facts)


def _instead(one: Substitute | None, reasons: dict[str, set[str]], *, is_live: bool) -> InsteadFact | None:
    if one is None:
        return None
    return InsteadFact(
        number=one.number,
        exempt=one.kind in EXEMPTIONS,
        on_homepage=one.kind in ON_HOMEPAGE,
        reason=one.reason,
        reason_elsewhere=len(reasons[_words(one.reason)]) > 1,
        has_document=one.paper.is_whole,
        is_live=is_live,
    )


def _reasons(listed: tuple[SignRow, ...]) -> dict[str, set[str]]:
    """Return at which sites each reason stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in listed:
        if row.instead is not None:
            found[_words(row.instead.reason)].add(row.instead.site_code)
    return found


def _words(reason: str) -> str:
    return "".join(character for character in reason if character.isalnum())


def _without_phone(snapshot: Snapshot) -> set[str]:
    """Return the sites where a contractor without a phone number works."""
    silent = [one for one in snapshot.contractors if not one.phones]
    return {site.code for site in snapshot.sites if any(not one.sites or site.code in one.sites for one in silent)}

"""Owns the list for whoever mounts a batch: what was printed, where it goes, and on which page it is."""

from typing import BinaryIO

from sqlalchemy.orm import Session

from app.kernel.clock import kst_day
from app.registry import queries as registry
from app.signage.layout.imposition import Imposition, places_on
from app.signage.layout.sheets import parse_sheet
from app.signage.layout.size import parse_size
from app.signage.pdf.cover import write_cover
from app.signage.pdf.cover_line import Line
from app.signage.queries.batches import MadeBatch, goings


def write_list(session: Session, made: MadeBatch, target: BinaryIO) -> None:
    """Write the list for whoever mounts a batch: the same bytes whenever it is asked for."""
    each = _each(made)
    going = goings(session, batch=made)
    day = kst_day(made.made_at)
    organisation = registry.snapshot(session, as_of=day, known_at=made.made_at).organisation
    lines = (
        Line(
            page=place // each + 1,
            spot=place % each + 1 if each > 1 else 0,
            site=one.site,
            region=one.region,
            name=one.name,
            address=one.address,
            number=one.number,
            revision=one.revision,
            where=one.where,
            position=one.position,
            before=one.before,
        )
        for place, one in enumerate(going)
    )
    told = [
        f"{day.isoformat()} 인쇄",
        f"안내판 {made.count}장",
        f"{made.pages}쪽",
        made.size,
        f"파일 {made.digest[:12]}",
    ]
    write_cover(
        target,
        lines,
        title="안내판 설치 목록",
        note=" · ".join(told),
        author=organisation.name if organisation else "",
    )


def _each(made: MadeBatch) -> int:
    """Return how many signs stand on a page of a batch."""
    if made.sheet is None or made.margin is None or made.gap is None:
        return 1
    name, _dash, wide = made.size.partition("-")
    size = parse_size(name.removesuffix("mm"), landscape=bool(wide))
    return len(places_on(Imposition(parse_sheet(made.sheet.removesuffix("mm")), made.margin, made.gap), size))

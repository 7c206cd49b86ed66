"""Owns what is read of the look of signs: the one that holds, ready to be drawn, and those before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.artwork import read_artwork
from app.kernel.errors import NotFound
from app.kernel.messages import N_
from app.signage.looks import DEFAULT, Looks
from app.signage.models import SignLogo, SignLook


class NoLogo(NotFound):
    """No logo was uploaded with these bytes."""

    text = N_("올린 로고가 없습니다.")


@dataclass(frozen=True, slots=True)
class ChosenLook:
    """How signs look; ``number`` 0: nobody chose, so as they look by themselves. ``logo``: SHA-256 of its file."""

    number: int
    ground: str
    ink: str
    frame: str
    languages: tuple[str, ...]
    size: str
    logo: str | None = None
    chosen_at: datetime | None = None
    chosen_by: int | None = None


UNCHOSEN = ChosenLook(0, DEFAULT.ground, DEFAULT.ink, DEFAULT.frame, ("ko", "en"), "A4")


def looks_chosen(session: Session) -> tuple[ChosenLook, ...]:
    """Return every look that was chosen, newest first; the one signs have by themselves is last."""
    rows = session.scalars(select(SignLook).order_by(SignLook.number.desc()))
    chosen = (
        ChosenLook(
            row.number,
            row.ground,
            row.ink,
            row.frame,
            tuple(row.languages.split(",")),
            row.size,
            row.logo,
            row.chosen_at,
            row.chosen_by,
        )
        for row in rows
    )
    return (*chosen, UNCHOSEN)


def chosen_look(session: Session) -> ChosenLook:
    """Return the look that holds."""
    return looks_chosen(session)[0]


def looks_to_draw(session: Session, *, look: ChosenLook | None = None, logo_name: str = "") -> Looks:
    """Return a look (default: the one that holds) as drawings take it."""
    look = look or chosen_look(session)
    logo = read_artwork(logo_file(session, digest=look.logo)[0]) if look.logo else None
    return Looks(ground=look.ground, ink=look.ink, frame=look.frame, logo=logo, logo_name=logo_name if logo else "")


def logo_file(session: Session, *, digest: str) -> tuple[bytes, str]:
    """Return the bytes of a logo and their media type.

    :raises NoLogo: if there is none with the digest.
    """
    found = session.execute(
        select(SignLogo.content, SignLogo.media_type).where(SignLogo.digest == digest)
    ).one_or_none()
    if found is None:
        raise NoLogo
    return found.content, found.media_type

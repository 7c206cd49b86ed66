"""Owns how an organisation chooses the look of its signs: colours that can be read, a logo, languages and a size."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents.artwork import read_artwork
from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.errors import NotAllowed
from app.ledger import commands as ledger
from app.signage.choices import LANGUAGES, SameLook, UnknownLanguage
from app.signage.commands.locking import one_at_a_time
from app.signage.events import SignLookChosen
from app.signage.layout.size import parse_size
from app.signage.looks import Looks
from app.signage.models import SignLogo, SignLook

STYLISTS = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


def choose_look(
    session: Session,
    *,
    ground: str,
    ink: str,
    frame: str,
    languages: Sequence[str],
    size: str,
    logo: bytes | None = None,
    keep_logo: bool = True,
    actor: Actor,
    now: datetime,
) -> int:
    """Choose how all signs look from now on, and return how often it was chosen. What signs say does not change.

    :param logo: the bytes of a new PNG or SVG file; None: the one there is, or none unless ``keep_logo``.
    :raises NotAllowed: if the person does not answer for the whole organisation.
    :raises NotAColour: if a colour is not written ``#RRGGBB``.
    :raises TooLittleContrast: if text could not be read on its ground.
    :raises UnknownLanguage: if a language is none that signs are written in, or Korean does not come first.
    :raises UnknownSize: if signs have no such size.
    :raises UnusableLogo: if the file is no logo.
    :raises SameLook: if nothing would be other than it is.
    """
    if not actor.may_act_as(*STYLISTS, acts=(Act.MAINTAIN,)):
        raise NotAllowed
    if actor.id and actor.acting_as(*STYLISTS, acts=(Act.MAINTAIN,)).sites is not None:
        raise NotAllowed
    one_at_a_time(session, "sign_look", "sign_logo")
    colours = {"ground": ground.strip().upper(), "ink": ink.strip().upper(), "frame": frame.strip().upper()}
    artwork = read_artwork(logo) if logo is not None else None
    Looks(**colours, logo=artwork)
    if tuple(languages[:1]) != ("ko",) or not set(languages) <= set(LANGUAGES):
        raise UnknownLanguage(languages=", ".join(languages))
    label = parse_size(size, landscape=False).label
    last = session.scalar(select(SignLook).order_by(SignLook.number.desc()).limit(1))
    digest = sha256(logo).hexdigest() if logo is not None else last.logo if last and keep_logo else None
    chosen = {**colours, "languages": ",".join(dict.fromkeys(languages)), "size": label, "logo": digest}
    if last is not None and all(getattr(last, name) == value for name, value in chosen.items()):
        raise SameLook
    known = digest is None or session.scalar(select(func.count()).where(SignLogo.digest == digest))
    number = last.number + 1 if last else 1
    event = SignLookChosen(
        number=number,
        **colours,
        languages=tuple(dict.fromkeys(languages)),
        size=label,
        logo=digest,
        brings_logo=not known,
    )
    receipt = ledger.append(session, event, actor=actor, now=now)
    if logo is not None and not known:
        media_type = "image/png" if artwork is not None and artwork.pixels else "image/svg+xml"
        session.add(SignLogo(digest=digest, media_type=media_type, content=logo, leaf=receipt.leaf))
        session.flush()
    session.add(SignLook(number=number, **chosen, chosen_by=actor.id, chosen_at=receipt.recorded_at, leaf=receipt.leaf))
    session.flush()
    return number

"""Owns the closed lists of legal grounds: for installing, refusing, providing, showing and destroying."""

from dataclasses import dataclass
from datetime import date

from app.law.sources import NotInForce, Source, latest, source


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground somebody may choose. ``key`` is also the key of its source; both are stored for good."""

    key: str
    public_only: bool = False

    @property
    def source(self) -> Source:
        """Return the newest wording of its source."""
        return latest(self.key)

    @property
    def title(self) -> str:
        """Return its short Korean name."""
        return self.source.title

    @property
    def title_en(self) -> str:
        """Return its short English name."""
        return self.source.title_en

    @property
    def citation(self) -> str:
        """Return how it is cited, e.g. 「개인정보 보호법」 제35조제4항제1호."""
        return self.source.citation

    def applies_to(self, *, private: bool) -> bool:
        """Return whether a private controller (or a public institution) may use it."""
        return not (private and self.public_only)

    def in_force(self, on: date) -> bool:
        """Return whether it may be used on a day."""
        try:
            source(self.key, on=on)
        except NotInForce:
            return False
        return True


INSTALLATION_OPEN: tuple[Ground, ...] = (
    Ground("pipa.25.1.1"),
    Ground("pipa.25.1.2"),
    Ground("pipa.25.1.3"),
    Ground("pipa.25.1.4"),
    Ground("pipa.25.1.5"),
    Ground("pipa.25.1.6"),
)
"""Grounds for places open to the public (법 제25조제1항)."""
INSTALLATION_CLOSED: tuple[Ground, ...] = (Ground("pipa.15.1.1"), Ground("pipa.15.1.6"))
"""Grounds for places closed to the public (법 제15조제1항)."""
INSTALLATION: tuple[Ground, ...] = INSTALLATION_OPEN + INSTALLATION_CLOSED
REFUSAL: tuple[Ground, ...] = (
    Ground("pipa.35.4.1"),
    Ground("pipa.35.4.2"),
    Ground("pipa.35.4.3", public_only=True),
)
"""Grounds for refusing, limiting or postponing a viewing (법 제35조제4항)."""
PROVISION: tuple[Ground, ...] = (
    Ground("pipa.17.1"),
    Ground("pipa.18.2.1"),
    Ground("pipa.18.2.2"),
    Ground("pipa.18.2.3"),
    *(Ground(f"pipa.18.2.{item}", public_only=True) for item in range(5, 10)),
    Ground("pipa.18.2.10"),
)
"""Grounds for handing footage to others (법 제17조제1항, 제18조제2항)."""
USE: tuple[Ground, ...] = PROVISION[1:]
"""Grounds for using footage beyond its purpose (법 제18조제2항)."""
VIEWING: tuple[Ground, ...] = (Ground("pipa.35.3"), Ground("guideline.44.1"))
"""Why a data subject is shown footage."""
DESTRUCTION: tuple[Ground, ...] = (Ground("pipa.21.1"), Ground("pipa.36.1"))
"""Why footage is destroyed: its period or purpose ended, or the data subject asked."""

_ALL: dict[str, Ground] = {
    ground.key: ground for ground in (*INSTALLATION, *REFUSAL, *PROVISION, *VIEWING, *DESTRUCTION)
}


class UnknownGround(KeyError):
    """No ground has the key."""


def ground(key: str) -> Ground:
    """Return the ground of a key.

    :raises UnknownGround: if there is none.
    """
    try:
        return _ALL[key]
    except KeyError:
        raise UnknownGround(key) from None


def installation_grounds(*, open_place: bool, on: date) -> tuple[Ground, ...]:
    """Return the grounds for filming an open or a closed place on a day."""
    return tuple(item for item in (INSTALLATION_OPEN if open_place else INSTALLATION_CLOSED) if item.in_force(on))


def refusal_grounds(*, private: bool, on: date) -> tuple[Ground, ...]:
    """Return the grounds on which a viewing may be refused on a day."""
    return _allowed(REFUSAL, private=private, on=on)


def provision_grounds(*, private: bool, on: date) -> tuple[Ground, ...]:
    """Return the grounds on which footage may be handed over on a day."""
    return _allowed(PROVISION, private=private, on=on)


def use_grounds(*, private: bool, on: date) -> tuple[Ground, ...]:
    """Return the grounds on which footage may be used beyond its purpose on a day."""
    return _allowed(USE, private=private, on=on)


def _allowed(grounds: tuple[Ground, ...], *, private: bool, on: date) -> tuple[Ground, ...]:
    return tuple(item for item in grounds if item.applies_to(private=private) and item.in_force(on))

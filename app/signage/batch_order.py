"""Owns what a batch of signs is asked for: which signs, how they are drawn, and on which sheets; pure."""

from dataclasses import dataclass, field

from app.signage.domain import Condition
from app.signage.layout.imposition import Imposition
from app.signage.layout.size import Size
from app.signage.looks import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which signs a batch is of; what is None does not narrow it."""

    site: str | None = None
    region: str | None = None
    kind: str | None = None
    state: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """A batch as it is asked for."""

    chosen: Chosen = field(default_factory=Chosen)
    size: Size
    languages: tuple[str, ...] = ("ko", "en")
    variant: Variant = Variant.PLAIN
    sheet: Imposition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was made of an order: how many signs were left out, its pages, the SHA-256 of the file, and the look."""

    left_out: int
    pages: int
    digest: str
    look: int
    registry_revision: str

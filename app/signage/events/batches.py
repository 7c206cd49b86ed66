"""Owns what is sealed about batches of signs. Nothing in it is personal."""

from dataclasses import dataclass
from typing import ClassVar

from app.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class SignBatchMade(Event):
    """A batch was drawn as one file: how, of which choice, and the digest the file is known by.

    Which signs it holds is said by the entries of its printing, under the same batch.
    """

    name: ClassVar[str] = "sign.batch_made"

    batch: str
    count: int
    left_out: int
    pages: int
    size: str
    variant: str
    languages: tuple[str, ...]
    sheet: str | None
    margin: int | None  # Millimetres, as the gap; None where every sign has a page of its own.
    gap: int | None
    marked: bool
    chosen_site: str | None
    region: str | None
    kind: str | None
    state: str | None
    look: int  # 0: as signs look by themselves.
    digest: str
    registry_revision: str
    site: str | None = None  # When all signs of the batch hang at one site.

    @property
    def subject(self) -> str:
        """Return ``sign_batch:`` and the batch."""
        return f"sign_batch:{self.batch}"

    @property
    def site_code(self) -> str | None:
        """Return the site, if it is one."""
        return self.site

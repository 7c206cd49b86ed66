"""Owns what the list for whoever mounts a batch says of one sign, column by column."""

from dataclasses import dataclass

from app.signage.domain import spoken
from app.signage.layout.positions import Position

BOX = "□"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sign of the batch. ``before``: the revision that hangs and is to be taken down; None: the first one here."""

    page: int
    spot: int  # On the page, from 1; 0 if it has the page for itself.
    site: str  # Its code in the registry.
    region: str
    name: str
    address: str
    number: str
    revision: str
    where: str
    position: Position | None
    before: str | None

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines of each column."""
        told = f"{self.position.latitude}, {self.position.longitude}" if self.position else ""
        return (
            (f"{self.page}쪽" + (f" {self.spot}번" if self.spot else ""),),
            (self.name,),
            self._address(),
            (spoken(self.number), f"개정 {self.revision}"),
            tuple(filter(None, (self.where, told))) or ("—",),
            (BOX,),
            (BOX,),
            (f"{BOX} {self.before}",) if self.before else ("처음",),
        )

    def _address(self) -> tuple[str, ...]:
        """Return where to go, or that nobody wrote it down and where to."""
        if self.address or self.position is not None:
            return (self.address or "—",)
        return ("주소 없음", f"(대장의 {self.site}에 적으십시오)")

"""Owns the table of batches: how many signs were drawn as one file, how, and the digest of the file."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.signage.looks import Variant

_VARIANTS = ", ".join(f"'{variant.value}'" for variant in Variant)
CHECKS = {
    "batch_is_whole": "length(batch) = 36",
    "holds_signs": "count >= 1 AND left_out >= 0 AND pages >= 1 AND pages <= count",
    "variant_is_known": f"variant IN ({_VARIANTS})",
    "says_korean": "substr(languages, 1, 2) = 'ko'",
    "size_not_blank": "length(size) >= 2",
    "margins_with_a_sheet": (
        "(sheet IS NULL AND margin IS NULL AND gap IS NULL) OR "
        "(sheet IS NOT NULL AND margin IS NOT NULL AND gap IS NOT NULL AND margin >= 0 AND gap >= 0)"
    ),
    "a_page_each_without_a_sheet": "sheet IS NOT NULL OR pages = count",
    "state_is_known": "state IS NULL OR state IN ('stale', 'unprinted')",
    "digest_whole": "length(digest) = 64 AND digest = lower(digest)",
    "look_is_numbered": "look >= 0",
    "leaf_is_an_entry": "leaf >= 0",
}
"""What the database itself refuses."""


class SignBatch(Base):
    """A batch that was made; ``sign_print`` says under the same batch which signs it holds."""

    __tablename__ = "sign_batch"

    batch: Mapped[str] = mapped_column(String(36), primary_key=True)  # Newer ones are greater (UUID 7).
    count: Mapped[int]
    left_out: Mapped[int]
    pages: Mapped[int]
    size: Mapped[str] = mapped_column(String(30))
    variant: Mapped[str] = mapped_column(String(20))
    languages: Mapped[str] = mapped_column(String(40))  # By comma.
    sheet: Mapped[str | None] = mapped_column(String(30))
    margin: Mapped[int | None]  # Millimetres.
    gap: Mapped[int | None]
    marked: Mapped[bool]
    chosen_site: Mapped[str | None] = mapped_column(String(80))
    region: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str | None] = mapped_column(String(20))
    look: Mapped[int]  # The number of the look; 0: as signs look by themselves, so no foreign key.
    digest: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[int]  # No foreign key: the system (0) prints too.
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)  # The ledger entry that says so.

    __table_args__ = tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS.items())

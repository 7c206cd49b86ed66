"""Owns the tables of what is chosen about signs: schemes, substitutes, looks. Every row stands as it was recorded."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.signage.choices import EXEMPTIONS, Instead, Scheme, Scope

_HEX = 64


def _in(kinds: object) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)  # type: ignore[attr-defined]  # Any enumeration or set of one.


_COLOUR = "length({0}) = 7 AND substr({0}, 1, 1) = '#' AND {0} = upper({0})"
CHECKS = {
    "sign_scheme": {
        "numbered_from_one": "number >= 1",
        "scheme_is_known": f"scheme IN ({_in(Scheme)})",
        "site_not_blank": "length(site_code) >= 1",
        "leaf_is_an_entry": "leaf >= 0",
    },
    "sign_substitute": {
        "numbered_from_one": "number >= 1",
        "scope_is_known": f"scope IN ({_in(Scope)})",
        "kind_is_known": f"kind IN ({_in(Instead)})",
        "target_not_blank": "length(target) >= 1 AND length(site_code) >= 1",
        "site_is_its_own_target": "scope <> 'site' OR target = site_code",
        "reason_unless_exempt": f"kind IN ({_in(sorted(EXEMPTIONS))}) OR length(trim(reason)) > 0",
        "posted_somewhere": "kind NOT IN ('business_place', 'newspaper') OR length(trim(shown_at)) > 0",
        "printed_on_a_day": "kind <> 'newspaper' OR document_on IS NOT NULL",
        "ends_after_it_begins": "until >= since",
        "leaf_is_an_entry": "leaf >= 0",
    },
    "sign_substitute_end": {
        "reason_not_blank": "length(trim(reason)) > 0",
        "leaf_is_an_entry": "leaf >= 0",
    },
    "sign_logo": {
        "digest_whole": f"length(digest) = {_HEX}",
        "media_type_is_known": "media_type IN ('image/png', 'image/svg+xml')",
        "says_something": "length(content) > 0",
        "leaf_is_an_entry": "leaf >= 0",
    },
    "sign_look": {
        "numbered_from_one": "number >= 1",
        "colours_are_whole": " AND ".join(_COLOUR.format(name) for name in ("ground", "ink", "frame")),
        "says_korean": "substr(languages, 1, 2) = 'ko'",
        "size_not_blank": "length(size) >= 2",
        "leaf_is_an_entry": "leaf >= 0",
    },
}
"""What the database itself refuses, by table."""


def _checks(table: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(condition, name=name) for name, condition in CHECKS[table].items())


class SignScheme(Base):
    """How many signs a site has, as often as it was chosen; the highest number holds."""

    __tablename__ = "sign_scheme"

    site_code: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    scheme: Mapped[str] = mapped_column(String(10))
    chosen_by: Mapped[int]  # No foreign key: the system (0) chooses too.
    chosen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)  # The ledger entry that says so.

    __table_args__ = _checks("sign_scheme")


class SignSubstitute(Base):
    """What stands for the signs of a site, zone or camera, with its ground and document."""

    __tablename__ = "sign_substitute"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    site_code: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str] = mapped_column(String(40))  # A key of app.law.
    reason: Mapped[str] = mapped_column(Text)
    shown_at: Mapped[str] = mapped_column(Text)
    document_title: Mapped[str] = mapped_column(Text)
    document_number: Mapped[str] = mapped_column(String(80))
    document_on: Mapped[date | None]
    since: Mapped[date]
    until: Mapped[date | None]
    recorded_by: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)

    __table_args__ = (*_checks("sign_substitute"), Index("ix_sign_substitute_site_code", "site_code"))


class SignSubstituteEnd(Base):
    """On which day a substitute ended, and why."""

    __tablename__ = "sign_substitute_end"

    number: Mapped[int] = mapped_column(
        ForeignKey("sign_substitute.number", name="fk_sign_substitute_end_number"), primary_key=True
    )
    ended_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    ended_by: Mapped[int]
    ended_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)

    __table_args__ = _checks("sign_substitute_end")


class SignLogo(Base):
    """A logo once uploaded, by the SHA-256 of its bytes."""

    __tablename__ = "sign_logo"

    digest: Mapped[str] = mapped_column(String(_HEX), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)  # The entry of the look that first showed it.

    __table_args__ = _checks("sign_logo")


class SignLook(Base):
    """How signs look, as often as it was chosen; the highest number holds."""

    __tablename__ = "sign_look"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ground: Mapped[str] = mapped_column(String(7))
    ink: Mapped[str] = mapped_column(String(7))
    frame: Mapped[str] = mapped_column(String(7))
    languages: Mapped[str] = mapped_column(String(40))  # By comma.
    size: Mapped[str] = mapped_column(String(30))
    logo: Mapped[str | None] = mapped_column(ForeignKey("sign_logo.digest", name="fk_sign_look_logo"))
    chosen_by: Mapped[int]
    chosen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    leaf: Mapped[int] = mapped_column(BigInteger, unique=True)

    __table_args__ = _checks("sign_look")

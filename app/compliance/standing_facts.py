"""Owns what rules look at beside the registry: the installation's settings, posts, entries, and the text in force."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.messages import Message
from app.law.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityFact:
    """What rules need of how the installation is set: guards that are missing, and what is in force.

    ``unguarded`` names the triggers that should keep rights, ``unsealed`` those that should keep ledger and register.
    ``most_failures``: failed sign-ins until nobody gets in; None: any number, which this version of the program does
    not allow, so that SEC-04 holds by how it is built. ``never_idle`` names roles whose sessions
    no idle limit ends. ``late_reviews``: months whose review is late, with the day it was due.
    ``without_use``: leaves of copies of the last twelve months that say no use.
    """

    unguarded: tuple[str, ...] = ()
    unsealed: tuple[str, ...] = ()
    most_failures: int | None = None
    never_idle: tuple[str, ...] = ()
    keeping_declared: bool = True
    late_reviews: tuple[tuple[str, date], ...] = ()
    without_use: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFact:
    """What rules need of the last backup. ``made_on`` None: there was none; ``age`` of it, else of the installation.

    ``is_open``: it is not encrypted, so whoever finds it reads it.
    """

    age: timedelta
    made_on: date | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFact:
    """Who holds a post: ``was_held`` if anybody was ever noted, ``is_held`` today, ``in_use`` by an open account."""

    title: str | None
    department: str | None
    was_held: bool = False
    is_held: bool = False
    in_use: bool = True


class Entered(StrEnum):
    """Kinds of entry that must say certain things."""

    GIVEN = "given"  # Used or provided.
    SHOWN = "shown"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LackFact:
    """What rules need of an entry that lacks required fields, rests on a public body's ground, or was one person's."""

    number: int
    entered: Entered
    sites: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    public_only_ground: bool = False
    by_its_decider: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedFact:
    """What the linter says of the text in force by one of its rules: the worst of it, and how often."""

    rule: str
    severity: Severity
    message: Message
    count: int = 1

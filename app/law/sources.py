"""Owns looking up a legal source by its key, as it stood on a day."""

from collections import defaultdict
from datetime import date

from app.law.act import ACT_SOURCES
from app.law.act_cameras import CAMERA_SOURCES
from app.law.act_rights import RIGHTS_SOURCES
from app.law.citation import Confidence, Source
from app.law.decree import DECREE_SOURCES
from app.law.defaults import OWN_SOURCES
from app.law.guideline import GUIDELINE_SOURCES
from app.law.notices import OTHER_SOURCES, SAFETY_SOURCES
from app.law.own_accounts import OWN_ACCOUNT_SOURCES
from app.law.own_checks import OWN_CHECK_SOURCES
from app.law.own_self_check import OWN_SELF_CHECK_SOURCES

__all__ = ["SOURCES", "Confidence", "NotInForce", "Source", "UnknownSource", "latest", "source", "sources_in_force"]

SOURCES: tuple[Source, ...] = (
    *ACT_SOURCES,
    *CAMERA_SOURCES,
    *RIGHTS_SOURCES,
    *DECREE_SOURCES,
    *GUIDELINE_SOURCES,
    *SAFETY_SOURCES,
    *OTHER_SOURCES,
    *OWN_SOURCES,
    *OWN_CHECK_SOURCES,
    *OWN_ACCOUNT_SOURCES,
    *OWN_SELF_CHECK_SOURCES,
)
"""Every source in every period, in the order of ``docs/legal-sources.md``."""


class UnknownSource(KeyError):
    """No source has the key."""


class NotInForce(LookupError):
    """The source exists, but not on that day (or nobody has read its wording of that day)."""


_VERSIONS: dict[str, list[Source]] = defaultdict(list)
for _source in SOURCES:
    _VERSIONS[_source.key].append(_source)


def source(key: str, *, on: date) -> Source:
    """Return a source as it stood on a day.

    :raises UnknownSource: if no source has the key.
    :raises NotInForce: if it was not in force that day.
    """
    for version in _versions(key):
        if version.in_force(on):
            return version
    raise NotInForce(f"{key} on {on.isoformat()}")


def latest(key: str) -> Source:
    """Return the newest wording of a source, for texts that name a source without a day.

    :raises UnknownSource: if no source has the key.
    """
    return max(_versions(key), key=lambda version: version.in_force_from)


def sources_in_force(on: date) -> tuple[Source, ...]:
    """Return every source in force on a day, in order."""
    return tuple(version for version in SOURCES if version.in_force(on))


def _versions(key: str) -> list[Source]:
    if key not in _VERSIONS:
        raise UnknownSource(key)
    return _VERSIONS[key]

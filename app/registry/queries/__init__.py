"""The registry read: what is known, what changes together, lists for pages."""

from app.registry.queries.called import names_of_objects
from app.registry.queries.devices import (
    CameraLine,
    ZoneLine,
    cameras_by_code,
    cameras_matching,
    zones_by_code,
    zones_matching,
)
from app.registry.queries.holders import Holding, holders_of
from app.registry.queries.knowledge import (
    document,
    edition,
    is_empty,
    snapshot,
    timelines,
    timelines_known_at,
    timelines_of,
)
from app.registry.queries.neighbourhood import inside, neighbourhood
from app.registry.queries.records import Recorded, history_of
from app.registry.queries.sites import (
    SiteDetail,
    SiteFilters,
    SiteLine,
    number_of_sites,
    site_detail,
    site_filters,
    sites_matching,
    snapshot_of_sites,
)

__all__ = [
    "CameraLine",
    "Holding",
    "Recorded",
    "SiteDetail",
    "SiteFilters",
    "SiteLine",
    "ZoneLine",
    "cameras_by_code",
    "cameras_matching",
    "document",
    "edition",
    "history_of",
    "holders_of",
    "inside",
    "is_empty",
    "names_of_objects",
    "neighbourhood",
    "number_of_sites",
    "site_detail",
    "site_filters",
    "sites_matching",
    "snapshot",
    "snapshot_of_sites",
    "timelines",
    "timelines_known_at",
    "timelines_of",
    "zones_by_code",
    "zones_matching",
]

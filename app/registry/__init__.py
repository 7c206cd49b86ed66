"""The single source: organisation, posts, published rows, sites, zones, cameras; as of a day, as known at a moment."""

"""Owns the words that stand on every sign beside what the registry says."""

BETWEEN = " · "
"""Stands between texts in several languages on one line."""

"""Append-only, sealed record of who did what; personal parts can be erased without breaking a proof."""

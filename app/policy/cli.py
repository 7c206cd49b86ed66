"""Owns the shell commands of policy."""

import click


@click.group()
def policy() -> None:
    """The CCTV policy: one document model, written in many formats, from a registry snapshot."""

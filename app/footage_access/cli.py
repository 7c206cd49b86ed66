"""Owns the shell commands of footage access."""

import click


@click.group()
def footage() -> None:
    """Who saw or copied which footage, and why: the statutory register."""

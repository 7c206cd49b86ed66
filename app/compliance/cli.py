"""Owns the shell commands of compliance."""

import click


@click.group()
def check() -> None:
    """Rules over everything, and the board: what is due, what is missing, what drifted."""

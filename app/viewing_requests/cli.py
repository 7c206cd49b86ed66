"""Owns the shell commands of viewing requests."""

import click


@click.group()
def requests() -> None:
    """Ask, hold, decide, hand over: viewing requests and their clocks."""

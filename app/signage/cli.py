"""Owns the shell commands of signage."""

import click


@click.group()
def signs() -> None:
    """What a sign must say, its layout, its PDF, and where it hangs."""

"""Owns the shell commands of ledger."""

import click


@click.group()
def ledger() -> None:
    """Append-only"""

"""Owns the shell commands of accounts."""

import click


@click.group()
def user() -> None:
    """People, posts held, roles, sign-in, rights history."""

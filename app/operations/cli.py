"""Owns the shell commands that run an installation."""

import click

COMMANDS: tuple[click.Command, ...] = ()

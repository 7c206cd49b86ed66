"""Owns how a shell command that takes personal data out is told what for; who says nothing is a script."""

from collections.abc import Callable
from typing import Any

import click

from app.kernel.errors import Refusal
from app.kernel.uses import Stated, Use, stated


def asks_purpose(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--purpose`` and ``--purpose-words``; ``stated_in_shell`` understands them."""
    words = click.option(
        "--purpose-words", default="", help="용도 설명, other이면 필수 (in words; needed with --purpose other)"
    )
    code = click.option(
        "--purpose",
        type=click.Choice([use.value for use in Use]),
        default=Use.SCRIPTED.value,
        show_default=True,
        help="용도 (what the copy is for)",
    )
    return code(words(command))


def stated_in_shell(purpose: str, words: str) -> Stated:
    """Return what was stated.

    :raises UsageError: if it is something else without words, or with very long ones.
    """
    try:
        return stated(purpose, words, offered=tuple(Use))
    except Refusal as refusal:
        raise click.UsageError(str(refusal)) from refusal

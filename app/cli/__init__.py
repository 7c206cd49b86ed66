"""Owns the console script ``watchbook``: it starts with as little as a command needs."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.cli import FlaskGroup

_JUDGES = ["policy", "lint"]


def main() -> None:
    """Run the console script. Judging a text starts alone, in a fraction of the time everything takes to load."""
    if sys.argv[1:3] == _JUDGES and "--registry" not in sys.argv:
        from app.policy.lint_command import lint  # noqa: PLC0415  # Only this.

        lint(args=sys.argv[3:], prog_name=f"watchbook {' '.join(_JUDGES)}")
    else:
        from app.cli.everything import run  # noqa: PLC0415  # Everything, where it is needed.

        run()


def __getattr__(name: str) -> "FlaskGroup":
    """Return the group of all commands, ``watchbook``, loaded when it is asked for."""
    if name != "watchbook":
        raise AttributeError(name)
    from app.cli.everything import watchbook  # noqa: PLC0415  # Everything, where it is needed.

    return watchbook

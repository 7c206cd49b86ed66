"""Owns that routes are compiled once a process: every test makes an application of its own, of the same routes.

Compiling them was nine tenths of making an application, and a quarter of what an integration test took.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule

Build = Callable[..., tuple[str, str]]


class CompiledOnce(Rule):
    """A route whose builder of addresses is kept by what it is made of; the builder itself holds no route."""

    kept: ClassVar[dict[tuple[Any, ...], Build]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Build:  # noqa: FBT001, FBT002  # As werkzeug calls it.
        defaults = tuple(sorted((self.defaults or {}).items()))
        made_of = (self.rule, tuple(self._trace), defaults, append_unknown)
        if made_of not in self.kept:
            self.kept[made_of] = super()._compile_builder(append_unknown)
        return self.kept[made_of]


def compile_routes_once() -> None:
    """Let every application of this process keep its compiled routes for the next."""
    Flask.url_rule_class = CompiledOnce

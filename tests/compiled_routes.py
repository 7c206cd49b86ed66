"""Owns that routes are compiled once a process: every test makes an application of its own, of the same routes.

Compiling them was nine tenths of making an application, and a quarter of what an integration test took.
"""

from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule

COMPILED = ("_parts", "_trace", "_converters", "arguments")
"""What a route has once it is compiled, besides its two builders of addresses; nothing of it is changed later."""
BUILDERS = ("_build", "_build_unknown")


class CompiledOnce(Rule):
    """A route whose compiled form is kept by what it is made of; the form holds no route."""

    kept: ClassVar[dict[tuple[Any, ...], dict[str, Any]]] = {}

    def compile(self) -> None:
        defaults = tuple(sorted((self.defaults or {}).items()))
        made_of = (self.rule, self.host, self.subdomain, self.merge_slashes, defaults)
        if made_of not in self.kept:
            super().compile()
            self.kept[made_of] = {name: getattr(self, name) for name in COMPILED} | {
                name: getattr(self, name).__func__ for name in BUILDERS
            }
        kept = self.kept[made_of]
        for name in COMPILED:
            setattr(self, name, kept[name])
        for name in BUILDERS:
            setattr(self, name, kept[name].__get__(self, None))


def compile_routes_once() -> None:
    """Let every application of this process keep its compiled routes for the next."""
    Flask.url_rule_class = CompiledOnce

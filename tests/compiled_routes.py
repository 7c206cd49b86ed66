"""Owns that routes are compiled once a process: every test makes an application of its own, of the same routes.

Compiling them was nine tenths of making an application, and a quarter of what an integration test took.
"""

from threading import Lock
from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.routing import map as routes_module
from werkzeug.routing.matcher import StateMachineMatcher

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


class LateMatcher(StateMachineMatcher):
    """Sorts routes when the first address is asked for: most tests ask for none, and it is half of an application."""

    def __init__(self, merge_slashes: bool) -> None:  # noqa: FBT001  # As Werkzeug calls it.
        super().__init__(merge_slashes)
        self._late: list[Rule] = []
        self._one_at_a_time = Lock()

    def add(self, rule: Rule) -> None:
        self._late.append(rule)

    def update(self) -> None:
        """Wait: this is asked before addresses are made, too."""

    def match(self, *asked: Any) -> Any:
        if self._late:
            with self._one_at_a_time:
                for rule in self._late:
                    super().add(rule)
                super().update()
                self._late = []
        return super().match(*asked)


def compile_routes_once() -> None:
    """Let every application of this process keep its compiled routes for the next, and sort them late."""
    Flask.url_rule_class = CompiledOnce
    routes_module.StateMachineMatcher = LateMatcher  # type: ignore[attr-defined]  # Maps have no setting for it.

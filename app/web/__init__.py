"""Flask glue every page shares: access, forms, errors, headers, dates, languages."""

from collections.abc import Callable

from flask import Flask

from app.kernel.actor import Actor
from app.web.access import prepare_access


def prepare_web(app: Flask, *, load_actor: Callable[[str], Actor | None]) -> None:
    """Attach everything a page needs to the application; ``load_actor`` turns a session cookie into an actor."""
    prepare_access(app, load_actor=load_actor)

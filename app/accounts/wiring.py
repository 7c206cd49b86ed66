"""Owns what the factory hands down to accounts: whether a site exists, which only the registry above knows."""

from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.accounts.domain import UnknownSite

_KNOWS_SITE = "accounts.knows_site"


class KnowsSite(Protocol):
    """Answers whether there is a site of a code today."""

    def __call__(self, session: Session, *, code: str) -> bool:
        """Return whether there is."""
        ...


def connect_accounts(app: Flask, *, knows_site: KnowsSite) -> None:
    """Hand accounts what they need from above; the factory calls this once."""
    app.extensions[_KNOWS_SITE] = knows_site


def check_site_exists(session: Session, *, code: str | None) -> None:
    """Raise UnknownSite unless a right's site (None: everywhere) is in the registry, for a slip would open nothing."""
    knows_site: KnowsSite | None = current_app.extensions.get(_KNOWS_SITE)
    if code is not None and knows_site is not None and not knows_site(session, code=code):
        raise UnknownSite(code=code)

"""Owns what public pages have in common: how often they may be tried, and what is said then."""

from datetime import datetime
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.database import db, unit_of_work
from app.kernel.clock import kst_day, utc_now
from app.registry import queries as registry
from app.viewing_requests import commands
from app.viewing_requests.public_refusals import TriedTooOften
from app.viewing_requests.receipts import Attempt
from app.web.signed import keyed

_NETWORK_BYTES = 8


def counted(what: Attempt, now: datetime) -> None:
    """Count a try, and let it count whatever comes of it.

    :raises TriedTooOften: if there were too many.
    """
    with unit_of_work() as session:
        commands.record_public_attempt(session, what=what, address=_address(), now=now)


def too_many(refusal: TriedTooOften) -> ResponseReturnValue:
    """Say that nothing can be done here now, and how to ask otherwise."""
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    page = render_template(
        "viewing_requests/public_limit.html",
        refusal=refusal,
        organisation=snapshot.organisation,
        officer=snapshot.privacy_officer,
        rows=snapshot.rows,
    )
    headers = {"Retry-After": str(refusal.seconds), "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return page, HTTPStatus.TOO_MANY_REQUESTS, headers


def _address() -> bytes | None:
    """Return a keyed digest of the address that asks; of IPv6 the network, which one household has."""
    try:
        found = ip_address(request.remote_addr or "")
    except ValueError:
        return None
    packed = found.packed[:_NETWORK_BYTES] if isinstance(found, IPv6Address) else found.packed
    return keyed("address of an asker", packed)

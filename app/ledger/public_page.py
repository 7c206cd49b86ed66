"""Owns what anybody may read of the ledger: its newest signed head, its keys, and what a witness asks for. No cookies.

Size, root, time and key are all it says: no site, no person, no kind of entry.
"""

from datetime import timedelta

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.database import db
from app.documents.seal import svg
from app.kernel.clock import utc_now
from app.kernel.errors import NotFound
from app.ledger import heads, keys
from app.ledger.keyring import HeldKey, UnknownKey, keyring_of
from app.ledger.proofs import origin_of_log
from app.web.access import public
from app.web.whole_numbers import whole

_TEXT = "text/plain; charset=utf-8"
_OLD = timedelta(minutes=5)
"""A log that is used is signed every minute; a head this old says that nothing was recorded since, or nobody signs."""


@public
def show_public_head() -> ResponseReturnValue:
    """Show the newest signed head to everybody."""
    session = db.session()
    shown = heads.shown_head(session)
    waiting_since = heads.unkept_since(session, size=shown.size if shown.note else 0)
    return render_template(
        "ledger/public_head.html",
        head=shown,
        keys=_keys(),
        unsigned=waiting_since is not None and utc_now() - waiting_since > _OLD,
    )


@public
def download_checkpoint() -> ResponseReturnValue:
    """Give the newest signed head as it is (C2SP checkpoint).

    :raises NotFound: if nothing is signed yet.
    """
    note = heads.shown_head(db.session()).note
    if note is None:
        raise NotFound
    return Response(note, content_type=_TEXT)


@public
def show_head_code() -> ResponseReturnValue:
    """Give the QR code of the newest signed head as a picture."""
    return Response(svg(heads.shown_head(db.session()).qr_text), content_type="image/svg+xml")


@public
def download_witness_request() -> ResponseReturnValue:
    """Give what a witness is asked to sign, from the size it saw last (C2SP add-checkpoint).

    :raises NotFound: if no size is named.
    """
    old = whole(request.args.get("old", ""))
    if old is None:
        raise NotFound
    try:
        return Response(str(heads.request_for_witness(db.session(), old=old)), content_type=_TEXT)
    except heads.NoSuchSize as refusal:
        return Response(f"{refusal}\n", status=409, content_type=_TEXT)
    except heads.NotSignedYet as refusal:
        return Response(f"{refusal}\n", status=404, content_type=_TEXT)


def add_public_pages(blueprint: Blueprint) -> None:
    """Give the pages their addresses among those of the ledger."""
    for address, view in (
        ("/public/ledger", show_public_head),
        ("/public/ledger/checkpoint", download_checkpoint),
        ("/public/ledger/head.svg", show_head_code),
        ("/public/ledger/witness", download_witness_request),
    ):
        blueprint.add_url_rule(address, view_func=view)


def _keys() -> tuple[HeldKey, ...]:
    """Return the log's public keys; none if the key file cannot be read, which is the installation's to mend."""
    session = db.session()
    try:
        signer = keys.read_key(current_app.config["SETTINGS"].home)
        trusted = None if signer is None else signer.verifier(origin_of_log(session))
        ring = keyring_of(session, trusted=trusted)
    except (keys.KeyUnusable, UnknownKey):
        ring = keyring_of(session, trusted=None)
    return () if ring is None else ring.keys

"""Owns the pages machines ask: whether the process is alive, and whether it can do its work."""

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.clock import utc_now
from app.ledger.exposure import exposure
from app.operations import queries
from app.web.access import public

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Answer as long as the process does."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Answer 200 when the database is there and migrated, else 503.

    ``outside`` is "late" when the file or the witness should hold a newer head of the ledger by now.
    """
    revision = queries.schema_revision(db.session())
    if revision is None:
        return jsonify(status="not ready"), 503
    held = exposure(db.session(), folder=current_app.config["SETTINGS"].heads_folder, now=utc_now())
    return jsonify(status="ok", schema=revision, outside="late" if held.late else "ok")

"""Owns what an address may hold: no character that no database keeps."""

from flask import Flask, abort, request

from app.web.access import access_of

_NUL = "\x00"


def prepare_plain_addresses(app: Flask) -> None:
    """Answer 404 to an address with a NUL in its path, and 400 to one in its query, before anything looks for it.

    Public pages answer any query as far as they can: who scanned a damaged code is told something.
    """

    @app.before_request
    def refuse_what_no_database_keeps() -> None:
        if _NUL in request.path:
            abort(404)
        if request.endpoint and access_of(request.endpoint) == "public":
            return
        if any(_NUL in name or _NUL in value for name, value in request.args.items(multi=True)):
            abort(400)

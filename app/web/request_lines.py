"""Owns the one line per request that operators of the server see: no query, no address, no name."""

import logging
import sys
import time

from flask import Flask, Response, g, request

from app.web.installation import settings_of

lines = logging.getLogger("watchbook.web")


def prepare_request_lines(app: Flask) -> None:
    """Write method, path, status and milliseconds of every request to standard error."""
    settings = settings_of(app)
    if not settings.testing and not lines.handlers:
        target = logging.StreamHandler(sys.stderr)
        target.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
        lines.addHandler(target)
        lines.setLevel(logging.INFO)
        lines.propagate = False

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        took = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
        # The path is quoted as it came, so that nobody can forge a second line.
        path = request.environ.get("RAW_URI", "").partition("?")[0] or request.path
        lines.info(
            "%s %s %d %.0fms", request.method, path.encode("unicode_escape").decode(), response.status_code, took
        )
        return response

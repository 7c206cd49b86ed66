"""Owns how style sheets, scripts and fonts reach the browser: addresses change with the content, nothing is stale."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from app.web.headers import fixed_headers
from app.web.installation import settings_of

_AN_HOUR = 60 * 60


def prepare_static_files(app: Flask) -> None:
    """Serve static files without a web server in front, and give their addresses a version."""
    settings = settings_of(app)
    folder = Path(app.static_folder or "")
    versions: dict[str, tuple[int, str]] = {}

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" or "filename" not in values or "v" in values:
            return
        path = folder / values["filename"]
        if not path.is_file():
            return
        changed = path.stat().st_mtime_ns
        known = versions.get(values["filename"])
        if known is None or known[0] != changed:
            known = (changed, hashlib.sha256(path.read_bytes()).hexdigest()[:8])
            versions[values["filename"]] = known
        values["v"] = known[1]

    if settings.testing:
        return  # Flask's own route serves them; scanning the folder for every test would be slow.
    folder.mkdir(exist_ok=True)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's documented way.
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        max_age=_AN_HOUR,
        allow_all_origins=False,
        add_headers_function=_add_headers,
        immutable_file_test=lambda _path, url: url.endswith((".woff2", ".ttf")),
    )


def _add_headers(headers: Any, _path: str, url: str) -> None:  # noqa: ANN401  # WhiteNoise ships no types.
    if url.startswith("/static/js/"):  # Modules load each other without a version: old and new must never meet.
        headers["Cache-Control"] = "no-cache"
    for name, value in fixed_headers(url.removeprefix("/static/")).items():
        headers[name] = value

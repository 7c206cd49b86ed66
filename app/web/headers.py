"""Owns what every answer says to the browser about safety."""

from collections.abc import Mapping

from flask import Flask, Response, g, request

from app.web.installation import settings_of

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
DIGEST_WORKER = "js/digest-worker.js"
DIGEST_WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
"""A worker lives under the policy of its own script: this one may run WebAssembly and connect to nothing at all."""
SCAN_WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""The worker that reads QR codes runs WebAssembly, which it fetches from us."""
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
WITH_CAMERA = FIXED["Permissions-Policy"].replace("camera=()", "camera=(self)")
"""Permissions-Policy of the one page that reads signs with the camera."""
_A_YEAR = 365 * 24 * 60 * 60


def prepare_headers(app: Flask) -> None:
    """Set the headers on every answer, errors included."""
    settings = settings_of(app)

    @app.after_request
    def set_headers(response: Response) -> Response:
        static = (request.view_args or {}).get("filename") if request.endpoint == "static" else None
        for name, value in fixed_headers(static).items():
            response.headers.setdefault(name, value)
        if settings.secure_cookies:
            response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}; includeSubDomains"
        if request.endpoint == "static":
            if "v" in request.args:
                response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        elif _personal(response):
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def fixed_headers(static: str | None) -> Mapping[str, str]:
    """Return the headers of every answer.

    :param static: which static file the answer is, if it is one.
    """
    if static == DIGEST_WORKER:
        return {**FIXED, "Content-Security-Policy": DIGEST_WORKER_POLICY}
    return FIXED


def _personal(response: Response) -> bool:
    """Return whether an answer must not be kept by a shared control-room computer."""
    return g.get("actor") is not None or "Set-Cookie" in response.headers or response.status_code in {301, 302, 303}

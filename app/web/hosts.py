"""Owns the names this server answers to: a request that asks another's is refused before anything looks at it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from werkzeug.sansio.utils import host_is_trusted

from app.web.headers import FIXED

SAID = (
    "이 서버의 이름이 아닙니다. 관리자는 WATCHBOOK_PUBLIC_URL이나 WATCHBOOK_HOSTS에 그 이름을 적으십시오.\n"
    "This server is not called that; its administrator can add the name to WATCHBOOK_PUBLIC_URL or WATCHBOOK_HOSTS.\n"
)
Answering = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def only_for(names: Sequence[str], application: Answering) -> Answering:
    """Return an application that answers requests for some names, and 421 to all others (RFC 9110, 15.5.20).

    A page made for a forged name would carry it in its addresses, and another site could read what is inside by
    making its own name mean this machine (DNS rebinding).
    """
    body = SAID.encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *FIXED.items()]

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if host_is_trusted(environ.get("HTTP_HOST") or environ.get("SERVER_NAME"), names):
            return application(environ, start_response)
        start_response("421 Misdirected Request", [*headers, ("Cache-Control", "no-store")])
        return [body]

    return answer

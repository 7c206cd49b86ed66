"""Owns what programs are told when something cannot be done (RFC 9457): the same sentences people read, as JSON."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, request

from app.kernel.errors import Invalid, Refusal
from app.web.languages import say

API = "/api/"


def asked_by_program() -> bool:
    """Return whether a program asks, which reads JSON and no page."""
    return request.path.startswith(API)


def problem(
    status: int,
    refusal: Refusal | None = None,
    *,
    detail: str | None = None,
    about: str = "about:blank",
    more: Mapping[str, str] | None = None,
) -> Response:
    """Return an ``application/problem+json`` answer; a refusal gives the sentence, and each fault with its place.

    :param about: the address that explains this kind of problem.
    :param more: further members, as the address explains them.
    """
    told: dict[str, object] = {"type": about, "title": HTTPStatus(status).phrase, "status": status, **(more or {})}
    sentence = say(refusal) if refusal is not None else detail
    if sentence:
        told["detail"] = sentence
    if isinstance(refusal, Invalid):
        told["errors"] = [{"place": fault.place, "message": say(fault.message)} for fault in refusal.problems]
    return Response(json.dumps(told, ensure_ascii=False), status=status, content_type="application/problem+json")

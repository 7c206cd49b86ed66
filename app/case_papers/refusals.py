"""Owns why a paper is not made."""

from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_


class IncompleteNotice(Refusal):
    """A notice lacks what the law wants told (시행령 제41조제5항, 제42조제2항): reason, objection method, date."""

    text = N_("통지서를 만들 수 없습니다. 빠진 것: {missing}")


class UnlawfulNotice(Refusal):
    """A refusal names a ground this company may not refuse on (법 제35조제4항)."""

    text = N_("법 제35조제4항제1호·제2호만 거절 사유가 될 수 있습니다: {ground}")


class PaperNotFound(NotFound):
    """There is no such paper for the request as it stands."""

    text = N_("이 요청에는 그런 문서가 없습니다: {name}")


class FiguresDisagree(ValueError):
    """Counts of a year do not add up: a fault of whoever counted, never printed."""

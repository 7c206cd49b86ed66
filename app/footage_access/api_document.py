"""Owns the OpenAPI document of what programs may do here. Pure."""

from typing import Any

from app.accounts.domain import Scope
from app.footage_access.schema import ENTRY, FIELDS

_EXAMPLE = {
    "handler": "kim.gwanje",
    "places": ["GV-101-C1"],
    "kind": "playback",
    "purpose": "facility_safety",
    "occurred_at": "2026-11-22T03:16:08+09:00",
    "span_from": "2026-11-22T02:40:00+09:00",
    "span_to": "2026-11-22T02:55:00+09:00",
    "text": "가스누출 경보 GD-0132 확인, 이상 없음",
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "The address that explains the problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {
            "type": "string",
            "description": "What is wrong and what to do; Korean or, by Accept-Language, English.",
        },
        "hand_over": {
            "type": "string",
            "format": "uri",
            "description": "Where a person hands over what was granted and answers how others in it were hidden.",
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"place": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_RECEIPT = {
    "type": "object",
    "required": ["number", "entry_id", "recorded_at", "repeated"],
    "properties": {
        "number": {"type": "integer", "description": "The entry's number in the register."},
        "entry_id": {"type": "string", "format": "uuid"},
        "recorded_at": {"type": "string", "format": "date-time"},
        "repeated": {"type": "boolean", "description": "Recorded before under this key; nothing new was written."},
    },
}


def document(*, server: str, version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document.

    :param server: the public address of this installation.
    """
    properties = {field.name: {**field.form, "description": field.title} for field in FIELDS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Watchbook",
            "version": version,
            "description": "How recorders and VMS write entries of the footage register (개인영상정보 관리대장).",
        },
        "servers": [{"url": server}],
        "security": [{"token": [str(Scope.WRITE_FOOTAGE)]}],
        "paths": {"/api/v1/footage": {"post": _write()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Entry": {**ENTRY, "properties": properties}, "Receipt": _RECEIPT, "Problem": _PROBLEM},
        },
    }


def _write() -> dict[str, Any]:
    return {
        "operationId": "writeEntry",
        "summary": "영상 접근 기록 한 건을 씁니다.",
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "이 기록만의 이름. 답을 못 받았으면 같은 이름으로 다시 보냅니다.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref("Entry"), "examples": {"playback": {"value": _EXAMPLE}}}},
        },
        "responses": {
            "201": _answer("기록했습니다.", "Receipt"),
            "200": _answer("같은 이름으로 이미 기록했습니다. 새로 쓴 것이 없습니다.", "Receipt"),
            **{
                str(status): _answer(said, "Problem", "application/problem+json")
                for status, said in {
                    400: "읽을 수 없는 요청입니다.",
                    401: "토큰이 없거나, 끝났거나, 폐기되었습니다.",
                    403: "이 토큰이나 이 사람이 할 수 없는 일입니다.",
                    409: "같은 이름으로 다른 내용을 기록했거나, 승인된 요청을 이행하는 기록입니다. "
                    "이행은 hand_over의 주소에서 사람이 합니다.",
                    413: "너무 큽니다.",
                    422: "내용이 맞지 않습니다. errors에 자리와 까닭이 있습니다. 아무것도 쓰지 않았습니다.",
                }.items()
            },
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(said: str, schema: str, kind: str = "application/json") -> dict[str, Any]:
    return {"description": said, "content": {kind: {"schema": _ref(schema)}}}

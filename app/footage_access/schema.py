"""Owns an entry as programs send it: its fields, their JSON Schema, and how what was sent becomes facts. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from app.footage_access.domain import (
    FORM_NAMES,
    KIND_NAMES,
    METHOD_NAMES,
    PURPOSE_NAMES,
    ConsentItem,
    Facts,
    Form,
    Kind,
    Method,
    Purpose,
)
from app.kernel.errors import Invalid, Problem
from app.kernel.messages import N_, Message
from app.viewing_requests.domain import Place

MOST_PLACES = 50
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Sent:
    """A field of an entry as programs send it; ``title`` is a message id, ``form`` its JSON Schema."""

    name: str
    title: str
    form: Mapping[str, Any]
    required: bool = False


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _one_of(words: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}


_moment = {"type": "string", "format": "date-time", "pattern": _MOMENT}
_day = {"type": "string", "format": "date", "pattern": _DAY}
FIELDS: tuple[Sent, ...] = (
    Sent("handler", N_("영상을 본 사람의 로그인 이름"), _text(40), required=True),
    Sent(
        "places",
        N_("카메라·구역 코드, 하나 이상"),
        {"type": "array", "items": _text(80), "minItems": 1, "maxItems": MOST_PLACES, "uniqueItems": True},
        required=True,
    ),
    Sent("kind", N_("유형"), _one_of(Kind), required=True),
    Sent("purpose", N_("목적"), _one_of(Purpose), required=True),
    Sent("occurred_at", N_("영상을 본 때, 시간대를 붙여서"), _moment, required=True),  # A repeated one says the same.
    Sent("text", N_("사유"), _text(500)),
    Sent("span_from", N_("영상 구간의 시작"), _moment),
    Sent("span_to", N_("영상 구간의 끝"), _moment),
    Sent("runs", N_("아직 보고 있음(실시간·재생)"), {"type": "boolean"}),
    Sent("request_number", N_("열람 신청 번호(열람·제공)"), _text(20)),
    Sent("file_name", N_("파일명/형태"), _text(200)),
    Sent("recipient", N_("제공받는 자·이용자"), _text(200)),
    Sent("ground", N_("이용·제공 근거, 예: pipa.18.2.2"), _text(40)),
    Sent("form", N_("이용·제공 형태"), _one_of(Form)),
    Sent("period_until", N_("이용·제공 기간의 끝"), _day),
    Sent("document", N_("공문·영장 번호와 근거 법령"), _text(200)),
    Sent("method", N_("파기 방법"), _one_of(Method)),
    Sent("cycle_days", N_("자동 파기 주기(일)"), {"type": "integer", "minimum": 1, "maximum": 3650}),
    Sent("cycle_checked_on", N_("자동 파기가 작동하는지 확인한 날"), _day),
    Sent("copied", N_("준 사본에 담긴 것(열람)"), _text(300)),
    Sent("copy_reason", N_("사본을 준 사유(열람)"), _text(300)),
    Sent("consent_on", N_("동의받은 날"), _day),
    Sent(
        "consent_items",
        N_("동의받을 때 알린 것"),
        {"type": "array", "items": _one_of(ConsentItem), "uniqueItems": True},
    ),
)
WORDS: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_NAMES,
    "purpose": PURPOSE_NAMES,
    "form": FORM_NAMES,
    "method": METHOD_NAMES,
}
"""What each word of a closed list means, message ids."""
ENTRY: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [field.name for field in FIELDS if field.required],
    "properties": {field.name: field.form for field in FIELDS},
}
_validator = Draft202012Validator(ENTRY)


@dataclass(frozen=True, slots=True)
class EntrySent:
    """An entry that has the right form: who, where by code, and the rest as facts are made of it."""

    handler: str
    places: tuple[str, ...]
    values: Mapping[str, Any]

    def facts(self, places: tuple[Place, ...]) -> Facts:
        """Return the facts, with the places their codes name."""
        return Facts(places=places, **self.values)


def read_entry(sent: object) -> EntrySent:
    """Return what a program sent.

    :raises Invalid: naming each field that has the wrong form and why.
    """
    problems = sorted(_validator.iter_errors(sent), key=lambda error: [str(part) for part in error.absolute_path])
    if problems:
        raise Invalid([Problem(_place(error), _why(error)) for error in problems])
    assert isinstance(sent, dict)  # noqa: S101  # As the schema says.
    values = {name: value for name, value in sent.items() if name not in {"handler", "places"}}
    wrong: list[Problem] = []
    for name, form in _converters():
        if name in values:
            try:
                values[name] = form(values[name])
            except ValueError:
                wrong.append(Problem(name, Message(N_("없는 날이나 때입니다: {value}"), {"value": values[name]})))
    if wrong:
        raise Invalid(wrong)
    return EntrySent(sent["handler"], tuple(sent["places"]), values)


def _converters() -> Iterator[tuple[str, Any]]:
    for field in FIELDS:
        match field.form.get("format"):
            case "date-time":
                yield field.name, lambda text: datetime.fromisoformat(text).astimezone(UTC)
            case "date":
                yield field.name, date.fromisoformat
    yield from (("kind", Kind), ("purpose", Purpose), ("form", Form), ("method", Method))
    yield "consent_items", lambda items: tuple(ConsentItem(item) for item in items)


def _place(error: ValidationError) -> str:
    sent: Any = error.instance
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    if error.validator == "required":
        return next(str(name) for name in ENTRY["required"] if name not in sent)
    if error.validator == "additionalProperties":
        return next(str(name) for name in sent if name not in ENTRY["properties"])
    return path.lstrip(".") or "(body)"


def _why(error: ValidationError) -> Message:  # noqa: PLR0911  # One sentence a line.
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            return Message(N_("꼭 보내야 합니다."))
        case "additionalProperties":
            return Message(N_("없는 항목입니다."))
        case "enum":
            return Message(N_("{words} 가운데 하나여야 합니다."), {"words": ", ".join(wanted)})
        case "pattern":
            return Message(N_("2026-11-22T03:16:08+09:00 또는 2026-11-22와 같은 꼴이어야 합니다."))
        case "minLength" | "minItems":
            return Message(N_("비어 있습니다."))
        case "maxLength" | "maxItems" | "maximum":
            return Message(N_("{most}을(를) 넘습니다."), {"most": wanted})
        case "minimum":
            return Message(N_("{least} 이상이어야 합니다."), {"least": wanted})
        case "uniqueItems":
            return Message(N_("같은 것이 두 번 있습니다."))
        case "type" if wanted == "object":
            return Message(N_("JSON 객체여야 합니다."))
    return Message(N_("{form} 꼴이어야 합니다."), {"form": wanted})

"""A difference is said in words people read: labels, posts by name, grounds by their citation, no database."""

from dataclasses import fields

import pytest

from app.registry.domain import DECLARABLE, type_of_kind
from app.registry.wording import LABELS, referred, said_plain

NAMES = {"post:P-PRIVACY": "관리본부장", "post:p04": "경영지원이사", "site:HQ": "본사"}


@pytest.mark.parametrize(
    "name", sorted({*DECLARABLE, *(f.name for kind in type_of_kind.values() for f in fields(kind))})
)
def test_every_field_of_the_registry_has_a_label(name):
    assert name == "declared" or name in LABELS


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("privacy_officer", {"post": "p04", "label": "정"}, "경영지원이사 · 정"),
        ("access_holders", [{"post": "P-PRIVACY"}, {"post": "unknown"}], "관리본부장, unknown"),
        ("sites", ["HQ"], "본사"),
        (
            "purposes",
            [{"text": "시설안전", "ground": "pipa.25.1.3"}, {"text": "화재 예방"}],
            "시설안전 (「개인정보 보호법」 제25조제1항제3호), 화재 예방",
        ),
        ("retention", {"text": "20일 이내", "days": 20}, "20일 이내"),
        ("retention", {"days": 60, "reason": "검침"}, "60일 · 검침"),
        ("retention", {"recorded": False}, "녹화하지 않음"),
        ("history", [{"on": "2026-01-02", "note": "제정"}], "2026-01-02 · 제정"),
        ("is_public_institution", True, "예"),
        ("space_class", "open", "공개된 장소"),
        ("name", "open", "open"),
        ("stated_total", 168, "168"),
        ("location", None, ""),
    ],
)
def test_a_value_is_said_as_people_read_it(field, value, line):
    assert said_plain(value, field=field, names=NAMES) == line


def test_what_a_value_refers_to_is_found():
    value = {"post": "p04", "label": "정"}
    assert list(referred([value], "access_holders")) == ["post:p04"]
    assert list(referred(["HQ", "B"], "sites")) == ["site:HQ", "site:B"]
    assert list(referred("HQ", "name")) == []

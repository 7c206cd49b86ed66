"""Owns what is sent to forms: what they hold, what a careful person would type, and what nobody should."""

import io
from datetime import date
from random import Random
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

from tests.attacks.forms import Found

TEXTS = (
    "", " ", "가", "가" * 9, "가" * 5_000, "a" * 70_000, "\x00", "a\x00b", "\r\nSet-Cookie: x=1", "\u202e\u2066뒤집힌",
    "👩‍👩‍👧‍👦", "\ud800", "a\u0301", "각", "﷽" * 40, "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}", "{% raise %}", "%(name)s {gaps} %s", "' OR 1=1 --", "'; DROP TABLE account; --", "\\", "%", "_%",
    "=cmd|' /C calc'!A1", "@SUM(1)", "../../etc/passwd", "//evil.example/x", "javascript:alert(1)", "null", "None",
    "[]", "{}", "true", "on", "y", "HQ", "Z-FAR", "C-1", "HQ|HQ-lobby|C-1", "||", "a|b", "1", "manager",
)  # fmt: skip
NUMBERS = ("0", "-1", "1", "007", "1.5", "1e309", "NaN", "inf", "9" * 30, "2147483648", "9223372036854775808", "٣", "½")
DAYS = (
    "2026-11-22", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "1969-12-31",
    "2026-11-22T10:00", "2026-11-22 10:00", "2026-11-22 24:00", "오늘", "22/11/2026", "+262142-12-31", "2026-11",
    "24:00", "-1:00", "10:00",
)  # fmt: skip
UNASKED = (
    "id", "account_id", "role", "roles", "is_active", "sites", "site_code", "granted_by", "actor", "now", "sealed_at",
    "leaf", "digest", "state", "status", "version", "erased_on", "password_hash", "csrf_token", "_method", "next",
)  # fmt: skip
FILES = (
    ("a.txt", b""), ("../../../etc/passwd", b"root:x:0:0"), ("a\x00.pdf", b"%PDF-1.7\n"), ("a.pdf", b"%PDF-1.7\n%%EOF"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40), ("logo.svg", b"<svg onload='alert(1)' xmlns='x'/>"),
    ("list.csv", b'=1+1,\xff\xfe\n"open'),
    ("book.xlsx", b"PK\x03\x04" + b"\x00" * 30), ("page.html", b"<table><tr><td>"),
    ("가" * 200 + ".docx", b"PK\x05\x06" + b"\x00" * 18),
    ("laughs.svg", b"<!DOCTYPE a [<!ENTITY b 'x'>]><svg>&b;</svg>"),
    ("registry.json", b'{"format": ' + b"[" * 2_000), ("registry.yaml", b"a: &a [*a]\n"), ("log.txt", b"\xff" * 300),
)  # fmt: skip


def anything(draw: Random) -> str:
    """Return some text, number, day or noise."""
    pool = draw.choice((TEXTS, TEXTS, NUMBERS, DAYS))
    if draw.random() < 0.1:
        return "".join(chr(draw.choice((draw.randrange(0x20), draw.randrange(0x110000)))) for _ in range(9))
    return draw.choice(pool)


def a_file(draw: Random) -> FileStorage:
    """Return a file that says it is one thing and is another."""
    name, data = draw.choice(FILES)
    return FileStorage(io.BytesIO(data), filename=name)


def careful(form: Found) -> MultiDict[str, Any]:
    """Return what somebody sends who fills in what is empty."""
    data: MultiDict[str, Any] = MultiDict()
    for one in form.fields:
        if one.kind in {"checkbox", "radio"}:
            if one.name not in data:
                data.add(one.name, one.value or "y")
        elif one.kind == "select":
            data.add(one.name, one.value or next((option for option in one.options if option), ""))
        elif one.kind not in {"submit", "button", "reset", "image", "file"}:
            data.add(one.name, one.value or _typed(one.kind))
    return data


def _typed(kind: str) -> str:
    today = date(2026, 11, 22)
    return {
        "date": f"{today:%Y-%m-%d}", "datetime-local": f"{today:%Y-%m-%d}T10:00", "time": "10:00", "number": "3",
        "email": "somebody@example.kr", "tel": "033-000-0000", "month": f"{today:%Y-%m}", "url": "https://example.kr",
    }.get(kind, "시험으로 적은 글")  # fmt: skip


def spoilt(form: Found, draw: Random) -> MultiDict[str, Any]:
    """Return what is sent instead: one control or several changed, doubled or left out, and what was not asked for."""
    data = careful(form)
    names = sorted({one.name for one in form.fields})
    files = [one.name for one in form.fields if one.kind == "file"]
    for name in draw.sample(names, k=min(len(names), draw.choice((1, 1, 1, 2, 3, len(names) or 1)))):
        way = draw.random()
        if way < 0.7:
            data[name] = anything(draw)
        elif way < 0.85:
            data.pop(name, None)
        else:
            data.setlist(name, [anything(draw) for _ in range(draw.choice((2, 3, 40)))])
    for name in draw.sample(UNASKED, k=draw.choice((0, 0, 1, 4))):
        data.setdefault(name, draw.choice(("1", "administrator", "y", anything(draw))))
    for name in files:
        if draw.random() < 0.8:
            data[name] = a_file(draw) if draw.random() < 0.8 else anything(draw)
    return data

"""Particles written for both cases are only in message ids, in the one form that is resolved when they are said."""

import re
from pathlib import Path

from app.kernel.messages import Message
from app.kernel.particles import BOTH, with_particles

ROOT = Path(__file__).resolve().parents[3]
_OTHERS = re.compile(
    r"를\(을\)|는\(은\)|가\(이\)|와\(과\)|로\(으로\)|으로\(로\)|(?<![가-힣])(?:을/를|은/는|이/가|와/과)(?![가-힣])"
)
_FREE = re.compile(r"(?<!r)f\"[^\"\n]*\}[^\"\n]{0,2}(?:" + "|".join(map(re.escape, BOTH)) + ")")
"""Filled in at once: nothing resolves the particle afterwards."""
_FROM = ("app/policy/composition/words.py",)
"""Resolves what it fills in itself."""


def sources():
    for folder, ending in (("app", "*.py"), ("templates", "*.html")):
        for path in sorted((ROOT / folder).rglob(ending)):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_no_source_writes_both_cases_in_another_form():
    assert [(name, found) for name, text in sources() for found in _OTHERS.findall(text)] == []


def test_no_source_fills_in_a_word_before_a_particle_that_nothing_resolves():
    found = [(name, said) for name, text in sources() if name not in _FROM for said in _FREE.findall(text)]
    assert found == []


def test_a_message_is_said_with_the_particle_its_word_asks_for():
    text = "'{value}'은(는) 쓸 수 없습니다."

    assert str(Message(text, {"value": "-4"})) == "'-4'는 쓸 수 없습니다."
    assert str(Message(text, {"value": "책임자장"})) == "'책임자장'은 쓸 수 없습니다."
    assert with_particles("<b>홍길동</b>이(가) &#39;C-1&#39;을(를)") == "<b>홍길동</b>이 &#39;C-1&#39;을"

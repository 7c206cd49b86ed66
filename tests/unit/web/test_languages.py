"""Sentences in the language of the page."""

from app.kernel.errors import Problem, Refusal
from app.kernel.messages import Message
from app.web.languages import compile_catalogues, language, say

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "문"\nmsgstr "door"\n'


def test_gaps_are_filled_and_messages_in_them_said(korean):
    assert say(Message("{a}, {b}", {"a": Message("{n}개", {"n": 3}), "b": "<b>"})) == "3개, <b>"
    assert say(Problem("3행", Message("틀림"))) == "3행: 틀림"
    assert say(Refusal("없음")) == "없음"
    assert (say(None), say("")) == ("", "")


def test_braces_that_people_type_stay(korean):
    assert say(Message("{name} 없음", {"name": "{0}{x}"})) == "{0}{x} 없음"


def test_outside_a_request_korean_is_spoken():
    assert language() == "ko"


def test_a_newer_catalogue_is_compiled(tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")

    compile_catalogues(tmp_path)
    compiled = source.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    compile_catalogues(tmp_path)

    assert b"door" in compiled.read_bytes()
    assert compiled.stat().st_mtime_ns == first

"""What every form does with what is typed."""

from datetime import UTC, date, datetime, time

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import FileField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.errors import Invalid, Problem, Refusal
from app.kernel.messages import Message
from app.web.form_messages import KOREAN
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, TimeField, entered

NOW = datetime(2026, 11, 22, 6, 4, tzinfo=UTC)


class AForm(BaseForm):
    title = StringField("제목", [Length(min=2, max=5)])
    memo = TextAreaField("메모", [Optional()])
    secret = PasswordField("비밀번호", [Optional()])
    on = DayField("날짜", [Optional()])
    at = TimeField("시각", [Optional()])
    moment = KstDateTimeField("일시", [Required("일시를 입력하십시오.")])


@pytest.fixture(autouse=True)
def _in_korean(korean):
    """Forms speak the language of a page."""


def a_form(**values):
    return AForm(MultiDict({"title": "제목", "moment": "0316", **values}), now=NOW)


def test_typed_values_are_parsed():
    form = a_form(on="11-21", at="316", moment="어제 2340")

    assert form.validate(), form.errors
    assert entered(form.on) == date(2026, 11, 21)
    assert entered(form.at) == time(3, 16)
    assert entered(form.moment) == datetime(2026, 11, 21, 14, 40, tzinfo=UTC)


def test_a_day_is_typed_as_text_because_a_browser_writes_days_in_its_own_language():
    shown = AForm(data={"on": date(2026, 11, 21)}, now=NOW).on()

    assert 'type="text"' in shown
    assert 'value="2026-11-21"' in shown
    assert 'placeholder="2026-11-22"' in AForm(now=NOW).on()


def test_what_no_page_can_show_is_left_out():
    form = a_form(title="가\x00나\x1f", memo="\ud800한\ufffe\x0b줄\n둘\U0010ffff째")

    assert form.validate(), form.errors
    assert (form.title.data, form.memo.data) == ("가나", "한 줄\n둘째")


def test_a_space_is_no_day_and_text_is_no_file():
    class Asked(BaseForm):
        on = DayField("날짜", [InputRequired("적으십시오.")])
        file = FileField("파일", [Required("고르십시오.")])

    form = Asked(MultiDict({"on": " ", "file": "글"}), now=NOW)

    assert not form.validate()
    assert form.errors == {"on": ["적으십시오."], "file": ["고르십시오."]}


def test_text_is_cleaned_but_a_password_is_not():
    form = a_form(title="  가  나 ", memo=" 한 줄 \r\n\r\n 두  줄 ", secret=" a  b ")

    assert form.title.data == "가 나"
    assert form.memo.data == "한 줄\n\n두 줄"
    assert form.secret.data == " a  b "


def test_decomposed_hangul_is_composed():
    assert a_form(title="\u1112\u1161\u11ab\u1100\u1173\u11af").title.data == "한글"


def test_what_cannot_be_understood_is_said_and_shown_as_typed():
    form = a_form(moment="언젠가")

    assert not form.validate()
    assert list(form.moment.errors) == [
        "일시를 알 수 없습니다. 0316, 11-21 2340 또는 2026-11-21 23:40 처럼 입력하십시오."
    ]
    assert 'value="언젠가"' in form.moment()


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_space_is_not_a_value(typed):
    form = a_form(moment=typed)

    assert not form.validate()
    assert list(form.moment.errors) == ["일시를 입력하십시오."]
    assert "required" in form.moment()


def test_an_empty_optional_field_has_no_value():
    form = a_form(on=" ")

    assert form.validate()
    with pytest.raises(LookupError, match="validate it first"):
        entered(form.on)


def test_the_sentences_of_wtforms_are_ours():
    form = a_form(title="가")

    assert not form.validate()
    assert form.title.errors == ["2자 이상 5자 이하로 입력하십시오."]


def test_every_korean_sentence_keeps_the_gaps_of_the_english():
    for english, korean in KOREAN.items():
        assert {part.split(")")[0] for part in korean.split("%(")[1:]} == {
            part.split(")")[0] for part in english.split("%(")[1:]
        }


def test_a_value_is_shown_again_in_korean_time():
    form = AForm(data={"moment": NOW, "on": date(2026, 11, 22), "at": time(3, 16, 8)}, now=NOW)

    assert 'value="2026-11-22 15:04"' in form.moment()
    assert 'value="2026-11-22"' in form.on()
    assert 'value="03:16:08"' in form.at()


def test_a_refusal_is_shown_above_the_form():
    form = a_form()
    form.refuse(Refusal("{code} 없음", code="Z-1"))
    form.refuse(Invalid([Problem("3행", Message("틀림"))]))

    assert form.form_errors == ["Z-1 없음", "3행: 틀림"]

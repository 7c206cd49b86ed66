"""Owns what somebody who is not signed in enters: the request itself, and number and secret of a receipt."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.core import Field
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from app.kernel.clock import KST
from app.kernel.messages import N_
from app.viewing_requests.domain import (
    KIND_NAMES,
    Channel,
    Intake,
    Place,
    RequesterKind,
    RequestKind,
    holds_resident_number,
)
from app.viewing_requests.forms.intake import MeansNumbers, subject_is_named, subject_of
from app.viewing_requests.receipts import read_number, read_secret
from app.web.forms import BaseForm, DayField, Required, SelectChoice, TimeField, entered
from app.web.languages import say

ASKER_NAMES: Mapping[RequesterKind, str] = {
    RequesterKind.SUBJECT: N_("본인"),
    RequesterKind.GUARDIAN: N_("법정대리인(부모 등)"),
    RequesterKind.AGENT: N_("위임받은 대리인"),
    RequesterKind.THIRD_PARTY: N_("그 밖의 사람·기관"),
}
IN_FOOTAGE = {"yes": N_("예, 찍혔습니다"), "no": N_("아니요")}
OTHER_PLACE = "-"
_CONTACT = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+|[+()\d][-+()\d\s.]{6,}\d")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FEATURES = N_("알아볼 수 있는 특징")


def typed_by_anybody() -> MultiDict[str, str]:
    """Return what was posted without what nobody types: control characters and marks that turn text around."""
    pairs = [(name, "".join(filter(_is_typed, value))) for name, value in request.form.items(multi=True)]
    return MultiDict(pairs)


def _is_typed(letter: str) -> bool:
    return letter in "\r\n" or (unicodedata.category(letter) not in {"Cc", "Cs", "Cn"} and letter not in _TURNING)


def no_resident_number(_form: object, field: Field) -> None:
    """Refuse what looks like a resident registration number, at the field where it stands.

    :raises StopValidation: if there is one (개인정보 보호법 24의2).
    """
    if field.data and holds_resident_number(field.data):
        raise StopValidation(_("주민등록번호로 보이는 숫자가 있습니다. 지우고 다시 보내십시오."))


def _offered(names: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(value), say(name)) for value, name in names.items()]


class PublicRequestForm(MeansNumbers, BaseForm):
    """What somebody asks for by the web form. ``homepage`` is for programs: people do not see it."""

    form_pass = HiddenField()
    homepage = StringField(
        _l("이 칸은 비워 두십시오"), [Optional()], render_kw={"autocomplete": "off", "tabindex": "-1"}
    )
    kind = RadioField(
        _l("무엇을 요구하십니까"),
        [InputRequired(_l("요구하는 것을 하나 고르십시오."))],
        choices=lambda: _offered(KIND_NAMES),
        default=RequestKind.VIEWING.value,
    )
    requester_kind = RadioField(
        _l("누구이십니까"),
        [InputRequired(_l("누구이신지 고르십시오."))],
        choices=lambda: _offered(ASKER_NAMES),
        default=RequesterKind.SUBJECT.value,
    )
    in_footage = RadioField(
        _l("본인(또는 대리하는 분)이 영상에 찍혔습니까"),
        [InputRequired(_l("영상에 찍혔는지 고르십시오."))],
        choices=lambda: _offered(IN_FOOTAGE),
        default="yes",
    )
    requester_name = StringField(
        _l("이름"),
        [Required(_l("이름을 적으십시오.")), Length(max=100), no_resident_number],
        render_kw={"autocomplete": "name"},
    )
    requester_contact = StringField(
        _l("연락처"),
        [Required(_l("전화번호나 전자우편 주소를 적으십시오.")), Length(max=200), no_resident_number],
        render_kw={"autocomplete": "on"},
    )
    subject_name = StringField(
        _l("대리하는 분(정보주체)의 이름"),
        [Optional(), Length(max=100), no_resident_number],
        render_kw={"autocomplete": "off"},
    )
    subject_relation = StringField(
        _l("그분과의 관계"), [Optional(), Length(max=100), no_resident_number], render_kw={"autocomplete": "off"}
    )
    site = SelectField(
        _l("장소"),
        [Required(_l("장소를 고르십시오. 모르면 '목록에 없거나 잘 모름'을 고르고 아래에 적으십시오."))],
        choices=list,
    )
    place_words = StringField(_l("장소를 더 자세히"), [Optional(), Length(max=250), no_resident_number])
    day = DayField(_l("날짜"), [Required(_l("영상이 찍힌 날짜를 적으십시오."))], render_kw={"placeholder": ""})
    time_from = TimeField(
        _l("시작 시각"),
        [Required(_l("시작 시각을 적으십시오."))],
        render_kw={"autocomplete": "off"},
    )
    time_to = TimeField(
        _l("끝 시각"),
        [Required(_l("끝 시각을 적으십시오."))],
        render_kw={"autocomplete": "off"},
    )
    features = StringField(_l("알아볼 수 있는 특징"), [Optional(), Length(max=300), no_resident_number])
    purpose = TextAreaField(
        _l("목적과 사유"),
        [Required(_l("요구하는 목적과 사유를 적으십시오.")), Length(max=1500), no_resident_number],
        render_kw={"rows": "4"},
    )

    def offer(self, sites: Mapping[str, str]) -> None:
        """Offer places by code and published name, and a last choice for a place that is not among them."""
        other = SelectChoice(OTHER_PLACE, _("목록에 없거나 잘 모름"))
        self.site.choices = [SelectChoice("", _("고르십시오")), *(SelectChoice(*one) for one in sites.items()), other]

    def validate_requester_contact(self, field: Field) -> None:
        """Ask for something people can be reached by.

        :raises StopValidation: if it is neither a telephone number nor an e-mail address.
        """
        if not _CONTACT.fullmatch(field.data or ""):
            raise StopValidation(_("전화번호나 전자우편 주소로 적으십시오. 예: 010-0000-0000"))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and that who asks for another names them."""
        fine = super().validate(extra_validators)
        return subject_is_named(self) and fine

    def ask_for_words(self) -> bool:
        """Say at the field that the place must be told in words; return whether it is told already."""
        if (self.place_words.data or "").strip():
            return True
        self.place_words.errors = [*self.place_words.errors, _("어디인지 적으십시오. 예: 정문 앞 주차장")]
        return False

    def parsed(self, *, places: tuple[Place, ...], words: str | None, now: datetime) -> Intake:
        """Return what was entered; call only after validate(). An end before the start is on the next day."""
        day, first, last = entered(self.day), entered(self.time_from), entered(self.time_to)
        start, end = datetime.combine(day, first, KST), datetime.combine(day, last, KST)
        purpose = entered(self.purpose)
        if self.features.data:
            purpose = f"{purpose}\n{_FEATURES}: {self.features.data}"
        return Intake(
            channel=Channel.WEB,
            kind=RequestKind(self.kind.data),
            requester_kind=RequesterKind(self.requester_kind.data),
            subject_in_footage=self.in_footage.data == "yes",
            requester_name=entered(self.requester_name),
            requester_contact=entered(self.requester_contact),
            span_from=start,
            span_to=end if end > start else end + timedelta(days=1),
            purpose=purpose,
            received_at=now,
            places=places,
            place_words=words,
            **subject_of(self),
        )


class ReceiptForm(BaseForm):
    """Number and secret, as they stand on the receipt; typed with or without marks, in any case."""

    number = StringField(
        _l("접수 번호"),
        [Required(_l("접수 번호를 적으십시오.")), Length(max=40)],
        render_kw={"autocomplete": "off"},
    )
    secret = StringField(
        _l("비밀번호"),
        [Required(_l("접수증의 비밀번호를 적으십시오.")), Length(max=80)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )

    def validate_number(self, field: Field) -> None:
        """Accept what has the shape of a number.

        :raises StopValidation: if it has not.
        """
        if read_number(field.data or "") is None:
            raise StopValidation(_("2026-0001 처럼 적으십시오."))

    def validate_secret(self, field: Field) -> None:
        """Accept a secret whose letters agree with its last two.

        :raises StopValidation: if a letter is wrong, missing or too many; nothing is looked up.
        """
        if read_secret(field.data or "") is None:
            raise StopValidation(_("비밀번호에 잘못 적은 글자가 있습니다. 24자를 접수증과 견주어 보십시오."))

    def parsed(self) -> tuple[str, str]:
        """Return number and secret as they were given out; call only after validate()."""
        return read_number(entered(self.number)) or "", read_secret(entered(self.secret)) or ""


class WithdrawByReceiptForm(BaseForm):
    """Taking a request back; the pass stands for the receipt that was just shown."""

    receipt_pass = HiddenField()
    confirmed = BooleanField(
        _l("요구를 거두어들입니다. 되돌릴 수 없습니다."), [InputRequired(_l("거두어들이려면 확인란을 고르십시오."))]
    )

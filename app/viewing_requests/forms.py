"""Owns what is entered about viewing requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.messages import N_
from app.law.grounds import Ground
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.days import DayKind
from app.viewing_requests.domain import (
    CHANNEL_NAMES,
    KIND_NAMES,
    REQUESTER_NAMES,
    Channel,
    Intake,
    Place,
    RequesterKind,
    RequestKind,
)
from app.viewing_requests.moves import RESUMED_NAMES, Notice, PauseEntry, PostponementEntry, Resumed
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, SelectChoice, entered
from app.web.languages import language, say


def choices(names: Mapping[Any, str]) -> list[SelectChoice]:
    """Return a closed list as choices, in its order."""
    return [SelectChoice(str(value), say(name)) for value, name in names.items()]


class ReceiveRequestForm(BaseForm):
    """What somebody asks for."""

    received_at = KstDateTimeField(_l("접수 일시"), [InputRequired(_l("접수한 일시를 입력하십시오."))])
    channel = SelectField(_l("접수 경로"), choices=lambda: choices(CHANNEL_NAMES))
    kind = SelectField(_l("요구 내용"), choices=lambda: choices(KIND_NAMES))
    requester_kind = SelectField(_l("청구인 구분"), choices=lambda: choices(REQUESTER_NAMES))
    subject_in_footage = BooleanField(_l("청구인(또는 대리하는 정보주체)이 영상에 촬영됨"))
    requester_name = StringField(
        _l("청구인 이름"),
        [InputRequired(_l("청구인의 이름을 입력하십시오.")), Length(max=100)],
        render_kw={"autocomplete": "off"},
    )
    requester_contact = StringField(
        _l("청구인 연락처"),
        [InputRequired(_l("답변을 보낼 전화번호나 주소를 입력하십시오.")), Length(max=200)],
        render_kw={"autocomplete": "off"},
    )
    requester_body = StringField(_l("소속 기관"), [Optional(), Length(max=100)])
    document_no = StringField(_l("공문 번호"), [Optional(), Length(max=100)])
    span_from = KstDateTimeField(_l("영상 시작"), [InputRequired(_l("영상이 시작하는 일시를 입력하십시오."))])
    span_to = KstDateTimeField(_l("영상 끝"), [InputRequired(_l("영상이 끝나는 일시를 입력하십시오."))])
    place_query = StringField(_l("카메라·구역"), [Optional(), Length(max=200)])
    places = SelectMultipleField(_l("고른 카메라·구역"), choices=list, validate_choice=False)
    place_words = StringField(_l("장소(말로)"), [Optional(), Length(max=300)])
    purpose = TextAreaField(
        _l("청구 목적과 사유"), [InputRequired(_l("청구하는 목적과 사유를 입력하십시오.")), Length(max=2000)]
    )

    def parsed(self, places: tuple[Place, ...]) -> Intake:
        """Return what was entered, with the places the view found; call only after validate()."""
        return Intake(
            channel=Channel(self.channel.data),
            kind=RequestKind(self.kind.data),
            requester_kind=RequesterKind(self.requester_kind.data),
            subject_in_footage=bool(self.subject_in_footage.data),
            requester_name=entered(self.requester_name),
            requester_contact=entered(self.requester_contact),
            requester_body=self.requester_body.data or None,
            document_no=self.document_no.data or None,
            span_from=entered(self.span_from),
            span_to=entered(self.span_to),
            purpose=entered(self.purpose),
            received_at=entered(self.received_at),
            places=places,
            place_words=self.place_words.data or None,
        )


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What a decider wrote."""

    ground: str | None
    reason: str
    objection_method: str
    other_reading: str


class DecideForm(BaseForm):
    """The opinion, and for a refusal its ground and how to object. Which are needed, the command says."""

    reason = TextAreaField(_l("검토 의견"), [Optional(), Length(max=2000)])
    ground = SelectField(_l("법적 근거"), validate_choice=False)
    objection_method = TextAreaField(_l("이의제기 방법"), [Optional(), Length(max=1000)])
    other_reading = TextAreaField(_l("다르게 읽은 까닭"), [Optional(), Length(max=1000)])
    stopped: tuple[UnlawfulGround, ...] = ()
    may_read_otherwise = False

    def offer(self, grounds: tuple[Ground, ...]) -> None:
        """Offer the grounds that may be chosen."""
        english = language() == "en"
        titles = [
            SelectChoice(ground.key, f"{ground.title_en if english else ground.title} ({ground.citation})")
            for ground in grounds
        ]
        self.ground.choices = [SelectChoice("", _l("고르십시오")), *titles]

    def parsed(self) -> DecisionEntry:
        """Return what was entered; call only after validate()."""
        return DecisionEntry(
            self.ground.data or None,
            self.reason.data or "",
            self.objection_method.data or "",
            self.other_reading.data or "",
        )

    def stop(self, grounds: tuple[UnlawfulGround, ...], *, may_read_otherwise: bool) -> None:
        """Show why the reason is not lawful, and to those who may, where to say that it was misread."""
        self.stopped, self.may_read_otherwise = grounds, may_read_otherwise


class WithdrawForm(BaseForm):
    """Why the asker took it back."""

    reason = StringField(_l("철회 사유"), [InputRequired(_l("철회 사유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> str:
        """Return what was entered; call only after validate()."""
        return str(entered(self.reason))


class _NoticeForm(BaseForm):
    """That the asker was told."""

    notified_on = DayField(_l("알린 날"), [Required(_l("청구인에게 알린 날을 적으십시오."))])
    notified_by = SelectField(_l("알린 방법"), choices=lambda: choices(CHANNEL_NAMES))

    def notice(self) -> Notice:
        """Return what was entered of the notice; call only after validate()."""
        return Notice(on=entered(self.notified_on), channel=Channel(self.notified_by.data))


class PostponeForm(_NoticeForm):
    """Why the answer is put off, until when, and that the asker was told."""

    ground_ends_on = DayField(_l("연기 사유가 끝나는 날"), [Required(_l("연기 사유가 끝나는 날을 적으십시오."))])
    reason = TextAreaField(_l("연기 사유"), [Required(_l("연기 사유를 적으십시오.")), Length(max=2000)])
    objection_method = TextAreaField(
        _l("이의제기 방법"), [Required(_l("이의제기 방법을 적으십시오.")), Length(max=1000)]
    )

    def parsed(self) -> PostponementEntry:
        """Return what was entered; call only after validate()."""
        return PostponementEntry(
            ground_ends_on=entered(self.ground_ends_on),
            reason=entered(self.reason),
            objection_method=entered(self.objection_method),
            notice=self.notice(),
        )


class PauseForm(_NoticeForm):
    """What the case waits for, until when, and that the asker was told."""

    reason = TextAreaField(_l("기다리는 것"), [Required(_l("무엇을 기다리는지 적으십시오.")), Length(max=2000)])
    until_on = DayField(_l("기다리는 마지막 날"), [Required(_l("언제까지 기다리는지 적으십시오."))])
    stops_clock = BooleanField(_l("기다리는 동안 답변 기간을 멈춤"))
    stop_reason = TextAreaField(_l("기간을 멈추는 이유"), [Optional(), Length(max=2000)])

    def parsed(self) -> PauseEntry:
        """Return what was entered; call only after validate(). A reason alone stops nothing."""
        return PauseEntry(
            until_on=entered(self.until_on),
            reason=entered(self.reason),
            notice=self.notice(),
            stop_reason=(self.stop_reason.data or "") if self.stops_clock.data else None,
        )


class ResumeForm(BaseForm):
    """Why the case no longer waits."""

    because = RadioField(_l("끝난 까닭"), choices=lambda: choices(RESUMED_NAMES))

    def parsed(self) -> Resumed:
        """Return what was entered; call only after validate()."""
        return Resumed(self.because.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """A day and what is said of it."""

    day: date
    kind: DayKind
    title: str
    known_since: date
    reason: str


_DAY_CHANGES: Mapping[DayKind, str] = {DayKind.EXTRA: N_("쉬는 날 더하기"), DayKind.REMOVED: N_("공휴일 빼기")}


class DayForm(BaseForm):
    """A day off to add, or a public holiday to take away."""

    day = DayField(_l("날짜"), [Required(_l("날짜를 적으십시오."))])
    kind = RadioField(_l("바꿀 것"), choices=lambda: choices(_DAY_CHANGES))
    title = StringField(_l("휴일의 이름"), [Optional(), Length(max=100)])
    known_since = DayField(_l("알려진 날"), [Required(_l("언제 알려졌는지 적으십시오."))])
    reason = StringField(_l("바꾸는 이유"), [Required(_l("바꾸는 이유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> DayEntry:
        """Return what was entered; call only after validate()."""
        return DayEntry(
            day=entered(self.day),
            kind=DayKind(self.kind.data),
            title=self.title.data or "",
            known_since=entered(self.known_since),
            reason=entered(self.reason),
        )


class LiftDayForm(BaseForm):
    """Why what was said of a day no longer counts."""

    reason = StringField(_l("거두는 이유"), [Required(_l("거두는 이유를 적으십시오.")), Length(max=300)])

    def parsed(self) -> str:
        """Return what was entered; call only after validate()."""
        return str(entered(self.reason))

"""Owns what is entered when something is shown or given for a granted request."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.footage_access.domain import CONSENT_NAMES, METHOD_NAMES, ConsentItem
from app.viewing_requests.domain import Place
from app.viewing_requests.giving import (
    COPIES,
    DELIVERY_NAMES,
    ENDS_WITH_NAMES,
    IDENTITY_NAMES,
    KEPT_NAMES,
    MASK_METHOD_NAMES,
    MASKING_NAMES,
    MEDIUM_NAMES,
    MODE_NAMES,
    UNMASKED_NAMES,
    Costs,
    Delivery,
    Duties,
    EndsWith,
    HandOver,
    Identity,
    Item,
    KeptBecause,
    MaskAnswer,
    Masking,
    MaskMethod,
    Medium,
    Mode,
    Unmasked,
)
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, SelectChoice
from app.web.languages import say

_OFF = {"autocomplete": "off"}


def _choices(names: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(value), say(name)) for value, name in names.items()]


def _open_choices(names: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice("", "—"), *_choices(names)]


class CopyForm(BaseForm):
    """One copy. Its digest is computed in the browser, or typed; the file itself is never sent."""

    file_name = StringField(_l("파일명"), [Required(_l("파일명을 적으십시오.")), Length(max=200)], render_kw=_OFF)
    medium = SelectField(_l("매체"), choices=lambda: _choices(MEDIUM_NAMES))
    sha256 = StringField(
        "SHA-256", [Optional(), Length(max=64)], render_kw={**_OFF, "spellcheck": "false", "maxlength": "64"}
    )
    size_bytes = IntegerField(_l("크기(바이트)"), [Optional(), NumberRange(min=1)], render_kw={"inputmode": "numeric"})
    span_from = KstDateTimeField(_l("영상 시작"), [Required(_l("영상 시작을 적으십시오."))])
    span_to = KstDateTimeField(_l("영상 끝"), [Required(_l("영상 끝을 적으십시오."))])
    places = SelectMultipleField(
        _l("카메라"), choices=list, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )

    def offer(self, places: Sequence[Place]) -> None:
        """Offer the places that were asked for."""
        self.places.choices = [SelectChoice(place.key, f"{place.label} ({place.code})") for place in places]

    def parsed(self, places: Mapping[str, Place], *, span: tuple[datetime, datetime]) -> Item:
        """Return what was entered.

        :param span: what was asked for, in place of a moment that could not be understood: its field says so.
        """
        chosen = self.places.data or ()
        return Item(
            file_name=self.file_name.data or "",
            medium=Medium(self.medium.data),
            span_from=_moment(self.span_from) or span[0],
            span_to=_moment(self.span_to) or span[1],
            places=tuple(places[key] for key in chosen if key in places),
            sha256=(self.sha256.data or "").lower() or None,
            size_bytes=self.size_bytes.data,
        )


class HandOverCaseForm(BaseForm):
    """What was done, to whom, who hid others in it, and what it cost. What must be there, the command says."""

    mode = RadioField(_l("무엇을 했습니까"), choices=lambda: _choices(MODE_NAMES))
    handed_at = KstDateTimeField(_l("보여 주거나 준 일시"), [Required(_l("일시를 적으십시오."))])
    delivery = SelectField(_l("전달 방법"), choices=lambda: _choices(DELIVERY_NAMES))
    what = StringField(_l("목적·사유"), [Required(_l("목적·사유를 적으십시오.")), Length(max=500)], render_kw=_OFF)
    recipient_name = StringField(_l("받은 사람(청구인과 다를 때만)"), [Optional(), Length(max=100)], render_kw=_OFF)
    recipient_body = StringField(_l("받은 기관"), [Optional(), Length(max=200)], render_kw=_OFF)
    identity = SelectField(_l("확인한 신분증"), choices=lambda: _open_choices(IDENTITY_NAMES))
    masking = RadioField(_l("다른 사람을 가렸습니까"), choices=lambda: _choices(MASKING_NAMES), validate_choice=False)
    unmasked = SelectField(_l("가릴 필요가 없는 까닭"), choices=lambda: _open_choices(UNMASKED_NAMES))
    mask_method = SelectField(_l("가린 방법"), choices=lambda: _open_choices(MASK_METHOD_NAMES))
    masked_by = SelectField(_l("가린 사람"), choices=list)
    contractor = StringField(_l("가린 수탁자"), [Optional(), Length(max=200)], render_kw=_OFF)
    checked_by = SelectField(_l("결과를 확인한 사람"), choices=list)
    mask_words = TextAreaField(_l("살핀 내용"), [Optional(), Length(max=1000)])
    copy_reason = StringField(_l("사본을 준 까닭"), [Optional(), Length(max=300)], render_kw=_OFF)
    encrypted = BooleanField(_l("파일을 암호화함"))
    password_apart = BooleanField(_l("암호는 다른 경로로 알림"))
    player_note = StringField(_l("재생 방법 안내"), [Optional(), Length(max=300)], render_kw=_OFF)
    letter_on = DayField(_l("이용 제한을 요청한 날"))
    letter_document = StringField(_l("문서 번호"), [Optional(), Length(max=200)], render_kw=_OFF)
    limits = TextAreaField(_l("이용 목적·방법의 제한"), [Optional(), Length(max=1000)])
    measures = TextAreaField(_l("안전성 확보에 필요한 조치"), [Optional(), Length(max=1000)])
    accepted_on = DayField(_l("받은 사람이 받아들인 날"))
    consent_on = DayField(_l("동의 받은 날"))
    consent_items = SelectMultipleField(
        _l("동의를 받을 때 알린 것"),
        choices=lambda: _choices(CONSENT_NAMES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    cost_copying = IntegerField(_l("복사·매체(원)"), [Optional(), NumberRange(min=0)])
    cost_masking = IntegerField(_l("가림 처리(원)"), [Optional(), NumberRange(min=0)])
    cost_postage = IntegerField(_l("우송료(원)"), [Optional(), NumberRange(min=0)])
    caused_by_us = BooleanField(_l("회사의 책임으로 청구하게 됨(받지 않음)"))
    waived = BooleanField(_l("그 밖의 까닭으로 받지 않음"))
    use_until = DayField(_l("이용 기간(까지)"))
    ends_with = SelectField(_l("이용이 끝나면"), choices=lambda: _open_choices(ENDS_WITH_NAMES))
    return_by = DayField(_l("돌려받거나 파기를 확인할 날"))
    kept_because = SelectField(_l("돌려받지 않는 까닭"), choices=lambda: _open_choices(KEPT_NAMES))
    method = SelectField(_l("파기 방법"), choices=lambda: _open_choices(METHOD_NAMES))
    place_query = StringField(_l("카메라"), [Optional(), Length(max=2_000)], render_kw=_OFF)
    more_to_come = BooleanField(_l("더 보여 주거나 줄 것이 남음(요청을 닫지 않음)"))
    key = StringField(validators=[Optional(), Length(min=16, max=64)])

    def offer(self, *, modes: Sequence[Mode], people: Sequence[tuple[int, str]]) -> None:
        """Offer what may be done for what was asked, and who may have hidden others or looked at the result."""
        self.mode.choices = [SelectChoice(str(mode), say(MODE_NAMES[mode])) for mode in modes]
        named = [SelectChoice("", "—"), *(SelectChoice(str(number), name) for number, name in people)]
        self.masked_by.choices = self.checked_by.choices = named

    def parsed(self, items: tuple[Item, ...], *, now: datetime) -> HandOver:
        """Return what was entered. Fields of another mode are left out.

        :param now: in place of a moment that could not be understood: its field says so.
        :raises ValueError: if something was sent that no list offers.
        """
        mode = Mode(self.mode.data)
        copies = mode in COPIES
        return HandOver(
            mode=mode,
            delivery=Delivery(self.delivery.data),
            handed_at=_moment(self.handed_at) or now,
            what=self.what.data or "",
            mask=self._mask(mode),
            recipient_name=self.recipient_name.data or None,
            recipient_body=self.recipient_body.data or None,
            identity=Identity(self.identity.data) if self.identity.data else None,
            items=items if copies else (),
            copy_reason=self.copy_reason.data or None,
            encrypted=copies and bool(self.encrypted.data),
            password_apart=copies and bool(self.password_apart.data),
            player_note=(self.player_note.data or "") if copies else "",
            duties=self._duties(),
            costs=Costs(
                copying=self.cost_copying.data or 0,
                masking=self.cost_masking.data or 0,
                postage=self.cost_postage.data or 0,
                caused_by_us=bool(self.caused_by_us.data),
                waived=bool(self.waived.data),
            ),
            use_until=_day(self.use_until),
            **(self._end() if copies else {}),
            method=self.method.data or None,
            more_to_come=bool(self.more_to_come.data),
            consent_on=_day(self.consent_on),
            consent_items=tuple(str(item) for item in ConsentItem if item in (self.consent_items.data or ())),
        )

    def _mask(self, mode: Mode) -> MaskAnswer:
        if mode in {Mode.ANSWER, Mode.DELETED, Mode.SUSPENDED}:
            return MaskAnswer(masking=Masking.NOT_NEEDED, unmasked=Unmasked.NOTHING_SHOWN)
        words = self.mask_words.data or ""
        masking = Masking(self.masking.data) if self.masking.data in set(Masking) else Masking.NOT_NEEDED
        if masking is Masking.NOT_NEEDED:
            answered = self.masking.data == str(masking) and self.unmasked.data
            return MaskAnswer(masking=masking, unmasked=Unmasked(self.unmasked.data) if answered else None, words=words)
        done = masking is Masking.DONE
        return MaskAnswer(
            masking=masking,
            method=MaskMethod(self.mask_method.data) if self.mask_method.data else None,
            masked_by=int(self.masked_by.data) if done and self.masked_by.data else None,
            contractor=None if done else self.contractor.data or None,
            checked_by=int(self.checked_by.data) if self.checked_by.data else None,
            words=words,
        )

    def _duties(self) -> Duties | None:
        sent_on, accepted_on = _day(self.letter_on), _day(self.accepted_on)
        said = any((field.data or "").strip() for field in (self.letter_document, self.limits, self.measures))
        if not said and accepted_on is None:
            return None  # The day it was asked is suggested; without words nobody was asked in writing.
        return Duties(
            sent_on=sent_on,
            document=self.letter_document.data or "",
            limits=self.limits.data or "",
            measures=self.measures.data or "",
            accepted_on=accepted_on,
        )

    def _end(self) -> dict[str, Any]:
        ends = EndsWith(self.ends_with.data) if self.ends_with.data else None
        kept = ends is EndsWith.KEPT
        because = KeptBecause(self.kept_because.data) if kept and self.kept_because.data else None
        return {"ends_with": ends, "return_by": None if kept else _day(self.return_by), "kept_because": because}


def _moment(field: Any) -> datetime | None:  # noqa: ANN401  # As _day.
    found: datetime | None = field.data
    return found


def _day(field: Any) -> date | None:  # noqa: ANN401  # The stubs take our typed fields for text fields.
    found: date | None = field.data
    return found

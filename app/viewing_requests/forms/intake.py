"""Owns what is entered when a request comes in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.viewing_requests.domain import (
    CHANNEL_NAMES,
    FOR_ANOTHER,
    KIND_NAMES,
    REQUESTER_NAMES,
    Channel,
    Intake,
    Place,
    RequesterKind,
    RequestKind,
)
from app.viewing_requests.number_shapes import SHAPE_NAMES, shapes_in
from app.web.forms import BaseForm, KstDateTimeField, SelectChoice, entered
from app.web.languages import say


def choices(names: Mapping[Any, str]) -> list[SelectChoice]:
    """Return a closed list as choices, in its order."""
    return [SelectChoice(str(value), say(name)) for value, name in names.items()]


def subject_of(form: BaseForm) -> dict[str, str | None]:
    """Return for whom a guardian or agent asks; of anybody else what was typed there is left out."""
    fields = ("subject_name", "subject_relation")
    speaks_for_another = form["requester_kind"].data in set(FOR_ANOTHER)
    return {name: (form[name].data or None) if speaks_for_another else None for name in fields}


def subject_is_named(form: BaseForm) -> bool:
    """Say at the field that whom a guardian or agent asks for must be named; return whether that is so."""
    field = form["subject_name"]
    if form["requester_kind"].data not in set(FOR_ANOTHER) or (field.data or "").strip():
        return True
    field.errors = [*field.errors, _("누구를 대리하는지 정보주체의 이름을 적으십시오.")]
    return False


class MeansNumbers:
    """The tick that lets a number stay that looks like one of an identity document."""

    means_it = BooleanField(_l("신분증 번호가 아니거나 꼭 필요해서 그대로 둡니다"))


def doubtful_numbers(form: BaseForm) -> tuple[str, ...]:
    """Return what numbers of identity documents a form seems to hold that nobody has said to mean, as message ids."""
    if form["means_it"].data:
        return ()
    texts = [field.data for field in form if isinstance(field, StringField) and not isinstance(field, HiddenField)]
    found = {shape for text in texts if isinstance(text, str) for shape in shapes_in(text)}
    return tuple(SHAPE_NAMES[shape] for shape in sorted(found))


class ReceiveRequestForm(MeansNumbers, BaseForm):
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
    subject_name = StringField(_l("정보주체 이름"), [Optional(), Length(max=100)], render_kw={"autocomplete": "off"})
    subject_relation = StringField(
        _l("정보주체와의 관계"), [Optional(), Length(max=100)], render_kw={"autocomplete": "off"}
    )
    requester_body = StringField(_l("소속 기관"), [Optional(), Length(max=100)])
    document_no = StringField(_l("공문 번호"), [Optional(), Length(max=100)])
    span_from = KstDateTimeField(_l("영상 시작"), [InputRequired(_l("영상이 시작하는 일시를 입력하십시오."))])
    span_to = KstDateTimeField(_l("영상 끝"), [InputRequired(_l("영상이 끝나는 일시를 입력하십시오."))])
    place_query = StringField(_l("카메라·구역"), [Optional(), Length(max=2_000)])
    places = SelectMultipleField(_l("고른 카메라·구역"), choices=list, validate_choice=False)
    place_words = StringField(_l("장소(말로)"), [Optional(), Length(max=300)])
    purpose = TextAreaField(
        _l("청구 목적과 사유"), [InputRequired(_l("청구하는 목적과 사유를 입력하십시오.")), Length(max=2000)]
    )

    key = HiddenField(validators=[Optional(), Length(min=16, max=64)])

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and that who asks for another names them."""
        fine = super().validate(extra_validators)
        return subject_is_named(self) and fine

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
            **subject_of(self),
        )


class DocumentForm(BaseForm):
    """The number of a letter or warrant that came later."""

    document_no = StringField(
        _l("공문 번호"),
        [InputRequired(_l("공문이나 영장의 번호를 적으십시오.")), Length(max=100)],
        render_kw={"autocomplete": "off"},
    )

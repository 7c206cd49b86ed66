"""Owns what is entered when identity or authority was checked, and when a check is taken back."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.messages import N_
from app.viewing_requests.domain import Channel
from app.viewing_requests.forms.intake import choices
from app.viewing_requests.identity import (
    CHECK_NAMES,
    METHOD_NAMES,
    REVOKED_BECAUSE_NAMES,
    WAYS,
    CheckKind,
    Method,
    RevokedBecause,
)
from app.viewing_requests.number_shapes import SHAPE_NAMES, shapes_in
from app.web.forms import BaseForm, KstDateTimeField, SelectChoice, entered
from app.web.languages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """What was checked, how, when, whether it passed, and what else is to be known."""

    what: CheckKind
    method: Method
    at: datetime
    passed: bool
    note: str


_RESULTS = {"passed": N_("확인됨"), "failed": N_("확인되지 않음")}


class CheckForm(BaseForm):
    """That somebody checked who asks, or that they may. What is checked goes with the method."""

    method = SelectField(_l("확인한 것과 방법"), [InputRequired(_l("무엇을 어떻게 확인했는지 고르십시오."))])
    at = KstDateTimeField(_l("확인한 때"), [InputRequired(_l("확인한 때를 입력하십시오."))])
    result = RadioField(_l("결과"), choices=lambda: choices(_RESULTS), default="passed")
    note = StringField(_l("덧붙임"), [Optional(), Length(max=300)], render_kw={"autocomplete": "off"})
    means_it = BooleanField(_l("신분증 번호가 아니거나 꼭 필요해서 그대로 둡니다"))

    def offer(self, channel: Channel) -> None:
        """Fill the choices with the methods that work over the way the request came in."""
        self.method.choices = [
            SelectChoice(f"{what}:{method}", f"{say(CHECK_NAMES[what])} · {say(METHOD_NAMES[method])}")
            for what in CheckKind
            for method, way in WAYS.items()
            if what in way.shows and channel in way.channels
        ]

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Return what numbers the note seems to hold that nobody has said to mean, as message ids."""
        if self.means_it.data:
            return ()
        return tuple(SHAPE_NAMES[shape] for shape in shapes_in(self.note.data or ""))

    def parsed(self) -> CheckEntry:
        """Return what was entered; call only after validate()."""
        what, _, method = str(self.method.data).partition(":")
        return CheckEntry(
            what=CheckKind(what),
            method=Method(method),
            at=entered(self.at),
            passed=self.result.data == "passed",
            note=self.note.data or "",
        )


class RevokeCheckForm(BaseForm):
    """Why a check no longer counts."""

    because = RadioField(_l("취소하는 까닭"), choices=lambda: choices(REVOKED_BECAUSE_NAMES))

    def parsed(self) -> RevokedBecause:
        """Return what was entered; call only after validate()."""
        return RevokedBecause(self.because.data)

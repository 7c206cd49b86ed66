"""Owns what is entered about signs on walls: at the desk, on a phone, and when a round is opened."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Length, NumberRange, Optional

from app.kernel.errors import Problem
from app.kernel.messages import N_, Message
from app.signage.placing import ACT_NAMES, LONGEST_DAMAGE, LONGEST_PLACE, MOST_CAMERAS, Act, Sighting, Source
from app.signage.refusals import BadSighting
from app.web.forms import BaseForm, DayField, KstDateTimeField, Required, SelectChoice, entered
from app.web.languages import say

T = TypeVar("T")
ACCEPTED = "image/jpeg,image/png,image/webp"
_YES, _NO = "yes", "no"
_ANSWERS = {_YES: True, _NO: False}
AT_DESK = (Act.MOUNTED, Act.SEEN, Act.DAMAGED, Act.MISSING, Act.REMOVED)


def _yes_no(yes: object, no: object) -> list[SelectChoice]:
    return [SelectChoice(_YES, yes), SelectChoice(_NO, no)]


class NoteSightingForm(BaseForm):
    """What somebody did or saw at one sign."""

    key = HiddenField()
    act = RadioField(
        _l("한 일이나 본 것"),
        [Required(_l("하나를 고르십시오."))],
        choices=lambda: [SelectChoice(act.value, say(ACT_NAMES[act])) for act in AT_DESK],
    )
    at = KstDateTimeField(_l("일시"), [Required(_l("일시를 입력하십시오."))])
    place = StringField(_l("거는 자리"), [Length(max=LONGEST_PLACE)], render_kw={"placeholder": _l("정문 왼쪽 기둥")})
    revision = StringField(_l("안내판에 적힌 개정"), [Length(max=6)], render_kw={"autocapitalize": "characters"})
    text_matches = RadioField(
        _l("적힌 글"), [Optional()], choices=lambda: _yes_no(_l("대장과 같음"), _l("다름")), validate_choice=False
    )
    readable = RadioField(
        _l("보임"), [Optional()], choices=lambda: _yes_no(_l("잘 보임"), _l("잘 보이지 않음")), validate_choice=False
    )
    damage = StringField(_l("훼손"), [Length(max=LONGEST_DAMAGE)])
    cameras_counted = IntegerField(_l("센 카메라 수"), [Optional(), NumberRange(0, MOST_CAMERAS)])
    photo = FileField(_l("사진"), render_kw={"accept": ACCEPTED})
    old_taken_down = BooleanField(_l("먼저 걸려 있던 안내판을 떼어 냈음"), default=True)

    def parsed(self, number: str) -> Sighting:
        """Return what was entered; call only after validate()."""
        act = Act(entered(self.act))
        looked = act in {Act.MOUNTED, Act.SEEN, Act.DAMAGED}
        return Sighting(
            id=self.key.data or str(uuid4()),
            number=number,
            act=act,
            at=entered(self.at),
            source=Source.DESK,
            revision=(self.revision.data or "").upper() or None,
            place=self.place.data or "",
            text_matches=_ANSWERS.get(self.text_matches.data or "") if looked else None,
            readable=_ANSWERS.get(self.readable.data or "") if looked else None,
            damage=self.damage.data or "",
            cameras_counted=self.cameras_counted.data,
        )


@dataclass(frozen=True, slots=True)
class RoundOrder:
    """Who is to look at which signs until when."""

    sites: tuple[str, ...]
    region: str | None
    assigned_to: int
    due_on: date


class OpenRoundForm(BaseForm):
    """A round: a whole region, or some sites."""

    region = SelectField(_l("지역"), validate_choice=False)
    sites = SelectMultipleField(_l("설치장소"), validate_choice=False, render_kw={"size": "8"})
    assigned_to = SelectField(_l("맡을 사람"), [Required(_l("맡을 사람을 고르십시오."))], coerce=int)
    due_on = DayField(_l("마칠 날"), [Required(_l("마칠 날을 입력하십시오."))])

    def parsed(self, sites_of_region: Mapping[str, Sequence[str]]) -> RoundOrder:
        """Return what was entered; call only after validate(). Sites named are added to those of the region.

        :raises BadSighting: if no site was chosen.
        """
        region = self.region.data or None
        sites = {*filter(None, self.sites.data or ()), *sites_of_region.get(region or "", ())}
        if not sites:
            raise BadSighting([Problem(say(N_("설치장소")), Message(N_("지역이나 설치장소를 고르십시오.")))])
        return RoundOrder(tuple(sorted(sites)), region, entered(self.assigned_to), entered(self.due_on))


def sent_checks(text: str, *, round_id: str) -> list[tuple[str, Sighting | None, bool]]:
    """Return what a phone sent, each with its mark, what it says (None: not understood), and if the old sign went."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(sent, list):
        return []
    return [_sent(one, round_id) for one in sent if isinstance(one, dict)]


def _sent(one: dict[str, Any], round_id: str) -> tuple[str, Sighting | None, bool]:
    mark = one.get("id")
    mark = mark if isinstance(mark, str) and mark.isascii() else ""
    try:
        sighting = Sighting(
            id=mark,
            number=_typed(one, "number", str),
            act=Act(one.get("act", "")),
            at=datetime.fromisoformat(_typed(one, "at", str)),
            source=Source.FIELD,
            revision=_maybe(one, "revision", str) or None,
            place=_typed(one, "place", str).strip(),
            text_matches=_maybe(one, "text_matches", bool),
            readable=_maybe(one, "readable", bool),
            damage=_typed(one, "damage", str).strip(),
            cameras_counted=_maybe(one, "cameras_counted", int),
            round_id=round_id,
        )
    except (ValueError, TypeError):
        return mark, None, True
    if sighting.at.tzinfo is None:
        return mark, None, True
    return mark, sighting, one.get("old_taken_down") is not False


def _typed(one: dict[str, Any], name: str, kind: type[T]) -> T:
    value = one.get(name, "" if kind is str else None)
    if type(value) is not kind:  # A truth value is no number.
        raise TypeError(name)
    if isinstance(value, str) and not all(_can_be_kept(character) for character in value):
        raise ValueError(name)
    return value


def _can_be_kept(character: str) -> bool:
    """Return whether a database keeps a character: neither a control but white space, nor half of a pair (UTF-16)."""
    return unicodedata.category(character) not in {"Cc", "Cs"} or character in "\t\n\r"


def _maybe(one: dict[str, Any], name: str, kind: type[T]) -> T | None:
    return None if one.get(name) is None else _typed(one, name, kind)

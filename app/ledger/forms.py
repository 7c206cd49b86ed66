"""Owns what the ledger page is filtered by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from app.ledger.events import catalogue
from app.web.forms import BaseForm, DayField, SelectChoice

KINDS: Mapping[str, str] = {
    "account": _l("계정"),
    "agreement": _l("협약"),
    "camera": _l("카메라"),
    "clock": _l("서버 시계"),
    "contractor": _l("수탁자"),
    "footage": _l("영상 취급"),
    "organisation": _l("조직"),
    "policy": _l("처리방침"),
    "post": _l("직위"),
    "row": _l("공개 행"),
    "session": _l("접속"),
    "sign": _l("안내판"),
    "sign_in": _l("로그인 실패"),
    "site": _l("설치장소"),
    "viewing_request": _l("열람 등 요구"),
    "zone": _l("구역"),
}
"""What entries are about, by the beginning of their events' names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody wants to see."""

    person: int | None = None
    site: str | None = None
    kind: str | None = None
    subject: str | None = None
    first_day: date | None = None
    last_day: date | None = None


class FilterForm(BaseForm):
    """Which entries to show; all fields may stay empty."""

    person = SelectField(_l("사람"), validators=[Optional()])
    site = SelectField(_l("설치장소"), validators=[Optional()])
    kind = SelectField(_l("종류"), validators=[Optional()])
    subject = StringField(_l("대상"), validators=[Optional(), Length(max=200)])
    since = DayField(_l("시작일"), validators=[Optional()])
    until = DayField(_l("종료일"), validators=[Optional()])

    def offer(self, *, people: Mapping[int, str], sites: Iterable[str]) -> None:
        """Fill the choices."""
        everybody = sorted(people.items(), key=lambda pair: (pair[1], pair[0]))
        kinds = sorted({name.partition(".")[0] for name in catalogue()})
        self.person.choices = [_all(), *(SelectChoice(str(number), name) for number, name in everybody)]
        self.site.choices = [_all(), *(SelectChoice(code, code) for code in sites)]
        self.kind.choices = [_all(), *(SelectChoice(kind, KINDS.get(kind, kind)) for kind in kinds)]

    def parsed(self) -> Wanted:
        """Return what was chosen; call only after validate()."""
        return Wanted(
            person=int(self.person.data) if self.person.data else None,
            site=self.site.data or None,
            kind=f"{self.kind.data}." if self.kind.data else None,
            subject=self.subject.data or None,
            first_day=_day(self.since),
            last_day=_day(self.until),
        )


def _day(field: DayField) -> date | None:
    found: date | None = field.data  # type: ignore[assignment]  # The stubs only know text.
    return found


def _all() -> SelectChoice:
    return SelectChoice("", _l("전체"))

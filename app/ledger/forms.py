"""Owns what the ledger page is filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from app.ledger.events import catalogue
from app.web.forms import BaseForm, DayField, SelectChoice

_REGISTRY = ("organisation", "row", "site", "zone", "camera", "post", "contractor", "agreement")
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "footage": (
        _l("영상 취급"),
        ("footage.accessed", "footage.ended", "footage.corrected", "footage.withdrawn", "footage.letter_recorded"),
    ),
    "look": (_l("관리대장 열람·내보내기"), ("footage.register_read", "footage.exported", "request_attachment.opened")),
    "shift": (_l("근무 교대"), ("footage.shift_handed_over", "footage.shift_taken_over")),
    "request": (
        _l("열람 등 요구"),
        (
            "viewing_request.received",
            "viewing_request.document_noted",
            "viewing_request.checked",
            "viewing_request.check_revoked",
            "request_attachment.kept",
            "request_attachment.removed",
            "viewing_request.endorsed",
            "viewing_request.approved",
            "viewing_request.guard_overridden",
            "viewing_request.refused",
            "viewing_request.fulfilled",
            "viewing_request.withdrawn",
            "viewing_request.closed",
            "viewing_request.postponed",
            "viewing_request.paused",
            "viewing_request.resumed",
            "viewing_request.due_moved",
            "answer_day.set",
            "answer_day.lifted",
        ),
    ),
    "hold": (
        _l("영상 보존"),
        (
            "viewing_request.hold_raised",
            "viewing_request.hold_set",
            "viewing_request.hold_confirmed",
            "viewing_request.hold_extended",
            "viewing_request.hold_released",
            "viewing_request.hold_too_late",
            "viewing_request.hold_dropped",
            "viewing_request.footage_recounted",
            "viewing_request.places_named",
        ),
    ),
    "registry": (_l("시설 대장"), tuple(f"{kind}.{act}" for kind in _REGISTRY for act in ("recorded", "ended"))),
    "post": (_l("직위 담당자"), ("post.assigned", "post.released")),
    "sign": (
        _l("안내판"),
        (
            "sign.issued",
            "sign.printed",
            "sign.batch_made",
            "sign.withdrawn",
            "sign.returned",
            "sign.scheme_chosen",
            "sign.substitute_recorded",
            "sign.substitute_ended",
            "sign.look_chosen",
        ),
    ),
    "policy": (
        _l("운영·관리 방침"),
        (
            "policy.drafted",
            "policy.refreshed",
            "policy.reviewed",
            "policy.sent_back",
            "policy.approved",
            "policy.announced",
            "policy.entered_into_force",
            "policy.replaced",
            "policy.withdrawn",
            "policy.clause_reworded",
            "policy.clause_restored",
        ),
    ),
    "account": (
        _l("계정과 권한"),
        (
            "account.opened",
            "account.disabled",
            "account.role_granted",
            "account.role_ended",
            "account.password_set",
            "stand_in.set",
            "stand_in.ended",
            "notice_address.set",
            "notice_address.removed",
        ),
    ),
    "access": (
        _l("로그인"),
        (
            "session.opened",
            "session.ended",
            "session.proven_again",
            "session.used_in_parallel",
            "sign_in.failed",
            "sign_in_rule.set",
            "first_link.made",
            "first_link.ended",
            "authenticator.enrolled",
            "authenticator.ended",
            "recovery_codes.issued",
            "recovery_codes.used",
            "passkey.registered",
            "passkey.ended",
            "switch_pin.set",
            "switch_pin.removed",
        ),
    ),
    "personal_data": (
        _l("접속기록"),
        (
            "personal_data.viewed",
            "personal_data.searched",
            "personal_data.exported",
            "personal_data.printed",
            "personal_data.downloaded",
            "personal_data.copies_stopped",
            "access_record.keeping_set",
        ),
    ),
    "ledger": (
        _l("원장과 파기"),
        ("personal_part.erased", "clock.anomaly", "ledger.key_changed", "ledger.witness_named"),
    ),
    "checks": (
        _l("점검"),
        ("findings.followed", "finding.acknowledged", "finding.acknowledgement_ended"),
    ),
    "backup": (_l("백업"), ("backup.made",)),
}
"""What entries are about: how it is called, and which events it is. Any other event is of the kind ``OTHER``."""
OTHER = "other"
_WITH_CODES = (
    "viewing_request", "footage", "camera", "zone", "site", "row", "sign", "post", "contractor", "agreement",
    "recorder", "account", "token",
)  # fmt: skip
"""What entries are about and people know by a code or number."""


def events_of(kind: str) -> tuple[str, ...]:
    """Return the names of all events of a kind."""
    if kind in KINDS:
        return KINDS[kind][1]
    known = {name for _label, names in KINDS.values() for name in names}
    return tuple(name for name in catalogue() if name not in known)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody wants to see."""

    person: int | None = None
    site: str | None = None
    names: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None
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

    def offer(self, *, people: Mapping[int, str], sites: Mapping[str, str]) -> None:
        """Fill the choices.

        :param sites: what each site is called, by its code.
        """
        everybody = sorted(people.items(), key=lambda pair: (pair[1], pair[0]))
        places = sorted(sites.items(), key=lambda pair: (pair[1], pair[0]))
        kinds = [(kind, label) for kind, (label, _names) in KINDS.items()]
        if events_of(OTHER):
            kinds.append((OTHER, _l("그 밖")))
        self.person.choices = [_all(), *(SelectChoice(str(number), name) for number, name in everybody)]
        self.site.choices = [_all(), *(SelectChoice(code, name) for code, name in places)]
        self.kind.choices = [_all(), *(SelectChoice(kind, label) for kind, label in kinds)]

    def parsed(self) -> Wanted:
        """Return what was chosen; call only after validate()."""
        return Wanted(
            person=int(self.person.data) if self.person.data else None,
            site=self.site.data or None,
            names=events_of(self.kind.data) if self.kind.data else None,
            subjects=_subjects(self.subject.data or ""),
            first_day=_day(self.since),
            last_day=_day(self.until),
        )


def _subjects(typed: str) -> tuple[str, ...] | None:
    """Return what entries may be about whose code or number was typed; a link names the kind as well."""
    if not typed:
        return None
    return (typed,) if ":" in typed else tuple(f"{kind}:{typed}" for kind in _WITH_CODES)


def _day(field: DayField) -> date | None:
    found: date | None = field.data  # type: ignore[assignment]  # The stubs only know text.
    return found


def _all() -> SelectChoice:
    return SelectChoice("", _l("전체"))

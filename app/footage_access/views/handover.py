"""Owns the page on which something is shown or given for a granted request, and recorded in the same act."""

import secrets
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.footage_access import commands
from app.footage_access.domain import GROUND_CONSENT, RECORDERS
from app.footage_access.forms import CopyForm, HandOverCaseForm
from app.footage_access.views import blueprint
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.messages import N_, Message
from app.law.sources import latest
from app.registry import queries as registry
from app.viewing_requests import commands as requests_commands
from app.viewing_requests import queries as requests
from app.viewing_requests.domain import Handling, Place
from app.viewing_requests.giving import (
    COPIES,
    GIVING_MODES,
    MODES_OF,
    MOST_ITEMS,
    Delivery,
    EndsWith,
    HandOver,
    KeptBecause,
    Mode,
)
from app.viewing_requests.places import Picked, picked
from app.viewing_requests.queries import RequestDetail
from app.viewing_requests.states import GRANTED
from app.web.access import allow, current_actor, fresh
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import looks_at

_WHAT = N_("{requester} {kind} 요구: {purpose}")
_MOST_LETTERS = 500
_DRAFTED = ("limits", "measures", "use_until")
_SOURCES = (
    "guideline.46",
    "decree.46.1",
    "pipa.18.3",
    "pipa.18.5",
    "product.emergency_letter",
    "decree.47.1",
    "guideline.44.5",
)


@blueprint.route("/footage/hand-over/<number>", methods=["GET", "POST"])
@allow(*RECORDERS, act=Act.HAND_OVER)
@looks_at("viewing_request/{number}")
@fresh
def hand_over_case(number: str) -> ResponseReturnValue:
    """Show or give what was granted, or do what was asked; the register's entry is written by the same act."""
    actor, now = current_actor(), utc_now()
    detail = requests.request_detail(db.session(), number=number, actor=actor, now=now)
    form = HandOverCaseForm(posted(), now=now, data=_suggested(detail))
    found = _places(form)
    offered = detail.row.places or found.places
    copies = _copy_forms(detail, offered)
    form.offer(modes=MODES_OF[detail.row.kind], people=_people(offered))
    handover = None
    if request.method == "POST" and "add" not in request.form:
        handover = _checked(detail, form, copies, offered, now=now)
    if handover is not None:
        try:
            if found.refusal:
                raise found.refusal
            with unit_of_work() as session:
                done = commands.hand_over_case(
                    session,
                    number=number,
                    handover=handover,
                    actor=actor,
                    now=now,
                    key=form.key.data or None,
                    places=found.places,
                )
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said = _("요청 %(number)s의 이행을 기록했습니다.", number=number)
            if done.entry_leaf is not None:
                entry = _("관리대장 기록 %(number)s번", number=done.entry_leaf + 1)
                said = f"{said} {entry}"
            flash(said)
            return redirect(url_for("viewing_requests.show_request", number=number), code=303)
    refused = request.method == "POST" and "add" not in request.form
    return _page(detail, form, copies, offered), 422 if refused else 200


def _checked(
    detail: RequestDetail, form: HandOverCaseForm, copies: list[CopyForm], offered: tuple[Place, ...], *, now: datetime
) -> HandOver | None:
    """Return what was entered; None if something is wrong, and then everything that is stands at its field."""
    fine, row = _valid(form, copies), detail.row
    known, span = {place.key: place for place in offered}, (row.span_from, row.span_to)
    try:
        items = tuple(copy.parsed(known, span=span) for copy in copies) if _gives_copies(form) else ()
        handover = form.parsed(items, now=now)
    except ValueError:
        return None  # Something no list offers: its field says so.
    if row.status not in GRANTED:
        return handover if fine else None  # The command says that it is the wrong moment.
    wrongs = list(requests_commands.wrongs_of(db.session(), row, handover, now=now))
    for wrong in wrongs:
        _mark(form, copies, wrong)
    missing = requests.missing_checks(db.session(), request_id=row.id)
    form.form_errors.extend(say(line) for line in missing)
    return handover if fine and not wrongs and not missing else None


def _mark(form: HandOverCaseForm, copies: list[CopyForm], wrong: requests_commands.Wrong) -> None:
    """Put what is wrong at its field, unless the field says already that it is empty or not understood."""
    fields = {field.name: field for one in (form, *copies) for field in one}
    field = fields.get(wrong.field)
    if field is None:
        form.refuse(wrong.refusal)
    elif not field.errors:
        field.errors = [say(wrong.refusal)]


def _page(detail: RequestDetail, form: HandOverCaseForm, copies: list[CopyForm], offered: tuple[Place, ...]) -> str:
    return render_template(
        "footage_access/hand_over.html",
        case=detail,
        form=form,
        copies=copies,
        offered=offered,
        may_add=len(copies) < MOST_ITEMS,
        is_open=detail.row.status in GRANTED,
        provision=detail.row.handling is Handling.PROVISION and not detail.row.own_use,
        is_emergency=requests.is_at_once(db.session(), request_id=detail.row.id),
        draft=requests.drafted_letter(db.session(), number=detail.row.number, actor=current_actor()),
        by_consent=_rests_on_consent(detail),
        copy_modes=" ".join(COPIES),
        giving_modes=" ".join(GIVING_MODES),
        sources={key: latest(key) for key in _SOURCES},
    )


def _suggested(detail: RequestDetail) -> dict[str, Any]:
    """Return what the case suggests for an empty form."""
    row, now = detail.row, utc_now()
    provision = row.handling is Handling.PROVISION
    letter = provision and not row.own_use
    mode = MODES_OF[row.kind][0]
    draft = requests.drafted_letter(db.session(), number=row.number, actor=current_actor()) if letter else None
    drafted = {} if draft is None else {name: getattr(draft, name) for name in _DRAFTED} | _ending(draft)
    return {
        "mode": mode,
        "handed_at": now.replace(second=0, microsecond=0),
        "delivery": _usual_delivery(mode, letter=letter),
        "what": _purpose(detail),
        "recipient_body": row.requester_body,
        "letter_on": kst_day(now) if letter else None,
        "ends_with": EndsWith.DESTROY if provision else EndsWith.KEPT,
        "kept_because": None if provision else KeptBecause.OWN_COPY,
        "key": secrets.token_urlsafe(16),
        **drafted,
        **({"letter_on": draft.letter_on, "letter_document": draft.document} if draft else {}),
    }


def _purpose(detail: RequestDetail) -> str:
    """Return for what the footage was asked, as the register's column of purpose and reason takes it."""
    row, asked = detail.row, detail.party.purpose if detail.party else ""
    if not asked:
        return ""
    kind = say(row.kind_name)
    said = say(Message(_WHAT, {"requester": say(row.requester), "kind": kind, "purpose": " ".join(asked.split())}))
    return said[:_MOST_LETTERS]


def _ending(draft: requests.DraftedLetter) -> dict[str, Any]:
    """Return what the letter says becomes of the footage, if it says so."""
    if draft.ends_with is None:
        return {}
    return {"ends_with": draft.ends_with, "return_by": draft.return_by}


def _usual_delivery(mode: Mode, *, letter: bool) -> Delivery:
    """Return how what is done so usually reaches the recipient."""
    if mode not in GIVING_MODES:
        return Delivery.TOLD
    return Delivery.COLLECTED if letter and mode is not Mode.SHOWN else Delivery.IN_PERSON


def _rests_on_consent(detail: RequestDetail) -> bool:
    """Return whether footage leaves, or is used, because those in it agreed (법 18②1)."""
    return detail.decision is not None and detail.decision.ground == GROUND_CONSENT


def _copy_forms(detail: RequestDetail, offered: tuple[Place, ...]) -> list[CopyForm]:
    """Return a form for each copy: as many as were sent, one more where that was asked for."""
    sent = request.form.get("copies", "1")
    number = min(max(int(sent) if sent.isdecimal() and len(sent) <= 2 else 1, 1), MOST_ITEMS)  # noqa: PLR2004  # Digits.
    total = min(number + ("add" in request.form), MOST_ITEMS)
    given = {
        "span_from": detail.row.span_from,
        "span_to": detail.row.span_to,
        "places": [place.key for place in offered],
    }
    forms = []
    for at in range(1, total + 1):
        form = CopyForm(posted() if at <= number else None, prefix=f"copy{at}-", data=given)
        form.offer(offered)
        forms.append(form)
    return forms


def _gives_copies(form: HandOverCaseForm) -> bool:
    return form.mode.data in set(COPIES)


def _valid(form: HandOverCaseForm, copies: list[CopyForm]) -> bool:
    """Return whether everything could be understood; copies count only where some were given."""
    fine = form.validate()
    if _gives_copies(form):
        answers = [copy.validate() for copy in copies]  # All of them, so that each shows what it lacks.
        fine = fine and all(answers)
    return fine


def _places(form: HandOverCaseForm) -> Picked:
    typed = form.place_query.data or ""
    if not typed:
        return Picked()
    snapshot = registry.snapshot(db.session(), as_of=kst_day(utc_now()))
    return picked(snapshot, keys=(), typed=typed, sites=current_actor().sites)


def _people(places: tuple[Place, ...]) -> list[tuple[int, str]]:
    """Return who works with footage at the site the case is about, or anywhere if it is about several."""
    sites = {place.site_code for place in places}
    site = sites.pop() if len(sites) == 1 else None
    now = utc_now()
    found = {
        one: name
        for role in RECORDERS
        for one, name in accounts.holders_of(db.session(), role=role, site_code=site, now=now)
    }
    return sorted(found.items(), key=lambda one: (one[1], one[0]))

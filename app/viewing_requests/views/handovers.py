"""Owns the pages about copies that left: what is out, that one came back, and whether a file is what was given."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.handovers import ReturnForm, VerifyFileForm
from app.viewing_requests.giving import (
    DELIVERY_NAMES,
    ENDS_WITH_NAMES,
    IDENTITY_NAMES,
    KEPT_NAMES,
    MASK_METHOD_NAMES,
    MASKING_NAMES,
    MEDIUM_NAMES,
    MODE_NAMES,
    RETURNED_NAMES,
    UNMASKED_NAMES,
    Returned,
)
from app.viewing_requests.handover_refusals import CopyNotFound
from app.viewing_requests.queries import CopyRow, HandoverRow
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.forms import entered, posted
from app.web.languages import say
from app.web.looks_recorded import looks_at

_NAMES: dict[str, str] = {
    f"{kind.__name__}.{value}": name
    for names in (
        MODE_NAMES, DELIVERY_NAMES, IDENTITY_NAMES, MASKING_NAMES, MASK_METHOD_NAMES, UNMASKED_NAMES, MEDIUM_NAMES,
        ENDS_WITH_NAMES, KEPT_NAMES, RETURNED_NAMES,
    )
    for value, name in names.items()
    for kind in (type(value),)
}  # fmt: skip


@blueprint.app_template_filter("given_as")
def given_as(value: str | None, kind: str) -> str:
    """Return what a stored name of a hand-over is called: ``{{ row.mode|given_as('Mode') }}``."""
    return say(_NAMES[f"{kind}.{value}"]) if value else "—"


@blueprint.app_template_filter("size")
def size(number: int | None) -> str:
    """Return a size in bytes, with its thousands set apart."""
    return "—" if number is None else f"{number:,} B"


@blueprint.app_template_global()
def case_handovers(number: str) -> tuple[list[HandoverRow], dict[int, str]]:
    """Return the hand-overs of a case and the names in them, for its page."""
    found = queries.handovers_of(db.session(), number=number, actor=current_actor())
    people = {one for row in found for one in row.people}
    return found, accounts.names_of(db.session(), account_ids=people)


@blueprint.get("/requests/returns")
@allow(*queries.READS_HANDOVERS, act=Act.READ)
@looks_at("viewing_request/returns")
def list_returns() -> ResponseReturnValue:
    """Show which copies are out and when they are due back, and which came back."""
    session, actor, today = db.session(), current_actor(), kst_day(utc_now())
    out = queries.copies_out(session, actor=actor)
    back = queries.copies_back(session, actor=actor)
    people = {copy.back.confirmed_by for copy in back if copy.back}
    return render_template(
        "viewing_requests/list_returns.html",
        late=[copy for copy in out if copy.is_overdue(today)],
        due=[copy for copy in out if not copy.is_overdue(today)],
        back=back,
        today=today,
        names=accounts.names_of(session, account_ids=people),
        may_work=actor.has(*WORKS_ON_CASES),
    )


@blueprint.route("/requests/<number>/returned/<int:leaf>", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def confirm_return(number: str, leaf: int) -> ResponseReturnValue:
    """Note what became of copies of one hand-over."""
    actor, now = current_actor(), utc_now()
    queries.request_row(db.session(), number=number, actor=actor, now=now)
    out = _out(number, leaf, actor)
    form = ReturnForm(
        posted(),
        now=now,
        data={"positions": [str(copy.position) for copy in out], "how": "destroyed", "on": kst_day(now)},
    )
    form.offer([(copy.position, copy.name) for copy in out])
    if posted() is not None and form.validate():
        try:
            with unit_of_work() as session:
                closed = _confirm(session, form, number=number, leaf=leaf)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            done = _("요청 %(number)s의 사본을 확인했습니다.", number=number)
            flash(f"{done} {_('남은 일이 없어 요청을 종결했습니다.')}" if closed else done)
            return redirect(url_for(".show_request", number=number), code=303)
    status = 422 if form.errors else 200
    return render_template("viewing_requests/confirm_return.html", form=form, number=number, copies=out), status


@blueprint.route("/requests/verify-file", methods=["GET", "POST"])
@allow(*queries.READS_HANDOVERS, act=Act.READ)
@looks_at("viewing_request/files")
def verify_file() -> ResponseReturnValue:
    """Say whether and when a file was handed over; only its digest and size are sent, in the body."""
    form, actor = VerifyFileForm(posted()), current_actor()
    found: list[CopyRow] | None = None
    alike: list[CopyRow] = []
    if posted() is not None and form.validate():
        sha256, length = entered(form.sha256).lower(), form.size_bytes.data
        found = queries.copies_with_digest(db.session(), sha256=sha256, actor=actor)
        if not found and length:
            alike = queries.copies_of_size(db.session(), size_bytes=length, sha256=sha256, actor=actor)
    status = 422 if form.errors else 200
    return render_template("viewing_requests/verify_file.html", form=form, found=found, alike=alike), status


def _out(number: str, leaf: int, actor: Actor) -> list[CopyRow]:
    found = queries.handovers_of(db.session(), number=number, actor=actor)
    out = [copy for row in found if row.leaf == leaf for copy in row.copies if copy.back is None]
    if not out:
        raise CopyNotFound
    return out


def _confirm(session: Any, form: ReturnForm, *, number: str, leaf: int) -> bool:  # noqa: ANN401  # A session.
    return commands.confirm_return(
        session,
        number=number,
        leaf=leaf,
        positions=[int(position) for position in form.positions.data or ()],
        how=Returned(form.how.data),
        on=entered(form.on),
        by_word_of=entered(form.by_word_of),
        document_no=form.document_no.data or None,
        actor=current_actor(),
        now=utc_now(),
    )

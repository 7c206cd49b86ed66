"""Owns the one page every longer act on a request is done from: a form, what it rests on, and back to the case."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.database import db, unit_of_work
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.citation import Source
from app.viewing_requests import queries
from app.viewing_requests.claims import UnlawfulGround
from app.viewing_requests.refusals import OtherReadingUnsaid, UnlawfulReason
from app.web.access import current_actor
from app.web.forms import BaseForm, posted


def act_page(
    number: str,
    form: BaseForm,
    act: Callable[[Any], object],
    *,
    done: str,
    title: str,
    button: str,
    text: str = "",
    notes: Sequence[Source] = (),
    hints: Mapping[str, object] | None = None,
    hidden: Collection[str] = (),
    stopped: Callable[[], tuple[UnlawfulGround, ...]] = tuple,
    stopped_title: str = "",
    warns: Sequence[str] = (),
) -> ResponseReturnValue:
    """Show a form about a request, or do what it says and go on to the case; what was typed stays if it is refused.

    :param done: the sentence said afterwards.
    :param notes: sources told above the form, in our words.
    :param hints: what stands below the label of a field.
    :param hidden: fields this person has no use for.
    :param stopped: returns why a reason is not lawful, once it was read.
    :param stopped_title: what cannot be done for such a reason; by default limiting what is shown.
    :param warns: sentences above the form to be seen first.
    """
    row = queries.request_row(db.session(), number=number, actor=current_actor(), now=utc_now())
    status, read = 200, False
    if posted() is not None:
        status = 422
        if form.validate():
            try:
                with unit_of_work() as session:
                    act(session)
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.refuse(refusal)
                read = isinstance(refusal, (UnlawfulReason, OtherReadingUnsaid))
                status = 422 if read else 409
            else:
                flash(done)
                return redirect(url_for("viewing_requests.show_request", number=number), code=303)
    return render_template(
        "viewing_requests/act_on_request.html",
        row=row,
        form=form,
        title=title,
        button=button,
        text=text,
        notes=notes,
        hints=hints or {},
        hidden=frozenset(hidden) | (frozenset() if read else frozenset({"other_reading"})),
        stopped=stopped() if read else (),
        stopped_title=stopped_title,
        warns=warns,
    ), status

"""Owns the page on which the letter to a recipient is written, before anything leaves."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import latest
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.forms.letters import LetterDraftForm
from app.viewing_requests.giving import EndsWith, LetterEntry
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.looks_recorded import looks_at


@blueprint.route("/requests/<number>/letter", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def draft_letter(number: str) -> ResponseReturnValue:
    """Write the letter that limits a recipient's use (법 18⑤); it can be printed from the papers of the case."""
    actor, now = current_actor(), utc_now()
    row = queries.request_row(db.session(), number=number, actor=actor, now=now)
    before = queries.drafted_letter(db.session(), number=number, actor=actor)
    form, status = LetterDraftForm(posted(), now=now, data=_suggested(before, today=kst_day(now))), 200
    if posted() is not None:
        status = 422
        if form.validate():
            try:
                with unit_of_work() as session:
                    commands.draft_letter(session, number=number, letter=form.parsed(), actor=actor, now=now)
            except (NotFound, NotAllowed):
                raise
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                flash(_("이용 제한 요청서를 썼습니다. 인쇄하여 보내고, 받은 사람의 수락을 받은 뒤 이행하십시오."))
                return redirect(url_for("case_papers.list_papers", number=number), code=303)
    return render_template(
        "viewing_requests/draft_letter.html", row=row, form=form, before=before, source=latest("pipa.18.5")
    ), status


def _suggested(before: queries.DraftedLetter | None, *, today: date) -> dict[str, Any]:
    if before is None:
        return {"letter_on": today, "ends_with": EndsWith.DESTROY}
    return {name: getattr(before, name) for name in LetterEntry.__slots__}

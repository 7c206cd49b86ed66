"""Owns the page of what is to be done at recorders and in cases, the most urgent first."""

from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.viewing_requests import queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.queries.duties import letters_due
from app.viewing_requests.queries.tasks import case_tasks
from app.viewing_requests.urgency import TaskKind
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at

_PAGES = {  # In the order of the page: what cannot wait first.
    TaskKind.LOCK: "viewing_requests.set_holds",
    TaskKind.FIND: "viewing_requests.name_places",
    TaskKind.CONFIRM: "viewing_requests.confirm_holds",
    TaskKind.EXTEND: "viewing_requests.extend_holds",
    TaskKind.RELEASE: "viewing_requests.release_holds",
}


@blueprint.get("/requests/tasks")
@allow(*WORKS_ON_CASES, act=Act.READ)
@looks_at("viewing_request/tasks")
def list_tasks() -> ResponseReturnValue:
    """Show what is to be locked, checked, told, shown and brought back."""
    session, actor, now = db.session(), current_actor(), utc_now()
    holds = queries.hold_tasks(session, actor=actor, now=now)
    by_kind = sorted(holds, key=lambda task: list(_PAGES).index(task.due.kind))
    out = queries.copies_out(session, actor=actor)
    today = kst_day(now)
    return render_template(
        "viewing_requests/list_tasks.html",
        groups=[(kind, list(tasks)) for kind, tasks in groupby(by_kind, key=lambda task: task.due.kind)],
        pages=_PAGES,
        cases=case_tasks(session, actor=actor, now=now),
        letters=letters_due(session, actor=actor.acting_as(*WORKS_ON_CASES)),
        now=now,
        late=[copy for copy in out if copy.is_overdue(today)],
        due=[copy for copy in out if not copy.is_overdue(today)],
    )

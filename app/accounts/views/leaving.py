"""Owns the page on which somebody leaves or moves: what ends with it, and who goes on with what is open."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import commands, queries
from app.accounts.domain import READERS_OF_PEOPLE, check_may_administer
from app.accounts.leaving import LEAVING_NAMES
from app.accounts.queries.known import known_person
from app.accounts.queries.leaving import left_behind, open_departure
from app.accounts.rights_form import LeavingForm
from app.accounts.views import blueprint
from app.accounts.wiring import open_tasks_of, tell_successor
from app.database import db, unit_of_work
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import Refusal
from app.web.access import allow, current_actor, fresh
from app.web.looks_recorded import looks_at


@blueprint.route("/people/<int:account_id>/leave", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@fresh
@looks_at("account/{account_id}")
def plan_departure(account_id: int) -> ResponseReturnValue:
    """Show everything that ends when a person leaves or moves, and say when."""
    actor, now = current_actor(), utc_now()
    check_may_administer(actor)  # What is open at any site is shown: not to who administers one.
    person = known_person(db.session(), account_id=account_id, actor=actor)
    tasks = open_tasks_of(db.session(), account_id=account_id, now=now)
    others = [
        (each.id, each.display_name)
        for each in queries.people(db.session())
        if each.id != account_id and each.disabled_at is None and each.held_at(now)
    ]
    form = LeavingForm(request.form, now=now, successors=others)
    if request.method == "POST" and form.validate():
        entry = form.parsed()
        try:
            with unit_of_work() as session:
                leaf = commands.plan_departure(
                    session,
                    account_id=account_id,
                    kind=entry.kind,
                    leaves_at=entry.leaves_at,
                    successor_id=entry.successor_id,
                    open_tasks=len(tasks),
                    seen=entry.seen,
                    reason=entry.reason,
                    actor=actor,
                    now=now,
                )
                if entry.successor_id is not None and tasks:
                    told = {"successor_id": entry.successor_id, "account_id": account_id, "count": len(tasks)}
                    tell_successor(session, **told, leaf=leaf, actor=actor, now=now)
            flash(_("권한을 끝냈습니다.") if entry.leaves_at is None else _("떠나는 날을 정했습니다."))
            return redirect(url_for(".show_person", account_id=account_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template(
        "accounts/plan_departure.html",
        form=form,
        person=person,
        tasks=tasks,
        ending=left_behind(db.session(), account_id=account_id, now=now),
        departure=open_departure(db.session(), account_id=account_id),
        kinds=LEAVING_NAMES,
        now=now,
    )


@blueprint.post("/people/<int:account_id>/stay")
@allow(Role.ADMINISTRATOR, act=Act.ADMINISTER)
@looks_at("account/{account_id}")
def call_off_departure(account_id: int) -> ResponseReturnValue:
    """Take the day back on which somebody was to leave."""
    with unit_of_work() as session:
        commands.call_off_departure(session, account_id=account_id, actor=current_actor(), now=utc_now())
    flash(_("떠나는 날을 거두었습니다. 권한은 그대로입니다."))
    return redirect(url_for(".show_person", account_id=account_id), code=303)


@blueprint.get("/people/<int:account_id>/tasks")
@allow(*READERS_OF_PEOPLE, Role.OPERATOR, act=Act.READ)
@looks_at("account/{account_id}")
def list_open_tasks(account_id: int) -> ResponseReturnValue:
    """Show what a person began and nobody finished, at the sites of whoever looks; for who takes it on."""
    actor, now = current_actor(), utc_now()
    person = known_person(db.session(), account_id=account_id, actor=actor)
    tasks = [
        task
        for task in open_tasks_of(db.session(), account_id=account_id, now=now)
        if actor.sites is None or task.site_code in actor.sites
    ]
    return render_template("accounts/list_open_tasks.html", person=person, tasks=tasks)

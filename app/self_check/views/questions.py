"""Owns the pages of this year's self-check: all questions, one of them, answering it, and the plan."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.accounts.domain import ROLE_NAMES
from app.compliance.domain import AREA_LABELS, SEVERITY_LABELS
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.law.sources import latest
from app.self_check import commands, queries
from app.self_check.deciding import (
    ANSWERERS,
    READERS,
    check_answers,
    may_answer,
    may_freeze,
    reads_all,
    role_answering,
)
from app.self_check.domain import LIGHT_NAMES, OUTCOME_NAMES, Light
from app.self_check.forms import ActionForm, AnswerForm, EndForm, FreezeForm
from app.self_check.questions import question_of
from app.self_check.views import blueprint
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at


@blueprint.get("/self-check")
@allow(*READERS, act=Act.READ)
def show_self_check() -> ResponseReturnValue:
    """Show how every question stands now; nobody is named."""
    return list_page(None)


@blueprint.get("/self-check/questions/<question>")
@allow(*READERS, act=Act.READ)
@looks_at("self_check/{question}")
def show_question(question: str) -> ResponseReturnValue:
    """Show one question: how it stands and why, what people answered, and what is planned."""
    return _page(question, None, None)


@blueprint.post("/self-check/questions/<question>/answer")
@allow(*ANSWERERS, act=Act.MAINTAIN)
@looks_at("self_check/{question}")
def answer_question(question: str) -> ResponseReturnValue:
    """Answer a question no rule answers."""
    _check_may_answer(question)
    form = AnswerForm(request.form).offer()
    if form.validate():
        outcome, note, evidence, until = form.parsed()
        try:
            with unit_of_work() as session:
                commands.answer_question(
                    session,
                    question=question,
                    outcome=outcome,
                    note=note,
                    evidence=evidence,
                    valid_until=until,
                    actor=current_actor(),
                    now=utc_now(),
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("답을 적었습니다."))
            return redirect(url_for(".show_question", question=question), code=303)
    return _page(question, form, None), 422


@blueprint.post("/self-check/questions/<question>/actions")
@allow(*ANSWERERS, act=Act.MAINTAIN)
@looks_at("self_check/{question}")
def plan_action(question: str) -> ResponseReturnValue:
    """Plan what is done about a question."""
    _check_may_answer(question)
    form = ActionForm(request.form).offer()
    if form.validate():
        what, role, until = form.parsed()
        try:
            with unit_of_work() as session:
                commands.plan_action(
                    session,
                    question=question,
                    what=what,
                    role=role,
                    until_on=until,
                    actor=current_actor(),
                    now=utc_now(),
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("조치를 적었습니다."))
            return redirect(url_for(".show_question", question=question), code=303)
    return _page(question, None, form), 422


@blueprint.post("/self-check/actions/<int:leaf>/end")
@allow(*ANSWERERS, act=Act.MAINTAIN)
@looks_at("self_check/action")
def end_action(leaf: int) -> ResponseReturnValue:
    """Say that a planned action was done, or dropped."""
    check_answers(current_actor())
    line = queries.action_of(db.session(), leaf=leaf)
    form = EndForm(request.form)
    if not form.validate():
        return _page(line.question, None, None), 422
    try:
        with unit_of_work() as session:
            commands.end_action(
                session, action=leaf, done=form.how.data == "done", actor=current_actor(), now=utc_now()
            )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        flash(str(refusal.message), "error")
    return redirect(url_for(".show_question", question=line.question), code=303)


def list_page(form: FreezeForm | None) -> str:
    """Return the page of all questions; ``form`` is what was refused.

    :raises NotAllowed: if the person sees only some sites: every number here is of all of them.
    """
    actor, now = current_actor(), utc_now()
    if not reads_all(actor):
        raise NotAllowed
    stands, today = queries.assess(db.session(), now=now), kst_day(now)
    light = next((each for each in Light if each.value == request.args.get("light")), None)
    years = queries.frozen_years(db.session())
    begun = queries.first_year(db.session()) or today.year
    left = {today.year, today.year - 1} - {row.year for row in years}
    return render_template(
        "self_check/show_self_check.html",
        stands=stands,
        today=today,
        light=light,
        lights=Light,
        light_names=LIGHT_NAMES,
        areas=[
            (AREA_LABELS[area], rows)
            for area in dict.fromkeys(result.question.area for result in stands.results)
            if (
                rows := [
                    result
                    for result in stands.results
                    if result.question.area is area and light in {None, result.judged.light}
                ]
            )
        ],
        missing=[result for result in stands.results if result.by_person and result.said is None],
        years=years,
        form=form,
        to_freeze=sorted((year for year in left if year >= begun), reverse=True) if may_freeze(actor) else [],
        source=latest("product.self_check"),
    )


def _check_may_answer(name: str) -> None:
    """Let only people go on who answer the question.

    :raises NotAllowed: if the person may not.
    """
    check_answers(current_actor())
    role_answering(current_actor(), question_of(name))


def _page(name: str, answer: AnswerForm | None, action: ActionForm | None) -> str:
    actor, now = current_actor(), utc_now()
    if not reads_all(actor):
        raise NotAllowed
    asked = question_of(name)
    result = queries.assess(db.session(), now=now).of(name)
    history = queries.answers_of(db.session(), question=name) if result.by_person else ()
    last = commands.last_valid_day(kst_day(now))
    mine = may_answer(actor, asked)
    return render_template(
        "self_check/show_question.html",
        result=result,
        history=history,
        names=accounts.names_of(db.session(), account_ids={each.by_id for each in history}),
        today=kst_day(now),
        last=last,
        may_answer=mine,
        answer=answer or AnswerForm(data={"valid_until": last}).offer(),
        action=action or ActionForm().offer(),
        refused=bool(answer or action),
        area=AREA_LABELS[asked.area],
        severity_labels=SEVERITY_LABELS,
        light_names=LIGHT_NAMES,
        outcome_names=OUTCOME_NAMES,
        role_names=ROLE_NAMES,
    )

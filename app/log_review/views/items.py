"""Owns the page of an item: what is odd about it, explaining, and deciding."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.footage_access import queries as footage
from app.footage_access.queries import EntryRow
from app.footage_access.refusals import EntryNotFound
from app.kernel.actor import Actor
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.log_review import commands, queries
from app.log_review.forms import JudgeForm, WordsForm
from app.log_review.queries import ItemRow, ReviewRow
from app.log_review.states import EXPLAINERS, JUDGES, POSSIBLE, READERS, Move, State, borrowed_from, holds_at
from app.log_review.views import blueprint
from app.log_review.views.reviews import month_asked
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at

_DECISIONS = {
    "accept": commands.accept_item,
    "return": commands.return_item,
    "follow-up": commands.follow_up_item,
    "looked-at": commands.look_at_sample,
    "odd": commands.mark_sample_odd,
}
_MOST_ENTRIES = 60


@blueprint.get("/reviews/<month>/items/<int:number>")
@allow(*READERS, act=Act.READ)
@looks_at("log_review/{month}")
def show_item(month: str, number: int) -> ResponseReturnValue:
    """Show what is odd, the entries it is about, and what was said."""
    return _page(month, number)


@blueprint.post("/reviews/<month>/items/<int:number>/explain")
@allow(*EXPLAINERS, act=Act.REGISTER)
@looks_at("log_review/{month}")
def explain_item(month: str, number: int) -> ResponseReturnValue:
    """Say how it came, and go on to the next."""
    form = WordsForm(request.form)
    if form.validate() and _done(commands.explain_item, month, number, form):
        flash(_("점검 항목 %(number)s번을 소명했습니다.", number=number))
        return _go_on(month, number)
    return _page(month, number, explaining=form), 422


@blueprint.post("/reviews/<month>/items/<int:number>/decide")
@allow(*JUDGES, act=Act.DECIDE)
@looks_at("log_review/{month}")
def decide_item(month: str, number: int) -> ResponseReturnValue:
    """Decide about an item, and go on to the next."""
    form = JudgeForm(request.form)
    command = _DECISIONS.get(request.form.get("decision", ""))
    if command is not None and form.validate() and _done(command, month, number, form):
        flash(_("점검 항목 %(number)s번을 판단했습니다.", number=number))
        return _go_on(month, number)
    return _page(month, number, judging=form), 422


def _done(command: Callable[..., object], month: str, number: int, form: WordsForm | JudgeForm) -> bool:
    """Let a command do something with an item; what it refuses stands at the form."""
    try:
        with unit_of_work() as session:
            command(
                session,
                month=month_asked(month),
                number=number,
                words=form.words.data or "",
                actor=current_actor(),
                now=utc_now(),
            )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _go_on(month: str, number: int) -> ResponseReturnValue:
    actor = current_actor()
    review = queries.review_of(db.session(), month=month_asked(month))
    seen = queries.items_of_review(db.session(), review=review.leaf, actor=actor)
    rest = [item for item in seen if _possible(item, actor) and item.number != number]
    following = next((item for item in rest if item.number > number), rest[0] if rest else None)
    if following is None:
        return redirect(url_for(".show_review", month=month), code=303)
    return redirect(url_for(".show_item", month=month, number=following.number), code=303)


def _possible(item: ItemRow, actor: Actor) -> bool:
    """Return whether it is this person's turn."""
    if item.state is State.EXPLAINED or item.state is State.TO_LOOK_AT:
        return _may_decide(item, actor)
    return item.waits_for_person and _may_explain(item, actor)


def _may_explain(item: ItemRow, actor: Actor) -> bool:
    able = actor.doing(Act.REGISTER)
    theirs = actor.id in item.about.people or not item.about.people
    return (
        theirs
        and item.state in POSSIBLE[Move.EXPLAINED]
        and able.has(*EXPLAINERS)
        and holds_at(able, item.about.sites, *EXPLAINERS)
    )


def _may_decide(item: ItemRow, actor: Actor) -> bool:
    able, barred = actor.doing(Act.DECIDE), item.about.people | item.explainers
    return (
        not item.is_decided
        and able.has(*JUDGES)
        and holds_at(able, item.about.sites, *JUDGES)
        and actor.id not in barred
        and not borrowed_from(able, barred, item.about.sites)
    )


def _entries(item: ItemRow, actor: Actor) -> list[EntryRow]:
    found = []
    for leaf in item.entries[:_MOST_ENTRIES]:
        try:
            found.append(footage.entry_row(db.session(), leaf=leaf, actor=actor))
        except EntryNotFound:
            continue
    return found


def _page(month: str, number: int, explaining: WordsForm | None = None, judging: JudgeForm | None = None) -> str:
    actor = current_actor()
    review: ReviewRow = queries.review_of(db.session(), month=month_asked(month))
    item = queries.item_of(db.session(), review=review.leaf, number=number, actor=actor)
    is_open = review.minutes is None
    return render_template(
        "log_review/show_item.html",
        review=review,
        item=item,
        entries=_entries(item, actor),
        more=max(len(item.entries) - _MOST_ENTRIES, 0),
        explained=item.last(Move.EXPLAINED),
        explaining=explaining or WordsForm(),
        judging=judging or JudgeForm(),
        may_explain=is_open and _may_explain(item, actor),
        may_decide=is_open and _may_decide(item, actor),
        decisions=[move for move in Move if move is not Move.EXPLAINED and item.state in POSSIBLE[move]],
        is_own=actor.id in item.about.people | item.explainers
        and actor.has(*JUDGES)
        and is_open
        and not item.is_decided,
    )

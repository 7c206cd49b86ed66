"""Owns the pages of findings: the list, one on its time line, explaining, accepting and returning."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.recorder_logs import commands, pages, queries
from app.recorder_logs.domain import EXPLAINERS, JUDGES, OVERSEERS, READERS, Direction, State
from app.recorder_logs.forms import ExplainForm, JudgeForm
from app.recorder_logs.queries import Filter, FindingRow
from app.recorder_logs.views import blueprint
from app.registry import queries as registry
from app.web.access import allow, current_actor
from app.web.looks_recorded import looks_at
from app.web.paging import key_of

SHOWN: Mapping[str, frozenset[State]] = {
    "open": frozenset({State.OPEN, State.RETURNED}),
    "explained": frozenset({State.EXPLAINED}),
    "accepted": frozenset({State.ACCEPTED}),
    "all": frozenset(),
}


@blueprint.get("/recorder-logs/findings")
@allow(*READERS, act=Act.READ)
@looks_at("recorder_finding/list")
def list_findings() -> ResponseReturnValue:
    """Show what is missing on either side, filtered by state, month, recorder and direction."""
    actor = current_actor()
    shown = request.args.get("show") or "open"
    shown = shown if shown in SHOWN else "all"
    direction = request.args.get("direction")
    mine = request.args.get("mine") == "1"
    month, source = request.args.get("month") or None, request.args.get("source") or None
    wanted = Filter(
        states=SHOWN[shown],
        mine=mine,
        month=month,
        source=source,
        direction=Direction(direction) if direction in set(Direction) else None,
    )
    before = key_of(request.args.get("after"), int, int)
    page = queries.page_of_findings(
        db.session(), wanted=wanted, actor=actor, before=(int(before[0]), int(before[1])) if before else None
    )
    return render_template(
        "recorder_logs/list_findings.html",
        page=page,
        wanted=wanted,
        shown=shown,
        chosen={"show": shown, "mine": "1" if mine else None, "month": month, "source": source,
                "direction": str(wanted.direction) if wanted.direction else None},
        waiting=queries.count_open(db.session(), actor=actor),
        places=_places(page.rows),
        directions=tuple(Direction),
        is_first_page=before is None,
        months=queries.months_compared(db.session()),
        overseer=actor.has(*OVERSEERS),
    )  # fmt: skip


@blueprint.get("/recorder-logs/findings/<int:number>")
@allow(*READERS, act=Act.READ)
@looks_at("recorder_finding/{number}")
def show_finding(number: int) -> ResponseReturnValue:
    """Show what is missing between what recorder and register have around it."""
    return _page(number)


@blueprint.post("/recorder-logs/findings/<int:number>/explain")
@allow(*EXPLAINERS, act=Act.REGISTER)
@looks_at("recorder_finding/{number}")
def explain_finding(number: int) -> ResponseReturnValue:
    """Say why something is missing, and go on to the next."""
    form = ExplainForm(request.form)
    row = queries.finding_row(db.session(), leaf=number - 1, actor=current_actor())
    form.offer(row.direction)
    if form.validate():
        reason, words, entry = form.parsed()
        try:
            with unit_of_work() as session:
                commands.explain_finding(
                    session,
                    number=number,
                    reason=reason,
                    words=words,
                    entry_number=entry,
                    actor=current_actor(),
                    now=utc_now(),
                )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("대조 결과 %(number)s번을 소명했습니다.", number=number))
            return _go_on(SHOWN["open"], judging=False)
    return _page(number, explaining=form), 422


@blueprint.post("/recorder-logs/findings/<int:number>/judge")
@allow(*JUDGES, act=Act.DECIDE)
@looks_at("recorder_finding/{number}")
def judge_finding(number: int) -> ResponseReturnValue:
    """Accept or return an explanation, and go on to the next."""
    form = JudgeForm(request.form)
    accepts = request.form.get("decision") == "accept"
    if form.validate():
        command = commands.accept_finding if accepts else commands.return_finding
        try:
            with unit_of_work() as session:
                command(session, number=number, words=form.words.data or "", actor=current_actor(), now=utc_now())
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said = _("%(number)s번의 소명을 확인했습니다.") if accepts else _("%(number)s번의 소명을 되돌렸습니다.")
            flash(said % {"number": number})
            return _go_on(SHOWN["explained"], judging=True)
    return _page(number, judging=form), 422


def _go_on(states: frozenset[State], *, judging: bool) -> ResponseReturnValue:
    row = queries.next_to_do(db.session(), states=states, actor=current_actor(), judging=judging)
    if row is None:
        return redirect(url_for(".list_findings", show="explained" if judging else "open"), code=303)
    return redirect(url_for(".show_finding", number=row.number), code=303)


def _page(number: int, explaining: ExplainForm | None = None, judging: JudgeForm | None = None) -> str:
    actor = current_actor()
    row = queries.finding_row(db.session(), leaf=number - 1, actor=actor)
    sites = actor.sites_as(*OVERSEERS)
    oversees = sites is None or row.site_code in sites
    undecided = row.state in {State.OPEN, State.RETURNED, State.EXPLAINED}
    form = explaining or ExplainForm(data={"reason": str(row.reason) if row.reason else None})
    form.offer(row.direction)
    return render_template(
        "recorder_logs/show_finding.html",
        row=row,
        place=_places([row])[row.place],
        line=pages.time_line(
            db.session(), finding=row, actor=actor, names_people=oversees or row.account_id == actor.id
        ),
        source=queries.source_of(db.session(), code=row.source),
        moves=queries.moves_of(db.session(), finding=row.leaf),
        form=form,
        judging=judging or JudgeForm(),
        may_explain=undecided and _holds(row, EXPLAINERS),
        may_judge=row.state is State.EXPLAINED
        and _holds(row, JUDGES)
        and actor.id not in {row.explained_by, row.account_id},
    )


def _holds(row: FindingRow, roles: tuple[object, ...]) -> bool:
    actor = current_actor()
    return actor.has(*roles) and actor.acting_as(*roles).sees_site(row.site_code)  # type: ignore[arg-type]  # Roles.


def _places(rows: "list[FindingRow] | tuple[FindingRow, ...]") -> dict[str, str]:
    """Return what the places of findings are called."""
    day = max((row.at for row in rows), default=utc_now()).date()
    codes = {row.place for row in rows}
    cameras = registry.cameras_by_code(db.session(), codes=codes, as_of=day, sites=None)
    zones = registry.zones_by_code(db.session(), codes=codes, as_of=day, sites=None)
    names = {code: f"{line.site_name} {line.name or line.zone_name}" for code, line in cameras.items()}
    names |= {code: f"{line.site_name} {line.name}" for code, line in zones.items()}
    return {code: names.get(code, code) for code in codes}

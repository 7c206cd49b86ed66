"""Owns the pages of clauses: which word the policy, one beside ours, and how the organisation words it its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed, NotFound, Problem, Refusal
from app.law.sources import latest
from app.ledger.wiring import names_of_actors
from app.policy import commands, queries
from app.policy.clauses import LANGUAGES, Clause, Wording
from app.policy.clauses.copies import typed_lines
from app.policy.clauses.differences import Pair, line_pairs
from app.policy.clauses.names import GAP_NAMES, block_name, section_name
from app.policy.clauses.promises import is_promise
from app.policy.domain import Form, NotPublishable
from app.policy.forms import ClauseForm, clause_form
from app.policy.versions import AUTHORS, WORDERS, NobodyToApprove, check_may
from app.policy.views.blueprint import blueprint
from app.policy.views.version_page import may
from app.policy.writers.html import html_fragment
from app.web.access import allow, current_actor
from app.web.forms import BaseForm, posted
from app.web.languages import say

_REFUSED = 422


@dataclass(frozen=True, slots=True)
class _Overtaken:
    """A block of ours that is not what the copy was made from: before, now, and the copy (none: it follows ours)."""

    key: str
    ours: tuple[Pair, ...]
    copied: tuple[Pair, ...]


@blueprint.get("/policy/clauses")
@allow(act=Act.READ)
def list_clauses() -> ResponseReturnValue:
    """Show which clauses word the policy today: ours or the organisation's, on which law, since when."""
    session, today = db.session(), kst_day(utc_now())
    standing = [queries.standing_clauses(session, language=tongue, on=today) for tongue in LANGUAGES]
    return render_template(
        "policy/list_clauses.html",
        sections=list(zip(*standing, strict=True)),
        languages=LANGUAGES,
        section_name=section_name,
        latest=latest,
        may_edit=may(AUTHORS),
    )


@blueprint.get("/policy/clauses/<int:section>/<tongue>")
@allow(act=Act.READ)
def show_clause(section: int, tongue: str) -> ResponseReturnValue:
    """Show one clause beside ours; who drafts policies may try other words, the privacy officer saves them."""
    standing = _standing(section, tongue)
    return _page(standing, form=clause_form(standing.ours)(data=_held(standing)), tried=None)


@blueprint.post("/policy/clauses/<int:section>/<tongue>/preview")
@allow(*AUTHORS, act=Act.REGISTER)
def preview_clause(section: int, tongue: str) -> ResponseReturnValue:
    """Show what was typed beside ours, what is wrong with it, and the section it would make; keep nothing."""
    check_may(current_actor(), AUTHORS)
    standing = _standing(section, tongue)
    form = clause_form(standing.ours)(posted())
    form.validate()
    tried: Clause | None = None
    trial: commands.Trial | None = None
    try:
        tried, trial = commands.check_wording(standing.ours, _said(standing.ours, form), now=utc_now())
    except commands.UnsoundWording as refusal:
        _show(refusal, form)
    return _page(standing, form=form, tried=tried, trial=trial, status=200 if tried else _REFUSED)


@blueprint.post("/policy/clauses/<int:section>/<tongue>")
@allow(*WORDERS, act=Act.MAINTAIN)
def reword_clause(section: int, tongue: str) -> ResponseReturnValue:
    """Word a clause the organisation's own way from today on."""
    standing = _standing(section, tongue)
    form = clause_form(standing.ours)(posted())
    form.validate()
    try:
        with unit_of_work() as session:
            commands.reword_clause(
                session,
                section=section,
                language=tongue,
                blocks={key: form.words(key) for key in standing.ours.wordings},
                newest=form.seen(),
                based_on=form.based_on.data or "",
                cautions_read=bool(form.cautions_read.data),
                reason=str(form.reason.data or ""),
                alone=bool(form.alone.data),
                actor=current_actor(),
                now=utc_now(),
            )
    except (NotAllowed, NotFound):
        raise
    except commands.UnsoundWording as refusal:
        _show(refusal, form)
        return _page(standing, form=form, tried=None, status=_REFUSED)
    except commands.CautionsUnread as refusal:
        form.form_errors.append(say(refusal))
        return _page(standing, form=form, tried=None, cautions=refusal.problems, status=_REFUSED)
    except NobodyToApprove as refusal:
        form.alone.errors = [say(refusal)]
        return _page(standing, form=form, tried=None, status=_REFUSED)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(standing, form=form, tried=None, status=_REFUSED)
    flash(_("조문을 고쳐 썼습니다. 준비하는 판은 새로 만들어야 합니다."))
    return redirect(url_for(".show_clause", section=section, tongue=tongue), code=303)


@blueprint.post("/policy/clauses/<int:section>/<tongue>/restore")
@allow(*WORDERS, act=Act.MAINTAIN)
def restore_clause(section: int, tongue: str) -> ResponseReturnValue:
    """Go back to our wording of a clause from today on."""
    standing = _standing(section, tongue)
    form = clause_form(standing.ours)(posted())
    try:
        with unit_of_work() as session:
            commands.restore_clause(
                session, section=section, language=tongue, newest=form.seen(), actor=current_actor(), now=utc_now()
            )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form = clause_form(standing.ours)(data=_held(standing))
        form.refuse(refusal)
        return _page(standing, form=form, tried=None, status=_REFUSED)
    flash(_("기본 조문으로 되돌렸습니다. 준비하는 판은 새로 만들어야 합니다."))
    return redirect(url_for(".show_clause", section=section, tongue=tongue), code=303)


def _standing(section: int, tongue: str) -> queries.StandingClause:
    if tongue not in LANGUAGES:
        abort(404)
    found = queries.standing_clauses(db.session(), language=tongue, on=kst_day(utc_now()))
    chosen = next((each for each in found if each.ours.section == section), None)
    return chosen or abort(404)


def _held(standing: queries.StandingClause) -> dict[str, str | int]:
    words = {f"block_{key}": wording.text for key, wording in standing.used.wordings.items()}
    return {**words, "newest": standing.newest, "based_on": standing.ours.name}


def _said(ours: Clause, form: ClauseForm) -> Mapping[str, tuple[str, ...]]:
    return {key: typed_lines(form.words(key)) for key in ours.wordings}


def _show(refusal: commands.UnsoundWording, form: ClauseForm) -> None:
    """Put each fault beside its block, with the line it stands in."""
    for fault in refusal.faults:
        field = form.block(fault.key)
        told = say(fault.message)
        line = "" if fault.line is None else _("%(line)s째 줄: ", line=fault.line)
        if field is None:
            form.form_errors.append(told)
        else:
            field.errors = (*field.errors, f"{line}{told}")


def _page(
    standing: queries.StandingClause,
    *,
    form: ClauseForm,
    tried: Clause | None,
    trial: commands.Trial | None = None,
    cautions: tuple[Problem, ...] = (),
    status: int = 200,
) -> ResponseReturnValue:
    session = db.session()
    ours, said = standing.ours, _said(standing.ours, form)
    body, problems = _composed(tried or standing.used)
    trying = request.method == "POST"
    return render_template(
        "policy/show_clause.html",
        standing=standing,
        ours=ours,
        form=form,
        pairs={key: line_pairs(ours[key].lines, said[key]) for key in ours.wordings},
        overtaken=_overtaken(standing),
        body=body if tried or not trying else None,
        problems=problems,
        trying=trying,
        sources=[latest(key) for key in ours.sources],
        copies=queries.clause_copies(session, language=ours.language, section=ours.section),
        names=names_of_actors(session),
        languages=LANGUAGES,
        block_name=block_name,
        section_name=section_name,
        gap_names=GAP_NAMES,
        may_try=may(AUTHORS),
        may_save=may(WORDERS),
        cautions=cautions or (commands.CautionsUnread(trial.cautions).problems if trial else ()),
        is_promise=is_promise,
        nobody_left=may(WORDERS) and _leaves_nobody(),
        plain=BaseForm(),
        neighbours=_neighbours(ours.section),
    ), status


def _leaves_nobody() -> bool:
    """Return whether nobody could approve what who is signed in words."""
    return queries.leaves_nobody(db.session(), beside=(current_actor().id,), now=utc_now())


def _composed(worded: Clause) -> tuple[Markup | None, tuple[Problem, ...]]:
    """Return the section a clause makes with today's registry, or what keeps it from being made."""
    try:
        document = queries.policy_as_of(
            db.session(),
            as_of=kst_day(utc_now()),
            form=Form.STANDALONE,
            language=worded.language,
            wording=queries.wording_with(worded),
        )
    except NotPublishable as refusal:
        return None, refusal.problems
    sections = tuple(section for section in document.sections if section.number == worded.section)
    part = replace(document, sections=sections, opening=() if worded.section else document.opening, foot=None)
    return Markup(html_fragment(part, top=2, titled=False)), ()  # noqa: S704  # The writer escapes every text.


def _overtaken(standing: queries.StandingClause) -> list[_Overtaken]:
    """Return the blocks of ours that were reworded since the copy was made from them."""
    if not standing.overtaken or standing.base is None:
        return []
    then, now, used = standing.base.wordings, standing.ours.wordings, standing.used.wordings
    found = []
    for key in dict.fromkeys((*now, *then)):
        before, after, words = _lines(then, key), _lines(now, key), _lines(used, key)
        if before != after:
            copied = line_pairs(before, words) if words != after else ()
            found.append(_Overtaken(key, line_pairs(before, after), copied))
    return found


def _lines(wordings: Mapping[str, Wording], key: str) -> tuple[str, ...]:
    return wordings[key].lines if key in wordings else ()


def _neighbours(section: int) -> tuple[int | None, int | None]:
    """Return the sections before and after one."""
    for before, this, after in zip((None, *range(8)), range(9), (*range(1, 9), None), strict=True):
        if this == section:
            return before, after
    return None, None

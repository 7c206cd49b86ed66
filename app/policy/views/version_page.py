"""Owns what the page of a version shows: its text, what stands in the way, and what who is signed in may do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import NotAllowed
from app.ledger.wiring import names_of_actors
from app.policy import commands, queries
from app.policy.clauses.promises import promise_names
from app.policy.domain import Form, Gap
from app.policy.findings import LintFinding
from app.policy.formats import FORMATS
from app.policy.forms import ApproveForm, ReasonForm, WithdrawForm
from app.policy.versions import (
    APPROVERS,
    AUTHORS,
    NEXT,
    NEXT_STEPS,
    PREPARING,
    RETURNERS,
    REVIEWERS,
    STATE_NAMES,
    TONES,
    State,
    check_may,
    check_not_own,
)
from app.policy.views.blueprint import wished_form, wished_language
from app.policy.writers.html import html_fragment
from app.registry import queries as registry
from app.registry.snapshot import Snapshot
from app.web.access import current_actor, may_open
from app.web.forms import BaseForm

_OF_POSTS = frozenset({"manager", "department", "phone"})


@dataclass(frozen=True, slots=True)
class _Mend:
    """A gap with where in the registry it is filled; None: who is signed in may not."""

    gap: Gap
    url: str | None


def may(roles: tuple[Role, ...]) -> bool:
    """Return whether who is signed in holds one of some roles for the whole organisation."""
    try:
        check_may(current_actor(), roles)
    except NotAllowed:
        return False
    return True


def page_of_version(number: int, *, form: BaseForm | None = None, status: int = 200) -> ResponseReturnValue:
    """Return the page of a version.

    :raises UnknownVersion: if there is none.
    """
    session, now = db.session(), utc_now()
    found = queries.version(session, number=number)
    asked = wished_form() if "form" in request.args else found.form
    chosen = asked if asked in found.choices.forms else found.form
    tongue = found.language(wished_language())
    text = queries.pinned_text(session, of=found, form=Form(chosen), language=tongue)
    stale = queries.staleness(session, of=found)
    prepared = found.state in PREPARING
    judged = queries.judged(session, of=found) if prepared else queries.Judged()
    earliest = commands.earliest_day(session, on=kst_day(now))
    can = _can(found, stale=stale is not None, ready=judged.ready)
    return render_template(
        "policy/show_version.html",
        version=found,
        document=text,
        body=Markup(html_fragment(text, top=2, titled=False)),  # noqa: S704  # The writer escapes every text.
        judged=judged,
        mends=_mends(judged, registry.snapshot(session, as_of=found.effective_on)) if judged.gaps else (),
        lint_url=_mend_of_finding,
        too_soon=earliest if prepared and found.effective_on < earliest else None,
        approvers=queries.approvers(session, beside=found.everybody, now=now) if prepared else None,
        reviewers=queries.reviewers(session, beside=(found.drafted_by,), now=now) if prepared else None,
        promises=promise_names(),
        groundless=queries.groundless_purposes(session, of=found) if prepared else (),
        registry_url=url_for("registry.edit_object", kind="organisation", code="self")
        if may_open("registry.edit_object")
        else None,
        untranslated=queries.without_english(text),
        form_shown=chosen,
        tongue=tongue,
        stale=stale,
        acts=queries.acts_on(session, number=number),
        files=queries.kept_files(session, number=number),
        formats=tuple(FORMATS),
        names=names_of_actors(session),
        state_names=STATE_NAMES,
        tones=TONES,
        next_steps=NEXT_STEPS,
        can=can,
        today=kst_day(now),
        form=form or BaseForm(),
        approving=form if isinstance(form, ApproveForm) else ApproveForm(),
        reasons=ReasonForm() if not isinstance(form, ReasonForm) or isinstance(form, WithdrawForm) else form,
        withdrawing=form if isinstance(form, WithdrawForm) else WithdrawForm(),
    ), status


def _mends(judged: queries.Judged, snapshot: Snapshot) -> tuple[_Mend, ...]:
    kinds: dict[str, str] = {row.code: "row" for row in snapshot.rows}
    for site in snapshot.sites:
        kinds[site.code] = "site"
        kinds.update((zone.code, "zone") for zone in site.zones)
    return tuple(_Mend(gap, _url_of(gap, kinds)) for gap in judged.gaps)


def _url_of(gap: Gap, kinds: Mapping[str, str]) -> str | None:
    if gap.column in _OF_POSTS and may_open("registry.list_posts"):
        return url_for("registry.list_posts")
    if not may_open("registry.edit_object"):
        return None
    kind = kinds.get(gap.code or "", "organisation")
    return url_for("registry.edit_object", kind=kind, code=gap.code if kind != "organisation" else "self")


def _mend_of_finding(finding: LintFinding) -> str:
    """Return where what the linter found is mended: the sites for what is said of places, else the clauses."""
    if finding.rule.startswith(("CAM", "MGR", "RET")):
        return url_for("registry.list_sites")
    return url_for(".list_clauses")


def _can(version: queries.Version, *, stale: bool, ready: bool) -> dict[str, bool]:
    """Return what who is signed in may do next, so that the page offers only that."""
    follow = NEXT[version.state]
    own, worded = _is_of(version, (version.drafted_by,)), _is_of(version, version.authors)
    if version.state is State.DRAFT:
        withdraws = commands.may_withdraw_draft(current_actor(), author=version.drafted_by)
    else:
        withdraws = may({State.ANNOUNCED: APPROVERS}.get(version.state, RETURNERS))
    return {
        "refresh": version.state is State.DRAFT and may(AUTHORS),
        "review": State.REVIEWED in follow and may(REVIEWERS) and not own and not stale,
        "approve": State.APPROVED in follow and may(APPROVERS) and not (own or worded or stale) and ready,
        "announce": State.ANNOUNCED in follow and may(APPROVERS) and not stale and ready,
        "send_back": State.DRAFT in follow and may(RETURNERS),
        "withdraw": State.WITHDRAWN in follow and withdraws,
        "own": own and version.state in PREPARING,
        "worded": worded and version.state in PREPARING and may(APPROVERS),
    }


def _is_of(version: queries.Version, authors: tuple[int, ...]) -> bool:
    roles = (*REVIEWERS, *APPROVERS) if authors == (version.drafted_by,) else APPROVERS
    try:
        check_not_own(current_actor(), authors=authors, roles=roles)
    except NotAllowed:
        return True
    return False

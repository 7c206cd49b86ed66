"""Owns the page of how the policy stands: what is in force, what is prepared, what the registry makes now."""

from datetime import date
from itertools import groupby

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.ledger.wiring import names_of_actors
from app.policy import queries
from app.policy.domain import Form, NotPublishable, PolicyDocument
from app.policy.formats import FORMATS
from app.policy.versions import AUTHORS, NEXT_STEPS, STATE_NAMES, TONES
from app.policy.views.blueprint import as_file, blueprint, wished_form, wished_language, wished_numbering
from app.policy.views.version_page import may
from app.policy.writers.html import html_fragment
from app.web.access import allow
from app.web.dates import parse_day


@blueprint.get("/policy")
@allow(act=Act.READ)
def show_policy() -> ResponseReturnValue:
    """Show how the policy stands, and what the registry makes on a day, with its gaps or what keeps it from print."""
    form, tongue = wished_form(), wished_language()
    wished, today = _wished_day(), kst_day(utc_now())
    day = wished or today
    document: PolicyDocument | None = None
    try:
        document = queries.policy_as_of(
            db.session(), as_of=day, form=form, language=tongue, numbering=wished_numbering()
        )
    except NotPublishable as refusal:
        problems = refusal.problems
    else:
        problems = ()
    gaps = document.gaps() if document else ()
    session = db.session()
    current = queries.version_in_force(session, on=today)
    preparing = queries.version_in_preparation(session)
    coming = [*queries.announced_versions(session, on=today), *([preparing] if preparing else [])]
    return render_template(
        "policy/show_policy.html",
        document=document,
        body=_body(document) if document else None,
        gaps=gaps,
        gaps_by_section=[list(group) for _section, group in groupby(gaps, key=lambda gap: gap.section)],
        problems=problems,
        form=form.value,
        numbering=wished_numbering().value,
        forms=[one.value for one in Form],
        day=day,
        today=today,
        unknown_day=None if wished else request.args.get("as-of"),
        tongue=tongue,
        formats=tuple(FORMATS),
        current=current,
        waiting=queries.unpublished(session, of=current, on=today) if current else None,
        coming=[(each, queries.staleness(session, of=each)) for each in coming],
        versions=queries.versions(session),
        names=names_of_actors(session),
        state_names=STATE_NAMES,
        tones=TONES,
        next_steps=NEXT_STEPS,
        may_draft=preparing is None and may(AUTHORS),
    )


@blueprint.get("/policy.<name>")
@allow(act=Act.READ)
def download_policy(name: str) -> ResponseReturnValue:
    """Hand out the policy the registry makes on a day, as a file in one of the formats.

    :raises NotPublishable: if the registry contradicts itself.
    """
    if name not in FORMATS:
        abort(404)
    form, day = wished_form(), _wished_day()
    if day is None:
        abort(404)
    document = queries.policy_as_of(
        db.session(), as_of=day, form=form, language=wished_language(), numbering=wished_numbering()
    )
    stem = f"cctv-policy-{form.value}-{document.as_of.isoformat()}-{document.language}"
    return as_file(FORMATS[name].write(document), format_name=name, stem=stem)


def _body(document: PolicyDocument) -> Markup:
    return Markup(html_fragment(document, top=2, titled=False))  # noqa: S704  # The writer escapes every text.


def _wished_day() -> date | None:
    """Return the day asked for, today if none is asked for; None if what was typed is no day."""
    wished, today = request.args.get("as-of"), kst_day(utc_now())
    if not wished:
        return today
    try:
        return parse_day(wished, today=today)
    except ValueError:
        return None

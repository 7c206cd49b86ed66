"""Owns the pages of the policy: the draft made from today's registry, its files, and the public page."""

from datetime import date
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.database import db
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.clauses import LANGUAGES
from app.policy.domain import Form, NotPublishable, PolicyDocument
from app.policy.formats import FORMATS
from app.policy.writers.html import html_fragment
from app.web.access import allow, public
from app.web.dates import parse_day
from app.web.languages import language

blueprint = Blueprint("policy", __name__)
UNAVAILABLE = 503


@blueprint.get("/policy")
@allow()
def show_policy() -> ResponseReturnValue:
    """Show the policy the registry makes on a day, with its gaps, or what keeps it from being made."""
    form, tongue = _wished_form(), _wished_language()
    wished = _wished_day()
    day = wished or kst_day(utc_now())
    document: PolicyDocument | None = None
    try:
        document = queries.policy_as_of(db.session(), as_of=day, form=form, language=tongue)
    except NotPublishable as refusal:
        problems = refusal.problems
    else:
        problems = ()
    gaps = document.gaps() if document else ()
    return render_template(
        "policy/show_policy.html",
        document=document,
        body=_body(document) if document else None,
        gaps=gaps,
        gaps_by_section=[list(group) for _section, group in groupby(gaps, key=lambda gap: gap.section)],
        problems=problems,
        form=form.value,
        forms=[one.value for one in Form],
        day=day,
        unknown_day=None if wished else request.args.get("as-of"),
        tongue=tongue,
        formats=tuple(FORMATS),
    )


@blueprint.get("/policy.<name>")
@allow()
def download_policy(name: str) -> ResponseReturnValue:
    """Hand out the policy as a file in one of the formats.

    :raises NotPublishable: if the registry contradicts itself.
    """
    if name not in FORMATS:
        abort(404)
    chosen = FORMATS[name]
    form, day = _wished_form(), _wished_day()
    if day is None:
        abort(404)
    document = queries.policy_as_of(db.session(), as_of=day, form=form, language=_wished_language())
    response = Response(chosen.write(document), content_type=chosen.media_type)
    file = f"cctv-policy-{form.value}-{document.as_of.isoformat()}-{document.language}.{chosen.ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@blueprint.get("/public/policy")
@public
def show_public_policy() -> ResponseReturnValue:
    """Show everybody the policy of today; without an answer to a contradiction, say that it is being prepared."""
    tongue = language() if language() in LANGUAGES else LANGUAGES[0]
    today = kst_day(utc_now())
    try:
        document = queries.policy_as_of(db.session(), as_of=today, form=Form.STANDALONE, language=tongue)
    except NotPublishable:
        return render_template("policy/show_public_policy.html", document=None), UNAVAILABLE
    return render_template("policy/show_public_policy.html", document=document, body=_body(document))


def _body(document: PolicyDocument) -> Markup:
    return Markup(html_fragment(document, top=2, titled=False))  # noqa: S704  # The writer escapes every text.


def _wished_form() -> Form:
    wished = request.args.get("form", Form.STANDALONE.value)
    if wished not in set(Form):
        abort(404)
    return Form(wished)


def _wished_day() -> date | None:
    """Return the day asked for, today if none is asked for; None if what was typed is no day."""
    wished, today = request.args.get("as-of"), kst_day(utc_now())
    if not wished:
        return today
    try:
        return parse_day(wished, today=today)
    except ValueError:
        return None


def _wished_language() -> str:
    wished = request.args.get("language", LANGUAGES[0])
    if wished not in LANGUAGES:
        abort(404)
    return wished

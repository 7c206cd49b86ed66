"""Owns the page that judges anybody's published policy: pasted or uploaded, looked at, shown, and kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.findings import SEVERITY_LABELS, LintFinding
from app.policy.forms import LintForm
from app.policy.linting import Linted, lint
from app.policy.linting.report import by_rule, counts, words_of
from app.policy.printed import Printed
from app.policy.queries import worded_clauses
from app.policy.reading.cutting import language_of
from app.policy.stated import StatedPolicy
from app.policy.views.blueprint import blueprint
from app.registry import queries as registry
from app.web.access import allow
from app.web.forms import posted

PASTED = "pasted.txt"
_UNREADABLE = 422
_TONES = {"error": "danger", "warning": "warn", "info": "info"}


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the text with what was found in it; ``skipped`` lines without findings stand before it."""

    number: int
    words: str
    findings: tuple[LintFinding, ...]
    skipped: int


@blueprint.route("/policy/lint", methods=["GET", "POST"])
@allow(act=Act.READ)
def lint_text() -> ResponseReturnValue:
    """Ask for a text, and show what the rules find in it. Nothing of it is stored."""
    today = kst_day(utc_now())
    form = LintForm(posted(), data={"on": today}, now=utc_now())
    linted, refusal = None, None
    if request.method == "POST" and form.validate():
        try:
            linted = _judged(form)
        except Refusal as refused:
            refusal = refused
    page = render_template(
        "policy/lint_text.html",
        form=form,
        refusal=refusal,
        linted=linted,
        counts=counts(linted) if linted else None,
        rules=by_rule(linted) if linted else (),
        marked=tuple(_marked(linted)) if linted else (),
        labels=SEVERITY_LABELS,
        tones=_TONES,
        name=form.uploaded_name(),
    )
    return page, _UNREADABLE if refusal or form.errors else 200


def _judged(form: LintForm) -> Linted:
    """Return what is found in what was entered.

    :raises UnreadableFile: if the file cannot be read.
    """
    content, name = form.content()
    printed = extract(content, name=name or PASTED)
    on = form.day()
    wanted = _wanted(printed, on) if form.compared.data else None
    return lint(printed, on=on, expected=wanted, partial=bool(form.partial.data))


def _wanted(printed: Printed, on: date) -> StatedPolicy:
    """Return what the registry of a day would state in the language of a text."""
    session, language = db.session(), language_of(printed)
    worded = worded_clauses(session, language, on)
    snapshot = registry.snapshot(session, as_of=on)
    return expected(snapshot, on=on, form=Form.STANDALONE, language=language, worded=worded)


def _marked(linted: Linted) -> Iterator[MarkedLine]:
    """Yield the lines something was found in, in order."""
    lines = linted.text.printed.lines
    before = 0
    by_line: dict[int, list[LintFinding]] = {}
    for finding in linted.findings:
        if finding.where is not None and 0 < finding.where.line <= len(lines):
            by_line.setdefault(finding.where.line, []).append(finding)
    for number, findings in sorted(by_line.items()):
        words = " ".join(words_of(linted.text.printed, number).split())
        yield MarkedLine(number, words, tuple(findings), number - before - 1)
        before = number

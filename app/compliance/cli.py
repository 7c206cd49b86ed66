"""Owns the shell commands of compliance."""

import json
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.compliance import queries
from app.compliance.acknowledging import Acknowledgement
from app.compliance.commands import follow_findings
from app.compliance.domain import SEVERITY_LABELS, Finding, Severity
from app.compliance.rights import rights_of
from app.compliance.rights_document import rights_document
from app.compliance.urgency import mark_of
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import kst_day, utc_now
from app.ledger.wiring import names_of_actors
from app.web.access import fresh_endpoints, marked_routes

MOST_PLACES = 5


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON으로 출력 (print JSON)")
@click.option("--keep", is_flag=True, help="생기고 사라진 결과를 기록 (record what began and ended)")
@with_appcontext
def check(*, as_json: bool, keep: bool) -> None:
    """대장·안내판·열람 요구·계정을 법령에 비추어 점검합니다. '위반'이 있으면 확인해 둔 것이라도 1로 끝납니다.

    Check registry, signs, requests and accounts against the law; exit 1 if a finding is an error, also an acknowledged
    one: these stand apart, and are not settled. With --keep, record which findings began and ended since the last look.
    """
    now = utc_now()
    found = queries.findings_for(db.session(), actor=SYSTEM, now=now)
    apart = queries.apart(db.session(), found, actor=SYSTEM, on=kst_day(now))
    said = {id(finding): words for finding, words in apart.acknowledged}
    if as_json:
        click.echo(
            json.dumps([_plain(finding, said.get(id(finding))) for finding in found], ensure_ascii=False, indent=2)
        )
    else:
        for finding in apart.open:
            click.echo(_as_text(finding))
        click.echo(f"점검 결과 {len(apart.open)}건 (findings)" if apart.open else "문제가 없습니다. (no findings)")
        if said:
            click.echo(f"\n확인해 둔 것 {len(said)}건 (acknowledged)")
        for finding, words in apart.acknowledged:
            by = names_of_actors(db.session()).get(words.by, "—")
            click.echo(f"{_as_text(finding)}\n    확인: {words.until.isoformat()}까지, {by}: {words.reason or '—'}")
    if keep:
        with unit_of_work() as session:
            follow_findings(session, findings=found, now=now)
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in found) else 0)


@click.command()
@with_appcontext
def rights() -> None:
    """누가 무엇을 할 수 있는지 표로 출력합니다(Markdown).

    Print who may do what, as Markdown: docs/rights.md.
    """
    click.echo(rights_document(rights_of(marked_routes(current_app), fresh=fresh_endpoints(current_app))), nl=False)


def _as_text(finding: Finding) -> str:
    first = ", ".join(place.name for place in finding.places[:MOST_PLACES])
    more = f" 외 {finding.count - MOST_PLACES}곳" if finding.count > MOST_PLACES else ""
    where = f"{finding.target.name} ({finding.count}곳)" if finding.target.kind == "row" else f"{first}{more}"
    sources = ", ".join(source.citation for source in finding.sources)
    severity = SEVERITY_LABELS[finding.severity]
    return (
        f"[{severity}] {finding.rule} {finding.message}\n    {where}\n    근거: {sources}\n    조치: {finding.advice}"
    )


def _plain(finding: Finding, words: Acknowledgement | None) -> dict[str, object]:
    return {
        "mark": mark_of(finding.key),
        "acknowledged": {"until": words.until.isoformat(), "by": words.by, "reason": words.reason} if words else None,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "area": finding.area.value,
        "message": str(finding.message),
        "advice": finding.advice,
        "sources": [
            {"key": source.key, "citation": source.citation, "confirmed": source.confirmed.value}
            for source in finding.sources
        ],
        "row": finding.row[0] if finding.row else None,
        "count": finding.count,
        "places": [{"kind": place.kind.value, "code": place.code, "name": place.name} for place in finding.places],
    }

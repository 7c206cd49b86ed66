"""Owns taking the result of a round away as a file; that it was, and the digest of the file, are sealed first."""

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.database import db
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.uses import Use
from app.ledger.committer import Submission, submit
from app.registry import queries as registry
from app.signage.events.sightings import RoundExported
from app.signage.exports import FORMATS, round_file
from app.signage.queries.rounds import round_report
from app.signage.views.blueprint import blueprint
from app.web.access import allow, current_actor
from app.web.looks_recorded import look_kept_until, seals_its_look, use_of_copy

_TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@blueprint.get(f"/signs/rounds/<uuid:round_id>/report.<any({','.join(FORMATS)}):ending>")
@allow(act=Act.PRINT)
@seals_its_look("sign_round.exported", gives="exported")
def export_round(round_id: object, ending: str) -> ResponseReturnValue:
    """Answer with what a round has found as CSV or PDF: found, damaged, missing, not looked at, by whom and when."""
    actor, now, session = current_actor(), utc_now(), db.session()
    public_url = str(current_app.config["SETTINGS"].public_url)
    report = round_report(session, round_id=str(round_id), actor=actor, today=kst_day(now), public_url=public_url)
    row = report.round
    name = f"sign-round-{row.due_on}.{ending}"
    said = use_of_copy(thing=f"sign_round/{row.id}", usual=Use.REVIEW, rows=len(report.lines), file=name)
    people = {row.assigned_to, row.opened_by, row.closed_by or 0}
    people |= {line.seen.by for line in report.lines if line.seen} | {one.by for one in report.elsewhere}
    organisation = registry.snapshot(session, as_of=kst_day(now)).organisation
    file = round_file(
        session,
        report,
        format=ending,
        names=accounts.names_of(session, account_ids=people),
        organisation=organisation.name if organisation else "",
        now=now,
    )
    event = RoundExported(
        id=row.id,
        format=ending,
        signs=len(report.lines),
        sha256=file.digest,
        site=row.sites[0] if len(row.sites) == 1 else None,
        address=actor.origin,
        use=said.use,
        use_words=said.words,
    )
    submit(Submission(event=event, actor=actor, now=now, erase_on=look_kept_until(now)), recording_a_look=True)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(file.content, content_type=_TYPES[ending], headers=headers)

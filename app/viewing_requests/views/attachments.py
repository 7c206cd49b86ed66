"""Owns the pages of papers: attaching one, taking one out, removing one, and what the case page shows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.database import db, unit_of_work
from app.kernel.acts import Act
from app.kernel.clock import utc_now
from app.kernel.errors import NotAllowed, NotFound, Refusal
from app.kernel.uses import Use
from app.law.sources import latest
from app.ledger.committer import Submission, submit
from app.vault.wiring import vault
from app.viewing_requests import commands, queries
from app.viewing_requests.domain import WORKS_ON_CASES
from app.viewing_requests.events import AttachmentOpened
from app.viewing_requests.forms.attachments import AttachForm, RemoveAttachmentForm
from app.viewing_requests.intake_refusals import MaskingUnconfirmed
from app.viewing_requests.papers_in import (
    ATTACHMENT_NAMES,
    LARGEST,
    LARGEST_MB,
    MEDIA_NAMES,
    REMOVED_BECAUSE_NAMES,
    WARNED_SENTENCES,
)
from app.viewing_requests.queries import Attachment, RequestRow, reads_papers
from app.viewing_requests.states import OPEN
from app.viewing_requests.views import blueprint
from app.web.access import allow, current_actor
from app.web.forms import posted
from app.web.languages import say
from app.web.looks_recorded import look_kept_until, looks_at, seals_its_look, use_of_copy

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""What a browser may do with a paper that is opened all the same: show it, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersShown:
    """What the card of papers shows: the papers, who brought them, and what the person may do with them."""

    papers: tuple[Attachment, ...]
    names: Mapping[int, str]
    may_read: bool
    may_attach: bool
    form: AttachForm
    removing: RemoveAttachmentForm
    most: int = LARGEST_MB


@blueprint.app_template_global()
def papers_shown(row: RequestRow) -> PapersShown:
    """Return what a person may know of the papers of a case."""
    actor = current_actor()
    works = reads_papers(actor, places=row.places, received_by=row.received_by)
    found = queries.attachments_of(db.session(), number=row.number, actor=actor, reads_names=works)
    people = {account for paper in found for account in paper.people}
    return PapersShown(
        papers=found,
        names=accounts.names_of(db.session(), account_ids=people),
        may_read=works,
        may_attach=works and row.status in OPEN,
        form=AttachForm(),
        removing=RemoveAttachmentForm(),
    )


@blueprint.app_template_filter("attachment_kind")
def attachment_kind(kind: str) -> str:
    """Return what a paper is."""
    return say(ATTACHMENT_NAMES[kind])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_filter("media_name")
def media_name(media: str) -> str:
    """Return how people call a format."""
    return MEDIA_NAMES[media]  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_filter("removed_because")
def removed_because(because: str) -> str:
    """Return why a paper was removed."""
    return say(REMOVED_BECAUSE_NAMES[because])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.app_template_filter("warned_sentence")
def warned_sentence(warned: str) -> str:
    """Return what was noticed in a paper."""
    return say(WARNED_SENTENCES[warned])  # type: ignore[index]  # A StrEnum is found by its text.


@blueprint.route("/requests/<number>/attachments/new", methods=["GET", "POST"])
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def attach_paper(number: str) -> ResponseReturnValue:
    """Attach a paper to a case; what looks like an identity card is asked about first."""
    actor, now = current_actor(), utc_now()
    row = queries.request_row(db.session(), number=number, actor=actor, now=now)
    form = AttachForm(posted())
    if posted() is not None and form.validate():
        try:
            paper = commands.ready_paper(
                file_name=form.file.data.filename or "",
                data=form.file.data.read(LARGEST + 1),
                masked=form.masked,
                now=now,
            )
            db.session().rollback()  # Cleaning takes a while; nothing waits for what was read before.
            with unit_of_work() as session:
                commands.attach_paper(session, number=number, kind=form.parsed(), paper=paper, actor=actor, now=now)
        except (NotFound, NotAllowed):
            raise
        except MaskingUnconfirmed as question:
            form.ask(question.sentences, digest=question.digest)
            form.refuse(question)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("%(kind)s을(를) 암호화해 보관했습니다.", kind=say(ATTACHMENT_NAMES[form.parsed()])))
            return redirect(url_for(".show_request", number=number), code=303)
    page = render_template(
        "viewing_requests/attach_paper.html", form=form, row=row, most=LARGEST_MB, no_numbers=latest("pipa.24-2.1")
    )
    return page, 422 if form.errors else 200


@blueprint.get("/requests/<number>/attachments/<int:leaf>")
@allow(*WORKS_ON_CASES, act=Act.READ)
@seals_its_look("request_attachment.opened", gives="downloaded")
def take_out_attachment(number: str, leaf: int) -> ResponseReturnValue:
    """Hand a paper to somebody who works on the case; that they took it is sealed before they have it."""
    actor, now = current_actor(), utc_now()
    row = queries.request_row(db.session(), number=number, actor=actor, now=now)
    sites = {place.site_code for place in row.places}
    try:
        found = queries.attachment_to_take_out(
            db.session(), number=number, leaf=leaf, actor=actor, site=sites.pop() if len(sites) == 1 else None
        )
        pieces = vault().store.open(found.stored_name, context=found.context)
    except NotFound:
        raise
    except Refusal as refusal:
        flash(say(refusal), "error")
        return redirect(url_for(".show_request", number=number), code=303)
    said = use_of_copy(thing=f"viewing_request/{number}", usual=Use.REQUEST, rows=1)
    event = AttachmentOpened(
        number=number,
        site=found.site,
        attachment_leaf=leaf,
        address=actor.origin,
        use=said.use,
        use_words=said.words,
    )
    submit(Submission(event=event, actor=actor, now=now, erase_on=look_kept_until(now)), recording_a_look=True)
    answer = Response(pieces, mimetype=str(found.media_type), direct_passthrough=True)
    answer.content_length = found.size
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.download_name, safe='')}"
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/requests/<number>/attachments/<int:leaf>/remove")
@allow(*WORKS_ON_CASES, act=Act.REGISTER)
@looks_at("viewing_request/{number}")
def remove_attachment(number: str, leaf: int) -> ResponseReturnValue:
    """Remove a paper before its time."""
    form = RemoveAttachmentForm(request.form)
    onwards = redirect(url_for(".show_request", number=number), code=303)
    if not form.validate():
        flash(_("지우는 까닭을 고르십시오."), "error")
        return onwards
    try:
        with unit_of_work() as session:
            gone = commands.remove_attachment(
                session, number=number, leaf=leaf, because=form.parsed(), actor=current_actor(), now=utc_now()
            )
        vault().store.remove(gone)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("첨부를 지웠습니다. 무엇을 왜 지웠는지는 남습니다."))
    return onwards

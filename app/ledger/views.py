"""Owns the pages of the ledger: sentences by day, and each entry with its proof."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.database import db
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day
from app.kernel.errors import NotFound, Refusal
from app.kernel.messages import N_
from app.kernel.particles import with_particles
from app.kernel.uses import Use
from app.ledger import proofs, queries
from app.ledger.forms import FilterForm, Wanted
from app.ledger.public_page import add_public_pages
from app.ledger.queries import Entry
from app.ledger.wiring import context_of, names_of_actors, names_of_subjects
from app.vault.sealing import is_sealed
from app.vault.wiring import vault
from app.web.access import allow, current_actor
from app.web.languages import say
from app.web.looks_recorded import looks_at, use_of_copy
from app.web.paging import key_of

blueprint = Blueprint("ledger", __name__)
add_public_pages(blueprint)

READERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)
READERS_OF_PERSONAL_PARTS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR)
_PER_PAGE = 50
_ACCOUNT = re.compile(r"account:[0-9]+")


@blueprint.app_template_filter("from_iso")
def from_iso(text: str | None) -> date | datetime | None:
    """Return the day or moment that an entry's text means, for the filters ``day`` and ``kst``."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == len("2026-11-22") else datetime.fromisoformat(text)


@blueprint.app_template_filter("particles")
def particles(sentence: str) -> Markup:
    """Return a rendered sentence with the particles its words ask for."""
    return Markup(with_particles(str(escape(sentence))))  # noqa: S704  # Nothing but particles changes after escaping.


@blueprint.get("/ledger")
@allow(*READERS, act=Act.READ)
@looks_at("ledger/entries")
def list_entries() -> ResponseReturnValue:
    """Show entries newest first, grouped by day."""
    session, actor = db.session(), current_actor()
    codes = queries.sites_named(session) if actor.sites is None else sorted(actor.sites)
    called = names_of_subjects(session, subjects=[f"site:{code}" for code in codes])
    sites = {code: called.get(f"site:{code}", code) for code in codes}
    people = _names(queries.actors_named(session, sites=actor.sites))
    form = FilterForm(request.args)
    form.offer(people=people, sites=sites)
    wanted = form.parsed() if form.validate() else Wanted()
    before = key_of(request.args.get("after"), int)
    page = queries.page_of_entries(
        session,
        sites=actor.sites,
        size=_PER_PAGE,
        before=None if before is None else int(before[0]),
        person=wanted.person,
        site=wanted.site,
        names=wanted.names,
        subjects=wanted.subjects,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
    )
    head = proofs.head(session)
    return render_template(
        "ledger/list_entries.html",
        form=form,
        days=[(day, list(found)) for day, found in groupby(page.rows, key=lambda entry: kst_day(entry.recorded_at))],
        names=people,
        called=_called(page.rows),
        sites=sites,
        filters={name: value for name, value in request.args.items() if value and name in form},
        after=page.after,
        head=head,
        signed=_signed_size(head.note),
    )


@blueprint.get("/ledger/<int:leaf>")
@allow(*READERS, act=Act.READ)
@looks_at("ledger/{leaf}")
def show_entry(leaf: int) -> ResponseReturnValue:
    """Show one entry, what was sealed, and the proof that it stands in the log."""
    session, actor = db.session(), current_actor()
    entry = queries.entry_at(session, leaf=leaf, sites=actor.sites)
    answering = actor.acting_as(*READERS_OF_PERSONAL_PARTS)  # Who answers for one site reads the parts of that one.
    may_read = actor.has(*READERS_OF_PERSONAL_PARTS) and (answering.sites is None or entry.site_code in answering.sites)
    return render_template(
        "ledger/show_entry.html",
        entry=entry,
        names=_names([entry.actor_id]),
        called=_called([entry]),
        body=json.dumps(entry.body, ensure_ascii=False, indent=2),
        proof=proofs.inclusion_proof_of(session, leaf=leaf),
        parts=[_opened(entry, part) for part in queries.personal_parts(session, leaf=leaf)] if may_read else None,
    )


def _opened(entry: queries.Entry, part: queries.PersonalPart) -> queries.PersonalPart:
    """Return a part with what was encrypted opened, as far as this page opens it; else why it is not."""
    if part.content is None:
        return part
    shown = {
        name: _plain(value, context_of(subject=entry.subject, part=part.name, field=name))
        for name, value in part.content.items()
    }
    return replace(part, content=shown)


def _plain(value: object, context: str | None) -> object:
    if not isinstance(value, str) or not is_sealed(value):
        return value
    if context is None:
        return say(N_("암호화되어 있습니다. 이 화면에서는 열지 않습니다."))
    try:
        return vault().open(value, context=context)
    except Refusal as refusal:
        return say(refusal)


@blueprint.get("/ledger/<int:leaf>/proof")
@allow(*READERS, act=Act.READ)
def download_proof(leaf: int) -> ResponseReturnValue:
    """Give the proof as text that is checked without this server (C2SP tlog-proof).

    :raises NotFound: if there is no such entry, or no signed checkpoint covers it yet.
    """
    session = db.session()
    queries.entry_at(session, leaf=leaf, sites=current_actor().sites)
    text = proofs.inclusion_proof_of(session, leaf=leaf).text
    if text is None:
        raise NotFound
    return _file(text.encode(), f"entry-{leaf}.tlog-proof", "text/plain; charset=utf-8")


@blueprint.get("/ledger/<int:leaf>/body")
@allow(*READERS, act=Act.READ)
@looks_at("ledger/{leaf}", "downloaded")
def download_body(leaf: int) -> ResponseReturnValue:
    """Give the exact bytes that were sealed; the proof is about them."""
    session = db.session()
    sealed = queries.sealed_bytes(session, leaf=leaf, sites=current_actor().sites)
    use_of_copy(usual=Use.REVIEW, rows=1, file=f"entry-{leaf}.json")
    return _file(sealed, f"entry-{leaf}.json", "application/json")


def _names(actor_ids: Iterable[int]) -> Mapping[int, str]:
    """Return a name for each number; whoever is unknown is called by it."""
    known = {number: name for number, name in names_of_actors(db.session()).items() if name != f"#{number}"}
    return {number: known.get(number) or _("계정 %(number)s번", number=number) for number in sorted(set(actor_ids))}


def _called(entries: Sequence[Entry]) -> Mapping[str, str]:
    """Return what the objects and sites of entries are called: people by their names, places by theirs."""
    subjects = {entry.subject for entry in entries}
    subjects |= {f"site:{entry.site_code}" for entry in entries if entry.site_code is not None}
    subjects |= {f"post:{entry.data['post']}" for entry in entries if "post" in entry.data}
    subjects |= {f"account:{entry.data['deputy_id']}" for entry in entries if "deputy_id" in entry.data}
    numbers = [int(subject.partition(":")[2]) for subject in subjects if _ACCOUNT.fullmatch(subject)]
    people = {f"account:{number}": name for number, name in _names(numbers).items()}
    return {**names_of_subjects(db.session(), subjects=subjects), **people}


def _signed_size(note: str | None) -> int:
    """Return how many entries the newest checkpoint covers; none without one."""
    return 0 if note is None else int(note.splitlines()[1])


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

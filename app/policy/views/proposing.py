"""Owns the pages that take a published text to a draft of the registry: read, corrected, then handed to the import.

Nothing of a text is kept: the draft travels in the form, signed, until the person hands it over or leaves.
"""

import hmac
import json
import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from flask import abort, current_app, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.database import db
from app.kernel.actor import Role
from app.kernel.acts import Act
from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Problem, Refusal
from app.kernel.messages import N_, Message
from app.law.grounds import installation_grounds
from app.policy.extraction import LARGEST, extract
from app.policy.proposal import (
    NAMELESS,
    WHY_NAMES,
    Looked,
    Proposal,
    corrected,
    is_doubtful,
    known_of,
    looked,
    own_sentences,
    progress,
    propose,
    questions,
    sheets,
    sure_paths,
)
from app.policy.proposal.asking import TOTAL_REASON, cameras_read, totals_differ
from app.policy.proposal.packing import as_text, from_text, packed, unpacked
from app.policy.queries import approvers, last_published
from app.policy.reading import read
from app.policy.reading_form import ReadForm
from app.policy.versions import APPROVERS
from app.policy.views.blueprint import blueprint
from app.policy.views.version_page import may
from app.registry import queries as registry
from app.web import uploads
from app.web.access import allow, current_actor
from app.web.dates import parse_day
from app.web.forms import posted
from app.web.signed import keyed

MOST_ENTRIES = 700
"""Values that can be corrected on one page; a longer draft is corrected in its file."""
_PURPOSE = "policy.proposal"
_SIGNATURE = 32


@blueprint.route("/policy/read", methods=["GET", "POST"])
@allow(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, act=Act.MAINTAIN)
def read_policy() -> ResponseReturnValue:
    """Take a published text and show what was read of it, with every doubt."""
    form = ReadForm(posted())
    if request.method != "POST":
        return render_template("policy/read_policy.html", form=form, authorship=_authorship())
    if form.validate():
        upload = request.files.get("file")
        name = Path(upload.filename or "").name if upload else ""
        content = upload.read(LARGEST + 1) if upload and name else (form.pasted.data or "").encode()
        if not content:
            form.file.errors = [_("파일을 고르거나 글을 붙여 넣으십시오.")]
        else:
            try:
                printed = extract(content, name=name or "pasted.txt")
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                today = kst_day(utc_now())
                known = known_of(registry.document(db.session()), today)
                return _shown(propose(read(printed), known=known, own=own_sentences(today)), day=today)
    return render_template("policy/read_policy.html", form=form, authorship=_authorship()), 422


@blueprint.post("/policy/read/correct")
@allow(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR, act=Act.MAINTAIN)
def correct_reading() -> ResponseReturnValue:
    """Take corrections; show the draft again, send it as a file, or hand it to the import of the registry."""
    given = request.form
    proposal, problems = corrected(
        _carried(given.get("draft", "")),
        {name: text for name, text in given.items() if "[" in name},
        chosen=_chosen(given),
        removed=given.getlist("removed"),
        added=[name for line in given.get("added", "").splitlines() if (name := line.strip()[:200])],
    )
    confirmed = frozenset(given.getlist("confirmed"))
    today = kst_day(utc_now())
    try:
        day = parse_day(given.get("valid_from", ""), today=today)
    except ValueError:
        day = today
        text = N_("날짜를 알 수 없습니다. 2026-11-21 처럼 입력하십시오.")
        problems.append(Problem("valid_from", Message(text)))
    act = given.get("act", "check")
    if act == "accept":
        confirmed |= sure_paths(sheets(proposal))
    if act == "registry" and proposal.document["organisation"][0]["name"] == NAMELESS:
        text = N_("대장에 넣기 전에 운영자(회사) 이름을 적으십시오.")
        problems.append(Problem("organisation[0].name", Message(text)))
    whole = proposal.document["organisation"][0]
    if act == "registry" and totals_differ(proposal.document) and not whole.get("stated_total_reason"):
        text = N_(
            "적힌 합계는 {stated}대, 줄을 더하면 {summed}대입니다. 줄을 고치거나 줄의 합을 쓰는 까닭을 적으십시오."
        )
        values = {"stated": whole["stated_total"], "summed": cameras_read(proposal.document)}
        problems.append(Problem(TOTAL_REASON, Message(text, values)))
    if problems or act in ("check", "accept"):
        return _shown(proposal, day=day, problems=problems, looked_again=True, confirmed=confirmed)
    for organisation in proposal.document["organisation"]:
        organisation.get("history", []).sort(key=lambda line: line["on"])
    content = (json.dumps(proposal.document, ensure_ascii=False, indent=2) + "\n").encode()
    if act == "file":
        name = f"watchbook-registry-draft-{today:%Y%m%d}.json"
        return send_file(BytesIO(content), mimetype="application/json", as_attachment=True, download_name=name)
    home = Path(current_app.config["SETTINGS"].home)
    token = uploads.keep(home, content, ending=".json", actor_id=current_actor().id)
    return redirect(url_for("registry.import_sites", upload=token, valid_from=day.isoformat()), code=303)


def _shown(
    proposal: Proposal,
    *,
    day: date,
    problems: list[Problem] | None = None,
    looked_again: bool = False,
    confirmed: frozenset[str] = frozenset(),
) -> ResponseReturnValue:
    every = list(sheets(proposal))
    # Both figures and the reason stand open where they differ, beside each other.
    total = {TOTAL_REASON, "organisation[0].stated_total"} if totals_differ(proposal.document) else set()
    looks = looked(every, confirmed, shown={problem.place for problem in problems or ()} | total)
    shown = _first(looks)
    today = kst_day(utc_now())
    asked = questions(proposal)
    body = packed(proposal)
    page = render_template(
        "policy/show_reading.html",
        proposal=proposal,
        sheets=shown,
        hidden=len(every) - len(shown),
        anchors={entry.path: anchor(entry.path) for look in shown for entry in look.sheet.entries},
        following=_following(shown),
        confirmed=confirmed,
        is_doubtful=is_doubtful,
        progress=progress((look.sheet for look in shown), confirmed),
        anchor=anchor,
        questions=asked,
        why_names=WHY_NAMES,
        grounds=[
            *installation_grounds(open_place=True, on=today),
            *installation_grounds(open_place=False, on=today),
        ],
        draft=as_text(keyed(_PURPOSE, body) + body),
        day=day,
        problems=problems or [],
        posted=request.form if problems else {},
        looked_again=looked_again,
        cameras=cameras_read(proposal.document),
        total_reason=TOTAL_REASON,
        authorship=_authorship(),
    )
    return page, 422 if problems else 200


def _authorship() -> tuple[str, ...] | None:
    """Return what who would approve a policy has to know before recording values: whether that makes them an author."""
    if not may(APPROVERS):
        return None
    if last_published(db.session()) is None:
        return (
            _(
                "아직 공개한 방침이 없으므로, 읽은 값을 대장에 넣어도 방침을 쓴 사람이 되지 않습니다. "
                "다른 사람이 만든 초안을 승인할 수 있습니다."
            ),
        )
    others = approvers(db.session(), beside=(current_actor().id,), now=utc_now())
    return (
        _(
            "공개한 방침이 있습니다. 모든 곳에 함께 쓰는 조직 공통값을 바꾸어 넣으면 그 값을 쓴 사람이 되어, "
            "그 값이 처음 실리는 판을 승인할 수 없습니다."
        ),
        _("승인할 수 있는 다른 사람: %(names)s", names=", ".join(one.name for one in others))
        if others
        else _("승인할 수 있는 다른 사람이 없습니다. 다른 사람에게 넣게 하거나 대신할 사람을 정하십시오."),
    )


def anchor(path: str) -> str:
    """Return a path as the id of a field on the page."""
    return "at-" + re.sub(r"[^0-9A-Za-z]+", "-", path).strip("-")


def _first(every: list[Looked]) -> list[Looked]:
    shown: list[Looked] = []
    entries = 0
    for look in every:
        entries += len(look.sheet.entries) + 1
        if entries > MOST_ENTRIES:
            break
        shown.append(look)
    return shown


def _following(shown: list[Looked]) -> dict[str, str]:
    """Return for each doubtful value the next one, so that a link leads on without JavaScript too; "" the first."""
    paths = ["", *(entry.path for look in shown for entry in look.doubtful)]
    return dict(pairwise(paths))


def _carried(text: str) -> Proposal:
    """Return the draft a form carries; what was not signed here is no draft."""
    try:
        whole = from_text(text)
        signature, body = whole[:_SIGNATURE], whole[_SIGNATURE:]
        if not hmac.compare_digest(signature, keyed(_PURPOSE, body)):
            abort(400)
        return unpacked(body)
    except ValueError:
        abort(400)


def _chosen(given: MultiDict[str, str]) -> dict[str, int]:
    """Return which option was chosen for a question, by its path."""
    found = ((name.removeprefix("choice:"), text) for name, text in given.items() if name.startswith("choice:"))
    return {path: int(text) for path, text in found if text.isascii() and text.isdecimal() and len(text) < 4}  # noqa: PLR2004  # A question has few options.
